//! Groups in one row of headers: "SUSPEK, Perawatan RS, PROBABLE, Perawatan RS". What stands under a
//! header in capitals belongs to it.

use super::layout::LaidColumn;

/// Names what repeats after its group. By its place alone it would be another column in a sheet with
/// one group more.
pub(super) fn name(columns: &mut [LaidColumn]) {
    let headers: Vec<String> = columns.iter().map(|c| c.header.clone()).collect();
    let repeats = |header: &String| headers.iter().filter(|h| *h == header).count() > 1;
    let mut grouped = Vec::new();
    for (c, header) in headers.iter().enumerate().filter(|(_, h)| repeats(h) && !is_capital(h)) {
        let Some(group) = group(&headers, c) else { return };
        grouped.push((c, in_group(group, header)));
    }
    let mut names: Vec<&String> = grouped.iter().map(|(_, name)| name).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < grouped.len() {
        return;
    }
    for (c, name) in grouped {
        columns[c].path.clone_from(&name);
        columns[c].header = name;
    }
}

/// What a header would be called in a sheet where another group has one of its name; `None` for a
/// group's own header, or one that stands under none.
pub fn full_name(headers: &[String], column: usize) -> Option<String> {
    let header = &headers[column];
    let group = group(headers, column).filter(|_| !is_capital(header) && !header.contains('›'))?;
    Some(in_group(group, header))
}

fn in_group(group: &str, header: &str) -> String {
    format!("{group} › {header}")
}

fn group(headers: &[String], column: usize) -> Option<&String> {
    let repeats = |header: &String| headers.iter().filter(|h| *h == header).count() > 1;
    headers[..column].iter().rfind(|h| is_capital(h) && !repeats(h))
}

fn is_capital(header: &str) -> bool {
    header.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !header.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_alone_has_the_name_it_would_have_among_others() {
        let headers: Vec<String> =
            ["desa", "PDP", "Pulang", "POSITIF", "Meninggal"].map(str::to_owned).to_vec();
        assert_eq!(full_name(&headers, 4).as_deref(), Some("POSITIF › Meninggal"));
        assert_eq!((full_name(&headers, 3), full_name(&headers, 0)), (None, None));
    }
}
