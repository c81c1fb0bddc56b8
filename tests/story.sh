#!/usr/bin/env bash
# The story of one meeting on the invented kabupaten, end to end: by the command line, then by the
# window. Prints what each step made, its minutes of machine time, and the clicks of the window.
#   tests/story.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
target="${CARGO_TARGET_DIR:-$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')}"
kantong="${1:-$target/debug/kantong}"
if [ ! -x "$kantong" ]; then cargo build --locked --quiet; fi
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
sample="$PWD/data/contoh"
project="$folder/konut.gpkg"
unset DISPLAY WAYLAND_DISPLAY
export LANG=id_ID.UTF-8

total=0
# step WHAT COMMAND…: runs it, keeps its words, prints its time.
step() {
  local what="$1" begun ended
  shift
  begun="$(date +%s%N)"
  if ! "$@" >"$folder/out" 2>"$folder/err"; then
    cat "$folder/out" "$folder/err" >&2
    echo "story: $what failed" >&2
    exit 1
  fi
  ended="$(date +%s%N)"
  total=$((total + ended - begun))
  printf '%6.2f min  %s\n' "$(echo "$((ended - begun))" | awk '{print $1 / 6e10}')" "$what"
  grep -E 'Proyek dibuat|kantong|lokasi|Paket Rakor|Angka sama|Cek lapangan:' "$folder/out" | head -3 \
    | sed 's/^ */            /' || true
}

echo "== by the command line"
step "the boundaries are a project" "$kantong" new "$project" --villages "$sample/batas_desa.shp"
step "the tables of the dinas" "$kantong" import "$project" "$sample/kemiskinan_desil.xlsx" \
  "$sample/stunting_eppgbm.xlsx" "$sample/idm.csv"
step "a list of families, counted without a name" "$kantong" import "$project" "$sample/p3ke_keluarga.xlsx"
step "water and sanitation" "$kantong" import "$project" "$sample/air_sanitasi.csv" --period 2025
step "pockets of poverty" "$kantong" pockets "$project" --indicator keluarga_desil_1_2_persen --permutations 999
step "water and stunting together" "$kantong" relate "$project" --x persen_tanpa_air_layak --y prevalensi_stunting
cat >"$folder/plan.toml" <<'END'
[demand]
indicator = "kk_tanpa_air_layak"
accept_wide = true
[budget]
rupiah = 6000000000
[[facility]]
id = "spam"
[[facility]]
id = "sumur_bor"
END
step "sites that the budget pays for" "$kantong" sites "$project" --recipe "$folder/plan.toml" --pin "Rencana air 6 miliar"
step "the package, before the coffee is cold" "$kantong" report "$project" --out "$folder/rakor"
test -s "$folder/rakor/atlas.pdf"
test -s "$folder/rakor/salindia_rakor.pptx"
test -s "$folder/rakor/berita_acara.pdf"
test -s "$folder/rakor/cek_lapangan/formulir_cek_lapangan.xlsx"
zips="$(find "$folder/rakor/dinas" -name '*.zip' | wc -l)"
[ "$zips" -ge 4 ]
step "next quarter: the register again" "$kantong" import "$project" "$sample/kemiskinan_desil.xlsx" --period 2026-T1
step "every kept result computed anew" "$kantong" check "$project"
echo "$total" | awk '{printf "%6.2f min  altogether, 0 clicks\n", $1 / 6e10}'

echo "== by the window"
cargo test --locked --quiet --test suite -- --ignored --exact --nocapture \
  story::a_meeting_from_the_files_of_the_dinas_to_the_forms_that_come_back >"$folder/out" 2>"$folder/err" \
  || { cat "$folder/out" "$folder/err" >&2; exit 1; }
grep -o 'STORY.*' "$folder/out" | sed 's/^STORY //'
