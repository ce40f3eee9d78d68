"""F9: money-transfer firms used much, in place of the own account or for others.

Seen from a bank (payments to such firms) and from such a firm (its senders and their recipients).
Leaves out family support in proportion to wages, and phones and addresses that many share lawfully.
"""

import ibis
from ibis import _

from varsel.catalogue.build import people_behind, reaching, row, rows, share, trailing

KEYS = ["subject", "window_day"]
MEASURES = {
    "total_dkk": "decimal(18, 4)",
    "payments": "int64",
    "recipients": "int64",
    "cities": "int64",
    "senders": "int64",
    "income_share": "decimal(18, 4)",
}


def detect(t, p):
    sent = t.once(services(t, p))
    return ibis.union(
        past_own_bank(t, sent, p),
        many_recipients(t, sent, p),
        shared(t, sent, phones(t, p), "shared_phone", p),
        shared(t, sent, dwellings(t, p), "shared_address", p),
        same_moment(t, sent, p),
        above_income(t, sent, p),
    )


def services(t, p):
    """Payments to or through a money-transfer firm, with who sent and who received."""
    paid = t.payment.filter(
        ibis.or_(_.debtor_party.notnull(), _.debtor_account.notnull()),
        (_.debtor_party != _.creditor_party).fill_null(True),
    )
    code = t.mcc_group.filter(_.mcc_group.isin(p.firm_groups)).select("mcc", firm_code="mcc")
    paid = paid.left_join(code, "mcc").drop("mcc_right")
    # Names of firms are few: match the different names, not every payment.
    name = ibis.coalesce(_.merchant, _.creditor_name)
    said = paid.select(said=name).filter(_.said.notnull()).distinct()
    firm = t.money_transfer_firm.select("name_pattern", from_day="since")
    firm = said.join(firm, said.said.lower().contains(firm.name_pattern))
    firm = firm.group_by("said").agg(from_day=_.from_day.min())
    paid = paid.mutate(said=name).left_join(firm, "said").drop("said_right")
    through = (_.channel == "remittance").fill_null(False)
    by_name = (_.from_day <= _.day).fill_null(False)
    paid = paid.filter(through | _.firm_code.notnull() | by_name)
    paid = paid.select(
        "payment_id", "day", "initiated_at", "amount_dkk", "debtor_party", "debtor_account",
        subject=ibis.coalesce("party:" + _.debtor_party, "account:" + _.debtor_account),
        account="account:" + _.debtor_account,
        # In the firm's own data the other side is the recipient; in a bank's it is the firm.
        at_firm=through & ~by_name,
        recipient=(through & ~by_name).ifelse(_.creditor_key, ibis.null()),
        recipient_node=ibis.coalesce(
            "party:" + _.creditor_party,
            "account:" + _.creditor_account,
            _.creditor_alias.startswith("+").ifelse("phone:" + _.creditor_alias, ibis.null()),
        ),
        recipient_party="creditor_party",
        city=_.creditor_city.lower().strip(),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip
    firms = t.party.filter(_.kind == "company").select(debtor_party="party_id")
    return paid.anti_join(firms, "debtor_party")


def past_own_bank(t, sent, p):
    """Many payments to such firms by somebody who could send from the own account and does not."""
    held = t.account.filter(_.kind.isin(p.own_account_kinds)).select(debtor_account="account_id")
    sent = sent.semi_join(held, "debtor_account")
    sent = reaching(sent, "subject", p.bank_days, p.min_payments)
    window = trailing(sent, "subject", p.bank_days)
    found = window.group_by(KEYS).agg(
        total=_.amount_dkk.sum(),
        payments=_.count(),
        least=_.amount_dkk.min(),
        most=_.amount_dkk.max(),
    )
    found = found.filter(_.payments >= p.min_payments, _.total >= p.min_total_dkk)
    abroad = t.payment.filter(
        _.channel.isin(p.bank_channels), _.creditor_country != p.home_country
    ).select(
        "day",
        subject=ibis.coalesce("party:" + _.debtor_party, "account:" + _.debtor_account),
    )
    abroad = trailing(abroad.semi_join(found, "subject"), "subject", p.bank_days, ends_of(found))
    found = found.anti_join(abroad, KEYS)
    paid = earned(t, found, p.bank_days)
    paid = paid.group_by(KEYS).agg(wages=_.amount_dkk.sum())
    paid = found.join(paid, KEYS).filter(
        _.most <= _.least * p.even_factor, _.total <= _.wages * p.modest_share
    )
    found = found.anti_join(paid, KEYS)
    return finished(
        found, window, "past_own_bank", "unclear", total_dkk=found.total, payments=found.payments
    )


def many_recipients(t, sent, p):
    """One sender, many recipients with no tie in several cities."""
    sent = sent.filter(_.recipient.notnull())
    tie = t.tie.select(debtor_party="party_id", recipient_party="other_id").distinct()
    tie = tie.mutate(tied=ibis.literal(1))
    sent = sent.left_join(tie, ["debtor_party", "recipient_party"], rname="{name}_of_tie")
    sent = reaching(sent, "subject", p.agent_days, p.min_recipients, "recipient")
    window = trailing(sent, "subject", p.agent_days)
    found = window.group_by(KEYS).agg(
        total=_.amount_dkk.sum(),
        recipients=_.recipient.nunique(),
        strangers=_.recipient.nunique(where=_.tied.isnull()),
        cities=_.city.nunique(),
    )
    found = found.filter(_.recipients >= p.min_recipients, _.cities >= p.min_cities)
    return finished(
        found,
        window,
        "many_recipients",
        "controller",
        notch=(found.strangers < p.min_recipients).ifelse(-1, 0),
        total_dkk=found.total,
        recipients=found.recipients,
        cities=found.cities,
    )


def phones(t, p):
    """Phones that senders give, without those of organisations whose number many share."""
    given = t.identifier.filter(_.kind == "phone", _.subject_kind.isin(["party", "account"]))
    of_party = given.filter(_.subject_kind == "party").select(
        "since", "until", "source_table", "row_id", phone="value", party_id="subject_id"
    )
    of_account = given.filter(_.subject_kind == "account").join(
        t.holder, given.subject_id == t.holder.account_id
    )
    of_account = of_account.select(
        "since", "until", "source_table", "row_id", "party_id", phone="value"
    )
    both = ibis.union(of_party, of_account.select(*of_party.columns))
    hub = t.hub_kind.filter(_.kind == p.hub_segments).select(segment="value")
    office = ibis.union(
        t.party.filter(_.kind == "company").select("party_id"),
        t.party.semi_join(hub, "segment").select("party_id"),
    )
    public = both.semi_join(office, "party_id").select("phone").distinct()
    return both.anti_join(public, "phone").select(
        "since", "until", "party_id",
        subject="phone:" + _.phone,
        shared_row=_.source_table + "/" + _.row_id,
    )  # fmt: skip


def dwellings(t, p):
    """Homes of senders, without halls, hostels and other places that many share lawfully."""
    hub = t.hub_kind.filter(_.kind == p.hub_uses).select(use="value")
    public = t.dwelling.semi_join(hub, "use").select("dwelling_id")
    return t.residence.anti_join(public, "dwelling_id").select(
        "since", "until", "party_id",
        subject="dwelling:" + _.dwelling_id,
        shared_row=row("residence", _.party_id),
    )  # fmt: skip


def shared(t, sent, things, variant, p):
    """Several senders within the window on one phone or at one address."""
    sent = sent.filter(_.debtor_party.notnull(), _.at_firm)
    sent = sent.drop("subject").rename(party_id="debtor_party")
    both = sent.join(things, "party_id").filter(
        _.since.isnull() | (_.since <= _.day), _.until.isnull() | (_.until >= _.day)
    )
    both = both.mutate(sender="party:" + _.party_id)
    both = reaching(both, "subject", p.agent_days, p.min_senders, "sender")
    window = trailing(both, "subject", p.agent_days)
    found = window.group_by(KEYS).agg(
        total=window.amount_dkk.sum(), senders=window.sender.nunique()
    )
    found = found.filter(_.senders >= p.min_senders)
    strangers = people_behind(t, window.semi_join(found, KEYS), KEYS, "sender", "party_id")
    found = found.join(strangers, KEYS)
    return finished(
        found,
        window,
        variant,
        None,
        notch=(found.unrelated < p.min_senders).ifelse(-1, 0),
        total_dkk=found.total,
        senders=found.senders,
    )


def same_moment(t, sent, p):
    """Two senders within minutes, to one recipient."""
    timed = sent.filter(_.recipient.notnull(), _.initiated_at.notnull())
    one = timed.select(
        "recipient", "recipient_node", "initiated_at", sender="subject", one="debtor_party",
        first_row="entry_row", first_dkk="amount_dkk",
    )  # fmt: skip
    two = timed.select(
        "recipient", then="initiated_at", fellow="subject", other="debtor_party",
        second_row="entry_row", second_dkk="amount_dkk",
    )  # fmt: skip
    pair = one.join(two, "recipient").filter(
        _.sender != _.fellow,
        _.then >= _.initiated_at,
        _.then <= _.initiated_at + ibis.interval(minutes=p.together_minutes),
    )
    tie = t.tie.select(one="party_id", other="other_id").distinct().mutate(tied=ibis.literal(1))
    pair = pair.left_join(tie, ["one", "other"], rname="{name}_of_tie")
    # A recipient without party, account or phone is no node: the first sender stands for the hit.
    pair = pair.mutate(
        subject=ibis.coalesce(_.recipient_node, ibis.least(_.sender, _.fellow)),
        window_day=_.then.date(),
        tied=_.tied.fill_null(0),
    )
    columns = (*KEYS, "sender", "entry_row", "amount_dkk")
    seen = ibis.union(
        pair.select(*KEYS, "sender", entry_row="first_row", amount_dkk="first_dkk"),
        pair.select(*KEYS, sender="fellow", entry_row="second_row", amount_dkk="second_dkk"),
    )
    seen = seen.select(columns).distinct()
    seen = seen.mutate(account=ibis.null("string"), shared_row=ibis.null("string"))
    found = seen.group_by(KEYS).agg(total=_.amount_dkk.sum(), senders=_.sender.nunique())
    found = found.join(pair.group_by(KEYS).agg(tied=_.tied.min()), KEYS)
    return finished(
        found,
        seen,
        "same_moment",
        "unclear",
        notch=-found.tied,
        total_dkk=found.total,
        senders=found.senders,
    )


def above_income(t, sent, p):
    """More is sent than known wages explain."""
    paid_workers = t.salary.select(debtor_party="party_id").distinct()
    sent = sent.semi_join(paid_workers, "debtor_party")
    window = trailing(sent, "subject", p.agent_days)
    found = window.group_by(KEYS).agg(total=_.amount_dkk.sum())
    paid = earned(t, found, p.agent_days)
    wages = paid.group_by(KEYS).agg(wages=_.amount_dkk.sum())
    found = found.join(wages, KEYS).filter(_.total > _.wages * p.max_income_share)
    seen = ibis.union(
        window.select(*KEYS, "account", "entry_row"),
        paid.select(*KEYS, account=ibis.null("string"), entry_row="wage_row"),
    )
    return finished(
        found,
        seen,
        "above_income",
        "unclear",
        total_dkk=found.total,
        income_share=share(found.total, found.wages),
    )


def ends_of(found):
    """The window days of `found` as ends for trailing."""
    return found.select("subject", day="window_day")


def earned(t, found, days):
    """Wages of the subjects in the windows of `found`."""
    wages = t.salary.select(
        "day", "amount_dkk", subject="party:" + _.party_id, wage_row=row("entry", _.entry_id)
    )
    return trailing(wages.semi_join(found, "subject"), "subject", days, ends_of(found))


def finished(found, seen, variant, role, notch=None, **measures):
    """Hits of one variant with evidence, named nodes and every measure in its type."""
    seen = seen.semi_join(found, KEYS)
    refs = [seen.select(*KEYS, ref=seen.entry_row)]
    nodes = []
    if "shared_row" in seen.columns:
        refs.append(seen.select(*KEYS, ref=seen.shared_row))
        nodes.append(seen.select(*KEYS, node="unclear/" + seen.sender))
    else:
        other = (seen.account != seen.subject).ifelse(seen.account, ibis.null())
        nodes.append(seen.select(*KEYS, node="unclear/" + other))
    if role is not None:
        nodes.append(found.select(*KEYS, node=role + "/" + found.subject))
    refs = ibis.union(*refs) if len(refs) > 1 else refs[0]
    evidence = refs.filter(_.ref.notnull()).group_by(KEYS).agg(evidence=rows(_.ref))
    nodes = ibis.union(*nodes) if len(nodes) > 1 else nodes[0]
    own = nodes.filter(_.node.notnull()).group_by(KEYS).agg(named=rows(_.node))
    hits = found.select(
        *KEYS,
        variant=ibis.literal(variant),
        notch=(ibis.literal(0) if notch is None else notch).cast("int64"),
        **{m: measures.get(m, ibis.null()).cast(kind) for m, kind in MEASURES.items()},
    )
    hits = hits.join(evidence, KEYS).join(own, KEYS)
    return hits.select(
        "variant", "evidence", "named", "notch", *MEASURES,
        subject_kind=_.subject.re_extract("^([a-z]+):(.*)$", 1),
        subject_id=_.subject.re_replace("^[a-z]+:", ""),
        day=_.window_day,
    )  # fmt: skip
