"""Tried changes that several tests here look at."""

from dataclasses import replace

import pytest
from given import flag
from judged import PLANT, REVIEW, result, truth

from varsel.trials.what_if import difference


@pytest.fixture(scope="session")
def differences():
    """Much gained and an alert lost, with a truth; the same without; nothing; a weaker flag only."""
    many = [flag("F9", "M", f"party:Q{n:02}") for n in range(25)]
    wide = [
        flag(i, s, f"party:W{n:02}")
        for n in range(12)
        for i, s in (("F8", "S"), ("X23", "M"), ("F14", "M"))
    ]
    before, after = result(*REVIEW), result(*REVIEW[:2], *many, *wide)
    return (
        difference(before, after, truth(PLANT)),
        difference(before, after),
        difference(before, before),
        difference(before, result(replace(REVIEW[0], strength="W"), *REVIEW[1:])),
    )
