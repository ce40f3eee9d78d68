"""Where residents work besides the district's own firms: public employers and firms elsewhere."""

from __future__ import annotations

from random import Random

from varsel.adapters.society import names
from varsel.adapters.society.assume import beside
from varsel.adapters.society.book import Shop
from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.draws import count, how_many, skewed, weighted
from varsel.adapters.society.ordinary.founding import House, house_of
from varsel.adapters.society.ordinary.registers import establish
from varsel.adapters.society.ordinary.town import town
from varsel.adapters.society.ordinary.trade import Trade, trades
from varsel.adapters.society.places import places

HABITS = beside(__file__)


def elsewhere(d: District, luck: Random, posts: int) -> list[House]:
    """Employers that bank elsewhere, with `posts` for residents of the district between them."""
    made = _public(d, luck, posts)
    left = posts - sum(h.posts for h in made)
    kinds = {t: t.per_1000 * t.staff[0] for t in trades().values() if t.staff[0] >= HABITS.least}
    while left > 0:
        kind = weighted(luck, kinds)
        most = max(1, round(kind.staff[0] * HABITS.most_of_trade))
        size = min(left, most, max(1, round(skewed(luck, *HABITS.residents_at_one))))
        town_ = d.nearby(luck)
        made.append(_house(d, luck, kind, size, "", town_))
        left -= size
    return made


def _public(d: District, luck: Random, posts: int) -> list[House]:
    """Municipalities, the region and the state."""
    here = places()[d.municipality]
    names = [
        ("84.11", f"{d.municipality} Kommune", d.municipality, HABITS.public["municipality"]),
        ("86.10", f"Region {here.region}", d.municipality, HABITS.public["region"]),
        ("84.11", "Statens Administration", d.municipality, HABITS.public["state"]),
    ]
    near = HABITS.public["nearby"] / max(1, len(here.near))
    names += [("84.11", f"{town} Kommune", town, near) for town in here.near]
    made = []
    for nace, name, where, share in names:
        size = round(posts * share * skewed(luck, 1.0, HABITS.varies))
        house = _house(d, luck, trades()[nace], size, name, where)
        # Whoever pays benefits or is paid bills in this name is the same account.
        town(d).once(f"body/{name}", lambda side=house.firm.side: side)  # type: ignore[misc]
        made.append(house)
    return made


def _house(
    d: District, luck: Random, kind: Trade, posts: int, name: str, municipality: str
) -> House:
    firm = establish(d, luck, kind.nace, municipality=municipality, name=name, banks_here=False)
    # What it takes in belongs to other districts and is not told here.
    firm.turnover.update(dict.fromkeys(d.calendar.months, 0.0))
    d.firms.append(firm)
    return house_of(luck, firm, kind, posts, local=False)


def places_to_pay(d: District, luck: Random) -> None:
    """The shops of the district's firms, others nearby, and cash machines here and around."""
    d.shops += [f.shop for f in d.firms if f.shop is not None]
    near = places()[d.municipality].near
    for kind in trades().values():
        if kind.mcc is None:
            continue
        for _ in range(how_many(luck, HABITS.shops_nearby)):
            name = names.firm(luck, kind.what)
            d.shops.append(Shop(name, luck.choice(near), d.book.new("T"), kind.mcc))
    towns = [d.municipality] * count(luck, HABITS.machines_here)
    towns += [town for town in near for _ in range(count(luck, HABITS.machines_near))]
    d.machines += [Shop("Automat", town, d.book.new("AT"), HABITS.machine_mcc) for town in towns]
