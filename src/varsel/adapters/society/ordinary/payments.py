"""What firms pay besides wages and running costs: taxes, pensions, bureaus, goods from abroad, owners."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.calendar import last_bank_day, next_bank_day, stamp
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.books import Due, Wages, due_day
from varsel.adapters.society.ordinary.draws import between, count, how_many, skewed, weighted
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.person import Firm, PayDay

HABITS = beside(__file__)
STATE = "Skattestyrelsen"
#: The day an account was closed, by account.
Ends = dict[str, dt.date]


class Payer:
    """One firm's payments from its account in the society's bank."""

    def __init__(
        self, d: District, luck: Random, firm: Firm, months: list[Due], ends: Ends
    ) -> None:
        self.d, self.luck, self.firm, self.months = d, luck, firm, months
        self.last = ends.get(firm.side.account or "") or d.calendar.last
        keepers: dict[str, str] = town(d).once("keepers", dict)
        own = firm.owner.device if firm.owner else d.book.new("DV")
        self.device = keepers.get(firm.id, own)

    def pay(
        self, to: Side | str, kroner: float, day: dt.date, text: str | None, way: str = "transfer"
    ) -> None:
        """One payment on a bank day; nothing where it falls outside the data or is next to nothing."""
        day, begun = next_bank_day(day), self.firm.since
        if kroner < 1 or not self.d.calendar.within(day) or not begun <= day <= self.last:
            return
        by_hand = way == "transfer"
        minutes = between(self.luck, HABITS.office if by_hand else HABITS.night)
        known = by_hand and self.luck.random() < HABITS.device_known
        self.d.book.pay(
            stamp(day, minutes), self.firm.side,
            town(self.d).body(to) if isinstance(to, str) else to,
            round(kroner * 100), way, timed=by_hand,
            text=text if self.luck.random() < HABITS.written else None,
            device=self.device if known else None,
        )  # fmt: skip

    def taxes(self) -> None:
        """Withheld tax and contributions each month, and VAT each quarter."""
        luck = self.luck
        text = luck.choice(HABITS.tax_texts)
        usual = sum(o.month.due for o in self.months) / max(1, len(self.months))
        large = usual > HABITS.large
        for one in self.months:
            day = due_day(one.period, 1, count(luck, HABITS.tax_day))
            if large:
                day = last_bank_day(*one.period)
            self.pay(STATE, one.paid, day, text)
        kept, quarter = between(luck, HABITS.vat_kept), 0.0
        for one in self.months:
            quarter += (one.turnover or 0.0) * HABITS.vat
            if one.period[1] % 3 == 0:
                day = due_day(one.period, 3, 1) - dt.timedelta(days=luck.randint(0, 4))
                self.pay(STATE, round(quarter * kept), day, luck.choice(HABITS.vat_texts))
                quarter = 0.0

    def for_staff(self) -> None:
        """Pensions, the holiday fund, contributions by head, and what the payroll system costs."""
        luck = self.luck
        if not any(o.month.workers for o in self.months):
            return
        pension = between(luck, HABITS.pension) if luck.random() < HABITS.has_pension else 0.0
        fund = luck.choice(HABITS.pension_funds)
        holiday = luck.random() < HABITS.has_holiday_fund
        hourly = between(luck, HABITS.hourly_part)
        system = luck.choice(HABITS.systems) if luck.random() < HABITS.has_system else None
        fee = between(luck, HABITS.system_fee)
        for one in self.months:
            gross, heads = one.month.gross, one.month.workers
            if not heads:
                continue
            ninth = due_day(one.period, 1, count(luck, HABITS.fund_day))
            self.pay(fund, gross * pension, ninth, "Pension")
            if holiday:
                self.pay("Feriekonto", gross * hourly * HABITS.holiday, ninth, "Feriepenge")
            if one.period[1] % 3 == 0:
                by_head = between(luck, HABITS.by_head) * heads * 3
                self.pay("Samlet Betaling", by_head, due_day(one.period, 1, 25), "ATP, barsel mv.")
            if system:
                price = fee + HABITS.a_slip * heads
                self.pay(system, price, due_day(one.period, 1, 5), "abonnement", "direct_debit")

    def through_bureau(self, side: Side, wages: Iterable[tuple[str, PayDay]]) -> None:
        """The sum of the wages goes to the bureau that pays them, a day or two before."""
        sums: dict[dt.date, int] = defaultdict(int)
        for _, pay in wages:
            sums[pay.day] += pay.net
        for day, ore in sorted(sums.items()):
            early = day - dt.timedelta(days=count(self.luck, HABITS.bureau_early))
            while next_bank_day(early) >= day:
                early -= dt.timedelta(days=1)
            self.pay(side, ore / 100, early, "Lønkørsel")

    def abroad(self) -> None:
        """Goods bought in other countries, by trades that do so."""
        luck = self.luck
        found = next((h for t, h in HABITS.imports.items() if self.firm.trade.startswith(t)), None)
        if found is None or luck.random() >= found["share"]:
            return
        sellers = [self._seller(found) for _ in range(count(luck, HABITS.sellers))]
        if luck.random() < HABITS.declares_countries:
            self._declare([str(s.country) for s in sellers])
        part = between(luck, found["part"])
        for one in self.months:
            bought = (one.turnover or 0.0) * part
            number = how_many(luck, HABITS.orders)
            for _ in range(number):
                day = dt.date(*one.period, luck.randint(1, 28))
                kroner = bought / number * skewed(luck, 1.0, HABITS.order_differs)
                self.pay(luck.choice(sellers), kroner, day, f"Invoice {luck.randint(100, 99_999)}")

    def _declare(self, countries: list[str]) -> None:
        """The bank was told where the firm buys, if it was told anything."""
        for row in self.d.book.rows["party"]:
            if row["party_id"] == self.firm.id and row.get("expected_countries"):
                row["expected_countries"] = ",".join(dict.fromkeys(["DK", *countries]))

    def _seller(self, found: dict[str, object]) -> Side:
        country = weighted(self.luck, found["countries"])  # type: ignore[arg-type]
        word = self.luck.choice(HABITS.seller_words)
        name = names.firm(self.luck, word)
        city = self.luck.choice(HABITS.cities[country])
        return self.d.outsider(
            name=name, country=country,
            city=city if self.luck.random() < HABITS.city_known else None, phone=False,
        )  # fmt: skip


def pay_dues(d: District, luck: Random, dues: Iterable[Due], wages: Wages) -> None:
    """The payments of every firm that banks here."""
    by_firm: dict[str, list[Due]] = defaultdict(list)
    for one in dues:
        by_firm[one.firm.id].append(one)
    bureaus: dict[str, Side | None] = town(d).once("bureaus", dict)
    ends: Ends = {}
    for row in d.book.rows["account"]:
        if isinstance(closed := row.get("closed_on"), dt.date):
            ends[str(row["account_id"])] = closed
    for firm in d.founded:
        if not firm.side.inside or firm.id not in by_firm:
            continue
        payer = Payer(d, luck, firm, by_firm[firm.id], ends)
        payer.taxes()
        payer.for_staff()
        payer.abroad()
        if (side := bureaus.get(firm.id)) is not None:
            payer.through_bureau(side, wages[firm.id])
