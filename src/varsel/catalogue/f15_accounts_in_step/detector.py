"""F15: several people's accounts opened, or closed and emptied, together around one shared key.

A key is a device, phone, e-mail, home or attorney. Help to open an account ends when the card has
come: a device or phone that goes on using several people's new accounts is another's hand.
Children's and converted accounts, closures by the bank and the keys of known services are left out.
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
    trailing,
)

#: The first day of a link whose record names none.
ALWAYS = ibis.date("1900-01-01")
MEASURES = ("accounts", "people", "unrelated", "ended", "own_accounts")


def detect(t, p):
    account = accounts(t, p)
    link = links(t)
    opened = account.select("account_id", day="opened_on", more=ibis.null().cast("string"))
    opened = together(t, p, link, opened, p.open_days, p.min_accounts, p.min_people)
    ended = ends(t, p, near_others(p, link, account))
    ended = together(t, p, link, ended, p.end_days, p.min_ended, p.min_ended_people)
    opened = opened.mutate(variant=ibis.literal("opened_together"), accounts=_.size)
    ended = ended.mutate(variant=ibis.literal("ended_together"), ended=_.size)
    rest = (hand_stays(t, p, account), single_person(t, p, account))
    return ibis.union(*[shaped(h) for h in (opened, ended, *rest)])


def shaped(hit):
    """Every variant in the same columns; a measure that a variant lacks is null."""
    hit = hit.mutate(**{m: ibis.null() for m in MEASURES if m not in hit.columns})
    return hit.select(
        "subject_kind", "subject_id", "variant", "day", "evidence", "named",
        notch=_.notch.cast("int64"), **{m: hit[m].cast("int64") for m in MEASURES},
    )  # fmt: skip


def accounts(t, p):
    """Accounts with a known first day that are neither a child's nor carried over."""
    other = t.account["product"].isin(list(p.other_products)).fill_null(False)
    return t.account.filter(_.opened_on.notnull(), ~other)


def links(t):
    """Which key leads to which account, through whom, and since when."""
    held = t.holder.select("account_id", "party_id")
    main = t.holder.filter(_.main).select(held="account_id", holder="party_id")
    seen = t.login.left_join(main, t.login.account_id == main.held)
    seen = seen.mutate(party=ibis.coalesce(seen.party_id, seen.holder), on=seen["at"].date())
    found = t.identifier.filter(
        _.kind.isin(["phone", "email"]), _.source_table == "contact", _.subject_kind == "party"
    )
    people = ibis.union(
        keyed(seen, "device", seen.device, seen.party, seen.on, row("login", seen.login_id)),
        keyed(seen, "phone", seen.phone, seen.party, seen.on, row("login", seen.login_id)),
        keyed(found, found.kind, found.value, found.subject_id, found.since,
              row("contact", found.row_id)),
        keyed(t.residence, "dwelling", _.dwelling_id, _.party_id, _.since,
              row("residence", _.party_id)),
    ).filter(_.key.notnull(), _.person.notnull())  # fmt: skip
    by_person = people.join(held, people.person == held.party_id).drop("party_id")
    attorney = t.authority.filter(_.role == "power_of_attorney")
    by_attorney = attorney.join(held, "account_id", rname="{name}_of")
    by_attorney = by_attorney.filter(_.party_id != _.party_id_of)
    by_attorney = keyed(
        by_attorney, "party", _.party_id, _.party_id_of, _.since,
        row("authority", _.account_id), account_id="account_id",
    )  # fmt: skip
    columns = ("key_kind", "key", "person", "account_id", "link_day", "link_row")
    both = ibis.union(by_person.select(*columns), by_attorney.select(*columns))
    # The first record of a link stands for all later ones; one without a day has always held.
    both = both.mutate(link_day=_.link_day.fill_null(ALWAYS))
    first = ibis.row_number().over(
        group_by=[both.key_kind, both.key, both.person, both.account_id],
        order_by=[both.link_day, both.link_row],
    )
    return both.mutate(first=first).filter(_.first == 0).drop("first")


def keyed(table, kind, key, person, day, link_row, **more):
    """Rows of one kind of key in the columns of `links`."""
    kind = ibis.literal(kind) if isinstance(kind, str) else kind
    return table.select(
        key_kind=kind, key=key, person=person, link_day=day, link_row=link_row, **more
    )


def near_others(p, link, account):
    """Accounts with a key that leads to enough accounts: only their payments are looked at."""
    many = link.group_by("key_kind", "key").agg(accounts=_.account_id.nunique())
    many = many.filter(_.accounts >= p.min_ended)
    return account.semi_join(link.semi_join(many, ["key_kind", "key"]), "account_id")


def ends(t, p, account):
    """Young accounts on the day they were closed, or first emptied of nearly all that came in."""
    last = account.opened_on + ibis.interval(days=p.max_life_days)
    by_bank = (account.closed_by == "bank").fill_null(False)
    closed = account.filter(account.closed_on <= last, ~by_bank)
    closed = closed.select("account_id", day="closed_on", more=ibis.null().cast("string"))
    out = t.payment.select(
        "amount_dkk", "day", account_id="debtor_account", sent=ibis.literal(1),
        more=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip
    come = t.payment.select(
        "amount_dkk", "day", account_id="creditor_account", sent=ibis.literal(0),
        more=row("entry", ibis.coalesce(_.credit_entry, _.debit_entry)),
    )  # fmt: skip
    moved = ibis.union(out, come).join(account.select("account_id", "opened_on"), "account_id")
    moved = moved.filter(_.day <= _.opened_on + ibis.interval(days=p.max_life_days))
    daily = moved.group_by("account_id", "day").agg(
        sent_dkk=_.amount_dkk.sum(where=_.sent == 1).fill_null(0),
        came_dkk=_.amount_dkk.sum(where=_.sent == 0).fill_null(0),
    )
    so_far = ibis.cumulative_window(group_by=daily.account_id, order_by=daily.day)
    daily = daily.mutate(
        sent_all=daily.sent_dkk.sum().over(so_far), came_all=daily.came_dkk.sum().over(so_far)
    )
    empty = daily.filter(
        _.came_all >= p.min_through, _.sent_all >= _.came_all * p.min_out_share, _.sent_dkk > 0
    )
    empty = empty.group_by("account_id").agg(empty_on=_.day.min())
    shown = empty.join(moved, "account_id").filter(_.day <= _.empty_on)
    shown = shown.select("account_id", "more", day="empty_on")
    first = ibis.union(closed, shown)
    day = first.group_by("account_id").agg(first_day=_.day.min())
    return first.join(day, "account_id").filter(_.day == _.first_day).select(*closed.columns)


def together(t, p, link, event, days, least, least_people):
    """Keys around which enough accounts of enough people saw the event within `days`."""
    event = event.join(link, "account_id")
    event = event.mutate(known=ibis.greatest(_.day, _.link_day), whole=_.key_kind + ":" + _.key)
    event = reaching(event, "whole", days, least, "account_id")
    slim = event.select("whole", "account_id", "day", "known").distinct()
    anchor = slim.select(at="whole", anchor="day").distinct()
    within = [
        slim.whole == anchor.at,
        slim.day <= anchor.anchor,
        slim.day > anchor.anchor - ibis.interval(days=days),
    ]
    # The flag stands on the day the last of the accounts is known to hang together with the rest.
    check = slim.join(anchor, within).select("at", "anchor", check="known").distinct()
    group = event.join(
        check,
        [
            event.whole == check.at,
            event.day <= check.anchor,
            event.day > check.anchor - ibis.interval(days=days),
            event.known <= check.check,
        ],
    )
    keys = ["whole", "check", "anchor"]
    sizes = group.group_by(*keys).agg(size=_.account_id.nunique(), people=_.person.nunique())
    sizes = sizes.filter(_.size >= least, _.people >= least_people)
    best = ibis.row_number().over(
        group_by=[sizes.whole, sizes.check], order_by=[sizes["size"].desc(), sizes.anchor]
    )
    sizes = sizes.mutate(best=best).filter(_.best == 0).drop("best")
    group = group.semi_join(sizes, keys)
    return found_around(t, p, sizes, group, link, least_people)


def found_around(t, p, sizes, group, link, least_people):
    """Hits with who is involved, without the keys of services and of crowds."""
    keys = ["whole", "check"]
    users = link.mutate(whole=_.key_kind + ":" + _.key)
    users = users.select("person", "link_day", of="whole").distinct()
    users = sizes.select(*keys).join(
        users,
        [_.whole == users.of, users.link_day <= _.check],
    )
    users = users.select(*keys, "person").distinct()
    crowd = users.group_by(*keys).agg(users=_.count()).filter(_.users > p.max_users)
    people = group.select(*keys, "person").distinct()
    attorney = group.filter(_.key_kind == "party").select(*keys, person="key").distinct()
    near = ibis.union(users, attorney, distinct=True)
    related = tied(t, people, near)
    alone = people.anti_join(related, [*keys, "person"]).group_by(*keys).agg(alone=_.count())
    family = related.select(*keys).distinct().mutate(family=ibis.literal(1))
    facts = group.group_by(*keys, "key_kind", "key").agg(
        evidence=rows(row("account", _.account_id)).concat(rows(_.link_row))
        .concat(rows(ibis.coalesce(_.more, _.link_row))).unique().sort(),
        accounts_named=rows(named("exploited", "account", _.account_id)),
        people_named=rows(named("exploited", "party", _.person)),
    )  # fmt: skip
    found = sizes.join(facts, keys)
    found = found.left_join(alone, keys).drop("whole_right", "check_right")
    found = found.left_join(family, keys).drop("whole_right", "check_right")
    known = services(t)
    served = near.semi_join(known, near.person == known.party_id)
    found = found.anti_join(crowd, keys).anti_join(served, keys)
    hubs = t.hub_kind.filter(_.kind == "dwelling_use")
    hub = t.dwelling.semi_join(hubs, t.dwelling.use == hubs.value).mutate(
        home="dwelling:" + _.dwelling_id
    )
    found = found.anti_join(hub, found.whole == hub.home)
    unrelated = found.alone.fill_null(0) + found.family.fill_null(0)
    return found.mutate(
        subject_kind=found.key_kind,
        subject_id=found.key,
        day=found.check,
        unrelated=unrelated,
        notch=(unrelated < least_people).ifelse(-1, 0),
        named=names("unclear/" + found.whole)
        .concat(found.accounts_named)
        .concat(found.people_named),
    )


def tied(t, people, near):
    """People with a tie to somebody else around the same key; together they count as one."""
    tie = t.tie.select(tie_party="party_id", tie_other="other_id", tie_since="since").distinct()
    pairs = people.join(
        tie,
        [people.person == tie.tie_party, (tie.tie_since <= people.check).fill_null(True)],
    )
    other = near.select(on="whole", seen="check", other="person")
    pairs = pairs.join(
        other,
        [pairs.whole == other.on, pairs.check == other.seen, pairs.tie_other == other.other],
    )
    return pairs.select("whole", "check", "person").distinct()


def hand_stays(t, p, account):
    """Keys from which several people's new accounts were used at once, and still are."""
    seen = young_sessions(t, p, account)
    keep = ibis.interval(days=p.keep_days)
    early = seen.filter(_.day < _.opened_on + keep).select("whole", "account_id").distinct()
    seen = seen.semi_join(early, ["whole", "account_id"])
    late = seen.filter(seen.day >= seen.opened_on + keep)
    late = reaching(late, "whole", p.max_life_days, p.min_kept_people, "person")
    window = trailing(late, "whole", p.max_life_days)
    users = used_keys(t).select("whole", "person", "at").semi_join(late, "whole")
    users = users.group_by("whole", "person").agg(since=_.at.min())
    # Whoever used the key first is named as unclear: it may be theirs, to help or to control.
    order = ibis.window(group_by=users.whole, order_by=[users.since, users.person])
    owner = users.mutate(first=ibis.row_number().over(order)).filter(_.first == 0)
    window = window.join(owner.select("whole", hand="person"), "whole")
    role = (window.person == window.hand).ifelse("unclear", "exploited")
    window = window.mutate(role=role)
    keys = ["whole", "window_day"]
    found = window.group_by(keys).agg(
        accounts=_.account_id.nunique(),
        people=_.person.nunique(),
        evidence=rows(row("account", _.account_id)).concat(rows(_.login_row)).sort(),
        hand=_.hand.min(),
        accounts_named=rows(_.role + "/account:" + _.account_id),
        people_named=rows(_.role + "/party:" + _.person),
    )
    found = found.filter(_.people >= p.min_kept_people)
    strangers = people_behind(t, window.semi_join(found, keys), keys, "person", "person")
    found = found.join(strangers, keys)
    crowd = users.group_by("whole").agg(users=_.count()).filter(_.users > p.max_users)
    known = services(t)
    served = users.semi_join(known, users.person == known.party_id)
    found = found.anti_join(crowd, "whole").anti_join(served, "whole")
    return found.mutate(
        subject_kind=_.whole.re_extract("^([a-z]+):(.*)$", 1),
        subject_id=_.whole.re_replace("^[a-z]+:", ""),
        variant=ibis.literal("hand_stays"), day=_.window_day,
        notch=(_.unrelated < p.min_kept_people).ifelse(-1, 0),
        named=names("unclear/" + _.whole, "unclear/party:" + _.hand).concat(_.accounts_named)
        .concat(_.people_named).unique().sort(),
    )  # fmt: skip


def used_keys(t):
    """Log-ins by device and by phone; `whole` is the key with its kind."""
    parts = [sessions(t, kind).mutate(whole=kind + ":" + _.key) for kind in ("device", "phone")]
    return ibis.union(*[part.filter(_.key.notnull()) for part in parts])


def young_sessions(t, p, account):
    """Log-ins to accounts in their first months."""
    young = used_keys(t).join(account.select("account_id", "opened_on"), "account_id")
    last = young.opened_on + ibis.interval(days=p.max_life_days)
    return young.filter(young.day >= young.opened_on, young.day <= last)


def single_person(t, p, account):
    """One person with many new accounts; weaker where it is one bank and none has ended."""
    company = t.party.filter(_.kind == "company")
    own = t.holder.anti_join(company, "party_id").join(account, "account_id")
    own = own.select("party_id", "account_id", "institution", "closed_on", day="opened_on")
    own = reaching(own, "party_id", p.own_days, p.min_own_accounts, "account_id")
    window = trailing(own, "party_id", p.own_days)
    found = window.group_by("party_id", "window_day").agg(
        own_accounts=_.account_id.nunique(),
        banks=_.institution.nunique(),
        ended=_.account_id.nunique(where=_.closed_on <= _.window_day),
        evidence=rows(row("account", _.account_id)),
        accounts_named=rows(named("unclear", "account", _.account_id)),
    )
    return found.filter(_.own_accounts >= p.min_own_accounts).mutate(
        subject_kind=ibis.literal("party"),
        subject_id=_.party_id,
        variant=ibis.literal("single_person"),
        day=_.window_day,
        named=names(named("unclear", "party", _.party_id)).concat(_.accounts_named),
        notch=((_.banks <= 1) & (_.ended == 0)).ifelse(-1, 0),
    )
