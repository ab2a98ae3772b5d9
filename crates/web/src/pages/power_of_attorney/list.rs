//! `/akun/kuasa`: who acts for me, and for whom I act (MJK18-12.6).

use crate::components::{Notice, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A power of attorney in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PowerCard {
    /// Id.
    pub id: String,
    /// Name of the other one, or the masked number before the owner has agreed.
    pub other: String,
    /// Where it stands.
    pub state: Tag,
    /// Services and last day.
    pub about: String,
}

/// Powers that I have given and that I hold.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/power_of_attorney/list.html")]
pub struct PowersPage {
    /// Header and footer.
    pub shell: Shell,

    /// What waits for my answer.
    pub todo: Vec<Notice>,
    /// For whom I act or asked to act.
    pub held: Vec<PowerCard>,
    /// Who acts for me.
    pub given: Vec<PowerCard>,
    /// What is over.
    pub past: Vec<PowerCard>,
}

impl PowersPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let card = |id: &str, other: &str, state: Tag, about: &str| PowerCard {
            id: id.to_owned(),
            other: other.to_owned(),
            state,
            about: about.to_owned(),
        };
        let mut asked = Notice::new(Tone::Warn, "Wulandari Contoh meminta kuasa dari Anda.")
            .text("Untuk SIP Dokter, sampai Kamis, 31 Desember 2026.");
        asked.link = Some(crate::components::Link::new(links::power("k1"), "Baca dan jawab"));
        let page = PowersPage {
            shell: Shell::sample_applicant(links::powers()),
            todo: vec![asked],
            held: vec![
                card(
                    "k2",
                    "Ponirah",
                    Tag::new(Tone::Good, "Berlaku"),
                    "Semua layanan, sampai Rabu, 30 September 2026",
                ),
                card(
                    "k3",
                    "3576••••••••0003",
                    Tag::new(Tone::Info, "Menunggu persetujuan"),
                    "SIP Dokter, sampai Rabu, 30 September 2026",
                ),
            ],
            given: vec![card(
                "k4",
                "Wulandari Contoh",
                Tag::new(Tone::Good, "Berlaku"),
                "Semua layanan, sampai Rabu, 30 September 2026",
            )],
            past: vec![card(
                "k5",
                "Moch. Sugeng",
                Tag::new(Tone::Neutral, "Berakhir"),
                "Semua layanan, sampai Senin, 2 Maret 2026",
            )],
        };
        let empty = PowersPage {
            todo: Vec::new(),
            held: Vec::new(),
            given: Vec::new(),
            past: Vec::new(),
            ..page.clone()
        };
        vec![("usual", page), ("empty", empty)]
    }
}
