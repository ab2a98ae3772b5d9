//! `/permohonan/{id}/terkirim`: confirmation with the registration number and what happens next.

use crate::components::{Deadline, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Confirmation with the registration number and what happens next.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/sent.html")]
pub struct SentPage {
    /// Header and footer.
    pub shell: Shell,

    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// When it was received.
    pub received: String,
    /// Until when it will be decided.
    pub deadline: Deadline,
    /// What happens next, in order.
    pub next: Vec<String>,
}

impl SentPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        vec![(
            "usual",
            SentPage {
                shell: Shell::sample_applicant(links::application_sent("a1")),
                id: "a1".to_owned(),
                number: "26-000098-9".to_owned(),
                service: "Izin Mendirikan Bangunan".to_owned(),
                received: "Rabu, 1 April 2026 pukul 09.30".to_owned(),
                deadline: Deadline::new(
                    Tone::Info,
                    "Selesai paling lambat Senin, 13 April 2026",
                    "7 hari kerja sejak 2 April. Jumat, 3 April, libur.",
                ),
                next: vec![
                    "Petugas memeriksa berkas Anda paling lambat Kamis, 2 April 2026.".to_owned(),
                    "Bila ada yang kurang, kami mengirim SMS dan menahan waktu.".to_owned(),
                    "Tim teknis menghubungi Anda sebelum datang ke lokasi.".to_owned(),
                ],
            },
        )]
    }
}
