"""ISO 20022 bank transaction codes (domain, family, sub-family) and SWIFT types as channels.

After the external code set of ISO 20022; a code that says nothing about the channel gives none.
"""

from __future__ import annotations

_FEES = frozenset({"CHRG", "COMM", "FEES", "COME", "COMI", "COMT"})
_FAMILY = {
    "ICDT": "transfer", "RCDT": "transfer", "IRCT": "transfer", "RRCT": "transfer",
    "IDDT": "direct_debit", "RDDT": "direct_debit",
    "CCRD": "card", "MCRD": "settlement",
}  # fmt: skip
_SUB_FAMILY = {
    ("ICDT", "STDO"): "standing_order",
    ("RCDT", "STDO"): "standing_order",
    ("CCRD", "CWDL"): "atm_withdrawal",
    ("CCRD", "XBCW"): "atm_withdrawal",
    ("CCRD", "CDPT"): "cash_deposit_machine",
    ("CNTR", "CDPT"): "cash_deposit_branch",
    ("CNTR", "BCDP"): "cash_deposit_branch",
}
_SWIFT = {
    "TRF": "transfer", "STO": "standing_order", "DDT": "direct_debit",
    "CHG": "fee", "COM": "fee",
}  # fmt: skip


def channel(domain: str | None, family: str | None, sub: str | None) -> str | None:
    """The channel of a bank transaction code, where it tells one.

    >>> channel("PMNT", "CCRD", "CWDL"), channel("PMNT", "RCDT", "ESCT"), channel("SECU", "", "")
    ('atm_withdrawal', 'transfer', None)
    """
    if sub in _FEES:
        return "fee"
    if domain != "PMNT" or family is None:
        return None
    return _SUB_FAMILY.get((family, sub or "")) or _FAMILY.get(family)


def swift_channel(kind: str | None) -> str | None:
    """The channel of an MT940 transaction type such as NTRF, where it tells one.

    >>> swift_channel("NTRF"), swift_channel("NMSC")
    ('transfer', None)
    """
    return _SWIFT.get((kind or "")[1:].upper())
