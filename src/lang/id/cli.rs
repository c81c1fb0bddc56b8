//! The command line in Indonesian.

use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::lang::number::{count, fixed};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn line(line: &Line) -> String {
    match line {
        Line::UnknownCommand { word } => format!("Perintah “{word}” tidak dikenal"),
        Line::UnknownOption { option, command } => {
            format!("Pilihan {option} tidak dikenal untuk perintah “{command}”")
        }
        Line::MissingValue { option } => format!("Pilihan {option} memerlukan nilai"),
        Line::MissingWord { word } => format!("Yang kurang: {word}"),
        Line::TooManyWords { word } => format!("Kelebihan kata: “{word}”"),
        Line::BadValue { option, value, wanted } => {
            format!("Nilai “{value}” tidak dapat dipakai untuk {option}; yang diharapkan: {wanted}")
        }
        Line::NotText { why } => format!("Kata pada baris perintah tidak terbaca: {why}"),
        Line::SeeHelp => "Lihat `kantong --help`".to_owned(),
        Line::Canceled => "Dibatalkan; tidak ada yang berubah".to_owned(),
        Line::Made { villages, kecamatan, kabupaten } => format!(
            "Proyek dibuat: {} desa/kelurahan, {} kecamatan, {} kabupaten/kota",
            count(L, *villages),
            count(L, *kecamatan),
            count(L, *kabupaten)
        ),
        Line::Excluded { reason, count: n } => {
            let why = match reason.as_str() {
                "water" => "danau atau perairan",
                "forest" => "hutan",
                "undefined" => "area tanpa nama",
                "country" => "baris untuk seluruh negara",
                "empty_shape" => "tanpa bentuk",
                "other_kabupaten" => "desa kabupaten lain",
                other => other,
            };
            format!("Tidak diikutkan: {} baris ({why})", count(L, *n))
        }
        Line::Repaired { count: n } => format!("Bentuk diperbaiki: {} desa", count(L, *n)),
        Line::Merged { count: n } => format!("Baris digabung ke desanya: {}", count(L, *n)),
        Line::Recognised { file, name } => format!("{file}: dikenali sebagai {name}"),
        Line::Profile { id, name } => format!("{id:<18} {name}"),
        Line::Seams { gaps, overlaps, median, largest, tolerance } => format!(
            "Sebagian batas antardesa tidak berimpit: {} celah, {} tumpang tindih; lebar tengah {} m, \
terlebar {} m; batas berjarak sampai {} m dianggap satu",
            count(L, *gaps),
            count(L, *overlaps),
            fixed(L, *median, 1),
            fixed(L, *largest, 1),
            fixed(L, *tolerance, 2)
        ),
        Line::RepairedArea { km2 } => {
            format!("Luas seluruhnya berubah {} km² karena perbaikan", fixed(L, *km2, 4))
        }
        Line::Closeness { metres, added } => match metres {
            Some(metres) => format!(
                "Bertetangga bila batasnya berjarak paling jauh {} m; {} pasangan tanpa titik \
batas yang sama ikut karenanya",
                fixed(L, *metres, 2),
                count(L, *added)
            ),
            None => format!("{} pasangan tetangga tanpa titik batas yang sama", count(L, *added)),
        },
        Line::CountOf { layer } => format!("Jumlah {layer} per desa"),
        Line::LayerOfKind { layer, kind } => format!("{layer} ({})", super::source::kind(kind)),
        Line::RegionLine { name, villages, values } => {
            format!("{name}: {} desa; {}", count(L, *villages), values.join(", "))
        }
        Line::LayerLine { id, name, lines, places, villages, outside } => format!(
            "{id} {name}: {} {}, di {} desa, {} di luar semua desa",
            count(L, *places),
            if *lines { "garis" } else { "titik" },
            count(L, *villages),
            count(L, *outside)
        ),
        Line::Joined { file, rows, matched, unmatched, duplicates, ignored } => format!(
            "{file}: {} baris data; cocok {}, tidak cocok {}, ganda {}, diabaikan {}",
            count(L, *rows),
            count(L, *matched),
            count(L, *unmatched),
            count(L, *duplicates),
            count(L, *ignored)
        ),
        Line::JoinedBy { how, count: n } => {
            let how = match how.as_str() {
                "code" => "menurut kode",
                "crosswalk" => "menurut padanan kode atau keputusan terdahulu",
                "name" => "menurut kecamatan dan nama",
                "accepted" => "menurut usulan yang diterima",
                other => other,
            };
            format!("  cocok {how}: {}", count(L, *n))
        }
        Line::Indicator { id, name, period, measured, missing, not_applicable } => {
            let period = if period.is_empty() { String::new() } else { format!(" {period}") };
            format!(
                "  {id}{period} · {name}: {} terisi, {} tidak ada data, {} tidak berlaku",
                count(L, *measured),
                count(L, *missing),
                count(L, *not_applicable)
            )
        }
        Line::Unmatched { row, text, candidates } => {
            let candidates = if candidates.is_empty() {
                "tidak ada calon".to_owned()
            } else {
                format!("calon: {}", candidates.join("; "))
            };
            format!("  tidak cocok, baris {row}: {text} ({candidates})")
        }
        Line::Classes { method, classes, gvf } => {
            let method = match method.as_str() {
                "natural-breaks" => "celah alami",
                "quantile" => "kuantil",
                "std-dev" => "simpangan baku",
                "box" => "kotak dan pencilan",
                "percentile" => "persentil",
                "head-tail" => "kepala dan ekor",
                "max-breaks" => "celah terlebar",
                "pretty" => "angka bulat",
                "who-stunting" => "derajat stunting WHO 2019",
                "who-stunting-1995" => "derajat stunting WHO 1995",
                "equal" => "sama lebar",
                "manual" => "batas sendiri",
                other => other,
            };
            format!("{classes} kelas, {method}; kecocokan (GVF) {}", fixed(L, *gvf, 4))
        }
        Line::Class { first, low, high, count: n, decimals } => {
            format!(
                "  {}{} – {}: {} desa",
                if *first { "" } else { "> " },
                fixed(L, *low, *decimals),
                fixed(L, *high, *decimals),
                count(L, *n)
            )
        }
        Line::States { missing, not_applicable } => format!(
            "  tidak ada data: {} desa; tidak berlaku: {} desa",
            count(L, *missing),
            count(L, *not_applicable)
        ),
        Line::Whole { method, statistic, expected, p, n, isolates } => {
            let what = whole(method);
            let p = p.map_or_else(String::new, |p| format!(", p {}", chance(p)));
            format!(
                "{what} {} (harapan {}){p}, n {}, desa tanpa tetangga {}",
                fixed(L, *statistic, 4),
                fixed(L, *expected, 4),
                count(L, *n),
                count(L, *isolates)
            )
        }
        Line::Apart { name, method, global, p, n, pockets, lone } => {
            let Some((statistic, expected)) = global else {
                return format!("{name}: tidak dapat dihitung sendiri, n {}", count(L, *n));
            };
            let p = p.map_or_else(String::new, |p| format!(", p {}", chance(p)));
            format!(
                "{name}: {} {} (harapan {}){p}, n {}, kantong {}, desa sendiri {}",
                whole(method),
                fixed(L, *statistic, 4),
                fixed(L, *expected, 4),
                count(L, *n),
                count(L, *pockets),
                count(L, *lone)
            )
        }
        Line::Part { indicator, period, weight, loading, contribution } => {
            let brings = contribution.map_or_else(String::new, |share| {
                format!(", sumbangan {}%", fixed(L, share * 100.0, 1))
            });
            let against = match loading {
                Some(loading) if *loading < 0.0 => ", berlawanan arah dengan yang lain",
                _ => "",
            };
            format!("  {indicator} {period}: bobot {}{brings}{against}", fixed(L, *weight, 3))
        }
        Line::Consistency { ratio } => {
            format!("Perbandingan berpasangan cukup taat asas (rasio {})", fixed(L, *ratio, 3))
        }
        Line::Explained { share } => {
            format!("Satu arah bersama menjelaskan {}% keragaman", fixed(L, share * 100.0, 1))
        }
        Line::Deprivation { headcount, intensity, adjusted } => format!(
            "Desa kekurangan {}%, rata-rata kekurangannya {}%, keduanya bersama {}% (indeks deprivasi desa)",
            fixed(L, headcount * 100.0, 1),
            fixed(L, intensity * 100.0, 1),
            fixed(L, adjusted * 100.0, 1)
        ),
        Line::CompositeClasses { counts, from } => {
            let classes = counts
                .iter()
                .enumerate()
                .map(|(i, n)| format!("  kelas {}: {} desa", i + 1, count(L, *n)));
            let bounds = (!from.is_empty()).then(|| format!("  Batas kelas: {from}"));
            classes.chain(bounds).collect::<Vec<_>>().join("\n")
        }
        Line::Cluster { centre, villages, radius_m, cases, expected, risk, p } => format!(
            "  Lingkaran {} km sekitar {centre}: {} desa, {} kasus (wajarnya {}), {} kali \
daerah lain, p {}",
            fixed(L, *radius_m / 1000.0, 1),
            count(L, *villages),
            fixed(L, *cases, 0),
            fixed(L, *expected, 1),
            fixed(L, *risk, 2),
            chance(*p)
        ),
        Line::Bridge { from, to, metres, by } => {
            let km = fixed(L, *metres / 1000.0, 1);
            let by = if by == "ferry" { " (hubungan laut dari Anda)" } else { "" };
            format!("  {from} dihubungkan ke {to}, {km} km{by}")
        }
        Line::Beside { from, to } => format!("  {from} – {to}"),
        Line::Neighbours { weights, villages, links, isolates, groups } => format!(
            "{weights}: {} desa, {} hubungan, {} tanpa tetangga, {} kelompok yang tidak saling \
terhubung",
            count(L, *villages),
            count(L, *links),
            count(L, *isolates),
            count(L, *groups)
        ),
        Line::LeftOut { indicators } => {
            format!("Tidak dihitung, karena tidak ada di proyek: {}", indicators.join(", "))
        }
        Line::TrendPeriod { period, n, bad } => {
            format!("{period}: {} dari {} desa masuk kantong", count(L, *bad), count(L, *n))
        }
        Line::TrendClass { class, villages, names } => {
            let class = L.caption(&crate::lang::output::Caption::ClassName { id: class.clone() });
            let names =
                if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            format!("  {class}: {}{names}", count(L, *villages))
        }
        Line::InPlace { correlation, with } => format!(
            "Di desa yang sama, hubungannya dengan {with}: r {} (Moran dua indikator tidak \
melihat ini)",
            fixed(L, *correlation, 2)
        ),
        Line::Settings { text } => text.clone(),
        Line::Pocket { name, villages, mean, together, since, p } => format!(
            "  {name}: {} desa, {}, p terkecil {}",
            count(L, *villages),
            of_pocket(mean.as_ref(), *together, since.as_deref()),
            chance(*p)
        ),
        Line::NoPockets => "Tidak ada kantong yang lolos aturan ini".to_owned(),
        Line::Lone { count: n, changed: false } => {
            format!("Desa terpencil miskin: {}", count(L, *n))
        }
        Line::Lone { count: n, changed: true } => {
            format!("Desa terpencil yang memburuk: {}", count(L, *n))
        }
        Line::Wrote { path } => format!("Ditulis: {path}"),
        Line::Trust(say) => L.trust(say),
        Line::OfPockets(say) => L.pocket(say),
        Line::OfSites(say, whose) => whose.tell(L, super::sites::say(say)),
        Line::OfTargets(say) => super::target::say(say),
        Line::OfMeeting(say) => crate::lang::id::meeting::say(say),
        Line::OfProgrammes(say) => super::programme::say(say),
        Line::CrosswalkIn { pairs, elsewhere } => format!(
            "{} padanan dipakai; {} baris untuk kabupaten lain dilewati",
            count(L, *pairs),
            count(L, *elsewhere)
        ),
        Line::Undone { what } => format!("Diurungkan: {what}"),
        Line::Redone { what } => format!("Diulangi: {what}"),
        Line::CheckOk { results } => {
            let n = count(L, *results);
            format!("Berkas proyek utuh; {n} dari {n} hasil keluar sama ketika dihitung ulang")
        }
        Line::CheckBad { results, differing } => format!(
            "Ada yang tidak beres: {} dari {} hasil berbeda ketika dihitung ulang, atau berkas rusak",
            count(L, *differing),
            count(L, *results)
        ),
        Line::NoDisplay => {
            "Tidak ada layar di sini, jadi jendela tidak dibuka; pekerjaan di atas sudah selesai"
                .to_owned()
        }
        Line::NoWindow => "Program ini dibangun tanpa jendela (fitur app mati)".to_owned(),
        Line::WindowFailed { why } => why.clone(),
        Line::DemoDone { folder } => format!("Contoh selesai. Semua berkas ada di {folder}"),
        Line::DemoFound { planted, found, named } => format!(
            "Dari {} desa yang memang ditanam sebagai kantong, {} ditemukan; {} desa disebut seluruhnya",
            count(L, *planted),
            count(L, *found),
            count(L, *named)
        ),
        Line::Format { format, kind, geometry, features } => {
            format!(
                "{format}, {}, {} baris",
                format!("{kind} {geometry}").trim_end(),
                count(L, *features)
            )
        }
        Line::CrsLine { name, epsg } => match epsg {
            Some(epsg) => format!("Sistem koordinat: {name} (EPSG:{epsg})"),
            None if name.is_empty() => "Sistem koordinat: tidak ada".to_owned(),
            None => format!("Sistem koordinat: {name}"),
        },
        Line::EncodingLine { label, from } => format!("Pengodean huruf: {label} ({from})"),
        Line::BoundsLine { bounds } => format!(
            "Batas: {} – {} BT, {} – {}",
            fixed(L, bounds[0], 4),
            fixed(L, bounds[2], 4),
            latitude(bounds[1]),
            latitude(bounds[3])
        ),
        Line::SystemLine { system } => format!("Sistem kode: {system}"),
        Line::KabupatenLine { code, name, rows } => {
            format!("  {code} {name}: {} baris", count(L, *rows))
        }
        Line::KabupatenMore { count: n } => {
            format!("  dan {} kabupaten/kota lain (semuanya dengan --json)", count(L, *n))
        }
        Line::ColumnLine { name, kind, filled, distinct, example, role } => {
            let role = if role.is_empty() { String::new() } else { format!(" [{role}]") };
            format!("  {name}{role} · {kind}, {filled} terisi, {distinct} berbeda, mis. {example}")
        }
        Line::JournalLine { seq, at, what, undone } => {
            let undone = if *undone { " (diurungkan)" } else { "" };
            format!("{seq} · {at} · {what}{undone}")
        }
        Line::SourceLine { file, sheet, rows, at } => {
            let sheet =
                if sheet.is_empty() { String::new() } else { format!(" · lembar {sheet}") };
            format!("{file}{sheet} · {} baris · diimpor {at}", count(L, *rows))
        }
        Line::VillageLine { code, name, kecamatan, area_km2 } => {
            let area = area_km2.map_or(String::new(), |a| format!(" · {} km²", fixed(L, a, 2)));
            format!("{code} {name} · {kecamatan}{area}")
        }
    }
}

/// A latitude with its half of the globe.
fn of_pocket(mean: Option<&(f64, String)>, together: bool, since: Option<&str>) -> String {
    let Some((value, unit)) = mean else { return "tidak ada angka".to_owned() };
    if let Some(since) = since {
        return format!("rata-rata desa {} sejak {since}", super::pocket_why::moved(*value, unit));
    }
    let how = if together { "bersama" } else { "rata-rata desa" };
    format!("{how} {} {unit}", fixed(L, *value, 2)).trim_end().to_owned()
}

fn latitude(degrees: f64) -> String {
    format!("{} {}", fixed(L, degrees.abs(), 4), if degrees < 0.0 { "LS" } else { "LU" })
}

/// The statistic of a whole map, by method.
pub fn whole(method: &str) -> &'static str {
    match method {
        "gi" | "gi-star" => "G umum",
        "local-geary" => "Geary C",
        "bivariate" => "Moran I dua indikator",
        "join-count" => "Pasangan tetangga terburuk",
        "scan" => "Rasio kemungkinan terbesar",
        _ => "Moran I",
    }
}

/// A chance too small for four decimals is not zero.
fn chance(p: f64) -> String {
    if p < 0.0001 { format!("< {}", fixed(L, 0.0001, 4)) } else { fixed(L, p, 4) }
}

pub const HELP: &str = "\
Kantong: dari batas desa dan tabel dinas ke kantong kemiskinan dan peta

PEMAKAIAN
  kantong                           membuka jendela
  kantong open PROYEK               membuka jendela dengan proyek ini
  kantong demo [FOLDER]             kabupaten contoh: proyek, kantong, peta, peringkat; lalu jendela
      --headless  tanpa jendela     --date TTTT-BB-HH  tanggal cetak
  kantong inspect BERKAS            melihat isi sebuah berkas tanpa mengimpor
      --sheet LEMBAR  --encoding LABEL  --crs EPSG:n|swap|join|file|planar
  kantong new PROYEK --villages BERKAS…   proyek baru dari batas desa
      --where KOLOM=NILAI           hanya baris yang kolomnya bernilai itu
      --code-field K  --name-field K  --kecamatan-field K
      --kabupaten KODE|NAMA         hanya desa kabupaten ini
      --crs EPSG:n|planar           bila sistem koordinat tidak ada atau tidak dikenal
      --crs swap|EPSG:n:swap|join   lintang di depan bujur; dua sisi khatulistiwa
      --crs file                    seperti tertulis di berkas, walau jauh dari kabupatennya
      --encoding LABEL              mis. windows-1252
      --indicators K1,K2            kolom angka dari berkas batas sebagai indikator
  kantong import PROYEK BERKAS…     memasukkan tabel dinas (XLSX, XLS, XLSB, ODS,
                                    halaman web bernama .xls, CSV, DBF)
      --sheet LEMBAR  --period 2024  --direction worse_high|worse_low|none
      --recipe F.toml               cara membaca yang sudah disimpan (contoh: --example)
      --profile ID|none             jenis tabelnya, bila tidak dikenali sendiri (daftar: --profiles)
      --rules F.toml                aturan bantuan ganda (contoh: --example-rules)
      --series same|apart           same: laporan berikutnya dari indikator bernama sama; apart: simpan terpisah
      --accept-suggested SKOR       terima usulan nama dengan skor sekurangnya ini (0–1)
      --unmatched F.xlsx            tulis baris yang tidak cocok
      --layer NAMA                  berkas titik (bujur, lintang) sebagai lapisan bernama ini
      --count                       hitung obyek lapisan tiap desa sebagai indikator
  kantong crosswalk PROYEK --out F.csv|xlsx | --import F.csv|xlsx
                                keputusan pemasangan desa dan padanan kode lama, BPS dan Kemendagri
  kantong list PROYEK indicators|villages|kabupaten|sources|journal|layers|findings|baselines
  kantong classify PROYEK --indicator ID
      --method natural-breaks|quantile|equal|std-dev|box|percentile|head-tail|max-breaks|pretty
      --method who-stunting|who-stunting-1995|manual
      --classes K (2–9)  --breaks B1,B2,… (manual)  --period P
  kantong pockets PROYEK --indicator ID   mencari kantong
      --method local-moran|gi|gi-star|local-geary|bivariate|differential|join-count|scan|composite
                                    cara (asal: local-moran)
      --with ID                     indikator kedua (bivariate, local-geary, join-count)
      --rates raw|eb|seb            desa kecil: angka apa adanya atau ditarik ke rata-rata
                                    (asal: eb bila jumlah kasus dan penduduknya ada)
      --cases ID --population ID    angka per penduduk dari dua jumlah
      --share 0.2                   bagian desa terburuk (join-count), atau bagian penduduk yang
                                    paling banyak ada dalam satu lingkaran (scan; asal 0.5)
      --model poisson|bernoulli     kasus jarang, atau tiap orang ya/tidak (scan)
      --period P
      --since P                     differential: perubahan sejak periode ini (asal: sebelumnya)
      --weights queen|rook|knn:K|distance|distance:M|F.gal|F.gwt   tetangga (asal: queen)
      --weights kernel:BENTUK | kernel:BENTUK:M | kernel:BENTUK:knn:K   yang dekat lebih berbobot;
                                    BENTUK triangular|uniform|quadratic|quartic|gaussian
      --islands isolate|ferry|bridge  pulau: sendiri, menurut hubungan laut Anda, atau juga
                                    dihubungkan ke desa terdekat
      --isolates keep|drop          desa tanpa tetangga dalam rata-rata (asal: keep)
      --permutations N  --tail two|one  --seed S      (asal: 9999, two, 1)
      --alpha A  --correction fdr|bonferroni|none     (asal: 0.05, fdr)
      --draws independent|shared    acakan tiap desa sendiri, atau satu tabel bersama (cepat)
      --rule F.toml                 aturan tersimpan (contoh: --example)
      --rate B  --count [ID=]B  --services ID=B,ID --lacking N   bagian aturan, semua harus
                                    dipenuhi; B: 25 | worst:0.2 (seperlima terburuk) | mean
                                    (kabupaten); ID boleh dua jumlah: A+B
      --cluster on|off  --min-villages N   tetangga harus buruk juga; paling sedikit N desa
      --gather touching|kecamatan   yang bersambung menjadi kantong, atau daftar menurut kecamatan
      --within across|kabupaten     beberapa kabupaten: dihitung bersama, atau tiap kabupaten sendiri
      --at-least-one  --quadrant    daftar semua desa yang punya kasus, menurut kecamatan; persen
                                    dan jumlah di atas kabupaten (kuadran TNP2K/RPKD)
      --index F.toml                nilai dari resep indeks, dihitung di tempat
      --fragility R  --ranks R      percobaan dan undian peringkat (asal: 99 dan 1000; 0 tidak)
      --against F.toml              bandingkan dengan aturan lain
  kantong why PROYEK --village KODE   mengapa desa ini: tiga kalimat, pembanding, tetangga, sel
      --indicator ID  --period P    (asal: kantong yang terakhir dicari)
  kantong persistence PROYEK --indicator ID   desa kronis, baru jatuh, pulih dari periode ke periode
      --worst 0.25                  bagian desa terburuk
  kantong relate PROYEK --indicator A --with B   dua indikator desa demi desa: korelasi, selangnya
      --period P  --rates raw|eb
  kantong lokus PROYEK --recipe F.toml   usulan desa lokus dengan poinnya (contoh: --example)
      --top N  --out F.xlsx|csv|txt --freeze NAMA   bekukan sebagai rancangan keputusan
      --list  --id NOMOR --out F    rancangan yang sudah dibekukan
  kantong sites PROYEK --recipe F.toml   lokasi sarana terbaik untuk pagu, dengan buktinya
             [--out F.xlsx|csv|geojson|gpkg|shp|gpx] [--curve] [--pin NAMA] [--list] [--effort JUTA]
             [--exclude KAWASAN.shp]  lokasi di dalam bidang itu tidak dipakai (hutan lindung, rawan)
             [--price-force DESA[:SARANA]] [--price-forbid DESA[:SARANA]]
             (contoh: --example; jenis sarana bawaan: --facilities)
  kantong programs PROYEK [--year T]    siapa mengerjakan apa di mana: jumlah per sumber dana dan dinas,
                                menumpuk dan kosong, prioritas nasional, tugas dinas, unggulan
      --import F.xlsx|csv           daftar program atau unggulan desa  [--sheet S] [--rupiah ribu|juta]
                                    [--accept-suggested 0.9]; --year untuk baris tanpa tahun;
                                    --replace mengganti isi berkas lama yang sama
      --answer program:KATA=KODE    arti kata yang belum jelas (program, dinas, sumber_dana, satuan,
                                    status, desa=KODE,KODE); “-” bukan salah satunya
      --rule many=4,high=0.25,low=0.5,need=ID   kapan menumpuk, kapan kosong
      --task KUNCI --status belum|proses|sudah|batal [--why KATA] [--target N] [--deadline TGL]
                                    kunci dengan @KECAMATAN: rencana aksinya  [--villages KODE,KODE];
                                    tenggat “-” = tanpa tenggat
      --product DESA=A,B,C [--source KATA] [--bumdes KATA]   unggulan desa, paling banyak tiga
      --support ID=KODE,KODE  --catalogue F.toml   prioritas nasional; katalog untuk proyek ini
      --out F.xlsx|csv              tabel rencana untuk RBPK, SIPD, KRISNA
  kantong trend PROYEK --indicator ID   apa jadinya kantong dari periode ke periode (pilihan
                                seperti pockets; --since P periode pertama)
  kantong links PROYEK [--weights …] [--islands …]   siapa bertetangga dengan siapa, sebelum dipakai
      --ferry A-B  --drop-ferry A-B  --ferries F.csv   hubungan laut antara dua desa (kode)
  kantong composite PROYEK --recipe F.toml   indeks dari beberapa indikator, menjadi indikator
      --example  --example-fsva     contoh resep; ketahanan pangan dengan enam kelas
      --example-water  --example-sanitation   tangga air minum dan sanitasi (JMP)
  kantong map PROYEK --indicator ID --out F.png|svg|pdf   peta sebagai gambar atau lembar cetak
      --size 1920x1080  --with pockets,sites,trend  --date TTTT-BB-HH  --period P
      --paper a4|a3|a2|a1|a0  --dpi 200   lembar dengan skala, legenda, lokasi, sumber, pembuat
      --describe F.toml|json        semua pilihan peta dalam satu berkas (contoh: --example)
  kantong targets PROYEK             sasaran: seri survei, menuju nol, sebelum–sesudah, desa tersukses
      --recipe F.toml  --example     sasaran dan pengaturannya, disimpan di proyek
      --series F.csv|xlsx  --of poverty|extreme   angka survei kabupaten per tahun
      --out F.xlsx|csv  --certificate F.pdf  --village KODE  --date TTTT-BB-HH
  kantong report PROYEK --out FOLDER   paket Rakor: atlas, salindia, folder per dinas, cek lapangan,
                                berita acara; --recipe F.toml  --date TTTT-BB-HH
      --example  --example-catalogue   resepnya (juga kop dan penanda tangan); katalog program
  kantong guide --out panduan.pdf   panduan: satu halaman untuk setiap langkah (--lang id|en)
  kantong export PROYEK --what villages|pockets|sites|table|trend --out F.geojson|gpkg|shp|csv|xlsx
  kantong export PROYEK --what neighbours --out F.gal|gwt|kwt   daftar tetangga untuk program lain
      --weights …  --islands …
  kantong export PROYEK --what second-opinion --out FOLDER [--indicator ID]   GAL, CSV, dan skrip esda
                                       yang menghitung ulang hasil kantong
  kantong export PROYEK --what cards --out FOLDER   kartu balik: sel yang perlu diperbaiki, satu
                                    berkas XLSX untuk setiap tabel; yang sudah terisi diimpor lagi
  kantong export PROYEK --what recipes --out FOLDER   cara membaca tiap tabel (resep), untuk
                                    berkas berikutnya yang bentuknya sama: import --recipe
  kantong correct PROYEK --indicator ID --village KODE --value X|missing|table --reason ALASAN
      --period P                    table = kembali ke angka tabel
  kantong origin PROYEK --indicator ID --village KODE   dari sel mana angka ini
  kantong compare PROYEK --indicator A --with B   dua sumber, desa demi desa
      --period P  --with-period P  --out F.xlsx|csv  --keep (selisihnya menjadi indikator)
  kantong baseline PROYEK --name NAMA   membekukan semua angka sebagai data dasar
  kantong compare PROYEK --baseline NAMA   yang berubah sejak dibekukan
  kantong undo PROYEK    kantong redo PROYEK
  kantong check PROYEK              keutuhan berkas; setiap hasil dihitung ulang

SELALU
  --json       satu dokumen JSON di keluaran baku
  --lang id|en --quiet (tanpa bilah kemajuan)  --portable (pengaturan di samping program)
  --help  --version

KODE KELUAR  0 berhasil · 1 gagal · 2 salah tulis · 3 masukan bermasalah · 4 proyek sedang
dipakai · 130 dibatalkan
";
