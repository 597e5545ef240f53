#!/bin/sh
# Make a virtual environment, also where Debian's python3-venv (ensurepip) is not installed.
set -eu
python=$1 venv=$2
if ! command -v "$python" >/dev/null 2>&1; then
  python=python3
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Mingjian needs Python 3.11 or newer. 需要 Python 3.11 或更高版本。" >&2
  exit 1
fi
if [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
  exit 0
fi
if ! "$python" -c 'import ensurepip' >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq python3-venv
  else
    echo "The module ensurepip is missing. Install it first: sudo apt-get install python3-venv" >&2
    echo "缺少 ensurepip，请先安装：sudo apt-get install python3-venv" >&2
    exit 1
  fi
fi
rm -rf "$venv"
"$python" -m venv "$venv"
