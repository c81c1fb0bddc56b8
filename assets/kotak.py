#!/usr/bin/env python3
"""Compiles kotak.csv: the box around each kabupaten, in degrees, rounded outward to a tenth.

    python3 kotak.py --villages desa_kemendagri_2025.zip --wilayah wilayah.csv --out kotak.csv

--villages  zip with a shapefile of all villages in WGS 84, whose .dbf has a Kemendagri code column
--wilayah   our own wilayah.csv, for the codes of BPS

Standard library only; the same inputs give the same bytes.
"""
import argparse
import math
import re
import struct
import zipfile

HEAD = """\
# Kotak setiap kabupaten/kota dalam derajat (barat, selatan, timur, utara), dibulatkan keluar ke 0,1.
# The box of each kabupaten/kota in degrees (west, south, east, north), rounded outward to 0.1.
# Origin: village boundaries of github.com/cahyadsn/wilayah_boundaries (MIT), 2025. Compiled by kotak.py.
# kemendagri;bps;west;south;east;north
"""


def main():
    parser = argparse.ArgumentParser()
    for name in ("villages", "wilayah", "out"):
        parser.add_argument("--" + name, required=True)
    a = parser.parse_args()
    bps = {}
    with open(a.wilayah, encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split(";")
            if len(cells) == 5 and cells[0] == "kabupaten" and cells[1]:
                bps[re.sub(r"\D", "", cells[1])] = re.sub(r"\D", "", cells[2])
    with zipfile.ZipFile(a.villages) as z:
        names = z.namelist()
        shp = z.read(next(n for n in names if n.endswith(".shp")))
        dbf = z.read(next(n for n in names if n.endswith(".dbf")))
    rows, start, width = struct.unpack("<IHH", dbf[4:12])
    codes = []
    for i in range(rows):
        row = dbf[start + i * width : start + (i + 1) * width].decode("latin-1")
        found = re.search(r"(?<!\d)(\d\d)\.(\d\d)\.\d\d\.\d{4}(?!\d)", row)
        codes.append(found.group(1) + found.group(2) if found else None)
    boxes, at, i = {}, 100, 0
    while at + 8 <= len(shp):
        length = 2 * struct.unpack(">i", shp[at + 4 : at + 8])[0]
        kind = struct.unpack("<i", shp[at + 8 : at + 12])[0]
        if kind and codes[i]:
            w, s, e, n = struct.unpack("<4d", shp[at + 12 : at + 44])
            b = boxes.get(codes[i], (w, s, e, n))
            boxes[codes[i]] = (min(b[0], w), min(b[1], s), max(b[2], e), max(b[3], n))
        at += 8 + length
        i += 1
    with open(a.out, "w", encoding="utf-8", newline="\n") as f:
        f.write(HEAD)
        for code in sorted(boxes):
            w, s, e, n = boxes[code]
            low = [math.floor(x * 10) / 10 for x in (w, s)]
            high = [math.ceil(x * 10) / 10 for x in (e, n)]
            f.write(";".join([code, bps.get(code, "")] + ["%.1f" % x for x in low + high]) + "\n")


main()
