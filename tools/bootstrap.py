"""Make .venv with what Openbeat needs, once; the second time it only looks at a stamp.

Old syntax on purpose: an old Python must be able to read this file and say its one sentence.
"""

import hashlib
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
UV = os.path.join(VENV, "bin", "uv")
SUPERSETS = {"run": ("run", "dev"), "dev": ("dev",)}


def main(arguments):
    if sys.version_info < (3, 12):
        version = "%d.%d.%d" % sys.version_info[:3]
        sys.stderr.write("Openbeat needs Python 3.12 or newer, and this is Python %s: run `make demo`.\n" % version)
        return 1
    only_ask = "--fresh" in arguments
    kind = ([word for word in arguments if not word.startswith("-")] or ["run"])[0]
    if kind not in SUPERSETS:
        sys.stderr.write("bootstrap: say run or dev, not %s\n" % kind)
        return 2
    if any(read(stamp(one)) == mark(one) for one in SUPERSETS[kind]):
        return 0
    return 1 if only_ask else build(kind)


def build(kind):
    began = time.time()
    try:
        fill(kind)
    except (OSError, subprocess.CalledProcessError) as problem:
        sys.stderr.write("The environment could not be made: %s\n" % problem)
        return 1
    with open(stamp(kind), "w", encoding="utf-8") as file:
        file.write(mark(kind))
    print("Ready in %.0f s." % (time.time() - began), flush=True)
    return 0


def fill(kind):
    if read(home()) != sys.base_prefix or not os.access(PYTHON, os.X_OK):
        make_venv()
    requirements = os.path.join("requirements", kind + ".txt")
    print("Installing %s ..." % requirements, flush=True)
    if not (have_uv() and with_uv(requirements)):
        with_pip(requirements)


def make_venv():
    version = "%d.%d.%d" % sys.version_info[:3]
    print("Making .venv with Python %s ..." % version, flush=True)
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-m", "venv", "--without-pip", "--clear", VENV])
    with open(home(), "w", encoding="utf-8") as file:
        file.write(sys.base_prefix)


def have_uv():
    """uv brings packages several times faster; the pip of the outer Python puts it into ours."""
    if os.access(UV, os.X_OK):
        return True
    return try_([*pip(), "install", "--quiet", "--require-hashes", "-r", os.path.join("requirements", "uv.txt")])


def with_uv(requirements):
    here = ["--python", PYTHON]
    return try_([UV, "pip", "install", "--quiet", *here, "--require-hashes", "-r", requirements]) and try_(
        [UV, "pip", "install", "--quiet", *here, "--no-deps", "--no-build-isolation", "--editable", "."]
    )


def with_pip(requirements):
    print("... by pip, since uv did not do it", flush=True)
    run([*pip(), "install", "--quiet", "--require-hashes", "-r", requirements])
    run([*pip(), "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."])


def pip():
    """The outer pip, working on our environment; a Python without one can make one there."""
    options = ["--disable-pip-version-check", "--no-input"]
    if quiet([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--python", PYTHON, *options]
    if not quiet([PYTHON, "-m", "pip", "--version"]) and not quiet([PYTHON, "-m", "ensurepip"]):
        raise OSError("pip is missing; install it (Debian: apt-get install python3-pip python3-venv)")
    return [PYTHON, "-m", "pip", *options]


def environment():
    """Compiled once here, or else at every start where PYTHONDONTWRITEBYTECODE is set."""
    ours = dict(os.environ, UV_COMPILE_BYTECODE="1", UV_NO_PROGRESS="1", VIRTUAL_ENV=VENV)
    ours.pop("PYTHONDONTWRITEBYTECODE", None)
    ours.setdefault("UV_SYSTEM_CERTS", "1")  # a company's own certificate is in the system's store
    mirror = ours.get("PIP_INDEX_URL") or said_by([sys.executable, "-m", "pip", "config", "get", "global.index-url"])
    if mirror and not ours.get("UV_INDEX_URL"):  # uv does not read pip's settings
        ours.setdefault("UV_DEFAULT_INDEX", mirror)
    return ours


def run(command):
    subprocess.run(command, check=True, cwd=ROOT, env=environment())


def try_(command):
    return subprocess.call(command, cwd=ROOT, env=environment()) == 0


def quiet(command):
    return subprocess.call(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def said_by(command):
    asked = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return asked.stdout.decode().strip()


def mark(kind):
    """What the environment was made of; the folder too, since a moved one no longer works."""
    parts = [os.path.join("requirements", kind + ".txt"), os.path.join("requirements", "uv.txt"), "pyproject.toml"]
    digest = hashlib.sha256(("%s %s 1" % (ROOT, read(home()))).encode())
    for part in parts:
        with open(os.path.join(ROOT, part), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def stamp(kind):
    return os.path.join(VENV, "made-of-" + kind)


def home():
    return os.path.join(VENV, "made-by")


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
