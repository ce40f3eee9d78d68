"""What several tests share: one town for the whole run (making it takes seconds), and typed commands."""

import datetime as dt
import fcntl

import pytest

import varsel
from varsel.adapters.town import make_town, read_story
from varsel.cli import main


@pytest.fixture(scope="session")
def town(tmp_path_factory, worker_id):
    """The folder `demo` of a town made and screened as `make demo` does: data, story, result."""
    root = tmp_path_factory.getbasetemp()
    base = root if worker_id == "master" else root.parent
    demo = base / "demo"
    with (base / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (demo / "story.toml").exists():
            make_town(demo / "data", story=demo / "story.toml.new")
            story = read_story(demo / "story.toml.new")
            varsel.screen(
                demo / "data", out=demo / "result", as_of=dt.date.fromisoformat(story.as_of)
            )
            (demo / "story.toml.new").rename(demo / "story.toml")
    return demo


@pytest.fixture
def run(capsys):
    """Calls a command as it is typed; gives its exit code, output and errors."""

    def call(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in arguments])
        printed = capsys.readouterr()
        return stopped.value.code or 0, printed.out, printed.err

    return call
