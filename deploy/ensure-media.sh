#!/bin/sh
# Previews of evidence are made by ffmpeg inside bubblewrap; install both where that is possible.
set -eu
if command -v ffmpeg >/dev/null 2>&1 && command -v ffprobe >/dev/null 2>&1 && command -v bwrap >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing ffmpeg and bubblewrap for the previews of evidence…"
  apt-get update -qq && apt-get install -y -qq ffmpeg bubblewrap >/dev/null
  exit 0
fi
echo "No ffmpeg or bubblewrap found: evidence is kept without previews. Install them: sudo apt-get install ffmpeg bubblewrap" >&2
