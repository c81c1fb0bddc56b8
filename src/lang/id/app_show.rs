//! The show in the window in Indonesian.

use crate::lang::Lang;
use crate::lang::app_show::{ShowSay, ShowWord};
use crate::lang::number::count;

const L: Lang = Lang::Id;

pub fn word(word: ShowWord) -> &'static str {
    match word {
        ShowWord::Present => "Tayang",
        ShowWord::PresentKey => "Tayangkan (F5)",
        ShowWord::Steps => "Langkah tayang",
        ShowWord::KeepView => "Simpan tampilan peta",
        ShowWord::MakeStory => "Buat cerita",
        ShowWord::NoSteps => {
            "Belum ada langkah. Pilih cerita, atau simpan tampilan peta dari langkah 2, 3 atau 4."
        }
        ShowWord::NothingYet => "Buka proyek dulu, lalu tekan F5",
        ShowWord::MoveLeft => "Geser ke kiri",
        ShowWord::MoveRight => "Geser ke kanan",
        ShowWord::Remove => "Hapus langkah",
        ShowWord::Title => "Judul",
        ShowWord::Sentence => "Kalimat",
        ShowWord::ByRule => "Kembali ke kata dari angka proyek",
        ShowWord::FromHere => "Tayangkan dari sini",
        ShowWord::Budget => "Pagu",
        ShowWord::NoBudget => "Rencana ini tidak memakai pagu",
        ShowWord::Replanning => "menghitung …",
        ShowWord::NumbersAreVillages => "angka: jumlah desa",
        ShowWord::BothBad => "berat dua-duanya",
        ShowWord::ServedLine => "garis: desa yang dilayani",
        ShowWord::Keys => "Tombol saat tayang",
        ShowWord::KeyNext => "langkah berikut",
        ShowWord::KeyBack => "langkah sebelumnya",
        ShowWord::KeyJump => "ke langkah itu; awal, akhir",
        ShowWord::KeyBlack => "layar hitam",
        ShowWord::KeyWhite => "layar putih",
        ShowWord::KeyPointer => "lingkaran penunjuk",
        ShowWord::KeyType => "huruf lebih besar, lebih kecil",
        ShowWord::KeyTheme => "terang, gelap, proyektor",
        ShowWord::KeyView => "peta kembali ke tempatnya",
        ShowWord::KeyBudget => "pagu naik, turun",
        ShowWord::KeyLeave => "selesai",
        ShowWord::KeysName => "Spasi",
        ShowWord::BlackScreen => "Layar hitam",
        ShowWord::WhiteScreen => "Layar putih",
    }
}

pub fn say(say: &ShowSay) -> String {
    match say {
        ShowSay::StepOf { at, of } => format!("{} dari {}", count(L, *at), count(L, *of)),
        ShowSay::Count { steps } => format!("{} langkah", count(L, *steps)),
        ShowSay::StoryMade { name, steps } => {
            format!("Cerita “{name}” siap: {} langkah", count(L, *steps))
        }
        ShowSay::LeftOut { list } => {
            format!("Tidak ikut, karena datanya belum ada. {}", list.join("; "))
        }
        ShowSay::Kept { at } => {
            format!("Tampilan peta tersimpan sebagai langkah {}", count(L, *at))
        }
        ShowSay::SentenceOf { at } => format!("Kalimat langkah {}", count(L, *at)),
        ShowSay::Villages { villages } => format!("{} desa", count(L, *villages)),
        ShowSay::Tile { at, title } => format!("Langkah {}: {title}", count(L, *at)),
        ShowSay::Moved { at, of } => {
            format!("Langkah pindah ke tempat {} dari {}", count(L, *at), count(L, *of))
        }
    }
}
