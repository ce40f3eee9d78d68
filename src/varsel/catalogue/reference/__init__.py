"""Reference data: small dated files beside this module, each described in sources.toml.

Read with load_reference; who wants other figures brings a folder with files of the same names.
"""

from __future__ import annotations

from varsel.catalogue.reference.load import load_reference
from varsel.catalogue.reference.source import Source, sources

__all__ = ["Source", "load_reference", "sources"]
