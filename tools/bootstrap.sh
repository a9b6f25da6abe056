#!/bin/sh
# Finds a Python that is new enough and lets it make .venv. `sh tools/bootstrap.sh run` or `... dev`.
# A pyenv shim may answer to a name that it does not have: only a Python that answers is taken.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
new_enough='import sys; sys.exit(sys.version_info < (3, 12))'

fits() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c "$new_enough" >/dev/null 2>&1
}

# Ours was made already: it knows whether it is still right.
if fits "$here/.venv/bin/python" && "$here/.venv/bin/python" "$here/tools/bootstrap.py" --fresh "${1:-run}"; then
    exit 0
fi

pyenv_root=${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}
for candidate in \
    ${OPENBEAT_PYTHON:+"$OPENBEAT_PYTHON"} \
    python3.13 python3.12 python3.14 \
    "$pyenv_root"/versions/3.13*/bin/python "$pyenv_root"/versions/3.12*/bin/python \
    "$pyenv_root"/versions/3.1[4-9]*/bin/python \
    python3 python
do
    if fits "$candidate"; then
        exec "$candidate" "$here/tools/bootstrap.py" "${1:-run}"
    fi
done

found=$(python3 --version 2>/dev/null || python --version 2>/dev/null || true)
echo "Openbeat needs Python 3.12 or newer, and this machine has ${found:-no Python}: install one (for instance \
\"pyenv install 3.13\", or from your distribution), or name one: OPENBEAT_PYTHON=/path/to/python3.13 make demo" >&2
exit 1
