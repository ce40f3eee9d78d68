"""Times every indicator that reads entries against one `group by account_id` over the same file."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from bench.generate import generate
from bench.measure import apart, base, screened

OUT = Path(__file__).parent / "out"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--keep", action="store_true", help="keep the generated data")
    parser.add_argument("--into", type=Path, default=OUT, help="where data are written")
    chosen = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    report = []
    for rows in chosen.rows:
        data = chosen.into / f"data-{rows}"
        if not data.exists():
            generate(rows, data)
        yard, run = apart(base, data), apart(screened, data)
        row = {"rows": rows, "base": yard, "screen": run}
        row["ratio"] = run["seconds"] / yard["seconds"]
        report.append(row)
        print(
            f"{rows:>12,} rows: group by {yard['seconds']:.2f} s, {len(run['ran'])} indicators "
            f"{run['seconds']:.1f} s = {row['ratio']:.0f} x, peak {run['peak_gib']:.1f} GiB"
        )
        for what, seconds in sorted(run["steps"].items(), key=lambda s: -s[1]):
            print(f"{'':14}{what:10} {seconds:8.2f} s  {seconds / yard['seconds']:6.1f} x")
        (OUT / "bench.json").write_text(json.dumps(report, indent=1), "utf-8")
        if not chosen.keep:
            shutil.rmtree(data)


if __name__ == "__main__":
    main()
