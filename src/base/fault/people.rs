//! Faults of lists of persons or things and of profiles. Never a name, a number or an address of a person:
//! counts and headers only.

/// Whose number a count speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// NIK, the number of a person.
    Person,
    /// No KK or ID Keluarga, the number of a family.
    Family,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PeopleFault {
    /// A list of persons was counted per village; `rows` in all, `counted` of them in a village.
    Counted { rows: usize, counted: usize },
    /// Rows that no village could be found for, in `places` different ways of writing one.
    WithoutVillage { rows: usize, places: usize },
    /// The columns that were read past: persons' own.
    LeftOut { columns: String },
    /// Other columns that the profile has no use for.
    NotRead { columns: String },
    /// Numbers that lost digits in a spreadsheet.
    Damaged { whose: Whose, count: usize, of: usize },
    /// Numbers that are not 16 digits.
    NotSixteen { count: usize },
    /// Rows without a family's number; each was counted as a family of its own.
    NoFamily { rows: usize },
    /// Families whose rows stand in several villages; counted in the first.
    TwoVillages { families: usize },
    /// Persons that stand in the list several times; counted once.
    Repeated { rows: usize },
    /// Rows whose day of counting cannot be read: of a person's rows the order decides.
    NoDay { column: String, rows: usize },
    /// Answers that fit none of the classes; counted under "lain".
    Unread { column: String, count: usize },
    /// Villages without a row: nought where the list covers their kecamatan, else missing.
    Absent { zero: usize, missing: usize },
    /// Two lists were matched; `unmatchable` families had no whole number to match by.
    Matched { first: String, second: String, both: usize, unmatchable: usize },
    /// Two lists whose families bear different numbers, or none.
    NotComparable { first: String, second: String },
    /// The first row holds a person's data: there is no header.
    NoHeader,
    /// A list of persons that no profile knows was counted by the general one.
    General,
    /// A profile's file cannot be understood.
    BadProfile { why: String },
    /// The rules of aid cannot be understood.
    BadRules { why: String },
    /// A village has several rows: they were counted and summed as things of it.
    ListOfThings { noun: String, rows: usize, villages: usize },
    /// Columns of such a list whose numbers do not add up.
    NotSummed { columns: String },
    /// No such profile.
    NoSuchProfile { id: String, found: String },
    /// The system gave no random key.
    NoKey { why: String },
}

impl PeopleFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::Counted { .. } => "persons_counted",
            Self::WithoutVillage { .. } => "persons_without_village",
            Self::LeftOut { .. } => "personal_columns",
            Self::NotRead { .. } => "columns_not_read",
            Self::Damaged { .. } => "damaged_numbers",
            Self::NotSixteen { .. } => "not_sixteen_digits",
            Self::NoFamily { .. } => "no_family_number",
            Self::TwoVillages { .. } => "family_in_two_villages",
            Self::Repeated { .. } => "repeated_persons",
            Self::NoDay { .. } => "unread_days",
            Self::Unread { .. } => "unread_answers",
            Self::Absent { .. } => "villages_without_rows",
            Self::Matched { .. } => "lists_matched",
            Self::NotComparable { .. } => "lists_not_comparable",
            Self::NoHeader => "no_header",
            Self::General => "general_list",
            Self::BadProfile { .. } => "bad_profile",
            Self::BadRules { .. } => "bad_rules",
            Self::ListOfThings { .. } => "list_of_things",
            Self::NotSummed { .. } => "not_summed",
            Self::NoSuchProfile { .. } => "no_such_profile",
            Self::NoKey { .. } => "no_key",
        }
    }

    /// 1 failed, 2 usage, 3 bad input, 4 in use.
    pub fn exit(&self) -> u8 {
        match self {
            Self::BadProfile { .. } | Self::BadRules { .. } | Self::NoSuchProfile { .. } => 2,
            Self::NoKey { .. } => 1,
            Self::Counted { .. }
            | Self::WithoutVillage { .. }
            | Self::LeftOut { .. }
            | Self::NotComparable { .. }
            | Self::NotRead { .. }
            | Self::Damaged { .. }
            | Self::NotSixteen { .. }
            | Self::NoFamily { .. }
            | Self::TwoVillages { .. }
            | Self::Repeated { .. }
            | Self::NoDay { .. }
            | Self::Unread { .. }
            | Self::Absent { .. }
            | Self::Matched { .. }
            | Self::ListOfThings { .. }
            | Self::NotSummed { .. }
            | Self::NoHeader
            | Self::General => 3,
        }
    }
}
