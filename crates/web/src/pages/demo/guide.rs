//! `/demo`: where to look first in the demo.

use crate::components::Link;
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One place to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DemoStop {
    /// What to do.
    pub title: String,
    /// What one sees there.
    pub text: String,
    /// Where it is.
    pub link: Link,
}

/// Where to look first in the demo.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/demo/guide.html")]
pub struct DemoGuidePage {
    /// Header and footer.
    pub shell: Shell,

    /// Time of the demo's clock.
    pub now: String,
    /// In the order one should look.
    pub stops: Vec<DemoStop>,
}

impl DemoGuidePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let stop = |title: &str, text: &str, link: Link| DemoStop {
            title: title.to_owned(),
            text: text.to_owned(),
            link,
        };
        vec![(
            "usual",
            DemoGuidePage {
                shell: Shell::sample(links::demo()),
                now: "Rabu, 1 April 2026 pukul 09.30".to_owned(),
                stops: vec![
                    stop(
                        "Periksa sebuah izin",
                        "Surat Keterangan Penelitian milik Yulia sudah terbit.",
                        Link::new(links::verification_result("ABCD-EFGH-JKMN-PQRS"), "Periksa dokumen Yulia"),
                    ),
                    stop(
                        "Jadilah petugas",
                        "Masuk sebagai Sukinem dan kerjakan antrean.",
                        Link::new(links::sign_in(), "Masuk"),
                    ),
                    stop(
                        "Majukan waktu",
                        "Lihat pengingat dan batas waktu bekerja.",
                        Link::new(links::demo_clock(), "Buka jam"),
                    ),
                    stop(
                        "Baca pesan",
                        "SMS dan surel yang seharusnya terkirim, termasuk PIN.",
                        Link::new(links::demo_outbox(), "Buka pesan"),
                    ),
                ],
            },
        )]
    }
}
