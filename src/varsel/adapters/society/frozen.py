"""The simulator's version and hash. It is frozen before a result is measured with it.

A benchmark that changes while it is used measures nothing. frozen.toml lists every version with its
hash and the reason for it; a test refuses code that is not the latest version listed.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LIST = FOLDER / "frozen.toml"


def digest() -> str:
    """One hash over everything that decides what the simulator makes: its code and assumptions."""
    found = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in {".py", ".toml"} and path != LIST:
            found.update(path.relative_to(FOLDER).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def versions() -> list[dict[str, str]]:
    """Every version that was frozen, the latest last: version, sha256, on, reason."""
    if not LIST.exists():
        return []
    made: list[dict[str, str]] = tomllib.loads(LIST.read_text("utf-8"))["version"]
    return made


@cache
def frozen() -> tuple[str, str]:
    """Version and hash of the simulator as it is; "not frozen" where the code has moved on."""
    now = digest()
    known = [v["version"] for v in versions() if v["sha256"] == now]
    return (known[-1] if known else "not frozen"), now
