//! A catalogue as text that [`super::catalogue::parse`] reads back as it was: how a catalogue that
//! was edited in the window is kept and can be taken away.

use super::catalogue::{Catalogue, Office, Program};

/// The whole catalogue, offices and programmes in their order.
pub fn write(catalogue: &Catalogue) -> String {
    let mut text = String::new();
    list(&mut text, "strategies", &catalogue.strategies);
    for office in &catalogue.offices {
        one_office(&mut text, office);
    }
    for national in &catalogue.national {
        text.push_str("\n[[national]]\n");
        word(&mut text, "id", &national.id);
        word(&mut text, "name", &national.name);
        list(&mut text, "programs", &national.supported_by);
    }
    text
}

fn one_office(text: &mut String, office: &Office) {
    text.push_str("\n[[office]]\n");
    word(text, "id", &office.id);
    word(text, "name", &office.name);
    word(text, "short", &office.short);
    word(text, "sector", &office.sector);
    some(text, "also", &office.also);
    for program in &office.programs {
        one_program(text, program);
    }
}

fn one_program(text: &mut String, program: &Program) {
    text.push_str("[[office.program]]\n");
    word(text, "code", &program.code);
    text.push_str("strategy = ");
    text.push_str(&program.strategy.to_string());
    text.push('\n');
    word(text, "name", &program.name);
    if let Some(unit) = program.unit {
        word(text, "unit", unit.id());
    }
    some(text, "choose", &program.choose);
    some(text, "beside", &program.beside);
    some(text, "also", &program.also);
    some(text, "fits", &program.fits);
    some(text, "ground", &program.ground);
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn word(text: &mut String, key: &str, value: &str) {
    text.push_str(&[key, " = ", &quoted(value), "\n"].concat());
}

fn list(text: &mut String, key: &str, words: &[String]) {
    let words: Vec<String> = words.iter().map(|own| quoted(own)).collect();
    text.push_str(&[key, " = [", &words.join(", "), "]\n"].concat());
}

/// Nothing where there is nothing: an empty list is the default.
fn some(text: &mut String, key: &str, words: &[String]) {
    if !words.is_empty() {
        list(text, key, words);
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::{DEFAULT, parse};
    use super::*;

    #[test]
    fn what_is_written_is_read_back_as_it_was() {
        let usual = parse(DEFAULT).unwrap();
        assert_eq!(parse(&write(&usual)).unwrap(), usual);
        let mut own = usual;
        own.strategies[1] = "Strategi \"kedua\" \\ baru".into();
        own.offices[0].programs[0].name = "Nama\nberbaris, dan 'kutip'".into();
        own.offices[0].programs[0].unit = None;
        let gone = std::mem::take(&mut own.offices[1].programs);
        for national in &mut own.national {
            // A priority names no programme that is not there.
            national.supported_by.retain(|code| gone.iter().all(|program| program.code != *code));
        }
        own.national[2].supported_by.clear();
        assert_eq!(parse(&write(&own)).unwrap(), own);
    }
}
