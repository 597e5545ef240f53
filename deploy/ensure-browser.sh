#!/bin/sh
# The browser tests use the system's Chromium; install it where that is possible.
set -eu
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing chromium and a Chinese font for the browser tests…"
  apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
  exit 0
fi
echo "No Chromium found: the browser tests will be skipped. Install it: sudo apt-get install chromium fonts-noto-cjk" >&2
