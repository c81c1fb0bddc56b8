#!/usr/bin/env python3
"""Compiles wilayah.csv: the codes and names of Indonesia's provinces, kabupaten and kecamatan in
the systems of Kemendagri and BPS, and the bridge between them.

    python3 wilayah.py --kemendagri kemendagri_2025_wilayah.sql \
        --bridge bps_kemendagri_bridge_kecamatan_2025.csv --bps2018 bps_2018 --out wilayah.csv

--kemendagri  SQL rows ('74.05','Kabupaten ...'); villages in it are passed over
--bridge      CSV with the columns kode_X, nama_X, kode_X_dagri, nama_X_dagri
              for X = provinsi, kabupaten, kecamatan
--bps2018     folder with provinces.csv, regencies.csv, districts.csv (code[, parent], name)

Standard library only; the same inputs give the same bytes.

A pair is taken from the bridge when its Kemendagri code exists in the Kemendagri list. What the
bridge leaves open (it knows Papua Barat Daya by the Kemendagri numbers of before 2022, and 15
kecamatan by none) is paired by name: provinces and kabupaten nationwide, kecamatan inside an
already paired kabupaten, only when the name is the same and stands once on either side. Nothing
else is guessed: a code without a partner stays in a row of its own.
"""
import argparse
import csv
import re

LEVELS = ("provinsi", "kabupaten", "kecamatan")
HEAD = """\
# Kode dan nama provinsi, kabupaten/kota dan kecamatan menurut Kemendagri dan BPS, dengan jembatannya.
# Codes and names of provinces, kabupaten/kota and kecamatan by Kemendagri and BPS, and their bridge.
# Origin, Kemendagri: Kepmendagri 300.2.2-2138/2025, as amended by 300.2.2-2430/2025, in the compilation github.com/cahyadsn/wilayah (MIT), state of {kemendagri}.
# Origin, BPS: Master File Desa and bridging (sig.bps.go.id/bridging-kode), in the compilation of furaihan (GitHub, MIT), 2025; codes BPS no longer uses, from the list of 2018: github.com/edwardsamuel/Wilayah-Administratif-Indonesia (MIT).
# Compiled by wilayah.py. Official facts; names as their origin writes them, its slips included.
# {counts}
# bps_name stands only where BPS writes another name (beyond upper case and "Kab."). An empty code: no partner known.
# Not bridged: {open_kemendagri} Kemendagri kecamatan (new since the bridge, or no single partner of the same name); {open_bps} BPS kecamatan of 2025.
# BPS renumbered Papua after 2022: Papua Barat 91, Papua Barat Daya 92, Papua 94, Papua Selatan 95, Papua Tengah 96, Papua Pegunungan 97; Kemendagri has 92, 96, 91, 93, 94, 95.
# {old} BPS codes of 2018 that were renumbered or dropped stand at the end of their level, without a partner.
# {by_name} rows, nearly all of Papua Barat Daya, are bridged by equal names, since the bridge has its former Kemendagri numbers.
level;kemendagri;bps;name;bps_name
"""


def dotted(code):
    """'740501' -> '74.05.01'."""
    return ".".join(code[i:i + 2] for i in range(0, len(code), 2))


def plain(name):
    """A name as it compares: 'KAB. SIMEULUE' and 'Kabupaten Simeulue' are one."""
    name = re.sub(r"^(KABUPATEN|KAB\.?)\s+", "KABUPATEN ", name.upper().strip())
    return re.sub(r"[^A-Z0-9]", "", name)


def read_kemendagri(path):
    """The state's date and {level: {dotted code: name}}."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    levels = {level: {} for level in LEVELS}
    by_length = {2: "provinsi", 5: "kabupaten", 8: "kecamatan"}
    for code, name in re.findall(r"\('([0-9.]+)','((?:[^'\\]|''|\\.)*)'\)", text):
        if len(code) in by_length:
            name = re.sub(r"\\(.)", r"\1", name.replace("''", "'")).strip()
            levels[by_length[len(code)]][code] = name
    dates = re.findall(r"last edit:\s*(\d{4}-\d{2}-\d{2})", text[:2000])
    return (dates[0] if dates else "unknown date"), levels


def read_bridge(path):
    """{level: {bps code: (bps name, Kemendagri code as the bridge has it)}}."""
    levels = {level: {} for level in LEVELS}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for level in LEVELS:
                levels[level][row[f"kode_{level}"]] = (
                    row[f"nama_{level}"].strip(), dotted(row[f"kode_{level}_dagri"]))
    return levels


def read_bps_2018(folder):
    """{level: {bps code: name}}."""
    levels = {}
    for level, file in zip(LEVELS, ("provinces", "regencies", "districts")):
        with open(f"{folder}/{file}.csv", encoding="utf-8-sig", newline="") as handle:
            levels[level] = {row[0]: row[-1].strip() for row in csv.reader(handle) if row}
    return levels


def parent_bps(code):
    return code[:4] if len(code) == 7 else code[:2]


def once(pairs):
    """{key: value} for the keys that stand once."""
    seen = {}
    for key, value in pairs:
        seen.setdefault(key, []).append(value)
    return {key: values[0] for key, values in seen.items() if len(values) == 1}


def pair_level(level, kemendagri, bps, parents):
    """{bps code: Kemendagri code} and how many of them the names decided."""
    pairs = {}
    for code, (name, other) in bps.items():
        # A Kemendagri code that two BPS codes claim goes to the one of the same name.
        if other in kemendagri and (other not in pairs.values() or plain(name) == plain(kemendagri[other])):
            pairs = {b: k for b, k in pairs.items() if k != other}
            pairs[code] = other
    taken = set(pairs.values())

    def key_bps(code, name):
        return (parents.get(parent_bps(code)) if level == "kecamatan" else None, plain(name))

    def key_kemendagri(code, name):
        return (code[:5] if level == "kecamatan" else None, plain(name))

    left = once((key_kemendagri(c, n), c) for c, n in kemendagri.items() if c not in taken)
    right = once((key_bps(c, n), c) for c, (n, _) in bps.items() if c not in pairs)
    by_name = {code: left[key] for key, code in right.items() if key in left}
    pairs.update(by_name)
    return pairs, len(by_name)


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--kemendagri", "--bridge", "--bps2018", "--out"):
        ask.add_argument(option, required=True)
    given = ask.parse_args()
    date, kemendagri = read_kemendagri(given.kemendagri)
    bridge = read_bridge(given.bridge)
    old = read_bps_2018(given.bps2018)

    lines, parents, figures = [], {}, {"by_name": 0, "old": 0}
    for level in LEVELS:
        pairs, by_name = pair_level(level, kemendagri[level], bridge[level], parents)
        if level == "kabupaten":
            parents = dict(pairs)
        figures["by_name"] += by_name
        back = {k: b for b, k in pairs.items()}
        for code, name in sorted(kemendagri[level].items()):
            bps = back.get(code, "")
            bps_name = bridge[level][bps][0] if bps else ""
            lines.append((level, code, bps, name, "" if plain(bps_name) == plain(name) else bps_name))
        lone = [(c, n) for c, (n, _) in sorted(bridge[level].items()) if c not in pairs]
        gone = [(c, n) for c, n in sorted(old[level].items()) if c not in bridge[level]]
        lines += [(level, "", code, "", name) for code, name in lone + gone]
        figures["old"] += len(gone)
        figures["open_bps"] = len(lone)
        figures["open_kemendagri"] = len(kemendagri[level]) - len(back)
    counts = "; ".join(
        f"{level}: {len(kemendagri[level])} Kemendagri, {len(bridge[level])} BPS" for level in LEVELS)

    with open(given.out, "w", encoding="utf-8", newline="\n") as out:
        out.write(HEAD.format(kemendagri=date, counts=counts, **figures))
        for line in lines:
            assert not any(";" in cell or "\n" in cell or '"' in cell for cell in line), line
            out.write(";".join(line) + "\n")


if __name__ == "__main__":
    main()
