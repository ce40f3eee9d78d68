"""R7: many numbers topped up or taken by one person, trying one person's account, or writing to one person.

A person's own numbers are no strangers at their account. Numbers that write to one person count
together only where the same sender or the same text stands behind them.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, reaching, row, rows, trailing

MEASURES = (
    "numbers",
    "taken_numbers",
    "topped_numbers",
    "top_ups",
    "top_up_dkk",
    "telecoms",
    "country_codes",
)


def detect(t, p):
    hits = top_ups(t, p), numbers_taken(t, p), access_attempts(t, p), many_numbers(t, p)
    return ibis.union(*[shaped(h) for h in hits])


def shaped(hit):
    """Every variant in the same columns; a measure that a variant lacks is null."""
    hit = hit.mutate(**{m: ibis.null() for m in MEASURES if m not in hit.columns})
    return hit.select(
        "subject_kind", "subject_id", "variant", "day", "evidence", "named",
        notch=_.notch.cast("int64"), **{m: hit[m].cast("decimal(18, 4)") for m in MEASURES},
    )  # fmt: skip


def known_numbers(t):
    """Numbers that a person gives as their own, or that stand for their account, and since when."""
    phones = t.identifier.filter(_.kind == "phone", _.source_table.isin(["contact", "account"]))
    stated = phones.filter(_.subject_kind == "party")
    alias = phones.filter(_.subject_kind == "account")
    alias = alias.join(t.holder, alias.subject_id == t.holder.account_id)
    return ibis.union(
        stated.select(known="value", user="subject_id", given="since"),
        alias.select(known="value", user="party_id", given="since"),
        distinct=True,
    )


def of_family(t, events):
    """`events` with a column `family`: 1 where the number is that of somebody tied to the party."""
    tie = t.tie.select(person="party_id", user="other_id", tied="since").distinct()
    own = known_numbers(t).join(tie, "user")
    same = [
        events.party == own.person,
        events.number == own.known,
        (own.given <= events.day).fill_null(True),
        (own.tied <= events.day).fill_null(True),
    ]
    return ibis.union(
        events.semi_join(own, same).mutate(family=ibis.literal(1)),
        events.anti_join(own, same).mutate(family=ibis.literal(0)),
    )


def subject(party, account):
    """Kind and id of a subject: the party, else the account."""
    return {
        "subject_kind": party.notnull().ifelse("party", "account"),
        "subject_id": ibis.coalesce(party, account),
    }


def top_ups(t, p):
    """Payers of many top-ups, of top-ups for many numbers, or of many telephone companies."""
    events = ibis.union(linked_top_ups(t), paid_top_ups(t, p))
    events = events.mutate(**subject(events.party, events.account)).filter(_.subject_id.notnull())
    events = of_family(t, events)
    keys = ["subject_kind", "subject_id"]
    crowd = events.group_by(*keys).agg(
        rows_=_.count(), numbers=_.number.nunique(), telecoms=_.telecom.nunique()
    )
    crowd = crowd.filter(
        (_.rows_ >= p.min_top_ups)
        | (_.numbers >= p.min_topped_numbers)
        | (_.telecoms >= p.min_telecoms)
    )
    window = trailing(events.semi_join(crowd, keys), keys, p.window_days)
    found = window.group_by(*keys, "window_day").agg(
        topped_numbers=_.number.nunique(),
        strange=_.number.nunique(where=_.family == 0),
        linked=_.count(where=_.number.notnull()),
        paid=_.count(where=_.telecom.notnull()),
        linked_dkk=_.amount_dkk.sum(where=_.number.notnull()).fill_null(0),
        paid_dkk=_.amount_dkk.sum(where=_.telecom.notnull()).fill_null(0),
        telecoms=_.telecom.nunique(),
        evidence=rows(_.event_row),
        phones=rows(
            ibis.coalesce(
                named("unclear", "phone", _.number),
                "controller/" + _.subject_kind + ":" + _.subject_id,
            )
        ),
    )
    # The same top-up can stand in both tables: the larger count, never the sum.
    found = found.mutate(
        top_ups=ibis.greatest(found.linked, found.paid),
        top_up_dkk=ibis.greatest(found.linked_dkk, found.paid_dkk),
    )
    often = (found.top_ups >= p.min_top_ups) & (found.top_up_dkk > p.min_top_up_dkk)
    many = found.topped_numbers >= p.min_topped_numbers
    found = found.filter(often | many | (found.telecoms >= p.min_telecoms))
    return found.mutate(
        variant=ibis.literal("top_ups"),
        day=_.window_day,
        named=names("controller/" + _.subject_kind + ":" + _.subject_id).concat(_.phones),
        notch=(_.strange >= p.min_topped_numbers).ifelse(1, 0),
    )


def numbers_taken(t, p):
    """People in whose name many numbers begin within a quarter, whoever carries the phones."""
    main = t.holder.filter(_.main).select(held="account_id", holder="party_id")
    link = t.phone_link.filter(_.kind.isin(list(p.own_kinds)), _.since.notnull())
    link = link.left_join(main, link.account_id == main.held)
    link = link.mutate(party=ibis.coalesce(link.party_id, link.holder))
    firm = t.party.filter(_.kind == "company")
    link = link.filter(_.party.notnull()).anti_join(firm, _.party == firm.party_id)
    taken = link.select(
        "party", day="since", number="phone", event_row=row("phone_link", _.link_id)
    )
    taken = reaching(taken, "party", p.taken_days, p.min_topped_numbers, "number")
    window = trailing(taken, "party", p.taken_days)
    found = window.group_by("party", "window_day").agg(
        taken_numbers=_.number.nunique(),
        evidence=rows(_.event_row),
        phones=rows(named("unclear", "phone", _.number)),
    )
    # The name may be lent or misused: who holds the phones is not seen.
    return found.filter(_.taken_numbers >= p.min_topped_numbers).mutate(
        subject_kind=ibis.literal("party"), subject_id=_.party,
        variant=ibis.literal("numbers_taken"), day=_.window_day,
        named=names(named("unclear", "party", _.party)).concat(_.phones), notch=ibis.literal(0),
    )  # fmt: skip


def linked_top_ups(t):
    """Top-ups of numbers, as the telephone company or shop records them."""
    main = t.holder.filter(_.main).select(held="account_id", holder="party_id")
    link = t.phone_link.filter(_.kind == "top_up", _.since.notnull())
    link = link.left_join(main, link.account_id == main.held)
    party = ibis.coalesce(link.party_id, link.holder)
    return without_resellers(t, link.mutate(party=party)).select(
        "party", "amount_dkk", account="account_id", day="since", number="phone",
        telecom=ibis.null().cast("string"), event_row=row("phone_link", _.link_id),
    )  # fmt: skip


def paid_top_ups(t, p):
    """Payments to telephone companies by card and the like; a bill is paid by direct debit."""
    mcc = t.mcc_group.filter(_.mcc_group == "telecom")
    paid = t.payment.filter(_.channel.isin(list(p.channels)), _.merchant.notnull())
    # Patterns are held against each name once, not against each payment.
    shop = paid.select(shop=_.merchant).distinct()
    shop = shop.join(
        t.telecom_pattern, shop.shop.lower().contains(t.telecom_pattern.merchant_pattern)
    )
    shop = shop.group_by("shop").agg(telecom=_.merchant_pattern.min())
    paid = paid.join(shop, paid.merchant == shop.shop)
    other = paid.filter(_.mcc.notnull()).anti_join(mcc, "mcc").select("payment_id")
    paid = paid.anti_join(other, "payment_id")
    return without_resellers(t, paid.mutate(party=paid.debtor_party)).select(
        "party", "amount_dkk", account="debtor_account", day="day",
        number=ibis.null().cast("string"), telecom="telecom",
        event_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip


def without_resellers(t, events):
    """`events` without those of shops that sell top-ups."""
    trade = t.trade_group.filter(_.trade_group == "telecom_reseller")
    shop = t.party.semi_join(trade, t.party.trade.startswith(trade.trade_prefix))
    return events.anti_join(shop, events.party == shop.party_id)


def access_attempts(t, p):
    """People whose account several numbers try that they have not given as their own."""
    main = t.holder.filter(_.main).select(held="account_id", holder="party_id")
    tried = t.login.filter(_.phone.notnull())
    tried = tried.left_join(main, tried.account_id == main.held)
    tried = tried.mutate(party=ibis.coalesce(tried.party_id, tried.holder), number=tried.phone)
    company = t.party.filter(_.kind == "company")
    tried = tried.anti_join(company, tried.party == company.party_id)
    tried = tried.mutate(**subject(tried.party, tried.account_id), day=tried["at"].date())
    own = known_numbers(t)
    tried = tried.anti_join(
        own,
        [
            tried.party == own.user,
            tried.number == own.known,
            (own.given <= tried.day).fill_null(True),
        ],
    )
    tried = of_family(t, tried.filter(_.subject_id.notnull()))
    keys = ["subject_kind", "subject_id"]
    crowd = tried.group_by(*keys).agg(numbers=_.number.nunique())
    crowd = crowd.filter(_.numbers >= p.min_numbers)
    window = trailing(tried.semi_join(crowd, keys), keys, p.window_days)
    found = window.group_by(*keys, "window_day").agg(
        numbers=_.number.nunique(),
        strange=_.number.nunique(where=_.family == 0),
        evidence=rows(row("login", _.login_id)),
        phones=rows(named("unclear", "phone", _.number)),
    )
    return found.filter(_.numbers >= p.min_numbers).mutate(
        variant=ibis.literal("access_attempts"),
        day=_.window_day,
        named=names("exploited/" + _.subject_kind + ":" + _.subject_id).concat(_.phones),
        notch=(_.strange < p.min_numbers).ifelse(-1, 0),
    )


def many_numbers(t, p):
    """People to whom several numbers from several countries write with one hand behind them."""
    mail = numbered(t)
    group = t.text_group.filter(_.source_table == "message").select("row_id", "group_id")
    texts = mail.join(group, mail.message_id == group.row_id)
    texts = texts.filter(_["text"].length() >= p.min_text_length)
    columns = ["recipient_id", "sender_id", "message_id", "number", "day", "tied"]
    linked = ibis.union(
        mail.select(*columns, hand=ibis.coalesce("party:" + mail.party_id, mail.sender_id)),
        texts.select(*columns, hand="text:" + texts.group_id),
    )
    keys = ["recipient_id", "hand"]
    crowd = linked.group_by(*keys).agg(numbers=_.number.nunique())
    linked = linked.semi_join(crowd.filter(_.numbers >= p.min_numbers), keys)
    linked = linked.mutate(code=linked.number.re_extract(p.country_code, 1))
    window = trailing(linked, keys, p.window_days)
    found = window.group_by(*keys, "window_day").agg(
        numbers=_.number.nunique(),
        country_codes=_.code.nunique(),
        tied=_.tied.min(),
        evidence=rows(row("message", _.message_id)),
        phones=rows(named("controller", "phone", _.number)),
        senders=rows(named("controller", "profile", _.sender_id)),
    )
    found = found.filter(_.numbers >= p.min_numbers, _.country_codes >= p.min_country_codes)
    best = ibis.row_number().over(
        group_by=[found.recipient_id, found.window_day],
        order_by=[found.numbers.desc(), found.country_codes.desc(), found.hand],
    )
    return (
        found.mutate(best=best)
        .filter(_.best == 0)
        .mutate(
            subject_kind=ibis.literal("profile"),
            subject_id=_.recipient_id,
            variant=ibis.literal("many_numbers"),
            day=_.window_day,
            named=names(named("exploited", "profile", _.recipient_id))
            .concat(_.phones)
            .concat(_.senders),
            notch=0 - _.tied,
        )
    )


def numbered(t):
    """Messages with the number the sender then had; verified senders are left out."""
    mail = t.message.filter(_.sender_id.notnull(), _.recipient_id.notnull())
    mail = mail.mutate(day=mail.sent_at.date())
    verified = t.profile.filter(_.verified)
    mail = mail.anti_join(verified, mail.sender_id == verified.profile_id)
    phone = t.identifier.filter(_.kind == "phone", _.subject_kind == "profile")
    phone = phone.select(profile="subject_id", number="value", since="since", until="until")
    both = mail.join(
        phone,
        [
            mail.sender_id == phone.profile,
            (phone.since <= mail.day).fill_null(True),
            (phone.until >= mail.day).fill_null(True),
        ],
    )
    # A profile with two numbers that day writes with one of them.
    both = both.group_by("message_id", "sender_id", "recipient_id", "day", "text").agg(
        number=_.number.min()
    )
    whose = t.profile.select("profile_id", "party_id")
    reader = whose.select(reader="profile_id", reader_party="party_id")
    both = both.left_join(whose, both.sender_id == whose.profile_id)
    both = both.left_join(reader, both.recipient_id == reader.reader)
    tie = t.tie.select(tie_party="party_id", tie_other="other_id", tie_since="since").distinct()
    both = both.left_join(
        tie,
        [
            both.party_id == tie.tie_party,
            both.reader_party == tie.tie_other,
            (tie.tie_since <= both.day).fill_null(True),
        ],
    )
    return both.mutate(tied=both.tie_other.notnull().ifelse(1, 0))
