//! The margin of a map sheet.

use crate::lang::Lang;
use crate::lang::margin::Margin;
use crate::lang::number::count;
use crate::lang::output::degrees;

pub fn margin(margin: &Margin) -> String {
    match margin {
        Margin::Scale { one_in } => format!("Scale 1 : {}", count(Lang::En, *one_in as usize)),
        Margin::Projection { minutes } => format!(
            "Projection: equidistant cylindrical, middle {} {}",
            degrees(*minutes),
            if *minutes < 0 { "S" } else { "N" }
        ),
        Margin::Datum { name } => format!("Datum: {name}"),
        Margin::Grid { minutes } if minutes % 60 == 0 => {
            format!("Grid: geographic {}°", minutes / 60)
        }
        Margin::Grid { minutes } => format!("Grid: geographic {minutes}′"),
        Margin::Accuracy => "Accuracy: indicative boundaries".to_owned(),
        Margin::Key => "Legend".to_owned(),
        Margin::Location { province } if province.is_empty() => "Location".to_owned(),
        Margin::Location { province } => format!("Location in the province {province}"),
        Margin::Boxes => "Boxes: where other kabupaten lie".to_owned(),
        Margin::History => "Sources and history".to_owned(),
        Margin::Sheet { number, of } => format!("Sheet {number} of {of}"),
        Margin::Edition { number, year } => format!("Edition {number}, {year}"),
        Margin::Province { name } => format!("Province {name}"),
        Margin::Code { code } => format!("Area code: {code}"),
        Margin::Fingerprint { code } => format!("fingerprint {code}"),
        Margin::Made => "Made by".to_owned(),
        Margin::Approved => "Approved by".to_owned(),
    }
}
