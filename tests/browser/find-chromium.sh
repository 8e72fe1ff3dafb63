#!/bin/sh
# Print the path of a Chromium. Install one from the system's packages where there is none.
# A missing browser is an error, never a reason to skip a test.
set -eu

find_chromium() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return 0
    fi
  done
  mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  if [ -x "$mac" ]; then
    echo "$mac"
    return 0
  fi
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

if find_chromium; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium from the system's packages ..." >&2
  as_root apt-get update -qq >&2 && as_root apt-get install -y -qq chromium >&2 || true
  if find_chromium; then exit 0; fi
fi
echo "No Chromium was found. Install one from your system's packages, or set CHROMIUM to its path." >&2
exit 1
