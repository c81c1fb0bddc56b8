//! What scripts know the faults of joining and meaning by: their ids and exit codes.

use super::data::DataFault;

impl DataFault {
    #[expect(clippy::too_many_lines, reason = "one arm a fault")]
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoSuchColumn { .. } => "no_such_column",
            Self::NoPolygons => "no_polygons",
            Self::NoRowsLeft { .. } => "no_rows_left",
            Self::AmbiguousCodes { .. } => "ambiguous_codes",
            Self::NoCode { .. } => "no_code",
            Self::UnusableCode { .. } => "unusable_code",
            Self::FewCodes { .. } => "few_codes",
            Self::SameCode { .. } => "same_code",
            Self::BoundaryLines { .. } => "boundary_lines",
            Self::PointsNotAreas { .. } => "points_not_areas",
            Self::MergedNeighbourhoods { .. } => "merged_neighbourhoods",
            Self::Seams { .. } => "seams",
            Self::OutsideVillages { .. } => "outside_villages",
            Self::NoPlaces => "no_places",
            Self::NoPosition { .. } => "no_position",
            Self::BadCode { .. } => "bad_code",
            Self::ScientificCode { .. } => "scientific_code",
            Self::SeveralKabupaten { .. } => "several_kabupaten",
            Self::Repaired { .. } => "repaired",
            Self::Merged { .. } => "merged",
            Self::SameName { .. } => "same_name",
            Self::NotAVillage { .. } => "not_a_village",
            Self::EmptyShape { .. } => "empty_shape",
            Self::NoKeyColumn { .. } => "no_key_column",
            Self::RegionTable { .. } => "region_table",
            Self::NoKecamatanColumn => "no_kecamatan_column",
            Self::OtherSystem { .. } => "other_system",
            Self::WrongKabupaten { .. } => "wrong_kabupaten",
            Self::KecamatanBridged { .. } => "kecamatan_bridged",
            Self::SplitVillage { .. } => "split_village",
            Self::PaddedCodes { .. } => "padded_codes",
            Self::BadCrosswalkRow { .. } => "bad_crosswalk_row",
            Self::NoCrosswalkColumns { .. } => "no_crosswalk_columns",
            Self::NoNumbers => "no_numbers",
            Self::Unmatched { .. } => "unmatched",
            Self::DuplicateRow { .. } => "duplicate_row",
            Self::ValueNotApplicable { .. } => "value_not_applicable",
            Self::NotANumber { .. } => "not_a_number",
            Self::AmbiguousDecimal { .. } => "ambiguous_decimal",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NoSuchIndicator { .. } => "no_such_indicator",
            Self::CardOfOther => "card_of_other",
            Self::NoSuchVillage { .. } => "no_such_village",
            Self::NoTrend { .. } => "no_trend",
            Self::TooFewPeriods { .. } => "too_few_periods",
            Self::NoSuchPeriod { .. } => "no_such_period",
            Self::NoSuchKabupaten { .. } => "no_such_kabupaten",
            Self::Constant { .. } => "constant",
            Self::TooFew { .. } => "too_few",
            Self::PlanarDistance => "planar_distance",
            Self::TooManyLinks { .. } => "too_many_links",
            Self::Isolates { .. } => "isolates",
            Self::SmallestP { .. } => "smallest_p",
            Self::BadLinks { .. } => "bad_links",
            Self::Inconsistent { .. } => "inconsistent",
            Self::NoCounts { .. } => "no_counts",
            Self::BadRecipe { .. } => "bad_recipe",
            Self::CorrectedSince { .. } => "corrected_since",
            Self::ReplacedIndicator { .. } => "replaced_indicator",
            Self::ContinuedIndicator { .. } => "continued_indicator",
            Self::KeptStrays { .. } => "kabupaten_miswritten",
            Self::LeftStrays { .. } => "kabupaten_doubtful",
            Self::MixedUnits { .. } => "mixed_units",
            Self::LatitudeMirrored { .. } => "latitude_mirrored",
            Self::FractionsAsThousands { .. } => "fractions_as_thousands",
            Self::FractionsInCount { .. } => "fractions_in_count",
            Self::KeptApartIndicator { .. } => "kept_apart_indicator",
            Self::PersonalColumn { .. } => "personal_column",
            Self::BadBreaks { .. } => "bad_breaks",
            Self::NameDiffers { .. } => "name_differs",
            Self::NothingMatched { .. } => "nothing_matched",
            Self::PeriodFrom { .. } => "period_from",
            Self::ShareAsPercent { .. } => "share_as_percent",
            Self::InThousands { .. } => "in_thousands",
            Self::AreaUnit { .. } => "area_unit",
            Self::KeptBeside { .. } => "kept_beside",
            Self::DashAsMissing { .. } => "dash_as_missing",
            Self::SurveyFigure { .. } => "survey_figure",
            Self::CoveredBeyondNeed { .. } => "covered_beyond_need",
            Self::HiddenRows { .. } => "hidden_rows",
            Self::CodesTogether { .. } => "codes_together",
            Self::PuskesmasPlace { .. } => "puskesmas_place",
        }
    }

    /// 1 failed, 2 usage, 3 bad input, 4 in use.
    #[expect(clippy::too_many_lines, reason = "one arm a fault")]
    pub fn exit(&self) -> u8 {
        match self {
            Self::NoSuchIndicator { .. }
            | Self::NoSuchVillage { .. }
            | Self::NoTrend { .. }
            | Self::TooFewPeriods { .. }
            | Self::NoSuchPeriod { .. }
            | Self::TooManyLinks { .. }
            | Self::Inconsistent { .. }
            | Self::NoCounts { .. }
            | Self::BadRecipe { .. }
            | Self::BadBreaks { .. } => 2,
            Self::NoSuchColumn { .. }
            | Self::CardOfOther
            | Self::NoPolygons
            | Self::NoRowsLeft { .. }
            | Self::NoSuchKabupaten { .. }
            | Self::AmbiguousCodes { .. }
            | Self::NoCode { .. }
            | Self::UnusableCode { .. }
            | Self::FewCodes { .. }
            | Self::SameCode { .. }
            | Self::BoundaryLines { .. }
            | Self::PointsNotAreas { .. }
            | Self::MergedNeighbourhoods { .. }
            | Self::Seams { .. }
            | Self::OutsideVillages { .. }
            | Self::NoPlaces
            | Self::NoPosition { .. }
            | Self::BadCode { .. }
            | Self::ScientificCode { .. }
            | Self::SeveralKabupaten { .. }
            | Self::Repaired { .. }
            | Self::Merged { .. }
            | Self::SameName { .. }
            | Self::NotAVillage { .. }
            | Self::EmptyShape { .. }
            | Self::NoKeyColumn { .. }
            | Self::RegionTable { .. }
            | Self::NoKecamatanColumn
            | Self::OtherSystem { .. }
            | Self::WrongKabupaten { .. }
            | Self::KecamatanBridged { .. }
            | Self::SplitVillage { .. }
            | Self::PaddedCodes { .. }
            | Self::BadCrosswalkRow { .. }
            | Self::NoCrosswalkColumns { .. }
            | Self::NoNumbers
            | Self::Unmatched { .. }
            | Self::DuplicateRow { .. }
            | Self::ValueNotApplicable { .. }
            | Self::NotANumber { .. }
            | Self::BadLinks { .. }
            | Self::AmbiguousDecimal { .. }
            | Self::OutOfRange { .. }
            | Self::Constant { .. }
            | Self::TooFew { .. }
            | Self::PlanarDistance
            | Self::Isolates { .. }
            | Self::SmallestP { .. }
            | Self::ReplacedIndicator { .. }
            | Self::CorrectedSince { .. }
            | Self::ContinuedIndicator { .. }
            | Self::KeptStrays { .. }
            | Self::LeftStrays { .. }
            | Self::MixedUnits { .. }
            | Self::LatitudeMirrored { .. }
            | Self::FractionsAsThousands { .. }
            | Self::FractionsInCount { .. }
            | Self::KeptApartIndicator { .. }
            | Self::PersonalColumn { .. }
            | Self::NameDiffers { .. }
            | Self::NothingMatched { .. }
            | Self::PeriodFrom { .. }
            | Self::ShareAsPercent { .. }
            | Self::InThousands { .. }
            | Self::AreaUnit { .. }
            | Self::KeptBeside { .. }
            | Self::SurveyFigure { .. }
            | Self::CoveredBeyondNeed { .. }
            | Self::HiddenRows { .. }
            | Self::CodesTogether { .. }
            | Self::PuskesmasPlace { .. }
            | Self::DashAsMissing { .. } => 3,
        }
    }
}
