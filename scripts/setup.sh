#!/usr/bin/env bash
# Creates .venv and installs the project with the exact versions of requirements-dev.lock.
# Finds a Python of its own accord; PYTHON=/path/to/python names another.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  fail "Python 3.11 or newer is needed; found: $(python3 --version 2>&1 || echo none)." \
    "Install it (Debian 12, Ubuntu 24.04: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python3.11"
}

need_venv() {
  can_make_venv "$1" && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    say "installing python3-venv"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv
    can_make_venv "$1" && return
  fi
  fail "$1 cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install python3-venv"
}

if [ ! -x .venv/bin/python ] || ! is_new_enough .venv/bin/python; then
  python="$(find_python)"
  need_venv "$python"
  say "creating .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
fi

say "installing the packages of requirements-dev.lock (the first time this takes some minutes)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock ||
  fail "the packages could not be installed; the lines above say why. They come from the Python package index," \
    "and need Python 3.11 to 3.13."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

# What the system adds: kehoach works without, and says in the documents concerned what it could not read.
need_ocr_data() {
  [ -z "$(.venv/bin/python -c 'from pipeline.read.tesseract import what_is_missing; print(what_is_missing())')" ] && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    say "installing Tesseract's Vietnamese data, for scanned documents"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tesseract-ocr-vie &&
      return
  fi
  say "scanned documents will not be read before Tesseract's Vietnamese data is installed" \
    "(Debian, Ubuntu: sudo apt-get install tesseract-ocr-vie)"
}
need_ocr_data
command -v soffice >/dev/null || command -v libreoffice >/dev/null ||
  say "Word files older than docx will not be read before LibreOffice is installed" \
    "(Debian, Ubuntu: sudo apt-get install libreoffice-writer-nogui)"
say "done"
