//! Faults of a register of programmes.

#[derive(Clone, Debug, PartialEq)]
pub enum ProgrammeFault {
    /// No column names a programme or an activity.
    NoProgrammeColumn { found: String },
    /// The rows are persons: such a list is counted by an import, never kept.
    Persons,
    /// Amounts so small that they may be thousands or millions; nothing in the header says so.
    SmallRupiah { largest: i64 },
    /// Amounts so large that no row of a kabupaten can be worth them.
    LargeRupiah { largest: i64 },
    /// A column says rupiah, the title thousands or millions; one of both was taken.
    ScaleTwice { column: String, title: &'static str, taken: &'static str },
    /// Millions with three digits behind a comma, which is read as the decimal mark.
    CommaOfMillions { column: String, sample: String },
    /// Numbers of persons in the words of rows, which are not kept.
    Hidden { rows: usize },
    /// Columns of money that are added up, since none holds their sum.
    Added { columns: String },
    /// No column of amounts: they are how many there are times what one costs.
    PriceTimes { count: String, price: String },
    /// Columns that hold something and are not read.
    UnusedColumns { columns: String },
    /// A second column of money, which is not taken.
    OtherMoney { taken: String, left: String },
    /// A cell that is no amount, no year, no number of recipients; the row is kept without it.
    Unread { what: &'static str, text: String },
    /// A row of sums of the file that its own rows do not give. Rupiah, or recipients.
    TotalDiffers { label: String, stated: f64, computed: f64, rupiah: bool },
    /// The very same file was imported before.
    SameRegister { file: String, is_replaced: bool },
    /// Rows that another file brought before, with the same or with other amounts.
    AlreadyThere { file: String, rows: usize, is_replaced: bool },
    /// Rows whose village nobody knows; kept, in no village.
    NoVillage { rows: usize },
    /// Rows that name no village at all: of a whole kecamatan or of the kabupaten.
    WholeRegion { rows: usize },
    /// Rows that name several villages, which share them.
    SeveralVillages { rows: usize },
    /// Rows that say again what another row says.
    Twins { rows: usize },
    /// Amounts below nothing.
    LessThanNothing { rows: usize, rupiah: i64 },
    /// Rows of another kabupaten, kept out of the register.
    Elsewhere { rows: usize },
    /// Rows whose word of this kind is not known; kept, with candidates.
    UnknownWord { what: &'static str, rows: usize, words: usize, first: String },
    /// The year was not written in the row and is taken from elsewhere.
    YearFrom { year: u16, rows: usize },
    /// The office was not written in the rows and is taken from a title or the sheet.
    OfficeFrom { office: String, rows: usize },
    /// The same of who pays.
    FundFrom { fund: String, rows: usize },
    /// Dana Desa in kelurahan, which have none.
    UrbanVillageFund { rows: usize, first: String },
    /// A table that this program wrote itself.
    OwnExport,
    /// The programme is not written in the rows and is taken from a title or the sheet.
    ProgrammeFrom { programme: String },
    /// Rows of a budget's tree that are sums of the rows below them, left out.
    Branches { rows: usize },
    /// A sheet that says again what the others say, left out.
    Summary { sheet: String, rows: usize },
    /// A sheet that calls itself a summary, but does not agree with the others; counted.
    SummaryBeside { sheet: String, rows: usize },
    /// Products beyond the third of a village, which are not kept.
    MoreProducts { products: usize },
    /// Rows of products whose village nobody knows, which are not kept.
    ProductsNowhere { rows: usize },
    /// Rows without any year.
    NoYear { rows: usize },
    /// An answer names a programme, an office or a fund that is not there.
    NoSuchMeaning { what: String, id: String, found: String },
    /// A village that this map does not have.
    VillageElsewhere { code: String },
    /// The year has no row.
    NoSuchProgrammeYear { year: u16, found: String },
}

impl ProgrammeFault {
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoProgrammeColumn { .. } => "no_programme_column",
            Self::Persons => "list_of_persons",
            Self::SmallRupiah { .. } => "small_rupiah",
            Self::LargeRupiah { .. } => "large_rupiah",
            Self::ScaleTwice { .. } => "rupiah_scale_twice",
            Self::CommaOfMillions { .. } => "comma_of_millions",
            Self::Hidden { .. } => "person_numbers_hidden",
            Self::Added { .. } => "money_columns_added",
            Self::PriceTimes { .. } => "price_times_count",
            Self::UnusedColumns { .. } => "unused_columns",
            Self::OtherMoney { .. } => "other_money_column",
            Self::Unread { .. } => "unread_cell",
            Self::TotalDiffers { .. } => "total_differs",
            Self::SameRegister { .. } => "register_again",
            Self::AlreadyThere { .. } => "programmes_already",
            Self::NoVillage { .. } => "programmes_without_village",
            Self::WholeRegion { .. } => "programmes_of_whole_region",
            Self::SeveralVillages { .. } => "programmes_of_several_villages",
            Self::Twins { .. } => "programmes_twice",
            Self::LessThanNothing { .. } => "negative_rupiah",
            Self::Elsewhere { .. } => "programmes_elsewhere",
            Self::UnknownWord { .. } => "unknown_word",
            Self::YearFrom { .. } => "year_from_elsewhere",
            Self::OfficeFrom { .. } => "office_from_elsewhere",
            Self::FundFrom { .. } => "fund_from_elsewhere",
            Self::UrbanVillageFund { .. } => "village_fund_in_kelurahan",
            Self::OwnExport => "own_export",
            Self::ProgrammeFrom { .. } => "programme_from_elsewhere",
            Self::Branches { .. } => "rows_of_sums",
            Self::Summary { .. } => "summary_sheet",
            Self::SummaryBeside { .. } => "summary_beside",
            Self::MoreProducts { .. } => "more_products",
            Self::ProductsNowhere { .. } => "products_without_village",
            Self::NoYear { .. } => "no_year",
            Self::NoSuchMeaning { .. } => "no_such_meaning",
            Self::VillageElsewhere { .. } => "village_not_in_map",
            Self::NoSuchProgrammeYear { .. } => "no_such_programme_year",
        }
    }

    /// 1 failed, 2 usage, 3 bad input, 4 in use.
    pub fn exit(&self) -> u8 {
        match self {
            Self::VillageElsewhere { .. }
            | Self::NoSuchMeaning { .. }
            | Self::NoSuchProgrammeYear { .. } => 2,
            Self::NoProgrammeColumn { .. }
            | Self::Persons
            | Self::SmallRupiah { .. }
            | Self::LargeRupiah { .. }
            | Self::ScaleTwice { .. }
            | Self::CommaOfMillions { .. }
            | Self::Added { .. }
            | Self::Hidden { .. }
            | Self::PriceTimes { .. }
            | Self::UnusedColumns { .. }
            | Self::OtherMoney { .. }
            | Self::Unread { .. }
            | Self::TotalDiffers { .. }
            | Self::SameRegister { .. }
            | Self::AlreadyThere { .. }
            | Self::NoVillage { .. }
            | Self::WholeRegion { .. }
            | Self::SeveralVillages { .. }
            | Self::Twins { .. }
            | Self::LessThanNothing { .. }
            | Self::Elsewhere { .. }
            | Self::UnknownWord { .. }
            | Self::YearFrom { .. }
            | Self::OfficeFrom { .. }
            | Self::OwnExport
            | Self::UrbanVillageFund { .. }
            | Self::FundFrom { .. }
            | Self::ProgrammeFrom { .. }
            | Self::Branches { .. }
            | Self::Summary { .. }
            | Self::SummaryBeside { .. }
            | Self::MoreProducts { .. }
            | Self::ProductsNowhere { .. }
            | Self::NoYear { .. } => 3,
        }
    }
}
