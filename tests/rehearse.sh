#!/usr/bin/env bash
# Rehearses the shipped profiles through the real binary: every service reaches its end, traces and roots are equal on SQLite
# and PostgreSQL and from run to run, the audit accepts the run, a second verifier accepts its export.
set -uo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
cargo build --quiet --locked --package server --no-default-features || exit 1
satupintu=$target/debug/satupintu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

ok() { # description, command …
    local what=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what"
        tail -n 15 "$work/log" | sed 's/^/    /'
    fi
}

same_traces() { # two folders: every trace and the root
    local file
    (cd "$1" && find . -name trace.jsonl -o -name stages.txt -o -name root.txt | sort) | while read -r file; do
        cmp "$1/$file" "$2/$file" || return 1
    done
}

order() { # stages passed, stages in the order of the table; those in brackets are conditional
    python3 - "$@" <<'PY'
import sys
seen = open(sys.argv[1], encoding="utf-8").read().split()
want = [s.strip("[]") for s in sys.argv[2:] if not s.startswith("[") or s.strip("[]") in seen]
sys.exit(0 if seen == want else f"{seen} is not in the order {sys.argv[2:]}")
PY
}

ok 'mojokerto on SQLite, every path' "$satupintu" rehearse --profile profiles/mojokerto --seed 7 --path --out "$work/a"
ok 'the audit accepts the run' "$satupintu" audit verify --data "$work/a/data"
ok 'the run can be exported' "$satupintu" audit export --data "$work/a/data" --out "$work/export"
ok 'a second verifier accepts the export' python3 crates/ledger/verify_export.py "$work/export"
ok 'the same seed again' "$satupintu" rehearse --profile profiles/mojokerto --seed 7 --path --out "$work/b"
ok 'gives the same bytes' same_traces "$work/a" "$work/b"
count=$(find "$work/a" -mindepth 2 -maxdepth 2 -name trace.jsonl | wc -l)
ok "all ten services were played, not $count" [ "$count" -eq 10 ]
for service in "$work"/a/*/stages.txt; do
    ok "stage order of $(basename "$(dirname "$service")")" order "$service" registration admin_verification \
        admin_validation '[technical_recommendation]' decision '[payment]' printing signing numbering survey handover
    folder=$(dirname "$service")/documents
    ok 'the permit verifies' "$satupintu" pdf verify "$folder/permit.pdf" --data "$work/a/data"
done
# The other regulations order their stages differently (requirements, tables 9.1, 9.3, 9.4); every path of every service.
region() { # name, stages of its table in order
    local name=$1 service folder document
    shift
    ok "$name on SQLite, every path" "$satupintu" rehearse --profile "profiles/$name" --seed 7 --path --out "$work/$name"
    ok "the audit accepts $name" "$satupintu" audit verify --data "$work/$name/data"
    for service in "$work/$name"/*/stages.txt; do
        ok "stage order of $name $(basename "$(dirname "$service")")" order "$service" "$@"
        folder=$(dirname "$service")
        for document in "$folder/documents/permit.pdf" "$folder/paths/refusal/documents/refusal.pdf"; do
            ok "$name: $(basename "$document") verifies" "$satupintu" pdf verify "$document" --data "$work/$name/data"
            signed "$name" "$document"
        done
    done
}

# A foreign judge: every signature of a signed document is valid, and its QR code can be read from a page at 150 dpi.
signed() { # region, document
    if grep -aq '/ByteRange' "$2"; then
        ok "$1: pdfsig accepts $(basename "$2")" valid_signatures "$2"
    fi
    # A sheet signed in ink is a picture of its first page; the code may stand on the second.
    pdfinfo "$2" >"$work/info" 2>/dev/null
    grep -q '^Title:.*Pindaian' "$work/info" ||
        ok "$1: zbarimg reads the code of $(basename "$2")" readable "$2"
}

valid_signatures() {
    pdfsig "$1" >"$work/pdfsig" && grep -q 'Signature is Valid' "$work/pdfsig" && ! grep -Eq 'Signature.*(invalid|Invalid|not)' "$work/pdfsig"
}

readable() {
    rm -f "$work"/page*.png
    pdftoppm -r 150 -gray -png "$1" "$work/page" || return 1
    # It answers with an error as soon as one of the pages has no code.
    zbarimg --quiet --raw "$work"/page*.png >"$work/qr" 2>/dev/null
    grep -q '/verifikasi/' "$work/qr"
}

region batang registration admin_verification '[site_visit]' technical_recommendation decision numbering signing notice handover
region kediri registration admin_verification admin_validation '[technical_recommendation]' decision '[payment]' printing \
    signing survey numbering handover
region purwakarta registration completeness_verification approval approval_notice processing_issue delivery archive

ok 'contoh on SQLite' "$satupintu" rehearse --profile profiles/contoh --seed 7 --out "$work/contoh"
ok 'the audit accepts it' "$satupintu" audit verify --data "$work/contoh/data"
if [ -n "${SATUPINTU_TEST_POSTGRES:-}" ]; then
    mark='?'
    case $SATUPINTU_TEST_POSTGRES in *\?*) mark='&' ;; esac
    url="$SATUPINTU_TEST_POSTGRES${mark}schema=rehearsal_$$"
    ok 'mojokerto on PostgreSQL' \
        "$satupintu" rehearse --profile profiles/mojokerto --seed 7 --path --database "$url" --out "$work/pg"
    ok 'gives the same bytes as SQLite' same_traces "$work/a" "$work/pg"
    for name in batang kediri purwakarta; do
        ok "$name straight on SQLite" "$satupintu" rehearse --profile "profiles/$name" --seed 7 --out "$work/$name-straight"
        ok "$name on PostgreSQL" "$satupintu" rehearse --profile "profiles/$name" --seed 7 \
            --database "$SATUPINTU_TEST_POSTGRES${mark}schema=rehearsal_${name}_$$" --out "$work/$name-pg"
        ok "$name gives the same bytes as SQLite" same_traces "$work/$name-straight" "$work/$name-pg"
    done
elif [ -n "${SATUPINTU_REQUIRE_TOOLS:-}" ]; then
    echo 'FAILED: no PostgreSQL to rehearse on'
    failed=$((failed + 1))
else
    skipped=$((skipped + 11))
fi
echo "rehearse: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
