"""F11: tickets and visas paid for others.

A ticket is for others when the payer's card shows no presence abroad around it. Leaves out travel
agencies and employers whose workers' permits explain the payments; routes are not judged.
"""

import ibis
from ibis import _

from varsel.catalogue.build import reaching, row, rows, share, trailing

KEYS = ["subject", "window_day"]
MEASURES = {
    "total_dkk": "decimal(18, 4)",
    "tickets": "int64",
    "one_way_share": "decimal(18, 4)",
    "travellers": "int64",
    "visas": "int64",
    "newcomers": "int64",
}


def detect(t, p):
    paid = payments(t, p)
    tickets = not_travelled(paid, p)
    return ibis.union(
        tickets_for_others(t, tickets, p),
        tickets_not_travelled(t, tickets, p),
        embassy_visa(t, paid, p),
    )


def payments(t, p):
    """Payments by people and companies other than travel agencies, with the group of their code."""
    paid = t.payment.filter(ibis.or_(_.debtor_party.notnull(), _.debtor_account.notnull()))
    paid = paid.anti_join(
        in_trade(t, p.travel_trades).select(debtor_party="party_id"), "debtor_party"
    )
    paid = paid.left_join(t.mcc_group, "mcc").drop("mcc_right")
    return paid.select(
        "payment_id", "day", "amount_dkk", "channel", "mcc_group", "debtor_party", "merchant",
        "creditor_name",
        subject=ibis.coalesce("party:" + _.debtor_party, "account:" + _.debtor_account),
        account="account:" + _.debtor_account,
        foreign=(_.creditor_country != p.home_country).fill_null(False),
        said=_.text.lower(),
        entry_row=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip


def in_trade(t, groups):
    """Parties whose trade is in one of the groups."""
    group = t.trade_group.filter(_.trade_group.isin(groups))
    known = t.party.filter(_.trade.notnull()).select("party_id", "trade")
    known = known.join(group, known.trade.startswith(group.trade_prefix))
    return known.select("party_id").distinct()


def not_travelled(paid, p):
    """Windows of tickets, each without use of the payer's card abroad around it until then."""
    ticket = paid.filter(
        _.mcc_group.isin(p.ticket_groups), _.foreign | _.mcc_group.notin(p.foreign_only_groups)
    )
    ticket = reaching(ticket, "subject", p.window_days, p.min_tickets)
    away = paid.filter(
        _.foreign, _.channel.isin(p.presence_channels) | _.mcc_group.isin(p.presence_groups)
    )
    away = away.semi_join(ticket, "subject").select("subject", seen="day").distinct()
    own = ticket.join(away, "subject").filter(
        _.seen >= _.day - ibis.interval(days=p.presence_days),
        _.seen <= _.day + ibis.interval(days=p.travel_days),
    )
    own = own.group_by("payment_id").agg(seen=_.seen.min())
    ticket = ticket.left_join(own, "payment_id").drop("payment_id_right")
    window = trailing(ticket, "subject", p.window_days)
    return window.filter(_.seen.isnull() | (_.seen > _.window_day))


def tickets_for_others(t, window, p):
    """Mostly one-way tickets, or several travellers, as the payment texts say."""
    traveller = window.said.re_extract(p.traveller, 1)
    window = window.mutate(
        traveller=traveller.nullif(""), one_way=window.said.re_search(p.one_way).fill_null(False)
    )
    found = window.group_by(KEYS).agg(
        total=_.amount_dkk.sum(),
        tickets=_.count(),
        one_way=_.count(where=_.one_way),
        travellers=_.traveller.nunique(),
    )
    found = found.filter(
        _.tickets >= p.min_tickets,
        (_.one_way >= _.tickets * p.min_one_way_share) | (_.travellers >= p.min_travellers),
    )
    return finished(
        t, found, window, p,
        variant="tickets_for_others",
        role="controller",
        explained=found.tickets,
        tickets=found.tickets,
        one_way_share=share(found.one_way, found.tickets),
        travellers=found.travellers,
    )  # fmt: skip


def tickets_not_travelled(t, window, p):
    """Many tickets, whatever the texts say."""
    found = window.group_by(KEYS).agg(total=_.amount_dkk.sum(), tickets=_.count())
    found = found.filter(_.tickets >= p.min_tickets)
    return finished(
        t, found, window, p,
        variant="tickets_not_travelled",
        role="unclear",
        explained=found.tickets,
        tickets=found.tickets,
    )  # fmt: skip


def embassy_visa(t, paid, p):
    """Repeated payments to embassies and visa centres."""
    paid = paid.mutate(name=ibis.coalesce(_.merchant, _.creditor_name))
    # Names are few beside payments: match the different names.
    names = paid.select(name=paid["name"]).filter(_["name"].notnull()).distinct()
    pattern = t.embassy_visa
    names = names.join(pattern, names["name"].lower().contains(pattern.merchant_pattern))
    visa = paid.semi_join(names.select("name").distinct(), "name")
    visa = visa.filter(_.mcc_group.isnull() | _.mcc_group.notin(p.lodging_groups))
    visa = reaching(visa, "subject", p.window_days, p.min_visas)
    window = trailing(visa, "subject", p.window_days)
    found = window.group_by(KEYS).agg(total=_.amount_dkk.sum(), visas=_.count())
    found = found.filter(_.visas >= p.min_visas)
    return finished(
        t, found, window, p,
        variant="embassy_visa",
        role="unclear",
        explained=found.visas,
        visas=found.visas,
    )  # fmt: skip


def explained_by_permits(t, found, p):
    """Hits of employers whose workers applied for enough permits in the window."""
    permit = t.permit.filter(_.employer_id.notnull()).select(
        day="applied_on", subject="party:" + _.employer_id
    )
    permit = permit.semi_join(found, "subject")
    window = trailing(permit, "subject", p.window_days, found.select("subject", day="window_day"))
    permits = window.group_by(KEYS).agg(permits=_.count())
    found = found.join(permits, KEYS)
    return found.filter(_.permits >= _.explained * p.permit_share).select(KEYS)


def newcomers(t, seen, p):
    """Employees and accounts new to the payer soon after a payment, known by the window's day."""
    staff = t.employer_link.filter(_.kind == "employee", _.since.notnull()).select(
        "since",
        debtor_party="employer_id",
        newcomer="party:" + _.value,
        newcomer_row="evidence",
    )
    acts = t.authority.filter(_.role.isin(p.newcomer_roles), _.since.notnull()).select(
        "since",
        debtor_party="party_id",
        newcomer="account:" + _.account_id,
        newcomer_row=row("authority", _.account_id),
    )
    both = seen.select(*KEYS, "debtor_party", "day").join(ibis.union(staff, acts), "debtor_party")
    both = both.filter(
        _.since >= _.day,
        _.since <= _.day + ibis.interval(days=p.newcomer_days),
        _.since <= _.window_day,
    )
    return both.select(*KEYS, "newcomer", "newcomer_row").distinct()


def finished(t, found, seen, p, *, variant, role, explained, **measures):
    """Hits of one variant, without explained ones, with what followed, evidence and measures."""
    found = found.mutate(explained=explained, **measures)
    found = found.anti_join(explained_by_permits(t, found, p), KEYS)
    seen = seen.semi_join(found, KEYS)
    new = newcomers(t, seen, p)
    other = (seen.account != seen.subject).ifelse(seen.account, ibis.null())
    nodes = ibis.union(
        seen.select(*KEYS, node="unclear/" + other),
        new.select(*KEYS, node="exploited/" + new.newcomer),
        found.select(*KEYS, node=role + "/" + found.subject),
    )
    nodes = nodes.filter(_.node.notnull()).group_by(KEYS).agg(named=rows(_.node))
    refs = ibis.union(seen.select(*KEYS, ref="entry_row"), new.select(*KEYS, ref="newcomer_row"))
    evidence = refs.group_by(KEYS).agg(evidence=rows(_.ref))
    after = new.group_by(KEYS).agg(newcomers=_.newcomer.nunique())
    hits = found.join(evidence, KEYS).join(nodes, KEYS)
    hits = hits.left_join(after, KEYS, rname="{name}_of_new").mutate(total_dkk=_.total)
    hits = with_groups(t, hits, p)
    kept = {
        m: (hits[m] if m in hits.columns else ibis.null()).cast(kind)
        for m, kind in MEASURES.items()
    }
    return hits.select(
        "evidence", "named",
        **kept,
        variant=ibis.literal(variant),
        notch=((hits.newcomers > 0).fill_null(False).ifelse(1, 0) - hits.group).cast("int64"),
        subject_kind=hits.subject.re_extract("^([a-z]+):(.*)$", 1),
        subject_id=hits.subject.re_replace("^[a-z]+:", ""),
        day=hits.window_day,
    )  # fmt: skip


def with_groups(t, hits, p):
    """Marks clubs, schools and relocation firms, whose work explains it in part."""
    group = t.party.filter(_.segment.isin(p.group_segments)).select("party_id")
    group = ibis.union(group, in_trade(t, p.relocation_trades), distinct=True)
    group = group.select(subject="party:" + _.party_id, group=ibis.literal(1))
    hits = hits.left_join(group, "subject", rname="{name}_of_group")
    return hits.mutate(group=hits.group.fill_null(0))
