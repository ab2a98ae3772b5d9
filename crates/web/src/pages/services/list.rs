//! `/layanan`: list of services with a search.

use crate::components::{Breadcrumb, Link, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One service in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceCard {
    /// Id of the service.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// "Tidak dipungut biaya" or "Retribusi".
    pub price: Tag,
    /// For example "7 hari kerja"; empty for an information page.
    pub time: String,
}

impl ServiceCard {
    /// Invented services.
    pub fn samples() -> Vec<Self> {
        let card = |id: &str, name: &str, summary: &str, price: &str, tone: Tone, time: &str| ServiceCard {
            id: id.to_owned(),
            name: name.to_owned(),
            summary: summary.to_owned(),
            price: Tag::new(tone, price),
            time: time.to_owned(),
        };
        vec![
            card(
                "sip-dokter",
                "Surat Izin Praktik Dokter",
                "Untuk dokter yang membuka praktik di satu tempat.",
                "Gratis",
                Tone::Good,
                "7 hari kerja",
            ),
            card(
                "imb",
                "Izin Mendirikan Bangunan",
                "Untuk mendirikan atau mengubah bangunan.",
                "Retribusi",
                Tone::Neutral,
                "7 hari kerja",
            ),
            card(
                "kartu-pengawasan",
                "Kartu Pengawasan Angkutan",
                "Untuk setiap kendaraan yang melayani trayek.",
                "Retribusi",
                Tone::Neutral,
                "1 hari kerja per kartu",
            ),
            card(
                "izin-makam",
                "Izin Pemakaman",
                "Untuk memakamkan keluarga di taman pemakaman kota.",
                "Retribusi",
                Tone::Neutral,
                "7 hari kerja",
            ),
            card(
                "nib",
                "Nomor Induk Berusaha",
                "Diurus pada sistem OSS pemerintah pusat.",
                "Informasi",
                Tone::Info,
                "",
            ),
        ]
    }
}

/// Services of one class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceGroup {
    /// Class in words.
    pub heading: String,
    /// Its services.
    pub services: Vec<ServiceCard>,
}

/// How well the list answers the question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Found {
    /// Nothing was asked: all services.
    #[default]
    All,
    /// Every word was found.
    Whole,
    /// Only some words were found; better than nothing.
    Near,
    /// Nothing fits.
    Nothing,
}

/// List of services with a search.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/services/list.html")]
pub struct ServiceListPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// What was searched for; empty shows all.
    pub query: String,
    /// How well it fits.
    pub found: Found,
    /// What was found, by class.
    pub groups: Vec<ServiceGroup>,
}

impl ServiceListPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = |query: &str, found: Found, groups: Vec<ServiceGroup>| ServiceListPage {
            shell: Shell::sample(links::services()),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::home(), "Beranda")], "Layanan"),
            query: query.to_owned(),
            found,
            groups,
        };
        let group = |heading: &str, services: &[ServiceCard]| ServiceGroup {
            heading: heading.to_owned(),
            services: services.to_vec(),
        };
        let cards = ServiceCard::samples();
        let all = vec![
            group("Perizinan usaha", &cards[2..3]),
            group("Perizinan non usaha", &[cards[0].clone(), cards[3].clone()]),
            group("Perizinan tertentu dan umum", &cards[1..2]),
            group("Diurus pemerintah pusat", &cards[4..]),
        ];
        vec![
            ("usual", page("", Found::All, all)),
            ("found", page("praktik dokter", Found::Whole, vec![group("Perizinan non usaha", &cards[..1])])),
            (
                "near",
                page("bangun kandang", Found::Near, vec![group("Perizinan tertentu dan umum", &cards[1..2])]),
            ),
            ("empty", page("kapal", Found::Nothing, Vec::new())),
        ]
    }
}
