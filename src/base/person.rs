//! Numbers of persons in free text: a NIK or a No KK is never kept.

/// The text with each such number hidden; `None` where there is none: 16 digits that follow each
/// other, or in groups ("6106 0101 0101 0001") whose seventh to tenth can be a day and a month.
pub fn masked(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = String::with_capacity(text.len());
    let (mut at, mut is_changed) = (0, false);
    while at < chars.len() {
        let begins = chars[at].is_ascii_digit() && (at == 0 || !chars[at - 1].is_ascii_digit());
        if let Some(end) = begins.then(|| end_of(&chars, at)).flatten() {
            found.extend(std::iter::repeat_n('•', 16));
            (at, is_changed) = (end, true);
        } else {
            found.push(chars[at]);
            at += 1;
        }
    }
    is_changed.then_some(found)
}

/// Where a person's number that begins at `from` ends.
fn end_of(chars: &[char], from: usize) -> Option<usize> {
    let (mut digits, mut at, mut is_parted) = (Vec::with_capacity(16), from, false);
    while digits.len() < 16 {
        match chars.get(at)? {
            c if c.is_ascii_digit() => digits.push(c.to_digit(10)?),
            ' ' | '-' if chars.get(at + 1).is_some_and(char::is_ascii_digit) => {
                is_parted = true;
            }
            _ => return None,
        }
        at += 1;
    }
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let is_day = matches!(two(6), 1..=31 | 41..=71) && (1..=12).contains(&two(8));
    let is_alone = chars.get(at).is_none_or(|c| !c.is_ascii_digit());
    (is_alone && (!is_parted || (is_day && two(0) >= 11))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_number_of_a_person_is_hidden_and_other_numbers_stay() {
        let hidden = "•".repeat(16);
        for text in
            ["6106010101010001", "6106019901010001", "6106 0101 0101 0001", "6106-0141-1295-0001"]
        {
            let said = format!("Rehab rumah a.n. Rekaan NIK {text} (RT 1)");
            let found = masked(&said).unwrap();
            assert_eq!(found, format!("Rehab rumah a.n. Rekaan NIK {hidden} (RT 1)"));
        }
        for text in [
            "1.03.03.2.01.0012 Pembangunan SPAM",
            "Rp 1.234.567.890.123,00",
            "61060101010100011",
            "6106 0199 0101 0001",
            "0812 3456 7890",
            "",
        ] {
            assert_eq!(masked(text), None, "{text}");
        }
    }
}
