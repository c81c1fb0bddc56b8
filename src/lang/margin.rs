//! What stands at the edge of a map sheet, in the order of the official layout of village maps.

/// One line or heading of the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Margin {
    /// "Skala 1 : 500.000".
    Scale {
        one_in: u64,
    },
    /// The parallel that is true to length, in minutes of arc, north positive.
    Projection {
        minutes: i64,
    },
    Datum {
        name: String,
    },
    /// Minutes of arc from one line to the next.
    Grid {
        minutes: i64,
    },
    Accuracy,
    Key,
    /// Where the kabupaten lies in its province.
    Location {
        province: String,
    },
    /// The neighbours in the small map are the boxes around them.
    Boxes,
    History,
    Sheet {
        number: u32,
        of: u32,
    },
    Edition {
        number: u32,
        year: String,
    },
    Province {
        name: String,
    },
    Code {
        code: String,
    },
    /// Of the values and classes that were drawn.
    Fingerprint {
        code: String,
    },
    Made,
    Approved,
}
