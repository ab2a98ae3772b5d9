#!/usr/bin/env bash
# Looks at a fresh demo through a browser: follows every link as every role, judges the pages with axe-core at two widths in
# light and dark, measures the first pages with Lighthouse, walks through the days of applicants, clerks and signers, and
# takes the guides' pictures. Pictures are kept where SATUPINTU_PICTURES says.
set -uo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
axe=${SATUPINTU_AXE:-${XDG_CACHE_HOME:-$HOME/.cache}/satupintu/axe-4.11.0/package}
lighthouse=${SATUPINTU_LIGHTHOUSE:-${XDG_CACHE_HOME:-$HOME/.cache}/satupintu/lighthouse-12.8.2}
cargo build --quiet --locked --package server --no-default-features || exit 1
work=$(mktemp -d)
server=''
trap 'if [ -n "$server" ]; then kill "$server"; wait "$server"; fi 2>/dev/null; rm -rf "$work"' EXIT

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
base=http://127.0.0.1:$port
"$target/debug/satupintu" demo --fresh --profile profiles/mojokerto --data "$work/data" --listen "127.0.0.1:$port" >"$work/demo.log" 2>&1 &
server=$!
for _ in $(seq 600); do
    if curl -fsS -o "$work/ready" "$base/readyz" 2>/dev/null; then break; fi
    if ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.5
done
if [ ! -s "$work/ready" ]; then
    echo 'FAILED: the demo does not become ready'
    tail -n 20 "$work/demo.log"
    echo 'browser: 0 passed, 1 failed, 0 skipped'
    exit 1
fi

status=0
pictures=${SATUPINTU_PICTURES:-}
# First, because the guides' pictures show a fresh demo; the days of the others find enough work left.
python3 tests/browser/journey.py "$base" "${pictures:-$work}/guides" 2>&1 | tee "$work/journey" || status=1
python3 tests/browser/crawl.py "$base" 2>&1 | tee "$work/crawl" || status=1
node tests/browser/lighthouse.mjs "$base" "$lighthouse" 2>&1 | tee "$work/lighthouse" || status=1
python3 tests/browser/eyes.py "$base" "$axe" ${pictures:+"$pictures"} 2>&1 | tee "$work/eyes" || status=1
python3 tests/browser/stories.py "$base" 2>&1 | tee "$work/stories" || status=1
python3 tests/browser/permit.py "$base" ${pictures:+"$pictures/permit"} 2>&1 | tee "$work/permit" || status=1
sum() { grep -hoE "[0-9]+ $1" "$work"/closing | awk '{n += $1} END {print n + 0}'; }
tail -q -n 1 "$work/journey" "$work/crawl" "$work/lighthouse" "$work/eyes" "$work/stories" "$work/permit" >"$work/closing"
echo "browser: $(sum passed) passed, $(sum failed) failed, $(sum skipped) skipped"
exit $status
