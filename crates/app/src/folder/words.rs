//! What a person is told about a file: what is wrong and what to do.

use domain::process::Refusal;
use intake::{Doubt, Refused};

/// Largest file in bytes: 20 MB, stated before choosing.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// Most photos of one document.
pub const MOST_PAGES: usize = 30;

pub(crate) fn refuse(kind: &str, message: &str) -> Refusal {
    Refusal::Upload { kind: kind.to_owned(), message: message.to_owned() }
}

pub(crate) fn too_large() -> Refusal {
    refuse("too_large", "Berkas ini lebih dari 20 MB. Kecilkan lalu unggah lagi.")
}

/// The refusal of a file that cannot be kept.
pub(crate) fn refusal(refused: Refused) -> Refusal {
    let (kind, message) = match refused {
        Refused::Empty => ("empty", "Berkas ini kosong. Pilih berkas lain."),
        Refused::OtherType => ("type", "Isi berkas ini bukan PDF, JPEG, PNG, atau HEIC. Pilih berkas lain."),
        Refused::BrokenHeic => (
            "heic",
            "Foto HEIC ini tidak dapat dibaca. Atur kamera ponsel ke JPEG (iPhone: Format, Paling Kompatibel), lalu \
             foto lagi.",
        ),
        Refused::BrokenPicture => ("broken", "Foto ini tidak dapat dibuka. Coba foto lagi."),
        Refused::CutPdf => ("broken", "PDF ini terpotong. Unggah lagi dari awal."),
        Refused::BrokenPdf | Refused::NoSuchPage => {
            ("broken", "PDF ini tidak dapat dibaca. Cetak ulang sebagai PDF lalu unggah lagi.")
        }
        Refused::LockedPdf => ("locked", "PDF ini terkunci kata sandi. Buka kuncinya lalu unggah lagi."),
        Refused::ActivePdf => {
            ("active", "PDF ini berisi program. Cetak ulang sebagai PDF biasa lalu unggah.")
        }
        Refused::TooHeavy => (
            "too_heavy",
            "Berkas ini terlalu berat untuk diperiksa. Foto ulang atau cetak ulang sebagai PDF.",
        ),
        Refused::Busy => ("busy", "Pemeriksa berkas sedang sibuk. Tunggu sebentar lalu unggah lagi."),
    };
    refuse(kind, message)
}

/// What looks poor about a photo or a page, and what to do.
pub fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Small => "Foto terlalu kecil untuk dibaca. Foto lagi dari lebih dekat.",
        Doubt::Dark => "Foto terlalu gelap. Foto lagi di tempat terang.",
        Doubt::Blurred => "Foto kurang jelas. Pegang ponsel diam dan foto lagi di tempat terang.",
        Doubt::Blank => "Halaman ini tampak kosong. Periksa apakah berkasnya benar.",
    }
}
