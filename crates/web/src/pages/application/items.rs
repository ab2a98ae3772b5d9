//! `/permohonan/{id}/objek`: items of an application, for example vehicles; rows are added and removed without script.

use crate::components::{Breadcrumb, Choice, ErrorSummary, Field, FieldKind, Link};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Items of an application, for example vehicles; rows are added and removed without script.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/items.html")]
pub struct ItemsPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// What one item is called, for example "Kendaraan".
    pub label: String,
    /// Fields of each item; ids are `item.<n>.<field>`.
    pub items: Vec<Vec<Field>>,
    /// Most items; the button to add disappears there.
    pub at_most: usize,
    /// Fewest items; the button to remove disappears there.
    pub at_least: usize,
}

impl ItemsPage {
    fn errors(&self) -> ErrorSummary {
        ErrorSummary::of(&self.items.concat())
    }

    fn removable(&self) -> bool {
        self.items.len() > self.at_least
    }

    fn addable(&self) -> bool {
        self.items.len() < self.at_most
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let vehicle = |n: usize, plate: &str| {
            vec![
                Field::new(format!("item.{n}.nomor"), "Nomor kendaraan", FieldKind::Text { max: 12 })
                    .hint("Contoh: S 0001 XX")
                    .value(plate),
                Field::new(
                    format!("item.{n}.kelas"),
                    "Kelas kendaraan",
                    FieldKind::Choice {
                        options: vec![
                            Choice::new("kecil", "Mobil penumpang"),
                            Choice::new("bus", "Bus sedang"),
                        ],
                    },
                )
                .value("kecil"),
            ]
        };
        let page = |items: Vec<Vec<Field>>| ItemsPage {
            shell: Shell::sample_applicant(links::application_items("a5")),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::account(), "Permohonan saya")], "Kendaraan"),
            id: "a5".to_owned(),
            label: "Kendaraan".to_owned(),
            items,
            at_most: 20,
            at_least: 1,
        };
        let mut wrong = vehicle(0, "S 1");
        wrong[0].error = Some("Nomor kendaraan ini sudah ada pada baris lain.".to_owned());
        vec![
            ("usual", page(vec![vehicle(0, "S 0001 XX"), vehicle(1, "S 0002 XX")])),
            ("error", page(vec![wrong])),
        ]
    }
}
