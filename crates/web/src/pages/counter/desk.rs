//! `/loket`: search by number, QR, name or NIK; drafts that this officer fills for others.

use crate::components::{Cell, Link};
use crate::components::{Field, FieldKind, Notice, Table, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Search of the counter.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/counter/desk.html")]
pub struct CounterPage {
    /// Header and footer.
    pub shell: Shell,

    /// Search, with id `cari`. Sent by POST: a name or NIK never stands in an address.
    pub search: Field,
    /// What the search came to, when it led to no single file or person.
    pub notice: Option<Notice>,
    /// People of that name.
    pub people: Option<Table>,
    /// Changed contacts that wait for a second officer: link with the holder's name, and who saw the card first.
    pub seconds: Vec<(Link, String)>,
    /// Drafts that this officer entered and has not sent: link and for whom.
    pub drafts: Vec<(Link, String)>,
    /// This officer fills applications for others.
    pub assists: bool,
}

impl CounterPage {
    /// The search field.
    pub fn field() -> Field {
        Field::new("cari", "Nomor pendaftaran, kode QR, nama, atau NIK", FieldKind::Search)
            .hint("Pencarian nama atau NIK tercatat sebagai pembacaan data pribadi.")
    }

    /// The search field outside the office: the card in the hand, nothing else.
    pub fn card_field() -> Field {
        Field::new("cari", "NIK atau NPWP pemohon", FieldKind::Search)
            .hint("Ketik dari kartunya. Setiap pencarian tercatat sebagai pembacaan data pribadi.")
    }

    /// People as a table.
    pub fn people(rows: Vec<Vec<Cell>>) -> Table {
        Table::new("Orang dengan nama itu", &["Nama", "NIK atau NPWP"], rows)
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = CounterPage {
            shell: Shell::sample_officer(links::counter(), "Tri Ambarsari", "Petugas bantuan pendaftaran"),
            search: CounterPage::field(),
            notice: None,
            people: None,
            seconds: vec![(
                Link::new(links::counter_contact("p2"), "Sugeng Wiratno"),
                "Ayu Kinasih".to_owned(),
            )],
            drafts: vec![(Link::new(links::application("a7"), "Izin Pemakaman"), "Ponirah".to_owned())],
            assists: true,
        };
        let people = CounterPage {
            people: Some(CounterPage::people(vec![
                vec![Cell::link(links::counter_person("p1"), "Moch. Sugeng"), Cell::text("3576••••••••0000")],
                vec![
                    Cell::link(links::counter_person("p2"), "Sugeng Wiratno"),
                    Cell::text("3576••••••••0000"),
                ],
            ])),
            search: CounterPage::field().value("sugeng"),
            ..page.clone()
        };
        let nothing = CounterPage {
            search: CounterPage::field().value("26-000999-1"),
            notice: Some(
                Notice::new(Tone::Warn, "Tidak ada yang cocok.")
                    .text("Periksa nomor pada tanda terima, atau cari dengan nama lengkap."),
            ),
            seconds: Vec::new(),
            drafts: Vec::new(),
            ..page.clone()
        };
        let outside = CounterPage { search: CounterPage::card_field(), seconds: Vec::new(), ..page.clone() };
        vec![("usual", page), ("people", people), ("nothing", nothing), ("outside", outside)]
    }
}
