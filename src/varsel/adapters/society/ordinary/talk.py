"""Everything ordinary that is not a payment: what people write, share, book, sign in to and are asked."""

from __future__ import annotations

from varsel.adapters.society.district import District
from varsel.adapters.society.ordinary.adverts import write_adverts
from varsel.adapters.society.ordinary.faces import cast
from varsel.adapters.society.ordinary.logins import write_logins
from varsel.adapters.society.ordinary.meetings import note_meetings
from varsel.adapters.society.ordinary.messages import write_messages
from varsel.adapters.society.ordinary.posts import write_posts
from varsel.adapters.society.ordinary.reports import report_abuse
from varsel.adapters.society.ordinary.sharing import share_places
from varsel.adapters.society.ordinary.stays import book_stays
from varsel.adapters.society.ordinary.subscriptions import link_phones


def talk_all(d: District) -> None:
    """Profiles first, then what is done with them; meetings and reports come last.

    Runs when everything else is told: it writes ordinary posts into the groups that others wrote in,
    and ordinary guests into the rooms that others booked.
    """
    faces = cast(d)
    write_posts(d, faces)
    write_adverts(d, faces)
    write_messages(d, faces)
    share_places(d, faces)
    book_stays(d)
    write_logins(d, faces.opened)
    link_phones(d, faces)
    note_meetings(d)
    report_abuse(d, faces)
