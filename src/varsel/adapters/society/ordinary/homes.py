"""Households: who pays rent or mortgage, how partners and flatmates share it, and what children get."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Side
from varsel.adapters.society.ordinary.agreements import AFTER_PAY, FIRST, LAST, Agreements
from varsel.adapters.society.ordinary.lives import Lives
from varsel.adapters.society.ordinary.town import Town
from varsel.adapters.society.person import Person

HABITS = beside(__file__)


@dataclass
class Home:
    """One household: its adults, children, and how it lives."""

    adults: list[int]
    children: list[int]
    kind: str
    payer: int
    account: Side
    costs: float = 0.0


def homes(lives: Lives, agreed: Agreements) -> None:
    """Rent, energy, child care and the rest of a home, and the sharing of all that."""
    households = [_home(lives, m) for m in _households(lives) if m]
    households = [h for h in households if h.adults]
    _rents(lives, agreed, households)
    _running(lives, agreed, households)
    _sharing(lives, agreed, households)
    _upkeep(lives, agreed, households)
    _children(lives, agreed, households)


def landlords(town: Town) -> tuple[list[Side], list[Side]]:
    """Housing associations, and people who let a flat or a room; a few of them bank here."""

    def found() -> tuple[list[Side], list[Side]]:
        luck = town.luck
        big = [town.body(n) for n in HABITS.associations]
        small = [town.d.outsider(name=f"Udlejer {m}", phone=False) for m in HABITS.letters]
        owners = [p for p in town.d.people if p.life in ("worker", "pensioner") and p.side.inside]
        number = round(len(owners) * HABITS.residents_who_let)
        small += [p.side for p in luck.sample(owners, min(number, len(owners)))]
        return big, small

    return town.once("landlords", found)


def _households(lives: Lives) -> list[list[int]]:
    """Places in the lives by household, in the order of the people."""
    seen: set[str] = set()
    made = []
    for person in lives.people:
        if person.id in seen:
            continue
        together: list[Person] = [person, *(h for h in person.household if h.id not in seen)]
        seen.update(p.id for p in together)
        made.append([lives.index[p.id] for p in together if p.id in lives.index])
    return made


def _home(lives: Lives, members: list[int]) -> Home:
    adults = [m for m in members if lives.adult[m]]
    children = [m for m in members if not lives.adult[m]]
    if not adults:
        return Home([], children, "none", members[0], lives.people[members[0]].side)
    payer = max(adults, key=lambda m: lives.income[m])
    joint = next((p.joint for p in (lives.people[m] for m in adults) if p.joint), None)
    account = joint or lives.people[payer].side
    income = sum(lives.income[m] for m in adults)
    kin = lives.people[payer].kin
    owns = HABITS.owns["kin"] if len(adults) > 1 and kin else HABITS.owns["alone"]
    young = lives.age[payer] < HABITS.owns["from_age"]
    if not kin or lives.people[payer].residence == "sharers":
        kind = "sharers"
    elif young or income < HABITS.owns["income"]:
        kind = "rented"
    else:
        kind = "owned" if lives.rng.random() < owns else "rented"
    return Home(adults, children, kind, payer, account)


def _cost(lives: Lives, home: Home) -> float:
    """Kroner a month of a home, or of one of its rooms where flatmates live."""
    income = sum(lives.income[m] for m in home.adults)
    facts = HABITS.housing[home.kind]
    each = len(home.adults) if home.kind == "sharers" else 1
    mean = facts["mean"] * (1 + HABITS.a_child_more * len(home.children))
    least, most = facts["range"]
    cost = float(np.clip(lives.around(mean, facts["spread"], 1)[0], least, most))
    return min(cost, max(least, income / each * HABITS.at_most)) if income else cost


def _paid_to(lives: Lives, home: Home) -> tuple[str, Side]:
    """In what way and to whom a home is paid."""
    rng, facts = lives.rng, HABITS.housing[home.kind]
    big, small = landlords(lives.sheet.town)
    if home.kind == "owned":
        return "mortgage", lives.sheet.town.body(rng.choice(list(HABITS.mortgage_banks)))
    if any(s.account == home.account.account for s in small) or rng.random() < facts["association"]:
        return "direct_debit", big[rng.integers(len(big))]
    landlord = small[rng.integers(len(small))]
    way = ("standing_order", "transfer", "mobile")[rng.choice(3, p=facts["ways"])]
    return ("transfer" if way == "mobile" and not landlord.alias else way), landlord


def _rents(lives: Lives, agreed: Agreements, households: list[Home]) -> None:
    """What the home itself costs, paid by one of its adults or by each."""
    rng, sheet = lives.rng, lives.sheet
    rows: dict[str, list[tuple[int, int, int, float, int]]] = {}
    for home in households:
        if lives.people[home.payer].home is None:
            continue
        cost = _cost(lives, home)
        way, payee = _paid_to(lives, home)
        whole = cost * (len(home.adults) if home.kind == "sharers" else 1)
        apart = home.kind == "sharers" and rng.random() < HABITS.sharers_pay_apart
        every = 3 if way == "mortgage" and rng.random() < HABITS.quarterly else 1
        for m in home.adults if apart else [home.payer]:
            account = lives.people[m].side if apart else home.account
            sums = round((cost if apart else whole) * every)
            row = (m, sheet.side(account), sheet.side(payee), sums, every)
            rows.setdefault(way, []).append(row)
            lives.fixed[m] += cost if apart else 0
        home.costs += 0 if apart else whole
    for way, found in rows.items():
        who, debtor, creditor, kroner, every_ = (np.array(c) for c in zip(*found, strict=True))
        words = HABITS.rent_texts if way != "mortgage" else HABITS.mortgage_texts
        agreed.add(
            who,
            debtor,
            creditor,
            kroner,
            channel="direct_debit" if way == "mortgage" else way,
            every=every_,
            day=FIRST if way in ("direct_debit", "standing_order", "mortgage") else LAST,
            text=sheet.some_words(words, len(who), HABITS.written),
            purpose="RENT" if way in ("direct_debit", "standing_order") else None,
        )


def _running(lives: Lives, agreed: Agreements, households: list[Home]) -> None:
    """Electricity, heat, water, internet, insurance of the home, child care."""
    rng, sheet = lives.rng, lives.sheet
    accounts = sheet.sides(h.account for h in households)
    payers = np.array([h.payer for h in households])
    grown = np.array([len(h.adults) for h in households])
    ages = [[int(lives.age[c]) for c in h.children] for h in households]
    for bill in HABITS.running:
        share = np.array([bill["share"].get(h.kind, 0.0) for h in households])
        if "ages" in bill:
            low, high = bill["ages"]
            number = np.array([sum(low <= a <= high for a in found) for found in ages])
            share = share * (number > 0)
        else:
            number = 1 + bill.get("each", 0.0) * (grown - 1)
        which = np.flatnonzero(rng.random(len(households)) < share)
        kroner = np.round(lives.around(bill["mean"], bill["spread"], len(which)) * number[which])
        every = np.array(bill["every"])[rng.integers(len(bill["every"]), size=len(which))]
        names = [n.format(place=lives.d.municipality) for n in bill["payees"]]
        payees = sheet.sides(sheet.town.body(n) for n in names)
        agreed.add(
            payers[which],
            accounts[which],
            payees[rng.integers(len(payees), size=len(which))],
            kroner * every,
            every=every,
            wobble=bill.get("wobble", 0.0),
            text=sheet.some_words(bill["texts"], len(which), HABITS.written),
        )
        for w, k in zip(which, kroner, strict=True):
            households[w].costs += float(k)


def _sharing(lives: Lives, agreed: Agreements, households: list[Home]) -> None:
    """Partners and flatmates pay their part to whoever pays the bills, or into the joint account."""
    rng, sheet = lives.rng, lives.sheet
    rows: dict[str, list[tuple[int, int, int, float]]] = {}
    for home in households:
        if not home.costs:
            continue
        joint = home.account is not lives.people[home.payer].side
        total = sum(max(lives.income[m], 1.0) for m in home.adults)
        even = rng.random() < HABITS.halves
        for m in home.adults:
            part = 1 / len(home.adults) if even else max(lives.income[m], 1.0) / total
            sums = home.costs * part
            lives.fixed[m] += sums
            if joint:
                way, payee = "standing_order", home.account
                sums *= HABITS.joint_margin
            elif m == home.payer or (home.kind != "sharers" and rng.random() < HABITS.one_pays):
                continue
            else:
                ways = HABITS.shared["sharers" if home.kind == "sharers" else "kin"]
                way = ("standing_order", "transfer", "mobile")[rng.choice(3, p=ways)]
                payee = lives.people[home.payer].side
            kroner = max(round(sums / 50), 1) * 50
            rows.setdefault(way, []).append((m, int(lives.own[m]), sheet.side(payee), kroner))
    for way, found in rows.items():
        who, debtor, creditor, kroner_ = (np.array(c) for c in zip(*found, strict=True))
        agreed.add(
            who,
            debtor,
            creditor,
            kroner_,
            channel=way,
            day=AFTER_PAY if way == "standing_order" else LAST,
            wobble=0.0 if way != "mobile" else HABITS.shared["wobble"],
            text=sheet.some_words(HABITS.share_texts, len(who), HABITS.written),
        )


def _upkeep(lives: Lives, agreed: Agreements, households: list[Home]) -> None:
    """Household money for a partner, or a grown child at home, who earns nothing."""
    rng, sheet, habit = lives.rng, lives.sheet, HABITS.upkeep
    rows: list[tuple[int, int, int, float]] = []
    for home in households:
        if home.kind == "sharers" or len(home.adults) < 2:
            continue
        for m in home.adults:
            if m == home.payer or lives.income[m] >= habit["below"]:
                continue
            kroner = lives.income[home.payer] * rng.uniform(*habit["of_income"])
            kroner = max(round(kroner / 250), 2) * 250
            lives.income[m] += kroner
            lives.fixed[home.payer] += kroner
            rows.append((home.payer, int(lives.own[home.payer]), int(lives.own[m]), kroner))
    if rows:
        who, debtor, creditor, sums = (np.array(c) for c in zip(*rows, strict=True))
        order = rng.random(len(who)) < habit["by_standing_order"]
        for channel, of in (("standing_order", order), ("mobile", ~order)):
            agreed.add(
                who[of],
                debtor[of],
                creditor[of],
                sums[of],
                channel=channel,
                day=AFTER_PAY,
                wobble=0.0 if channel == "standing_order" else habit["wobble"],
                text=sheet.some_words(habit["texts"], int(of.sum()), HABITS.written),
            )


def _children(lives: Lives, agreed: Agreements, households: list[Home]) -> None:
    """Pocket money and children's savings."""
    rng, sheet = lives.rng, lives.sheet
    rows: dict[str, list[tuple[int, int, int, float, int]]] = {}
    for home in households:
        for c in home.children:
            parent = home.adults[rng.integers(len(home.adults))]
            age = int(lives.age[c])
            for gift in HABITS.gifts:
                low, high = gift["ages"]
                if not low <= age <= high or rng.random() >= gift["share"]:
                    continue
                sums = rng.uniform(*gift["a_year_old"]) * age + gift["base"]
                step = 25 if sums < 500 else 50
                row = (
                    parent,
                    int(lives.own[parent]),
                    int(lives.own[c]),
                    max(round(sums / step), 1) * step,
                )
                lives.income[c] += row[3] * gift["spent"]
                lives.fixed[parent] += row[3]
                day = int(rng.choice([FIRST, AFTER_PAY, *HABITS.gift_days]))
                rows.setdefault(gift["channel"], []).append((*row, day))
    for channel, found in rows.items():
        who, debtor, creditor, kroner, day_ = (np.array(x) for x in zip(*found, strict=True))
        agreed.add(
            who,
            debtor,
            creditor,
            kroner,
            channel=channel,
            day=day_,
            text=sheet.some_words(HABITS.gift_texts, len(who), HABITS.written),
        )
