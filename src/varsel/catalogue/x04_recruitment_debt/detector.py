"""X4: newcomers pay off part of each wage to one person or agency; messages demand such a debt.

A newcomer is new to the data holder, whoever they are. Payments that say rent are left out, and so
are receivers whom settled people pay as well.
"""

import ibis
from ibis import _

from varsel.catalogue.build import named, names, row, rows, share, trailing

MEASURES = {
    "payers": "int64", "months": "int64", "lowest_share": "decimal(18, 4)",
    "newcomer_share": "decimal(18, 4)", "messages": "int64", "claimed_dkk": "decimal(18, 4)",
}  # fmt: skip


def detect(t, p):
    return ibis.union(shaped(repayment(t, p)), shaped(demanded(t, p)))


def shaped(hit):
    """Both variants in the same columns; a measure that a variant lacks is null."""
    lacking = {m: ibis.null() for m in MEASURES if m not in hit.columns}
    hit = hit.mutate(**lacking)
    return hit.select(
        "subject_kind", "subject_id", "variant", "day", "evidence", "named",
        notch=_.notch.cast("int64"), **{m: hit[m].cast(kind) for m, kind in MEASURES.items()},
    )  # fmt: skip


def repayment(t, p):
    """Receivers whom enough newcomers pay an instalment in enough months."""
    sent = transfers(t, p)
    paid = instalments(t, p, sent)
    crowd = paid.group_by("receiver").agg(payers=_.payer.nunique())
    paid = paid.semi_join(crowd.filter(_.payers >= p.min_payers), "receiver")
    keys = ["receiver", "window_day"]
    window = trailing(paid, "receiver", p.window_days)
    regular = window.group_by(*keys, "payer").agg(
        months=_.month.nunique(), lowest=_.part.min(), tied=_.tied.max(), home=_.home.min()
    ).filter(_.months >= p.min_months)  # fmt: skip
    window = window.semi_join(regular, [*keys, "payer"])
    window = window.anti_join(paid_back(t, p, window), [*keys, "payer"])
    regular = regular.semi_join(window, [*keys, "payer"])
    people = regular.group_by(*keys).agg(
        payers=_.count(), months=_.months.min(), lowest_share=_.lowest.min(),
        tied=_.tied.sum(), homes=_.home.nunique(), housed=_.home.count(),
    ).filter(_.payers >= p.min_payers)  # fmt: skip
    facts = window.group_by(*keys).agg(
        evidence=rows(_.pay_row).concat(rows(_.wage_row)).unique().sort(),
        payer_accounts=rows(named("exploited", "account", _.account_id)),
        # collect() of nothing but nulls is null: whoever is unknown is named once more instead.
        payer_people=rows(
            ibis.coalesce(
                named("exploited", "party", _.party_id),
                named("exploited", "account", _.account_id),
            )
        ),
        accounts=rows(
            ibis.coalesce(
                named("controller", "account", _.creditor_account), "controller/" + _.receiver
            )
        ),
    )
    ends = people.select("receiver", day="window_day")
    everyone = trailing(sent.semi_join(people, "receiver"), "receiver", p.window_days, ends)
    everyone = everyone.group_by(*keys).agg(all_payers=_.sender.nunique())
    found = people.join(facts, keys).join(everyone, keys)
    found = found.filter(_.payers >= _.all_payers * p.min_newcomer_share)
    few_untied = (found.payers - found.tied < p.min_payers).ifelse(1, 0)
    one_home = ((found.homes == 1) & (found.housed == found.payers)).ifelse(1, 0)
    return found.mutate(
        subject_kind=_.receiver.re_extract("^([a-z]+):", 1),
        subject_id=_.receiver.re_extract("^[a-z]+:(.*)$", 1),
        variant=ibis.literal("repayment"),
        day=_.window_day,
        newcomer_share=share(_.payers, _.all_payers),
        named=names("controller/" + _.receiver)
        .concat(_.accounts).concat(_.payer_accounts).concat(_.payer_people),
        notch=(found.payers >= p.strong_payers).ifelse(1, 0) - few_untied - one_home,
    )  # fmt: skip


def transfers(t, p):
    """Transfers that do not say rent, to a person, an agency or somebody unknown."""
    sent = t.payment.filter(_.channel.isin(list(p.channels)), _.debtor_account.notnull())
    rent = sent.purpose.isin(list(p.rent_purposes)) | sent["text"].lower().re_search(p.rent_words)
    sent = sent.filter(~rent.fill_null(False))
    groups = t.trade_group.filter(_.trade_group.isin(list(p.agent_groups)))
    company = t.party.filter(_.kind == "company")
    agent = company.join(groups, company.trade.startswith(groups.trade_prefix))
    other = company.anti_join(agent, "party_id")
    hubs = t.hub_kind.filter(_.kind == "segment")
    known = t.party.semi_join(hubs, t.party.segment == hubs.value)
    sent = sent.anti_join(other, sent.creditor_party == other.party_id)
    sent = sent.anti_join(known, sent.creditor_party == known.party_id)
    return sent.mutate(
        receiver=node(sent.creditor_party, sent.creditor_account, sent.creditor_alias),
        sender=ibis.coalesce(sent.debtor_party, sent.debtor_account),
    ).filter(_.receiver.notnull())


def node(party, account, alias):
    """Whoever stands on one side, as a node: the party, else the account, else a phone."""
    phone = alias.startswith("+").ifelse("phone:" + alias, ibis.null())
    return ibis.coalesce("party:" + party, "account:" + account, phone)


def wages(t, p):
    """Wages of people who became customers at most `newcomer_days` before."""
    held = t.holder.join(t.account, "account_id")
    first = held.group_by(holder="party_id").agg(first_opened=_.opened_on.min())
    known = t.party.select(known="party_id", onboarded_on="onboarded_on")
    account = t.account.select(opened="account_id", opened_on="opened_on")
    wage = t.salary
    wage = wage.left_join(first, wage.party_id == first.holder)
    wage = wage.left_join(known, wage.party_id == known.known)
    wage = wage.left_join(account, wage.account_id == account.opened)
    since = ibis.coalesce(wage.onboarded_on, wage.first_opened, wage.opened_on)
    wage = wage.filter(wage.day <= since + ibis.interval(days=p.newcomer_days))
    return wage.select(
        "account_id", "party_id", "employer_id", "salary_id", wage_dkk="amount_dkk", wage_day="day",
        wage_row=row("entry", _.entry_id), payer=ibis.coalesce(_.party_id, _.account_id),
    )  # fmt: skip


def instalments(t, p, sent):
    """Transfers of at least the share of a month's wage, one row for each wage it is held against."""
    wage = wages(t, p)
    out = sent.select(
        "receiver", "creditor_account", "creditor_party", "payment_id", "day", "debtor_account",
        "amount_dkk", pay_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip
    both = wage.join(
        out,
        [
            wage.account_id == out.debtor_account,
            out.day >= wage.wage_day,
            out.day < wage.wage_day + ibis.interval(days=p.wage_days),
        ],
    )
    own = (both.creditor_party == both.payer) | (both.creditor_party == both.employer_id)
    both = both.filter(~own.fill_null(False))
    level = both.group_by("payment_id").agg(
        wages_dkk=_.wage_dkk.sum(), wage_months=_.wage_day.truncate("M").nunique()
    )
    both = both.join(level, "payment_id")
    both = both.filter(_.amount_dkk * _.wage_months >= _.wages_dkk * p.min_share)
    tie = t.tie.select(tie_party="party_id", tie_other="other_id", tie_since="since").distinct()
    both = both.left_join(
        tie,
        [
            both.party_id == tie.tie_party,
            both.creditor_party == tie.tie_other,
            (tie.tie_since <= both.day).fill_null(True),
        ],
    )
    home = t.residence.select(resident="party_id", home="dwelling_id", moved="since", left="until")
    both = both.left_join(
        home,
        [
            both.party_id == home.resident,
            (home.moved <= both.day).fill_null(True),
            (home.left >= both.day).fill_null(True),
        ],
    )
    return both.mutate(
        month=_.day.truncate("M"),
        part=share(_.amount_dkk * _.wage_months, _.wages_dkk),
        tied=_.tie_other.notnull().ifelse(1, 0),
    )


def paid_back(t, p, window):
    """Payers who by then had much of it back, as in a savings circle."""
    back = t.payment.filter(_.creditor_account.notnull(), _.debtor_key.notnull())
    back = back.select(
        "payment_id",
        receiver=node(_.debtor_party, _.debtor_account, _.debtor_alias),
        account_id=_.creditor_account,
        back_day=_.day,
        back_dkk=_.amount_dkk,
    )
    once = window.select(
        "receiver", "window_day", "payer", "account_id", "payment_id", "amount_dkk"
    )
    once = once.distinct().group_by("receiver", "window_day", "payer", "account_id")
    once = once.agg(paid_dkk=_.amount_dkk.sum())
    both = once.join(
        back,
        [
            once.receiver == back.receiver,
            once.account_id == back.account_id,
            back.back_day <= once.window_day,
        ],
    )
    got = both.group_by("receiver", "window_day", "payer").agg(
        back_dkk=_.back_dkk.sum(), paid_dkk=_.paid_dkk.max()
    )
    return got.filter(_.back_dkk >= _.paid_dkk * p.max_back_share)


def demanded(t, p):
    """People of whom a large debt is demanded, or any debt on several days."""
    said = claims(t, p)
    keys = ["debtor", "window_day"]
    window = trailing(said, "debtor", p.message_days)
    pressed = trailing(
        said.filter(_.role == "controller"),
        "other",
        p.message_days,
        window.select("other", day="window_day").distinct(),
    )
    pressed = pressed.group_by("other", "window_day").agg(people=_.debtor.nunique())
    pressed = pressed.select("people", by="other", on="window_day")
    window = window.left_join(
        pressed, [window.other == pressed.by, window.window_day == pressed.on]
    )
    found = window.group_by(*keys).agg(
        messages=_.message_id.nunique(),
        days=_.day.nunique(),
        claimed_dkk=_.value.max(),
        people=_.people.max(),
        evidence=rows(row("message", _.message_id)),
        others=rows(_.role + "/profile:" + _.other),
    )
    clear = (found.claimed_dkk >= p.min_debt).fill_null(False) | (found.days >= p.min_message_days)
    return found.filter(clear).mutate(
        subject_kind=ibis.literal("profile"),
        subject_id=_.debtor,
        variant=ibis.literal("demanded"),
        day=_.window_day,
        named=names(named("exploited", "profile", _.debtor)).concat(_.others),
        notch=(_.people >= p.min_payers).fill_null(False).ifelse(1, 0),
    )


def claims(t, p):
    """Messages that speak of a debt for job, permit or journey: who owes, and who else is in it."""
    said = t.signal.filter(_.criterion == "recruitment_debt", _.source_table == "message")
    said = said.filter(_.value.isnull() | (_.value >= p.min_debt))
    said = said.select("row_id", "value", "span_start", length=_.span_end - _.span_start)
    mail = t.message.filter(_.sender_id.notnull(), _.recipient_id.notnull())
    both = said.join(mail, said.row_id == mail.message_id)
    words = both["text"].substr(both.span_start, both.length).lower()
    own = words.re_search(p.own_words)
    return both.select(
        "message_id",
        "value",
        day=_.sent_at.date(),
        debtor=own.ifelse(both.sender_id, both.recipient_id),
        other=own.ifelse(both.recipient_id, both.sender_id),
        role=own.ifelse("unclear", "controller"),
    )
