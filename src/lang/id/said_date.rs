//! A date and a number in Indonesian words, as official minutes write them.

/// "Jumat", "tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam"; `None` for what
/// is no ISO date.
pub fn in_words(iso: &str) -> Option<String> {
    let mut parts = iso.get(..10)?.split('-').map(str::parse::<u32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    if year == 0 || !(1..=31).contains(&day) {
        return None;
    }
    let month_name = MONTHS.get(month.checked_sub(1)? as usize)?;
    let weekday = WEEKDAYS[weekday(year, month, day)];
    Some(format!(
        "hari {weekday} tanggal {} bulan {month_name} tahun {}",
        number(day),
        number(year)
    ))
}

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const WEEKDAYS: [&str; 7] = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

/// 0 = Sunday (Sakamoto's method).
fn weekday(year: u32, month: u32, day: u32) -> usize {
    const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    let shift = SHIFT[(month as usize - 1).min(11)];
    ((year + year / 4 - year / 100 + year / 400 + shift + day) % 7) as usize
}

/// A number below a million in words.
pub fn number(n: u32) -> String {
    const ONES: [&str; 12] = [
        "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
        "sepuluh", "sebelas",
    ];
    let rest = |n: u32| if n == 0 { String::new() } else { format!(" {}", number(n)) };
    match n {
        0..=11 => ONES[n as usize].to_owned(),
        12..=19 => format!("{} belas", ONES[n as usize - 10]),
        20..=99 => format!("{} puluh{}", ONES[n as usize / 10], rest(n % 10)),
        100..=199 => format!("seratus{}", rest(n % 100)),
        200..=999 => format!("{} ratus{}", ONES[n as usize / 100], rest(n % 100)),
        1000..=1999 => format!("seribu{}", rest(n % 1000)),
        2000..=999_999 => format!("{} ribu{}", number(n / 1000), rest(n % 1000)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_as_minutes_say_it() {
        assert_eq!(
            in_words("2022-11-17").unwrap(),
            "hari Kamis tanggal tujuh belas bulan November tahun dua ribu dua puluh dua"
        );
        assert_eq!(
            in_words("2026-01-31").unwrap(),
            "hari Sabtu tanggal tiga puluh satu bulan Januari tahun dua ribu dua puluh enam"
        );
        for no_date in ["besok", "0000-01-01", "2026-13-01", "2026-01-00"] {
            assert!(in_words(no_date).is_none(), "{no_date}");
        }
    }

    #[test]
    fn numbers_have_their_own_words_up_to_thousands() {
        for (n, words) in [
            (0, "nol"),
            (11, "sebelas"),
            (12, "dua belas"),
            (100, "seratus"),
            (111, "seratus sebelas"),
            (351, "tiga ratus lima puluh satu"),
            (1000, "seribu"),
            (10_004, "sepuluh ribu empat"),
        ] {
            assert_eq!(number(n), words);
        }
    }
}
