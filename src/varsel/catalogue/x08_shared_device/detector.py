"""X8: one device or phone stands for most sessions of several unrelated people.

A session counts for the person whose access was used, so a bookkeeper with an access of her own is
nobody else. Public terminals and the devices of known services are left out. Whoever used the key
first may be the helping hand; people who pay one outsider that nobody else pays need be only two.
"""

import ibis
from ibis import _

from varsel.catalogue.build import (
    named,
    names,
    people_behind,
    reaching,
    row,
    rows,
    services,
    sessions,
    share,
    trailing,
)

MEASURES = {
    "people": "int64", "unrelated": "int64", "others": "int64", "lowest_share": "decimal(18, 4)",
    "users": "int64", "payers": "int64", "passed_dkk": "decimal(18, 4)",
}  # fmt: skip


def detect(t, p):
    found = [shared(t, p, kind) for kind in ("device", "phone")]
    found += [one_recipient(t, p, kind) for kind in ("device", "phone")]
    return ibis.union(*[shaped(hit) for hit in found])


def shaped(hit):
    """Every variant in the same columns; a measure that a variant lacks is null."""
    hit = hit.mutate(**{m: ibis.null() for m in MEASURES if m not in hit.columns})
    return hit.select(
        "subject_kind", "subject_id", "variant", "day", "evidence", "named",
        notch=_.notch.cast("int64"), **{m: hit[m].cast(kind) for m, kind in MEASURES.items()},
    )  # fmt: skip


def shared(t, p, kind):
    """Hits of one kind of key: device or phone."""
    used = sessions(t, kind)
    crowd = used.filter(_.key.notnull()).group_by("key").agg(people=_.person.nunique())
    crowd = crowd.filter(_.people >= p.min_people)
    near = used.semi_join(crowd, "key").select("person").distinct()
    window = trailing(used.semi_join(near, "person"), "person", p.window_days)
    whole = window.group_by("person", "window_day").agg(sessions=_.count())
    whole = whole.filter(_.sessions >= p.min_sessions)
    main = most_of(whole, window.semi_join(crowd, "key"), p)
    ends = main.select("key", day="window_day").distinct()
    # Everybody's state on each of those days, also of people who did not log in that day.
    latest = trailing(used.semi_join(ends, "key"), "key", p.window_days, ends)
    near = latest.select("key", "window_day", "person").distinct()
    days = near.select("person", day="window_day").distinct()
    window = trailing(used, "person", p.window_days, days)
    whole = window.group_by("person", "window_day").agg(sessions=_.count())
    main = most_of(whole.filter(_.sessions >= p.min_sessions), window, p)
    main = main.semi_join(near, ["key", "window_day", "person"])
    return hits(t, p, kind, main, near, latest, first_users(used))


def first_users(used):
    """Who used each key first: it may be theirs, and they the hand that helps or controls."""
    seen = used.filter(_.key.notnull()).group_by("key", "person").agg(since=_.at.min())
    order = ibis.window(group_by=seen.key, order_by=[seen.since, seen.person])
    return seen.mutate(first=ibis.row_number().over(order)).filter(_.first == 0).drop("first")


def hits(t, p, kind, main, near, latest, owner):
    """Keys that are the main one of enough people, with who and what shows it."""
    keys = ["key", "window_day"]
    users = near.group_by(*keys).agg(users=_.person.nunique())
    # A device that a bookkeeper, a carer or a library uses as well says nothing.
    known = services(t)
    served = near.semi_join(known, near.person == known.party_id)
    main = main.anti_join(served, keys)
    related = tied(t, near, main)
    main = main.left_join(related, [*keys, "person"]).drop(
        *[f"{c}_right" for c in (*keys, "person")]
    )
    # Whoever holds the key is not exploited by it; whose it is, a person has to ask.
    main = main.left_join(
        owner.select("key", "person", first=ibis.literal(1)), ["key", "person"], rname="{name}_own"
    ).drop("key_own", "person_own")
    people = main.group_by(*keys).agg(
        people=_.count(),
        alone=_.related.isnull().sum(),
        families=_.related.max().fill_null(0),
        lowest_share=_.part.min(),
        names=rows(named_by(_.first.notnull(), _.person)),
    )
    own = main.join(owner, ["key", "person"]).select(*keys, own=ibis.literal(1))
    people = people.left_join(own, keys, rname="{name}_own")
    people = people.left_join(owner.select("key", hand="person"), "key", rname="{name}_hand")
    outside = outside_hand(t, near, main, owner)
    people = people.left_join(outside, keys, rname="{name}_outside")
    # Whoever acts for many under registered mandates keeps their books: the weakest reading.
    office = near.semi_join(mandated(t, p), "person").select(*keys, office=ibis.literal(1))
    people = people.left_join(office.distinct(), keys, rname="{name}_office")
    facts = latest.semi_join(main, [*keys, "person"])
    facts = facts.group_by(*keys).agg(evidence=rows(_.login_row))
    found = people.join(users, keys).join(facts, keys)
    unrelated = found.alone + found.families
    others = unrelated - found.own.fill_null(0)
    # An outside hand stands for one of the people, though its own log-ins may be mostly elsewhere.
    around = ibis.greatest(found.people, others + found.outside.fill_null(0))
    enough = (around >= p.min_people) & (found.users <= p.max_users)
    weak = (others < p.min_people) | found.office.notnull()
    return found.filter(enough).select(
        subject_kind=ibis.literal(kind),
        subject_id=_.key,
        variant=ibis.literal(kind),
        day=_.window_day,
        evidence=_.evidence,
        named=names(
            named("unclear", kind, _.key),
            _.own.isnull().ifelse(named("unclear", "party", _.hand), ibis.null()),
        ).concat(_["names"]),
        notch=weak.ifelse(-1, 0),
        people=_.people,
        unrelated=unrelated,
        others=others,
        lowest_share=_.lowest_share,
        users=_.users,
    )


def outside_hand(t, near, main, owner):
    """Keys whose first user still uses them, tied to none of those they are the main one of."""
    hand = near.semi_join(owner, ["key", "person"])
    hand = hand.anti_join(main, ["key", "window_day", "person"])
    tie = t.tie.select("since", person="party_id", other="other_id").distinct()
    led = main.select("key", "window_day", other="person")
    kin = hand.join(tie, "person").join(led, ["key", "window_day", "other"])
    kin = kin.filter(kin.since.isnull() | (kin.since <= kin.window_day))
    hand = hand.anti_join(kin, ["key", "window_day"])
    return hand.select("key", "window_day", outside=ibis.literal(1)).distinct()


def named_by(first, person):
    """A user of a key: exploited, unless they used it first and it may be theirs."""
    role = first.ifelse("unclear", "exploited")
    return role + "/party:" + person


def mandated(t, p):
    """People with a registered mandate on the accounts of several others."""
    held = t.authority.filter(_.role == "holder").select("account_id", holder="party_id")
    acts = t.authority.filter(_.role.isin(list(p.mandates))).join(held, "account_id")
    acts = acts.filter(_.party_id != _.holder).group_by(person="party_id")
    return acts.agg(served=_.holder.nunique()).filter(_.served >= p.min_people)


def one_recipient(t, p, kind):
    """People on one key who all pay the same outsider, whom nobody else pays."""
    used = sessions(t, kind).filter(_.key.notnull())
    users = used.group_by("key").agg(users=_.person.nunique())
    users = users.filter(_.users >= p.min_payers, _.users <= p.max_users)
    used = used.semi_join(users, "key")
    hand = first_users(used)
    used = used.anti_join(used.semi_join(known_hands(t, p), "person").select("key"), "key")
    paid = outsiders(t)
    mine = paid.join(used.select("key", "person").distinct(), "person")
    both = ["key", "recipient"]
    mine = reaching(mine, both, p.window_days, p.min_payers, "person")
    window = trailing(mine, both, p.window_days)
    seen = used.select("login_row", on="key", who="person", used_on="day")
    window = window.join(
        seen,
        [
            window.key == seen.on,
            window.person == seen.who,
            seen.used_on <= window.window_day,
            seen.used_on > window.window_day - ibis.interval(days=p.window_days),
        ],
    )
    keys = [*both, "window_day"]
    window = window.join(hand.select("key", hand="person"), "key")
    found = window.group_by(keys).agg(
        payers=_.person.nunique(),
        evidence=rows(_.entry_row).concat(rows(_.login_row)).sort(),
        people_named=rows(named_by(_.person == _.hand, _.person)),
        hand=named("unclear", "party", _.hand).min(),
    )
    found = found.filter(_.payers >= p.min_payers)
    total = window.select(*keys, "entry_row", "amount_dkk").distinct()
    total = total.group_by(keys).agg(passed_dkk=_.amount_dkk.sum())
    found = found.join(total.filter(_.passed_dkk >= p.min_passed), keys)
    ever = paid.select("day", "payer", to="recipient")
    ever = found.join(ever, [found.recipient == ever.to, ever.day <= found.window_day])
    ever = ever.group_by(keys).agg(everybody=_.payer.nunique())
    found = found.join(ever, keys).filter(_.everybody <= _.payers)
    strangers = people_behind(t, window.semi_join(found, keys), keys, "person", "person")
    found = found.join(strangers, keys).filter(_.unrelated >= p.min_payers)
    # Where several outsiders are paid, the one who got most stands in the flag.
    best = ibis.row_number().over(
        group_by=[found.key, found.window_day],
        order_by=[found.passed_dkk.desc(), found.recipient],
    )
    found = found.mutate(best=best).filter(_.best == 0)
    return found.select(
        "evidence", "payers", "passed_dkk", "unrelated",
        subject_kind=ibis.literal(kind), subject_id=_.key,
        variant=ibis.literal("one_recipient"), day=_.window_day,
        named=names(named("unclear", kind, _.key), "unclear/" + _.recipient)
        .concat(names(_.hand)).concat(_.people_named).unique().sort(),
        notch=ibis.literal(0),
    )  # fmt: skip


def known_hands(t, p):
    """Services, and people with mandates for several others."""
    return ibis.union(services(t).select(person="party_id"), mandated(t, p).select("person"))


def outsiders(t):
    """Payments of people to somebody who is no company, not themselves and not tied to them."""
    firm = t.party.filter(_.kind == "company").select("party_id")
    paid = t.payment.filter(_.debtor_party.notnull() | _.debtor_account.notnull(), _.mcc.isnull())
    paid = paid.anti_join(firm, paid.creditor_party == firm.party_id)
    paid = paid.filter((_.debtor_party != _.creditor_party).fill_null(True))
    paid = paid.select(
        "day", "amount_dkk", person="debtor_party", other="creditor_party",
        payer=ibis.coalesce(_.debtor_party, _.debtor_account),
        recipient=ibis.coalesce(
            "party:" + _.creditor_party,
            "account:" + _.creditor_account,
            _.creditor_alias.startswith("+").ifelse("phone:" + _.creditor_alias, ibis.null()),
        ),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    ).filter(_.recipient.notnull())  # fmt: skip
    tie = t.tie.select(person="party_id", other="other_id").distinct()
    return paid.anti_join(tie, ["person", "other"]).drop("other")


def most_of(whole, window, p):
    """Which key stands for most of a person's sessions in a window."""
    on_key = window.filter(_.key.notnull())
    on_key = on_key.group_by("person", "window_day", "key").agg(on_key=_.count())
    both = whole.join(on_key, ["person", "window_day"])
    both = both.filter(_.on_key >= _.sessions * p.min_share)
    return both.mutate(part=share(_.on_key, _.sessions))


def tied(t, near, main):
    """People with a tie to somebody else on the same key; together they count as one."""
    tie = t.tie.select(tie_party="party_id", tie_other="other_id", tie_since="since").distinct()
    pairs = main.select("key", "window_day", "person")
    pairs = pairs.join(
        tie,
        [
            pairs.person == tie.tie_party,
            (tie.tie_since <= pairs.window_day).fill_null(True),
        ],
    )
    other = near.select(on="key", seen="window_day", other="person")
    pairs = pairs.join(
        other,
        [pairs.key == other.on, pairs.window_day == other.seen, pairs.tie_other == other.other],
    )
    return pairs.select("key", "window_day", "person").distinct().mutate(related=ibis.literal(1))
