"""Every tale of the town in the order it is told."""

from __future__ import annotations

from varsel.adapters.town import chen_ying, svetlana, yousef
from varsel.adapters.town.scene import Scene
from varsel.adapters.town.story import Tale

_TELLERS = (svetlana.tell, chen_ying.tell, yousef.tell)


def tell(scene: Scene) -> list[Tale]:
    """Tell all tales into the scene's ledger; gives the key to each."""
    return [teller(scene) for teller in _TELLERS]
