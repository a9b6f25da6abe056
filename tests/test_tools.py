"""The tools that a newcomer meets first: an old Python gets a sentence; what came from elsewhere is as it came."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*words: str | Path, cwd: Path = ROOT, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(path), "HOME": str(path)} if path else None
    return subprocess.run([*map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A clone on a machine with a shell, and no Python but what the test puts there."""
    for name in ("tools", "bin"):
        (tmp_path / name).mkdir()
    for name in ("bootstrap.sh", "bootstrap.py"):
        shutil.copy(ROOT / "tools" / name, tmp_path / "tools" / name)
    (tmp_path / "bin" / "dirname").symlink_to(str(shutil.which("dirname")))
    return tmp_path


def a_python(machine: Path, name: str, version: str, *, new_enough: bool) -> None:
    """A program that answers as a Python would."""
    script = f"""#!/bin/sh
case "$1" in
    -c) exit {0 if new_enough else 1} ;;
    --version) echo "Python {version}" ;;
    *) echo "{name} was chosen" ;;
esac
"""
    path = machine / "bin" / name
    path.write_text(script, encoding="ascii")
    path.chmod(0o755)


def test_an_old_python_gets_one_clear_sentence(machine: Path) -> None:
    a_python(machine, "python3", "3.8.10", new_enough=False)

    done = run("/bin/sh", "tools/bootstrap.sh", "run", cwd=machine, path=machine / "bin")

    assert done.returncode == 1
    assert done.stderr.startswith(
        "Openbeat needs Python 3.12 or newer, and this machine has Python 3.8.10: install one"
    )
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_machine_without_python_gets_the_same(machine: Path) -> None:
    done = run("/bin/sh", "tools/bootstrap.sh", "run", cwd=machine, path=machine / "bin")

    assert done.returncode == 1
    assert "this machine has no Python: install one" in done.stderr


def test_a_name_that_does_not_answer_is_passed_over(machine: Path) -> None:
    """The pyenv shim: it is there, and says that it is not."""
    a_python(machine, "python3.13", "", new_enough=False)
    a_python(machine, "python3", "3.12.4", new_enough=True)

    done = run("/bin/sh", "tools/bootstrap.sh", "run", cwd=machine, path=machine / "bin")

    assert done.stdout == "python3 was chosen\n"


def test_a_python_of_pyenv_is_found_where_pyenv_keeps_it(machine: Path) -> None:
    kept = machine / "bin" / ".pyenv" / "versions" / "3.12.1" / "bin"
    kept.mkdir(parents=True)
    a_python(machine, "python", "3.12.1", new_enough=True)
    (machine / "bin" / "python").rename(kept / "python")

    done = run("/bin/sh", "tools/bootstrap.sh", "run", cwd=machine, path=machine / "bin")

    assert done.stdout == "python was chosen\n"


def test_what_came_from_other_projects_is_as_it_came() -> None:
    done = run(sys.executable, "tools/vendor.py", "--check")

    assert done.returncode == 0, done.stderr


def test_no_file_names_a_package_registry_or_somebodys_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("only in a clone of the repository")
    done = run(sys.executable, "tools/addresses.py")

    assert done.returncode == 0, done.stdout


@pytest.fixture
def check() -> Any:
    """tools/check.py as a module."""
    spec = importlib.util.spec_from_file_location("openbeat_check", ROOT / "tools" / "check.py")
    assert spec
    assert spec.loader
    module = sys.modules["openbeat_check"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_was_left_out_is_said_loudly_with_what_would_include_it(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = [
        check.Part("sqlite", [], passed=True, output="...\n41 passed, 3 deselected in 9.81s\n"),
        check.Part("postgresql", [], left_out=check.missing("PostgreSQL")),
    ]

    assert check.say_all(parts, clean=True, strict=False) == 0
    told = capsys.readouterr().out
    assert "sqlite       passed" in told
    assert "41 passed, 3 deselected in 9.81s" in told
    assert told.splitlines()[-3:] == [
        "!!! LEFT OUT: postgresql. PostgreSQL was not found on this machine; to include it: apt-get install postgresql",
        "",
        "All that ran passed.",
    ]


def test_where_nothing_may_be_left_out_a_part_that_is_missing_fails(check: Any) -> None:
    whole = check.Part("sqlite", [], passed=True, output="41 passed in 9.81s\n")
    here = "SKIPPED [1] tests/test_a.py:7: SQLite in memory knows one connection only\n"
    skipping = check.Part("sqlite", [], passed=True, output=f"{here}40 passed, 1 skipped in 9.81s\n")
    other = check.Part("postgresql", [], passed=True, output="41 passed in 9.81s\n")
    absent = check.Part("browser", [], left_out=check.missing("Chromium"))

    assert check.say_all([whole], clean=True, strict=True) == 0
    assert check.say_all([whole, absent], clean=True, strict=True) == 1
    assert check.say_all([skipping], clean=True, strict=True) == 1
    assert check.say_all([skipping, other], clean=True, strict=True) == 0  # another run did it


def test_a_run_that_changes_the_work_tree_or_fails_is_a_failure(check: Any) -> None:
    good, bad = check.Part("ruff", [], passed=True), check.Part("mypy", [], output="3 failed in 2.00s\n")

    assert check.say_all([good], clean=True, strict=False) == 0
    assert check.say_all([good], clean=False, strict=False) == 1
    assert check.say_all([good, bad], clean=True, strict=False) == 1


def test_of_a_report_the_last_line_is_told_and_nothing_fails_by_it(
    check: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    report = check.Part("reading-age", [], passed=True, report=True, output="Hardest:\n  one\nAll: age 8\n")

    assert check.say_all([report], clean=True, strict=True) == 0
    assert "reading-age  passed       0 s  All: age 8" in capsys.readouterr().out.splitlines()
