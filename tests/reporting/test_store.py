import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from given import AS_OF, flag, link

from varsel.catalogue.load import catalogue_folder, load_indicator
from varsel.errors import InputRefusedError
from varsel.escalation.alerts import combine
from varsel.escalation.network import Surroundings
from varsel.reporting.result import Result, read_result
from varsel.reporting.store import recover, write_result

F4 = load_indicator(catalogue_folder() / "f04_many_payers_one_number")
CATALOGUE = {"F4": F4}


def result(*flags):
    flags = flags or (flag("F4", subject="phone:+4500009001", named={"account:K1": "unclear"}),)
    around = Surroundings((link("account:K1", "party:P1"),))
    alerts = combine(flags, around, AS_OF)
    run = {"as_of": AS_OF.isoformat(), "tables": {}}
    return Result(run, (), tuple(flags), tuple(alerts), catalogue=CATALOGUE)


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def test_what_is_written_is_read_back(tmp_path):
    made = result()
    write_result(made, tmp_path / "r", {"report.html": "page"})
    back = read_result(tmp_path / "r", CATALOGUE)
    assert back.flags == made.flags
    assert back.alerts == made.alerts
    assert back.run == made.run


def test_the_folder_holds_what_the_design_says(tmp_path):
    write_result(result(), tmp_path / "r", {"report.html": "page"})
    assert names(tmp_path / "r") == [
        "alerts.parquet", "coverage.parquet", "evidence.parquet", "flags.parquet", "history.parquet",
        "links.parquet", "rejected.parquet", "report.html", "run.json",
    ]  # fmt: skip
    assert names(tmp_path) == ["r"]


def test_the_same_result_is_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_result(result(), tmp_path / name, {"report.html": "page"})
    for name in names(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_new_result_replaces_the_old_whole(tmp_path):
    write_result(result(), tmp_path / "r", {"report.html": "old", "more.txt": "x"})
    write_result(
        result(flag("F4", subject="phone:+4500009002")), tmp_path / "r", {"report.html": "new"}
    )
    assert (tmp_path / "r" / "report.html").read_text() == "new"
    assert "more.txt" not in names(tmp_path / "r")
    assert names(tmp_path) == ["r"]


def test_a_folder_with_other_things_is_not_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputRefusedError, match="other things"):
        write_result(result(), tmp_path, {})
    assert names(tmp_path) == ["thesis.txt"]


def test_a_folder_that_is_no_result_cannot_be_read(tmp_path):
    with pytest.raises(InputRefusedError, match="not a whole result"):
        read_result(tmp_path, CATALOGUE)


def test_what_a_killed_writer_set_aside_is_put_back(tmp_path):
    write_result(result(), tmp_path / "r", {"report.html": "old"})
    (tmp_path / "r").rename(tmp_path / ".r.old")
    (tmp_path / ".r.new").mkdir()
    recover(tmp_path / "r")
    assert (tmp_path / "r" / "report.html").read_text() == "old"
    assert names(tmp_path) == ["r"]


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from test_store import result
from pathlib import Path
from varsel.reporting.store import write_result
n = 0
while True:
    n += 1
    page = f"{n}" * 200_000
    write_result(result(), Path(sys.argv[1]), {"report.html": page, "twin.html": page})
    if n == 1:
        print("ready", flush=True)
"""


def test_a_kill_at_any_moment_leaves_one_result_whole(tmp_path):
    out, here = tmp_path / "r", Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent / "escalation")])
    random.seed(1)
    for _ in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(out), str(here)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": path},
        )
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(random.uniform(0.02, 0.25))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        recover(out)
        if out.exists():
            assert read_result(out, CATALOGUE).flags
            assert (out / "report.html").read_text() == (out / "twin.html").read_text()
    assert out.exists()
