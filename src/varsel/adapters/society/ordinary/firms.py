"""The firms of a district: who owns them, who works there, what they pay, and their books.

The pieces stand in modules of their own: registers (one firm), wages (one job); founding, workplaces,
staffing, careers, terms, permits, changes and accountants make a district's firms and jobs; books,
payments and between_firms tell what the firms report and pay.
"""

from __future__ import annotations

from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.accountants import keep_books
from varsel.adapters.society.ordinary.between_firms import pay_each_other
from varsel.adapters.society.ordinary.books import paid_by, tax_months
from varsel.adapters.society.ordinary.changes import close, endings, register
from varsel.adapters.society.ordinary.founding import Founder
from varsel.adapters.society.ordinary.payments import pay_dues
from varsel.adapters.society.ordinary.registers import establish, event
from varsel.adapters.society.ordinary.staffing import staff
from varsel.adapters.society.ordinary.wages import employ
from varsel.adapters.society.ordinary.workplaces import places_to_pay

__all__ = ["close_books", "employ", "establish", "event", "found_all"]


def found_all(d: District) -> None:
    """Found the district's firms, give everybody who works a job, and pay the wages.

    Public money (grants, pensions, benefits) is told with the rest of life by living, but for the
    months between two jobs.
    """
    founder = Founder(d, d.luck.plain("firms"))
    houses = founder.local()
    luck = d.luck.plain("changes")
    last_days = endings(d, luck, houses)
    staff(d, houses, founder.owns, founder.beside, last_days)
    close(d, luck, houses, last_days)
    register(d, luck, [h for h in houses if h.firm.id not in last_days])
    places_to_pay(d, d.luck.plain("shops"))
    keep_books(d, d.luck.plain("accountants"))


def close_books(d: District) -> None:
    """Write what firms owed the tax authority, month by month, and what else they paid."""
    pay_each_other(d, d.luck.plain("between firms"))
    wages = paid_by(d)
    dues = tax_months(d, d.luck.plain("books"), wages)
    pay_dues(d, d.luck.plain("dues"), dues, wages)
