//! The margin of a map sheet.

use crate::lang::Lang;
use crate::lang::margin::Margin;
use crate::lang::number::count;
use crate::lang::output::degrees;

pub fn margin(margin: &Margin) -> String {
    match margin {
        Margin::Scale { one_in } => format!("Skala 1 : {}", count(Lang::Id, *one_in as usize)),
        Margin::Projection { minutes } => format!(
            "Proyeksi: silinder sama jarak, tengah {} {}",
            degrees(*minutes),
            if *minutes < 0 { "LS" } else { "LU" }
        ),
        Margin::Datum { name } => format!("Datum: {name}"),
        Margin::Grid { minutes } if minutes % 60 == 0 => {
            format!("Grid: geografis {}°", minutes / 60)
        }
        Margin::Grid { minutes } => format!("Grid: geografis {minutes}′"),
        Margin::Accuracy => "Ketelitian: batas indikatif".to_owned(),
        Margin::Key => "Keterangan".to_owned(),
        Margin::Location { province } if province.is_empty() => "Lokasi".to_owned(),
        Margin::Location { province } => format!("Lokasi dalam provinsi {province}"),
        Margin::Boxes => "Kotak: letak kabupaten/kota lain".to_owned(),
        Margin::History => "Sumber dan riwayat".to_owned(),
        Margin::Sheet { number, of } => format!("Lembar {number} dari {of}"),
        Margin::Edition { number, year } => format!("Edisi {number}, {year}"),
        Margin::Province { name } => format!("Provinsi {name}"),
        Margin::Code { code } => format!("Kode wilayah: {code}"),
        Margin::Fingerprint { code } => format!("sidik {code}"),
        Margin::Made => "Dibuat".to_owned(),
        Margin::Approved => "Disetujui".to_owned(),
    }
}
