//! The boundary file as BIG would hand it over: PolygonZ, dotted codes, UTF-8.

use std::error::Error;
use std::io::Cursor;

use shapefile::{NO_DATA, PointZ, PolygonRing, PolygonZ, ShapeWriter};

use super::border::{Land, area_km2, lon_lat};
use super::place::{Status, Village};
use super::sites::Spot;
use super::{KABUPATEN, KABUPATEN_CODE, PROVINCE};

/// ESRI's WGS 84, without an authority, as in the files in circulation.
pub const PRJ: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",\
6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

/// Name, type and width.
const FIELDS: [(&str, u8, u8); 15] = [
    ("NAMOBJ", b'C', 40),
    ("REMARK", b'C', 48),
    ("METADATA", b'C', 40),
    ("SRS_ID", b'C', 12),
    ("KDPPUM", b'C', 2),
    ("KDPKAB", b'C', 5),
    ("KDCPUM", b'C', 8),
    ("KDEPUM", b'C', 13),
    ("KDEBPS", b'C', 10),
    ("TIPADM", b'N', 4),
    ("LUASWH", b'N', 12),
    ("WADMPR", b'C', 30),
    ("WADMKK", b'C', 30),
    ("WADMKC", b'C', 30),
    ("WADMKD", b'C', 40),
];

/// The bytes of `.shp` and `.shx`.
pub fn shp_and_shx(
    villages: &[Village],
    land: &Land,
) -> Result<(Vec<u8>, Vec<u8>), Box<dyn Error>> {
    let (mut shp, mut shx) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let mut writer = ShapeWriter::with_shx(&mut shp, &mut shx);
    for village in villages {
        let rings = land.plots[village.plot].rings.iter().map(|ring| polygon_ring(ring));
        writer.write_shape(&PolygonZ::with_rings(rings.collect()))?;
    }
    writer.finalize()?;
    drop(writer);
    Ok((shp.into_inner(), shx.into_inner()))
}

fn polygon_ring(ring: &[Spot]) -> PolygonRing<PointZ> {
    let mut points: Vec<PointZ> = Vec::new();
    for &spot in ring {
        let [lon, lat] = lon_lat(spot);
        // Two corners within a centimetre are one vertex, on both sides of the border alike.
        if points.last().is_none_or(|last| last.x != lon || last.y != lat) {
            points.push(PointZ::new(lon, lat, 0.0, NO_DATA));
        }
    }
    if points.last() != points.first() {
        points.extend(points.first().copied());
    }
    if area_km2(ring) > 0.0 { PolygonRing::Outer(points) } else { PolygonRing::Inner(points) }
}

/// The bytes of `.dbf` (dBASE III; language byte 0, the `.cpg` says UTF-8). Written by hand, since
/// the header holds a date and ours must not be today's.
pub fn dbf(villages: &[Village]) -> Vec<u8> {
    let record: usize = 1 + FIELDS.iter().map(|field| usize::from(field.2)).sum::<usize>();
    let header = 32 * (FIELDS.len() + 1) + 1;
    let mut out = vec![0x03, 126, 1, 17];
    out.extend((villages.len() as u32).to_le_bytes());
    out.extend((header as u16).to_le_bytes());
    out.extend((record as u16).to_le_bytes());
    out.extend([0; 20]);
    for (name, kind, width) in FIELDS {
        let mut field = [0; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        field[11] = kind;
        field[16] = width;
        field[17] = if name == "LUASWH" { 3 } else { 0 };
        out.extend(field);
    }
    out.push(0x0D);
    for village in villages {
        out.push(b' ');
        for ((_, kind, width), text) in FIELDS.iter().zip(cells(village)) {
            let width = usize::from(*width);
            let padded = match kind {
                b'N' => format!("{text:>width$}"),
                _ => format!("{text:<width$}"),
            };
            out.extend(&padded.as_bytes()[..width]);
        }
    }
    out.push(0x1A);
    out
}

fn cells(village: &Village) -> [String; FIELDS.len()] {
    let status = match village.status {
        Status::Desa => "1",
        Status::Kelurahan => "2",
    };
    [
        village.name.as_str(),
        "Data contoh: semua nama dan batas rekaan",
        "TASWIL1000020260117DATA_CONTOH_REKAAN",
        "WGS 84",
        &KABUPATEN_CODE[..2],
        KABUPATEN_CODE,
        village.kecamatan_code(),
        &village.code,
        "",
        status,
        "0.000",
        PROVINCE,
        KABUPATEN,
        village.kecamatan_name(),
        &village.name,
    ]
    .map(str::to_owned)
}
