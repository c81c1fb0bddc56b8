//! What a kabupaten sets once for all its papers, and how far each village is verified.

use std::collections::BTreeMap;

/// Who signs the papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// "Kepala Bappeda".
    pub role: String,
    pub name: String,
    /// "NIP. …"; may be empty.
    pub number: String,
}

/// What the meeting usually stands on; the last two where nothing else is set.
pub const LAWS: [&str; 3] = [
    "Inpres Nomor 4 Tahun 2022 (percepatan penghapusan kemiskinan ekstrem)",
    "Inpres Nomor 4 Tahun 2025 (Data Tunggal Sosial dan Ekonomi Nasional)",
    "Inpres Nomor 8 Tahun 2025 (pengentasan kemiskinan dan penghapusan kemiskinan ekstrem)",
];

/// Letterhead, legal basis, signers: the same on every paper of the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// "Bappeda Kabupaten Konawe Selatan"; empty = made of the kabupaten's name.
    pub office: String,
    /// Kop surat, line by line.
    pub letterhead: Vec<String>,
    /// Where letters are signed.
    pub place: String,
    /// "Inpres Nomor 8 Tahun 2025 …".
    pub legal_basis: Vec<String>,
    /// By when the aim is to be reached.
    pub target_year: Option<u16>,
    /// Red, green, blue of the slides' template.
    pub accent: Option<[u8; 3]>,
    /// PNG or JPEG, at most [`MOST_LOGO`] bytes.
    pub logo: Option<Vec<u8>>,
    pub signers: Vec<Signer>,
}

impl Meeting {
    /// The legal basis as it is printed.
    pub fn basis(&self) -> Vec<&str> {
        if self.legal_basis.is_empty() {
            return vec![LAWS[2], LAWS[1]];
        }
        self.legal_basis.iter().map(String::as_str).collect()
    }
}

/// A logo larger than this is refused: every project would carry it about.
pub const MOST_LOGO: usize = 262_144;

/// How far the verification of a village's list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    #[default]
    NotYet,
    Begun,
    /// Decided by the village's meeting.
    Done,
}

impl Stage {
    pub const ALL: [Self; 3] = [Self::NotYet, Self::Begun, Self::Done];

    /// As the form and the journal write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotYet => "belum",
            Self::Begun => "proses",
            Self::Done => "selesai musdes",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }
}

/// What a filled form says of one village.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    pub stage: Stage,
    /// `None` = not written.
    pub died: Option<u32>,
    pub moved: Option<u32>,
    /// No longer poor.
    pub able: Option<u32>,
    pub added: Option<u32>,
    pub note: String,
    /// What was seen there, by the form's column: source of water, flow, land.
    pub seen: BTreeMap<String, String>,
    /// The day the filled form came back, ISO 8601; empty = nobody knows.
    pub checked: String,
}
