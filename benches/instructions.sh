#!/usr/bin/env bash
# Guards against slow code: counts the instructions of two runs, which do not depend on what else the machine does, and
# compares them with benches/instructions.txt. UPDATE=1 writes that file anew.
#
#     cargo build --release && benches/instructions.sh [target/release/khabar]
set -euo pipefail
cd "$(dirname "$0")/.."
khabar=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/khabar}")
known=benches/instructions.txt
# Other compilers and processors differ by a little; what is to be found costs more.
tolerance=10

if ! command -v valgrind >/dev/null; then
    echo "instructions.sh: skipped, valgrind is not installed" >&2
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "Police arrested five men in the town on Friday." >"$work/one.txt"

# Instructions of a command, in millions.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
        awk '/Collected/ { printf "%d", $NF / 1000000 }'
}

start=$(count "$khabar" run "$work/one.txt" --out "$work/one" --no-cache -j 1 -q)
all=$(count "$khabar" run corpus/clean --out "$work/all" --no-cache -j 1 -q)
printf 'start %d\ncorpus %d\n' "$start" "$((all - start))" >"$work/now.txt"

if [[ ${UPDATE:-} == 1 ]]; then
    cp "$work/now.txt" "$known"
fi
join "$known" "$work/now.txt" | awk -v tolerance="$tolerance" '
    {
        change = 100 * ($3 - $2) / $2
        printf "%s: %d million instructions, %+.1f %% of %d\n", $1, $3, change, $2
        if (change > tolerance) slower = 1
    }
    END { exit slower }
' || { echo "instructions.sh: more than $tolerance % slower; UPDATE=1 if that is the price of something" >&2; exit 1; }
