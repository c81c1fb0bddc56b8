//! The few kinds that a register of programmes knows, by the names that files and the journal use.

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fund {
    Apbn,
    Dak,
    Province,
    Kabupaten,
    /// APBDes and Dana Desa: the village's own, outside the totals of the APBD.
    Village,
    Company,
    University,
}

impl Fund {
    pub const ALL: [Self; 7] = [
        Self::Apbn,
        Self::Dak,
        Self::Province,
        Self::Kabupaten,
        Self::Village,
        Self::Company,
        Self::University,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Apbn => "apbn",
            Self::Dak => "dak",
            Self::Province => "apbd_provinsi",
            Self::Kabupaten => "apbd_kabupaten",
            Self::Village => "apbdes",
            Self::Company => "csr",
            Self::University => "perguruan_tinggi",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fund| fund.id() == id)
    }

    /// Whether it is in a total of the APBD.
    pub fn is_apbd(self) -> bool {
        matches!(self, Self::Province | Self::Kabupaten)
    }
}

/// What is counted when recipients are counted. Individuals and families are never added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Person,
    Family,
    Household,
    Village,
    Facility,
}

impl Unit {
    pub const ALL: [Self; 5] =
        [Self::Person, Self::Family, Self::Household, Self::Village, Self::Facility];

    pub fn id(self) -> &'static str {
        match self {
            Self::Person => "orang",
            Self::Family => "keluarga",
            Self::Household => "rumah_tangga",
            Self::Village => "desa",
            Self::Facility => "unit",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.id() == id)
    }
}

/// How far a programme or a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    #[default]
    NotYet,
    Running,
    Done,
    Dropped,
}

impl Status {
    pub const ALL: [Self; 4] = [Self::NotYet, Self::Running, Self::Done, Self::Dropped];

    pub fn id(self) -> &'static str {
        match self {
            Self::NotYet => "belum",
            Self::Running => "proses",
            Self::Done => "sudah",
            Self::Dropped => "batal",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }
}

/// What a column of a register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Programme,
    Activity,
    Code,
    Office,
    Fund,
    Year,
    Recipients,
    Unit,
    Rupiah,
    Status,
}

impl Field {
    pub const ALL: [Self; 10] = [
        Self::Programme,
        Self::Activity,
        Self::Code,
        Self::Office,
        Self::Fund,
        Self::Year,
        Self::Recipients,
        Self::Unit,
        Self::Rupiah,
        Self::Status,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Programme => "program",
            Self::Activity => "kegiatan",
            Self::Code => "kode_sub_kegiatan",
            Self::Office => "dinas",
            Self::Fund => "sumber_dana",
            Self::Year => "tahun",
            Self::Recipients => "penerima",
            Self::Unit => "satuan",
            Self::Rupiah => "rupiah",
            Self::Status => "status",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }
}
