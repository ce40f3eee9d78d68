"""Documentation pages made from the catalogue and the contract: `make docs`. Tests keep them fresh."""

from __future__ import annotations

import sys
from pathlib import Path

from varsel.canonical.contract import contract
from varsel.catalogue.describe import listing, page
from varsel.catalogue.load import load_catalogue
from varsel.catalogue.model import Indicator

MADE = "<!-- Made by `make docs` from the catalogue. Do not edit. -->\n\n"


def pages() -> dict[str, str]:
    """Path below docs/ -> text, for every generated page."""
    catalogue = load_catalogue()
    made = {f"indicators/{i.id}.md": _indicator(i) for i in catalogue.values()}
    made["indicators/README.md"] = _index(list(catalogue.values()))
    made["schema.md"] = _schema()
    return made


def _indicator(indicator: Indicator) -> str:
    danish = page(indicator, "da").replace("\n#", "\n##").replace("# ", "## ", 1)
    return MADE + page(indicator, "en") + "\n---\n\n" + danish


def _index(indicators: list[Indicator]) -> str:
    lines = [
        MADE + "# Indicators",
        "",
        "| id | what is seen | hvad der ses | dimension | strength |",
        "|---|---|---|---|---|",
    ]
    for i in indicators:
        strengths = "/".join(dict.fromkeys(v.strength for v in i.variants.values()))
        lines.append(
            f"| [{i.id}]({i.id}.md) | {i.title.en} | {i.title.da} | {i.dimension} | {strengths} |"
        )
    return "\n".join(lines) + "\n"


def _schema() -> str:
    rows = listing(load_catalogue())
    lines = [MADE + "# The data contract", "", f"Version {rows['version']}.", ""]
    for name, table in rows["tables"].items():
        made = f" Made from {', '.join(table['derived_from'])}." if table["derived_from"] else ""
        lines += [
            f"## {name}",
            "",
            f"{table['meaning'].capitalize()}.{made}",
            "",
            "| column | type | unit | key | required | sensitivity | read by | meaning |",
            "|---|---|---|---|---|---|---|---|",
        ]
        lines += [
            f"| {c['name']} | {c['type']} | {c['unit']} | {'key' if c['key'] else ''} | "
            f"{'yes' if c['required'] else ''} | {c['sensitivity']} | {' '.join(c['read_by'])} | "
            f"{c['meaning']} |"
            for c in table["columns"]
        ]
        lines.append("")
    lines += ["## Facts an observation may state", ""]
    lines += [f"- `{k}`: {v}" for k, v in rows["facts"].items()]
    lines += ["", "## Columns that are refused", ""]
    lines += [f"- {k}: {', '.join(f'`{n}`' for n in v)}" for k, v in contract().barred.items()]
    return "\n".join(lines) + "\n"


def write(docs: Path) -> None:
    """Write every page below `docs`."""
    for name, text in pages().items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
