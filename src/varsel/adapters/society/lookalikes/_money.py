"""What people of the look-alikes are paid and pay: by phone, transfer and card, and in cash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from varsel.adapters.society.book import Shop, Side
from varsel.adapters.society.lookalikes._draws import Draws, ore, rounded
from varsel.adapters.society.person import Person

T = TypeVar("T")


@dataclass(frozen=True)
class Payer:
    """Somebody who pays, and the device they do it from where the data holder sees it."""

    side: Side
    device: str | None = None


@dataclass(eq=False)
class Money(Draws):
    """The money side of a unit. What it has made once, a shop or a payee, it finds again."""

    _known: dict[str, Any] = field(default_factory=dict)

    def receive(
        self,
        to: Side,
        kroner: float,
        at: int,
        payer: Payer,
        *,
        channel: str = "mobile",
        text: str | None = None,
    ) -> None:
        """A payment to somebody of this life."""
        if payer.side.account != to.account:
            self.d.book.pay(
                at, payer.side, to, ore(kroner), channel, text=text, device=payer.device
            )

    def pay(
        self,
        person: Person,
        kroner: float,
        at: int,
        to: Side,
        *,
        channel: str = "mobile",
        text: str | None = None,
        purpose: str | None = None,
        side: Side | None = None,
    ) -> None:
        """A payment by somebody of this life, from their own account where no other is named."""
        if (side or person.side).account == to.account:
            return
        self.d.book.pay(
            at, side or person.side, to, ore(kroner), channel, text=text, purpose=purpose,
            device=person.device,
        )  # fmt: skip

    def note(self, texts: str) -> str | None:
        """A payment text, which most leave empty."""
        return self.write(texts) if self.happens("payment_has_text") else None

    def buy(
        self,
        person: Person,
        kroner: float,
        at: int,
        shop: str,
        mcc: str,
        *,
        town: str | None = None,
        side: Side | None = None,
    ) -> None:
        """A card payment; on the web where no town is named."""
        device = None if town else person.device
        place = self.shop(shop, mcc, town)
        self.d.book.card(at, side or person.side, ore(kroner), place, device=device)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives the first time it is asked for under this name, and ever after."""
        if name not in self._known:
            self._known[name] = make()
        made: T = self._known[name]
        return made

    def shop(self, name: str, mcc: str, town: str | None = None) -> Shop:
        """A shop, the same one each time it is named."""
        return self.once(
            f"shop {name} in {town}",
            lambda: Shop(name, town, self.d.book.new("T") if town else None, mcc),
        )

    def machine(self, town: str) -> Shop:
        """A cash machine in a town, one of the two or three somebody uses there."""
        here = [m for m in self.d.machines if m.municipality == town]
        number = self.luck.randrange(self.value("machines_used"))
        if here:
            return here[number % len(here)]
        return self.once(
            f"machine {number} in {town}",
            lambda: Shop("Automat", town, self.d.book.new("AT"), self.value("machine_mcc")),
        )

    def bank_cash(self, side: Side, kroner: float, at: int, town: str) -> None:
        """Cash paid in at a machine, in whole hundreds."""
        if kroner >= 100:
            amount = ore(kroner // 100 * 100)
            self.d.book.cash(at, side, amount, self.machine(town), "cash_deposit_machine")

    def draw_cash(
        self, person: Person, kroner: float, at: int, town: str, *, side: Side | None = None
    ) -> None:
        """Cash fetched at a machine, in whole hundreds."""
        amount = ore(rounded(kroner, 100))
        self.d.book.cash(at, side or person.side, amount, self.machine(town), "atm_withdrawal")

    def outside(self, name: str, country: str | None = None, city: str | None = None) -> Side:
        """A payee or payer elsewhere, the same one each time it is named."""
        return self.once(
            f"side {name} in {country}",
            lambda: self.d.outsider(name=name, country=country, city=city, phone=False),
        )
