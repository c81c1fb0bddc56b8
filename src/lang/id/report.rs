//! The meeting's papers in Indonesian.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::report::PaperSay;

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &PaperSay) -> String {
    match say {
        PaperSay::PageOf { page, of } => format!("Halaman {page} dari {of}"),
        PaperSay::Plan { letter: Some(letter), name } => format!("Rencana sarana {letter}: {name}"),
        PaperSay::Plan { letter: None, name } => format!("Rencana sarana: {name}"),
        PaperSay::PlanClaim { sites, households, rupiah } => format!(
            "{} lokasi melayani {} KK dengan {}",
            count(L, *sites),
            count(L, usize::try_from(*households).unwrap_or(usize::MAX)),
            L.rupiah(*rupiah)
        ),
        PaperSay::PlanMethod { indicator, gap, at, by } => {
            let proof = if *gap <= 0.0 {
                "terbukti terbaik (selisih 0 %)".to_owned()
            } else {
                format!("selisih dari batas terbaik paling banyak {} %", fixed(L, 100.0 * gap, 2))
            };
            format!("Kebutuhan: {indicator}; {proof}; disematkan {at} oleh {by}")
        }
        PaperSay::PlanFacility { name, sites } => format!("{name} ({} lokasi)", count(L, *sites)),
        PaperSay::PlanServed => "KK terlayani menurut jenis sarana".to_owned(),
        PaperSay::PlanList => "Daftar lokasi rencana".to_owned(),
        PaperSay::Facility => "Sarana".to_owned(),
        PaperSay::Village => "Desa".to_owned(),
        PaperSay::AllKecamatan => "Semua kecamatan".to_owned(),
        PaperSay::Kecamatan => "Kecamatan".to_owned(),
        PaperSay::Units => "Unit".to_owned(),
        PaperSay::Rupiah => "Biaya".to_owned(),
        PaperSay::Households => "KK".to_owned(),
        PaperSay::Year => "Tahun ke".to_owned(),
        PaperSay::Number => "No".to_owned(),
        PaperSay::TrackPoverty => "Kemiskinan: survei dan target".to_owned(),
        PaperSay::TrackExtreme => "Kemiskinan ekstrem: survei dan target".to_owned(),
        PaperSay::TargetOf { year, value } => format!("Menuju target {value} pada {year}"),
        PaperSay::IfItGoesOn => "Bila berlanjut (garis lurus)".to_owned(),
        PaperSay::SourceOf { name } => format!("Sumber: {name}"),
        PaperSay::KnownOf { known, of } => {
            format!("n = {} dari {} desa", count(L, *known), count(L, *of))
        }
        PaperSay::PercentPoor => "Persen penduduk".to_owned(),
        PaperSay::SurveyFoot { years } => {
            format!("Angka survei tingkat kabupaten, bukan jumlah dari desa; n = {years} tahun")
        }
        PaperSay::BurnTitle { name } => format!("Menuju nol: {name}"),
        PaperSay::BurnStart => "Awal".to_owned(),
        PaperSay::BurnLast => "Terakhir".to_owned(),
        PaperSay::BurnPlanned => "Seharusnya".to_owned(),
        PaperSay::Standing => "Keadaan".to_owned(),
        PaperSay::OverdueVillages => "Desa terlambat".to_owned(),
        PaperSay::RegisterFoot => {
            "Angka daftar keluarga per desa, dijumlah; bukan angka survei".to_owned()
        }
        PaperSay::EffortTitle { year: Some(year) } => format!("Kebutuhan dan program {year}"),
        PaperSay::EffortTitle { year: None } => "Kebutuhan dan program".to_owned(),
        PaperSay::Blanks { villages } => {
            format!("{} desa dengan kebutuhan tinggi belum disentuh program", count(L, *villages))
        }
        PaperSay::PileUps { villages } => {
            format!("{} desa dengan kebutuhan rendah menerima banyak program", count(L, *villages))
        }
        PaperSay::NeedyFrom { value } => format!("Kebutuhan tinggi mulai {value}"),
        PaperSay::NeedyByProgrammes => {
            "Desa paling membutuhkan menurut banyaknya program".to_owned()
        }
        PaperSay::Programmes => "Program".to_owned(),
        PaperSay::ProgrammeFoot => "Daftar program dinas tahun terakhir".to_owned(),
        PaperSay::TasksTitle => "Tugas dinas dari kebutuhan desa".to_owned(),
        PaperSay::TasksAbout { percent } => format!(
            "Desa: yang termasuk {} % terburuk menurut indikator program dan belum punya program itu. Sudah ada: yang sudah.",
            crate::lang::number::short(L, *percent)
        ),
        PaperSay::TaskTally { tasks, parts } => format!("{} tugas: {parts}", count(L, *tasks)),
        PaperSay::MoreTasks { tasks } => {
            format!("Dan {} tugas lain, di tabel rencana", count(L, *tasks))
        }
        PaperSay::TaskTarget => "Sasaran".to_owned(),
        PaperSay::PastDeadline { date } => format!("{date} (lewat)"),
        PaperSay::Overdue { tasks } => format!("lewat tenggat {}", count(L, *tasks)),
        PaperSay::TaskStatus => "Status, kenapa".to_owned(),
        PaperSay::ChosenBy { names } => format!("Desa dipilih menurut: {names}"),
        PaperSay::VillageGovernment => "Pemerintah desa".to_owned(),
        PaperSay::NotKnownYet => "belum dikenal".to_owned(),
        PaperSay::ByFund => "Sumber dana".to_owned(),
        PaperSay::ByOffice => "Dinas".to_owned(),
        PaperSay::AllRows => "semua baris".to_owned(),
        PaperSay::OnlyApbd => "APBD saja (tanpa Dana Desa)".to_owned(),
        PaperSay::Outside => "Di luar jumlah".to_owned(),
        PaperSay::CalledOff => "batal".to_owned(),
        PaperSay::WithoutYear => "tanpa tahun".to_owned(),
        PaperSay::MoneyOf => "Menurut".to_owned(),
        PaperSay::MoneyName => "Nama".to_owned(),
        PaperSay::MoneyRows => "Baris".to_owned(),
        PaperSay::MoneyRupiah => "Rupiah".to_owned(),
        PaperSay::MoneyTitle { year: Some(year) } => format!("Uang program {year}"),
        PaperSay::MoneyTitle { year: None } => "Uang program".to_owned(),
        PaperSay::MoneyAbout { rupiah, rows, villages } => {
            format!(
                "Daftar program tahun ini bernilai {rupiah} dalam {} baris di {} desa.",
                count(L, *rows),
                count(L, *villages)
            )
        }
        PaperSay::MatrixTitle { year: Some(year) } => format!("Matriks program {year}"),
        PaperSay::MatrixTitle { year: None } => "Matriks program".to_owned(),
        PaperSay::MatrixAbout => {
            "Banyaknya desa yang dijangkau setiap bidang; makin gelap makin besar bagian desanya."
                .to_owned()
        }
        PaperSay::IdleSectors { names } => format!("Bidang tanpa program sama sekali: {names}"),
        PaperSay::HighNeed => "Kebutuhan tinggi".to_owned(),
        PaperSay::NoProgramme => "Tanpa program".to_owned(),
        PaperSay::BlankSpots => "Kosong (perlu, tanpa program)".to_owned(),
        PaperSay::OtherSector => "Bidang lain".to_owned(),
        PaperSay::WholeKabupaten => "Semua kecamatan".to_owned(),
        PaperSay::RegisterRows { rows } => format!("n = {} baris program", count(L, *rows)),
        PaperSay::NeedBy { name, known, of } => format!(
            "Kebutuhan menurut {name}, n = {} dari {} desa",
            count(L, *known),
            count(L, *of)
        ),
        PaperSay::Office => "Dinas".to_owned(),
        PaperSay::Programme => "Program".to_owned(),
        PaperSay::VillagesChosen => "Desa".to_owned(),
        PaperSay::VillagesCovered => "Sudah ada".to_owned(),
        PaperSay::Deadline => "Tenggat".to_owned(),
        PaperSay::Rank => "Peringkat".to_owned(),
        PaperSay::Score => "Nilai".to_owned(),
        PaperSay::ScoreOf => "Nilai (0–100)".to_owned(),
        PaperSay::AwardTitle => "Desa dengan capaian terbaik".to_owned(),
        PaperSay::AwardFoot => {
            "Peringkat sama bila nilainya sama; desa dengan sedikit data tidak dinilai".to_owned()
        }
    }
}
