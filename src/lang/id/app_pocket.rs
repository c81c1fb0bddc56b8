//! What step 3 of the window says, in Indonesian.

use std::cmp::Ordering;

use crate::lang::Lang;
use crate::lang::app_pocket::{LinkSaid, PocketSay, PocketWord};
use crate::lang::number::count;

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: PocketWord) -> &'static str {
    match word {
        PocketWord::NoNeighboursAsked => {
            "Pemindaian memakai lingkaran, bukan tetangga; pilih diagram lain"
        }
        PocketWord::HowCombined => "Cara menggabung",
        PocketWord::InCircles => "terletak dalam lingkaran yang kasus",
        PocketWord::MoreThanPeople => "lebih banyak daripada yang wajar bagi penduduknya, yakin",
        PocketWord::NoSecond => "tanpa",
        PocketWord::WithLabel => "Indikator kedua",
        PocketWord::WorstShare => "Bagian desa terburuk",
        PocketWord::CircleShare => "Bagian penduduk paling banyak dalam satu lingkaran",
        PocketWord::ModelLabel => "Jenis hitungan",
        PocketWord::ModelRare => "kasus jarang (Poisson)",
        PocketWord::ModelYesNo => "tiap orang ya atau tidak (Bernoulli)",
        PocketWord::SinceLabel => "Dibanding periode",
        PocketWord::PeriodBefore => "periode sebelumnya",
        PocketWord::WeightsFrom => "Bobot dari",
        PocketWord::WeightsGiven => "geseran di atas",
        PocketWord::WeightsByData => "data (PCA)",
        PocketWord::ScaleLabel => "Skala bersama",
        PocketWord::ScaleEnds => "0–100, terbaik ke terburuk",
        PocketWord::ScaleDeviations => "jarak dari rata-rata (z)",
        PocketWord::ScalePlaces => "peringkat desa",
        PocketWord::MeanLabel => "Digabung dengan",
        PocketWord::MeanPlain => "rata-rata biasa",
        PocketWord::MeanGeometric => "rata-rata geometrik",
        PocketWord::BothInPockets => "Di kantong kedua aturan",
        PocketWord::ChooseLokus => "Dasar usulan",
        PocketWord::ComputeTrend => "Hitung perkembangan",
        PocketWord::ComputeTrendAbout => {
            "Setiap periode diuji seperti kantong sekarang, lalu tiap desa digolongkan: baru, menguat, menetap, melemah, sesekali"
        }
        PocketWord::FerryAdd => "Hubungkan dengan kapal",
        PocketWord::FerryDrop => "Putuskan kapal",
        PocketWord::FerryHint => "Klik satu desa, lalu Shift+klik desa di seberang",
        PocketWord::FerryWhy => "Dua desa yang dihubungkan kapal dihitung bertetangga",
        PocketWord::FreezeAs => "Bekukan sebagai konsep SK bernama",
        PocketWord::FreezeLokus => "Bekukan…",
        PocketWord::FreezeLokusDo => "Bekukan",
        PocketWord::GatherKecamatan => "disusun menurut kecamatan",
        PocketWord::GatherTouching => "disatukan bila bertetangga",
        PocketWord::WithinWord => "Beberapa kabupaten",
        PocketWord::WithinAcross => "semua kabupaten bersama",
        PocketWord::WithinKabupaten => "tiap kabupaten sendiri",
        PocketWord::GatherWord => "Cara menyatukan desa",
        PocketWord::HasNeighbours => "Punya tetangga",
        PocketWord::IslandsFerry => "pulau dihubungkan menurut kapal Anda",
        PocketWord::LokusNow => "Usulan sekarang",
        PocketWord::LokusTop => "Banyak desa",
        PocketWord::MapLinks => "Siapa bertetangga",
        PocketWord::MapSide => "Dua peta berdampingan",
        PocketWord::MapTime => "Kronis, baru, pulih",
        PocketWord::MapTrend => "Perkembangan kantong",
        PocketWord::NoTrendYet => "belum dihitung: tekan Hitung perkembangan",
        PocketWord::NoTwoPeriods => {
            "Perlu satu indikator dengan sedikitnya dua periode; impor tabel tahun lain"
        }
        PocketWord::OffList => "Di luar daftar",
        PocketWord::OnList => "Dalam daftar",
        PocketWord::OfPeriods => "Antarperiode",
        PocketWord::SaveList => "Simpan daftar…",
        PocketWord::SideNote => "A disematkan di kiri · B di kanan",
        PocketWord::StateChronic => "Kronis",
        PocketWord::StateHead => "Keadaan",
        PocketWord::StateNever => "Tidak pernah terburuk",
        PocketWord::StateNew => "Baru jatuh",
        PocketWord::StateRecovered => "Pulih",
        PocketWord::StateSometimes => "Kadang-kadang",
        PocketWord::StateUnknown => "Periodenya kurang",
        PocketWord::TabLokus => "Desa lokus",
        PocketWord::TabMore => "Lainnya",
        PocketWord::TabTime => "Antarperiode",
        PocketWord::TrendHead => "Perkembangan",
        PocketWord::BesideKabupaten => "Dibanding kabupaten",
        PocketWord::OtherIndicators => "Indikator lain",
        PocketWord::TheseVillages => "Desa-desa ini",
        PocketWord::RoughAnswer => "sementara, masih dihitung",
        PocketWord::AllSameAgain => "Setiap hasil keluar persis sama ketika dihitung lagi",
        PocketWord::AllVillages => "Semua desa",
        PocketWord::Alone => "Sendirian",
        PocketWord::AndLacks => ", dan kurang",
        PocketWord::AndMeanOf => ", rata-rata",
        PocketWord::AndTouching => ", dan bersambung paling sedikit",
        PocketWord::BadToo => "juga buruk, yakin",
        PocketWord::BothRules => "Kedua aturan",
        PocketWord::BridgesLabel => "Penghubung antarpulau",
        PocketWord::ByChance => "Peluang kebetulan",
        PocketWord::ByChanceAbout => {
            "Seberapa sering pola sejelas ini muncul bila angka desa diacak ke tempat lain"
        }
        PocketWord::CellOfNumbers => "Sel sumber",
        PocketWord::ChartBoxes => "Diagram kotak",
        PocketWord::ChartFunnel => "Corong angka kecil",
        PocketWord::ChartNeighbours => "Desa dan tetangga",
        PocketWord::ChartPair => "Dua indikator",
        PocketWord::ChartParallel => "Semua indikator",
        PocketWord::ChartWord => "Diagram",
        PocketWord::CheckResults => "Periksa semua hasil",
        PocketWord::ChooseIndicators => "Satu indikator, atau beberapa menjadi satu indeks",
        PocketWord::ClearPick => "Lepas pilihan",
        PocketWord::ClusterCold => "Kelompok angka rendah",
        PocketWord::ClusterHighHigh => "Sama-sama tinggi",
        PocketWord::ClusterHighLow => "Tinggi sendiri",
        PocketWord::ClusterHot => "Kelompok angka tinggi",
        PocketWord::ClusterLowHigh => "Rendah sendiri",
        PocketWord::ClusterLowLow => "Sama-sama rendah",
        PocketWord::Clustering => "Pengelompokan",
        PocketWord::ClusteringAbout => {
            "0 berarti tersebar acak, 1 berarti desa yang mirip selalu bersebelahan"
        }
        PocketWord::ClustersNote => "angka desa dibanding tetangganya",
        PocketWord::CompareHint => {
            "Sematkan hasil ini, ubah aturannya, lalu hitung lagi: kedua hasil disandingkan di peta dan di sini"
        }
        PocketWord::ComputeAgain => "Hitung ulang",
        PocketWord::ComputedAt => "Dihitung",
        PocketWord::Conditions => "Syarat…",
        PocketWord::Contributions => "Penyumbang",
        PocketWord::CorrectedFdr => "koreksi FDR",
        PocketWord::CorrectedStrict => "koreksi ketat (Bonferroni)",
        PocketWord::CountPart => "Jumlah keluarga",
        PocketWord::DataHash => "Sidik data",
        PocketWord::DataQuality => "Mutu data",
        PocketWord::DrawsLabel => "Banyak acakan (P)",
        PocketWord::EvenWeights => "Sama rata",
        PocketWord::ExpectedLabel => "Nilai harapan",
        PocketWord::FoundBy => "Ditemukan oleh",
        PocketWord::FragilityRuns => "Ulangan uji ketahanan",
        PocketWord::FunnelNote => {
            "Di dalam garis, beda dari kabupaten bisa kebetulan karena pembaginya kecil"
        }
        PocketWord::FunnelPeople => "Banyak yang dihitung",
        PocketWord::FunnelRate => "Angka desa (%)",
        PocketWord::InPockets => "Dalam kantong",
        PocketWord::DeprivationName => "Indeks deprivasi desa",
        PocketWord::IndexName => "Indeks kerentanan",
        PocketWord::IndexUnit => "0–100",
        PocketWord::IsHigh => "desa tinggi",
        PocketWord::IsLow => "desa rendah",
        PocketWord::IslandsAlone => "pulau berdiri sendiri",
        PocketWord::IslandsBridged => "pulau dihubungkan ke desa terdekat",
        PocketWord::IslandsLabel => "Desa di pulau",
        PocketWord::JobCheck => "Memeriksa semua hasil",
        PocketWord::LeastVillages => "Paling sedikit",
        PocketWord::LinksAddedLabel => "Sambungan dari batas renggang",
        PocketWord::LinksLabel => "Sambungan",
        PocketWord::MapChance => "Peluang kebetulan",
        PocketWord::MapClusters => "Kelompok",
        PocketWord::MapPair => "Dua indikator",
        PocketWord::MapRules => "Dua aturan",
        PocketWord::MapValue => "Nilai",
        PocketWord::MapWord => "Warna peta",
        PocketWord::MarkHatched => "cakupan ditimbang rendah",
        PocketWord::MarkSmall => "angka kecil",
        PocketWord::MayBeChance => "bisa kebetulan",
        PocketWord::Members => "Desa anggota",
        PocketWord::MethodLabel => "Metode",
        PocketWord::MoreThanMean => "lebih dari rata-rata desa",
        PocketWord::Narrow => "Kecilkan diagram",
        PocketWord::NeighboursMean => "Rata-rata tetangga",
        PocketWord::NeighboursWord => "Tetangga",
        PocketWord::NeitherRule => "Di luar keduanya",
        PocketWord::NoChartYet => "Diagram muncul setelah kantong dihitung",
        PocketWord::NoFunnel => {
            "Corong perlu jumlah kasus dan pembaginya; pilih satu indikator yang punya keduanya"
        }
        PocketWord::NoPair => "Perlu dua indikator yang terukur di desa yang sama",
        PocketWord::NoProofOfCause => "Bukan bukti sebab: ini rata-rata desa",
        PocketWord::NoneBeyondChance => "tidak ada yang lolos koreksi",
        PocketWord::NotSure => "Tidak jelas",
        PocketWord::MeanOfVillages => "rata-rata desa, bukan dari jumlah",
        PocketWord::NothingToCheck => "Belum ada hasil yang disimpan; hitung kantong lebih dahulu",
        PocketWord::OnlyPinned => "Hanya aturan A",
        PocketWord::OnlyThis => "Hanya aturan B",
        PocketWord::OtherSettings => "Pengaturan lain",
        PocketWord::OutsidePockets => "Rentan, di luar",
        PocketWord::OwnValue => "Nilai desa",
        PocketWord::PLabel => "Nilai p",
        PocketWord::PairAcross => "Mendatar",
        PocketWord::PairNote => "sepertiga desa tiap kelas; C3 terburuk dua-duanya",
        PocketWord::PairUpright => "Tegak",
        PocketWord::PartCluster => "Tetangganya juga buruk",
        PocketWord::PartCount => "Jumlah keluarga cukup besar",
        PocketWord::PartRate => "Angkanya melewati batas",
        PocketWord::PartServices => "Layanan yang kurang",
        PocketWord::People => "Jiwa",
        PocketWord::PickMany => "Klik memilih, seret membuat kotak, Shift menambah",
        PocketWord::Pin => "Sematkan sebagai aturan A",
        PocketWord::PocketsOfRule => "Kantong",
        PocketWord::RankBetween => "Antara",
        PocketWord::RankDraws => "Undian peringkat",
        PocketWord::RatePart => "Batas angka",
        PocketWord::RatesDefault => "diperhalus bila ada pembaginya",
        PocketWord::RatesLabel => "Angka desa kecil",
        PocketWord::RatesNear => "diperhalus menurut sekitar",
        PocketWord::RatesRaw => "apa adanya",
        PocketWord::RatesSmoothed => "diperhalus menurut kabupaten",
        PocketWord::RawFigures => "asli",
        PocketWord::ReadyRules => "Siap pakai",
        PocketWord::RuleAtLeastOne => "Semua desa dengan sedikitnya satu keluarga",
        PocketWord::RuleClusters => "Buruk dan berkelompok",
        PocketWord::RuleQuadrant => "Angka dan jumlah di atas rata-rata",
        PocketWord::RulesNote => "A disematkan · B yang sekarang",
        PocketWord::SameNumber => "Nomor ganda: sulit dibedakan",
        PocketWord::SecondOpinion => "Pendapat kedua…",
        PocketWord::SecondOpinionAbout => {
            "Folder berisi tetangga (GAL), nilai (CSV), dan skrip sepuluh baris yang menghitung ulang dengan esda"
        }
        PocketWord::SeedLabel => "Benih acak",
        PocketWord::ServicesPart => "Layanan",
        PocketWord::ShowThem => "Tunjukkan",
        PocketWord::SmoothedFigures => "diperhalus",
        PocketWord::StandsOut => "desa menonjol",
        PocketWord::StatisticLabel => "Nilai seluruh peta",
        PocketWord::Stays => "Tetap",
        PocketWord::StaysIfMoved => "Tetap bila angka digeser",
        PocketWord::TabKecamatan => "Menurut kecamatan",
        PocketWord::TabPockets => "Kantong",
        PocketWord::TabRules => "Bandingkan",
        PocketWord::TabVillages => "Desa",
        PocketWord::TailLabel => "Arah uji",
        PocketWord::TailOne => "satu arah",
        PocketWord::TailTwo => "dua arah",
        PocketWord::Unpin => "Lepas aturan A",
        PocketWord::ValuesChanged => "data berubah, hitung ulang",
        PocketWord::Weights => "Bobot indeks",
        PocketWord::WholeKabupaten => "Kabupaten",
        PocketWord::WholeSeveral => "Semua kabupaten",
        PocketWord::Widen => "Perbesar diagram",
        PocketWord::WorseThanKabupaten => "lebih buruk dari kabupaten",
    }
}

fn n(value: usize) -> String {
    count(Lang::Id, value)
}

#[expect(clippy::too_many_lines, reason = "a list of sentences")]
pub fn say(say: &PocketSay) -> String {
    match say {
        PocketSay::AtLeastFamilies { families } => {
            format!("sedikitnya {} keluarga", n(*families))
        }
        PocketSay::BoundIs { indicator, value, passed, unknown } => {
            let unknown = if *unknown > 0 {
                format!(", {} desa tidak diketahui", n(*unknown))
            } else {
                String::new()
            };
            format!("{indicator}: batas {value}, {} desa lolos{unknown}", n(*passed))
        }
        PocketSay::Share { percent } => format!("{percent} %"),
        PocketSay::ChanceUpTo { percent } => format!("≤ {percent} %"),
        PocketSay::ChartOf { chart, villages } => format!("{chart}, {} desa", n(*villages)),
        PocketSay::CutoffIs { percent } => format!("lolos koreksi bila ≤ {percent} %"),
        PocketSay::FewCases { cases } => {
            format!("Hanya {cases} kasus: satu kasus lebih atau kurang sudah mengubah angkanya")
        }
        PocketSay::FewPeople { people } => {
            format!("Hanya {people} yang dihitung: angkanya mudah naik turun")
        }
        PocketSay::Found { pockets, villages, families } => {
            let families = families.as_ref().map(|f| format!(", {f} KK")).unwrap_or_default();
            format!("{} kantong, {} desa{families}", n(*pockets), n(*villages))
        }
        PocketSay::InKecamatan { villages, kecamatan } => {
            format!("{} desa di {} kecamatan", n(*villages), n(*kecamatan))
        }
        PocketSay::KabupatenIs { value } => format!("kab. {value}"),
        PocketSay::PointsAre { points } => format!("{points} poin"),
        PocketSay::WeightIs { weight } => format!("bobot {weight}"),
        PocketSay::WithoutValue { villages } => format!("{villages} desa tanpa angka"),
        PocketSay::Lacking { at_least, of } => format!("{} dari {} layanan", n(*at_least), n(*of)),
        PocketSay::LowCoverage { percent } => {
            format!("Baru {percent} % balita yang ditimbang: angka sebenarnya bisa lain")
        }
        PocketSay::LinesAre { limit, villages } => {
            format!("garis: D/S < {limit} % ({})", n(*villages))
        }
        PocketSay::NearlyIn { villages } => {
            format!("{} desa hampir masuk: sering lolos bila angka digeser sedikit", n(*villages))
        }
        PocketSay::Of { part, whole } => format!("{} dari {}", n(*part), n(*whole)),
        PocketSay::OutsideFunnel { villages } => format!("{} di luar garis", n(*villages)),
        PocketSay::PairChart { names, n: villages } => {
            format!("{} terhadap {}, {} desa", names[1], names[0], n(*villages))
        }
        PocketSay::Picked { villages } => format!("{} desa terpilih", n(*villages)),
        PocketSay::PickedSums { villages, families, people } => {
            let families = families.as_ref().map(|f| format!(" · {f} KK")).unwrap_or_default();
            let people = people.as_ref().map(|p| format!(" · {p} jiwa")).unwrap_or_default();
            format!("Terpilih {} desa{families}{people}", n(*villages))
        }
        PocketSay::RankSpan { best, worst, top, share, of_weights } => {
            let among = if *of_weights { "bobot yang dicoba" } else { "undian" };
            let place = if best == worst {
                format!("Tetap nomor {}", n(*best))
            } else {
                format!("Antara nomor {} dan {}", n(*best), n(*worst))
            };
            format!("{place}; {} besar dalam {share} {among}", n(*top))
        }
        PocketSay::SameAgain { identical, results } => {
            format!("{} dari {} hasil sama", n(*identical), n(*results))
        }
        PocketSay::SmoothedOnes { names } => {
            format!("Diperhalus karena banyak desa kecil: {names}")
        }
        PocketSay::StatusOf { villages, pockets, lone, seed } => format!(
            "{} desa dalam {} kantong · {} sendirian · benih {seed}",
            n(*villages),
            n(*pockets),
            n(*lone)
        ),
        PocketSay::StaysAbout { runs, share } => format!(
            "Dihitung {} kali dengan bobot, batas, dan angka desa kecil digeser sedikit; \
             desa disebut tetap bila ikut dalam {share} ulangan",
            n(*runs)
        ),
        PocketSay::StaysIfWeights { moved } => format!("Tetap bila bobot ±{moved}"),
        PocketSay::StaysIn { share } => format!("Ikut dalam {share} ulangan"),
        PocketSay::Together { names, rho, low, high, n: villages, rises } => {
            let how = match rises {
                Ordering::Greater => "naik bersama antardesa",
                Ordering::Less => "bergerak berlawanan antardesa",
                Ordering::Equal => "tidak jelas berhubungan",
            };
            format!(
                "{} dan {} {how} (ρ {rho}, antara {low} dan {high}, {} desa)",
                names[0],
                names[1],
                n(*villages)
            )
        }
        PocketSay::FrozenOn { name, date } => format!("{name} · beku {date}"),
        PocketSay::LinksAre { of, count } => {
            let what = match of {
                LinkSaid::Beside => "berbatasan",
                LinkSaid::OverGap => "batas renggang",
                LinkSaid::Bridge => "antarpulau",
                LinkSaid::Ferry => "kapal",
                LinkSaid::Alone => "desa sendirian",
            };
            format!("{} {what}", n(*count))
        }
        PocketSay::LokusOf { proposed, of, unknown } => {
            let without = match *unknown {
                0 => String::new(),
                unknown => format!(" · {} desa tanpa angka", n(unknown)),
            };
            format!("{} diusulkan dari {} desa{without}", n(*proposed), n(*of))
        }
        PocketSay::TimeNote { chronic, fallen, recovered, share, periods } => format!(
            "Kronis {}, baru jatuh {}, pulih {}: {share} desa terburuk pada tiap periode dari {}",
            n(*chronic),
            n(*fallen),
            n(*recovered),
            n(*periods)
        ),
        PocketSay::TopVillages { villages } => format!("{} desa", n(*villages)),
        PocketSay::TwoRules { pinned, current } => format!("A: {pinned} · B: {current}"),
        PocketSay::Villages { villages } => format!("{} desa", n(*villages)),
        PocketSay::WeightsWere { weights } => format!("Bobot: {weights}"),
        PocketSay::WorstShare { percent } => format!("termasuk {percent} % terburuk"),
    }
}

pub fn second_opinion(note: &str, seed: u64, hash: &str) -> String {
    format!(
        "PENDAPAT KEDUA\r\n\r\n\
         Folder ini cukup untuk menghitung ulang hasil kantong dengan program lain.\r\n\r\n\
         tetangga.gal     siapa bertetangga dengan siapa (GAL, kode desa)\r\n\
         nilai.csv        nilai tiap desa dan hasil hitungan Kantong\r\n\
         hitung_ulang.py  menghitung ulang dengan esda: pip install esda, lalu\r\n\
         \x20                python hitung_ulang.py di dalam folder ini\r\n\r\n\
         Nilai lokal harus sama sampai pembulatan komputer. Nilai p berasal dari acakan lain,\r\n\
         jadi boleh berbeda sedikit.\r\n\r\n\
         Cara hitung: {note}\r\n\
         Benih acak: {seed}\r\n\
         Sidik data: {hash}\r\n"
    )
}
