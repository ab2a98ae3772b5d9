#!/bin/sh
# Makes the Python environment with the foreign mail server. Doing it again changes nothing.
set -eu
here=$(dirname "$0")
venv=${SATUPINTU_VENV:-$HOME/.cache/satupintu/venv}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import aiosmtpd' 2>/dev/null || "$venv/bin/pip" install --quiet -r "$here/requirements.txt"
