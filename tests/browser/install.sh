#!/usr/bin/env bash
# Gets what the browser tests need and what is missing: Chromium, Node, and the driver that package-lock.json names.
set -euo pipefail
cd "$(dirname "$0")"

found() { command -v "$1" >/dev/null 2>&1; }
as_root() { if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi; }

missing=()
found chromium || found chromium-browser || found google-chrome || missing+=(chromium)
found node || missing+=(nodejs)
found npm || missing+=(npm)
if ((${#missing[@]})); then
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi
[[ -d node_modules/playwright-core ]] || npm ci --no-audit --no-fund
