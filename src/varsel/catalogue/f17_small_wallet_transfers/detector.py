"""F17: one payer sends several people small sums on a wallet, also after their wages were emptied.

An employer's side that does so after emptied wages needs no second payee.

Leaves out pairs who pay each other, days on which gifts of money are usual, and payers of many
(a marketplace paying out). A wage is emptied when it is drawn in cash or goes back to the employer.
"""

import ibis
from ibis import _

from varsel.catalogue.build import row, rows, trailing

MEASURES = ("payees", "transfers", "moved_dkk", "top_ups", "drained")


def detect(t, p):
    sent = t.once(transfers(t, p))
    empty = t.once(emptied(t, p))
    plain = sent.filter(_.wallet, _.amount_dkk.between(p.low_dkk, p.high_dkk))
    plain = plain.mutate(known="day", wage_ref=ibis.null("string"), wage_entry=ibis.null("string"))
    near = near_wages(p, sent, empty)
    parts = [
        several(t, p, sent, plain, "platform", p.min_payees),
        several(t, p, sent, near, "platform_wage", p.min_payees),
        several(t, p, sent, by_employer(t, near), "from_employer", p.min_staff),
        top_ups(t, p, empty),
    ]
    colon = _.node.find(":")
    return ibis.union(*parts).select(
        "variant", "day", "notch", "evidence", "named", *MEASURES,
        subject_kind=_.node.substr(0, colon), subject_id=_.node.substr(colon + 1),
    )  # fmt: skip


def transfers(t, p):
    """Transfers between two on a wallet or by phone, with payer and payee as nodes."""
    wallet = t.account.filter(_.kind == "wallet").select(wallet_account="account_id")
    pay = t.payment.filter(
        _.channel.isin(p.wallet_channels)
        | _.channel.isin(p.phone_channels)
        | _.debtor_account.isin(wallet.wallet_account)
        | _.creditor_account.isin(wallet.wallet_account)
    )
    pay = pay.filter(
        _.mcc.isnull(), _.amount_dkk > 0, _.purpose.upper().fill_null("") != p.wage_code
    )
    pay = pay.select(
        "day", "amount_dkk",
        wallet=~_.channel.isin(p.phone_channels).fill_null(False),
        payer=node(_, "debtor"), payee=node(_, "creditor"),
        payer_party=_.debtor_party, payee_party=_.creditor_party,
        ref=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )  # fmt: skip
    pay = pay.filter(_.payer.notnull(), _.payee.notnull(), _.payer != _.payee)
    wide = pay.group_by("payer").agg(n=_.payee.nunique()).filter(_.n <= p.max_payees)
    pay = pay.semi_join(wide, "payer")
    feast = t.holiday.filter(_.kind == "festival").select(feast_day="day").distinct()
    around = ibis.interval(days=p.festival_days)
    near = pay.join(
        feast, [pay.day <= feast.feast_day + around, pay.day >= feast.feast_day - around]
    )
    return pay.anti_join(near.select("ref").distinct(), "ref")


def node(pay, side):
    alias = pay[f"{side}_alias"]
    return ibis.coalesce(
        "party:" + pay[f"{side}_party"],
        "account:" + pay[f"{side}_account"],
        "phone:" + alias.startswith("+").ifelse(alias, ibis.null()),
    )


def emptied(t, p):
    """Wages that left in cash or back to the employer's side, with the day that was plain."""
    out = t.salary_outflow.filter(~_.to_own, _.party_id.notnull())
    cash = (out.channel.isin(p.cash_channels)).fill_null(False)
    back = out.to_employer & ~cash
    parts = []
    for part, least_share, least_dkk in (
        (cash, p.min_drain_share, 0),
        (back, p.min_return_share, p.min_return_dkk),
    ):
        day = out.filter(part).group_by("salary_id", "salary_dkk", "salary_day", "party_id",
                                        "employer_id", "day").agg(dkk=_.amount_dkk.sum())  # fmt: skip
        so_far = ibis.cumulative_window(group_by=day.salary_id, order_by=day.day)
        day = day.mutate(so_far=day.dkk.sum().over(so_far).cast("decimal(18, 2)"))
        day = day.filter(day.so_far >= day.salary_dkk * least_share, day.so_far >= least_dkk)
        parts.append(day)
    met = ibis.union(*parts).group_by(
        "salary_id", "salary_dkk", "salary_day", "party_id", "employer_id"
    )
    met = met.agg(known=_.day.min())
    wage = t.salary.select("salary_id", wage_ref=row("entry", _.entry_id))
    return met.join(wage, "salary_id")


def near_wages(p, sent, empty):
    """Transfers near an emptied wage of the payee: small in kroner or against the wage."""
    around = ibis.interval(days=p.near_days)
    wage = empty.select(
        "salary_day", "salary_dkk", "party_id", "wage_ref", "employer_id", wage_known="known"
    )
    near = sent.join(
        wage,
        [
            sent.payee_party == wage.party_id,
            sent.day <= wage.salary_day + around,
            sent.day >= wage.salary_day - around,
        ],
    )
    small = near.amount_dkk.between(p.low_dkk, p.high_dkk) | (
        (near.amount_dkk >= near.salary_dkk * p.low_share)
        & (near.amount_dkk <= near.salary_dkk * p.high_share)
    )
    near = near.filter(small)
    return near.mutate(known=ibis.greatest(near.day, near.wage_known), wage_entry=near.wage_ref)


def by_employer(t, near):
    """Transfers whose payer is the employer of the emptied wage, an owner, or one of their numbers."""
    link = t.employer_link
    kind = ibis.cases(
        (link.kind.isin(["owner", "director"]), "party:"), (link.kind == "account", "account:"),
        (link.kind == "alias", "phone:"),
    )  # fmt: skip
    side = ibis.union(
        link.filter(kind.notnull()).select("employer_id", payer=kind + link.value),
        link.select("employer_id", payer="party:" + link.employer_id),
        distinct=True,
    )
    return near.semi_join(side, ["employer_id", "payer"])


def several(t, p, sent, small, variant, least):
    """Payers with enough payees, each paid often enough in the window and never paying back."""
    pair = ["payer", "payee"]
    often = small.group_by(pair).agg(n=_.ref.nunique()).filter(_.n >= p.min_transfers)
    crowd = often.group_by("payer").agg(n=_.count()).filter(_.n >= least)
    small = small.semi_join(often, pair).semi_join(crowd, "payer")
    # A transfer counts from the day on which both it and the emptied wage are known.
    moved = small.select(*pair, "payer_party", "payee_party", "amount_dkk", "ref", "wage_entry",
                         day="known")  # fmt: skip
    window = trailing(moved, "payer", p.window_days)
    back = sent.select(payer="payee", payee="payer", back_day="day").semi_join(often, pair)
    days = window.select(*pair, "window_day").distinct()
    mutual = days.join(back, pair)
    mutual = mutual.filter(
        mutual.back_day <= mutual.window_day,
        mutual.back_day > mutual.window_day - ibis.interval(days=p.window_days),
    )
    window = window.anti_join(mutual.select(*pair, "window_day").distinct(), [*pair, "window_day"])
    once = window.select(
        *pair, "window_day", "payer_party", "payee_party", "amount_dkk", "ref"
    ).distinct()
    each = once.group_by(*pair, "payer_party", "payee_party", "window_day").agg(
        transfers=_.count(), moved_dkk=_.amount_dkk.sum()
    )
    each = each.filter(_.transfers >= p.min_transfers)
    tie = t.tie.select(payer_party="party_id", payee_party="other_id", tied="other_id").distinct()
    each = each.left_join(tie, ["payer_party", "payee_party"])
    found = each.group_by("payer", "window_day").agg(
        payees=_.payee.nunique(),
        loose=_.payee.nunique(where=_.tied.isnull()),
        transfers=_.transfers.min(),
        moved_dkk=_.moved_dkk.sum(),
        named=rows("exploited/" + _.payee),
    )
    found = found.filter(_.payees >= least)
    part = window.semi_join(each, [*pair, "window_day"])
    part = part.select("payer", "window_day", ref=ibis.array([_.ref, _.wage_entry])).unnest("ref")
    part = part.filter(_.ref.notnull()).group_by("payer", "window_day").agg(evidence=rows(_.ref))
    found = found.join(part, ["payer", "window_day"])
    return shown(
        found,
        variant,
        node=found.payer,
        day=found.window_day,
        notch=(found.loose < least).ifelse(-1, 0),
    )


def top_ups(t, p, empty):
    """Employers who fill up a wallet month after month while wages of their staff are emptied."""
    side = t.employer_link.filter(_.kind == "account")
    side = side.select("employer_id", debtor_account="value").distinct()
    pay = t.payment.filter(_.amount_dkk > 0).semi_join(side, "debtor_account")
    said = ibis.coalesce(pay.merchant, "") + " " + ibis.coalesce(pay.creditor_name, "")
    pay = pay.mutate(said=(said + " " + ibis.coalesce(pay.text, "")).lower())
    firm = t.wallet_firm.select("name_pattern")
    to_firm = pay.join(firm, pay.said.contains(firm.name_pattern)).select("payment_id")
    to_wallet = pay.filter(_.channel.isin(p.wallet_channels)).select("payment_id")
    pay = pay.semi_join(ibis.union(to_firm, to_wallet), "payment_id")
    pay = pay.join(side, "debtor_account").select(
        "employer_id",
        "day",
        "amount_dkk",
        ref=row("entry", ibis.coalesce(_.debit_entry, _.credit_entry)),
    )
    ends = pay.select("employer_id", "day").distinct()
    filled = trailing(pay.distinct(), "employer_id", p.window_days)
    filled = filled.group_by("employer_id", "window_day").agg(
        top_ups=_.day.truncate("M").nunique(), moved_dkk=_.amount_dkk.sum(), refs=rows(_.ref)
    )
    wages = empty.select("employer_id", "party_id", "wage_ref", day="known")
    wages = wages.filter(_.employer_id.notnull())
    staff = trailing(wages, "employer_id", p.window_days, ends)
    twice = staff.group_by("employer_id", "window_day", "party_id").agg(
        n=_.count(), refs=rows(_.wage_ref)
    )
    twice = twice.filter(_.n >= p.min_emptied)
    staff = twice.group_by("employer_id", "window_day").agg(
        drained=_.party_id.nunique(),
        named=rows("exploited/party:" + _.party_id),
        wage_refs=_.refs.collect().flatten(),
    )
    found = filled.join(staff, ["employer_id", "window_day"])
    found = found.filter(_.top_ups >= p.min_top_ups, _.drained >= p.min_drained)
    found = found.mutate(evidence=_.refs.concat(_.wage_refs).unique().sort())
    boss = ibis.cases(
        (found.employer_id.startswith("account:"), found.employer_id),
        (found.employer_id.startswith("name:"), ibis.null("string")),
        else_="party:" + found.employer_id,
    )
    found = found.filter(boss.notnull())
    return shown(found, "top_ups", node=boss, day=found.window_day, notch=ibis.literal(0))


def shown(found, variant, **columns):
    """The columns of a hit; a measure the variant lacks is null."""
    kinds = dict.fromkeys(MEASURES, "int64") | {"moved_dkk": "decimal(18, 2)"}
    measures = {
        m: (found[m] if m in found.columns else ibis.null()).cast(kind) for m, kind in kinds.items()
    }
    notch = columns.pop("notch").cast("int64")
    return found.select(
        "evidence", "named", variant=ibis.literal(variant), notch=notch, **columns, **measures
    )
