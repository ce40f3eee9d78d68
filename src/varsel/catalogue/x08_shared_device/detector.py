"""X8: one device or phone stands for most sessions of several unrelated people.

A session counts for the person whose access was used, so a bookkeeper with an access of her own is
nobody else. Public terminals and the devices of known services are left out.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, services, share, trailing


def detect(t, p):
    device = shared(t, p, "device")
    phone = shared(t, p, "phone")
    return ibis.union(device, phone)


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
    return hits(t, p, kind, main, near, latest)


def hits(t, p, kind, main, near, latest):
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
    people = main.group_by(*keys).agg(
        people=_.count(),
        alone=_.related.isnull().sum(),
        families=_.related.max().fill_null(0),
        lowest_share=_.part.min(),
        names=rows(named("exploited", "party", _.person)),
    )
    facts = latest.semi_join(main, [*keys, "person"])
    facts = facts.group_by(*keys).agg(evidence=rows(_.login_row))
    found = people.join(users, keys).join(facts, keys)
    found = found.filter(_.people >= p.min_people, _.users <= p.max_users)
    unrelated = found.alone + found.families
    return found.select(
        subject_kind=ibis.literal(kind),
        subject_id=_.key,
        variant=ibis.literal(kind),
        day=_.window_day,
        evidence=_.evidence,
        named=names(named("unclear", kind, _.key)).concat(_["names"]),
        notch=(unrelated < p.min_people).ifelse(-1, 0),
        people=_.people,
        unrelated=unrelated,
        lowest_share=_.lowest_share,
        users=_.users,
    )


def sessions(t, kind):
    """One row per session of a person's own access, with the device or phone it came from."""
    holder = t.holder.filter(_.main).select(held="account_id", holder="party_id")
    seen = t.login.left_join(holder, t.login.account_id == holder.held)
    seen = seen.mutate(person=ibis.coalesce(seen.party_id, seen.holder), key=seen[kind])
    seen = seen.filter(_.person.notnull(), _.succeeded.fill_null(True))
    company = t.party.filter(_.kind == "company")
    seen = seen.anti_join(company, seen.person == company.party_id)
    return seen.select(
        "person", "key", day=_["at"].date(), login_row=row("login", _.login_id)
    )  # fmt: skip


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
