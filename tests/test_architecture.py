"""House rules that can be checked by reading the source."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "varsel"
FLOW = [
    "adapters", "backends", "canonical", "catalogue", "detection", "escalation", "investigation",
    "reporting", "trials", "workbench",
]  # fmt: skip
#: Modules beside the stages: what they may be imported by is nobody below.
FACES = {"cli", "api", "testing", "version", "errors", "__init__", "__main__"}
SOURCES = sorted(p for p in SRC.rglob("*.py"))
DETECTORS = sorted(SRC.glob("catalogue/*/detector.py"))
ENGINES = {"duckdb", "pyspark"}


def stage(path):
    first = path.relative_to(SRC).parts[0]
    return first if first in FLOW else first.removesuffix(".py")


def imported(path):
    """(module, whether the import stands inside a function) for every import of `path`."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, id(node) in inside
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                below = SRC.parent / f"{node.module}.{name.name}".replace(".", "/")
                module = below.with_suffix(".py").exists() or (below / "__init__.py").exists()
                yield f"{node.module}.{name.name}" if module else node.module, id(node) in inside


def test_the_folders_are_the_flow_in_order():
    beside = {"__pycache__", *FACES}
    found = sorted(p.name for p in SRC.iterdir() if p.is_dir() and p.name not in beside)
    assert found == [f for f in FLOW if f in found]
    assert sorted(FLOW) == FLOW


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_point_downwards(path):
    here = stage(path)
    for module, _ in imported(path):
        if not module.startswith("varsel."):
            continue
        there = module.split(".")[1]
        if there in {"errors", "version"} or here in FACES:
            continue
        assert there in FLOW, f"{path} imports {module}: only faces import faces"
        if here == "adapters":
            assert there in {"adapters", "canonical"}, f"{path} imports {module}"
        else:
            assert there != "adapters", f"{path} imports {module}"
            assert FLOW.index(there) <= FLOW.index(here), f"{path} imports {module}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(SRC)))
def test_only_backends_import_an_engine(path):
    if stage(path) == "backends":
        return
    assert not {m.split(".")[0] for m, _ in imported(path)} & ENGINES


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_stand_at_the_top(path):
    if stage(path) in {"backends", "cli"}:
        return
    assert not [m for m, inside in imported(path) if inside]


SIMULATOR = sorted(SRC.glob("adapters/society/**/*.py"))


@pytest.mark.parametrize("path", SIMULATOR, ids=lambda p: str(p.relative_to(SRC)))
def test_the_simulator_does_not_know_what_the_catalogue_looks_for(path):
    """Not by import and not by reading its files: amounts come from sources, never from thresholds."""
    allowed = ("varsel.adapters.society", "varsel.canonical.contract", "varsel.errors")
    known = {m for m, _ in imported(path) if m.startswith("varsel")}
    assert all(m.startswith(allowed) for m in known)
    code = [
        n.value
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    assert not [t for t in code if "varsel.catalogue" in t or "indicator.toml" in t]


def test_modules_import_each_other_without_cycles():
    graph = {}
    for path in SOURCES:
        name = "varsel." + str(path.relative_to(SRC).with_suffix("")).replace("/", ".")
        name = name.removesuffix(".__init__")
        graph[name] = {m for m, _ in imported(path) if m.startswith("varsel")}
    done, open_ = set(), []

    def walk(name):
        if name in done or name not in graph:
            return
        assert name not in open_, f"cycle: {[*open_, name]}"
        open_.append(name)
        for other in sorted(graph[name] - {name}):
            walk(other)
        open_.pop()
        done.add(name)

    for name in sorted(graph):
        walk(name)
    assert len(done) == len(graph)


@pytest.mark.parametrize(
    "path",
    [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_files_stay_under_400_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(SRC)))
def test_each_module_says_what_it_is(path):
    text = path.read_text("utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", DETECTORS, ids=lambda p: p.parent.name)
def test_detectors_hold_no_numbers(path):
    """Every threshold is a parameter. 0 and 1 count and compare; digits to round to are no threshold."""
    tree = ast.parse(path.read_text("utf-8"))
    rounding = {
        id(argument)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "round"
        for argument in call.args
    }
    numbers = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant)
        and isinstance(n.value, int | float)
        and not isinstance(n.value, bool)
        and id(n) not in rounding
    ]
    assert set(numbers) <= {0, 1}


@pytest.mark.parametrize("path", DETECTORS, ids=lambda p: p.parent.name)
def test_detectors_are_pure_expressions(path):
    modules = {m for m, _ in imported(path)}
    shared = {"varsel.catalogue.build", "varsel.catalogue.ads"}
    assert modules <= {"ibis", "functools", "datetime", *shared}
    banned = re.compile(r"\.(execute|to_pyarrow|to_pandas|raw_sql|sql)\(|over\([^)]*nunique")
    assert not banned.search(path.read_text("utf-8"))


def test_no_flag_of_another_indicator_is_read():
    for path in DETECTORS:
        assert "t.flag" not in path.read_text("utf-8")


def test_barred_traits_are_columns_nowhere():
    from varsel.canonical.contract import contract  # noqa: PLC0415

    names = {c for t in contract().tables.values() for c in t.columns}
    barred = {b for group in contract().barred.values() for b in group}
    assert barred
    assert not names & barred


def test_no_function_acts_on_a_person():
    """No call exists that blocks, closes, scores or writes to anybody."""
    banned = re.compile(r"^(block|close_account|freeze|score_person|send_message|notify_party|sms)")
    names = [
        n.name
        for p in SOURCES
        for n in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(n, ast.FunctionDef)
    ]
    assert len(names) > 100
    assert not [n for n in names if banned.match(n)]


def test_nothing_reaches_for_the_network():
    banned = {"requests", "httpx", "urllib.request", "socket", "aiohttp", "http.client"}
    for path in SOURCES:
        assert not {m for m, _ in imported(path)} & banned, path


def test_no_real_looking_personal_numbers_in_the_repository():
    """Danish phones in the repository start with +45 0, which no Danish number does."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    phone = re.compile(r"\+45 ?[1-9](?: ?\d){7}\b")
    allowed = {"+4570202550"}  # the public hotline of the Danish Centre against Human Trafficking
    for name in listed.stdout.split():
        path = ROOT / name
        if path.suffix not in {".py", ".toml", ".md", ".csv", ".txt", ".xml"} or not path.exists():
            continue
        found = {p.replace(" ", "") for p in phone.findall(path.read_text("utf-8", "replace"))}
        assert not found - allowed, name
