"""Varsel makes the red flags of human trafficking run: raw records in, explained alerts out.

A human decides. These ten names are the promise; everything else may change.
"""

from varsel.api import Check, check, screen
from varsel.canonical.contract import contract as schema
from varsel.catalogue.load import load_catalogue as indicators
from varsel.detection.flags import Flag
from varsel.errors import VarselError
from varsel.escalation.model import Alert
from varsel.reporting.explain import explain
from varsel.reporting.result import Result

__all__ = [
    "Alert",
    "Check",
    "Flag",
    "Result",
    "VarselError",
    "check",
    "explain",
    "indicators",
    "schema",
    "screen",
]
