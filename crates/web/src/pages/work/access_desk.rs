//! `/kerja/akses`: requests for access, oldest first, and accounts blocked on a report (MJK18-8.5, 9.2).

use crate::components::{Cell, Deadline, Field, FieldKind, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A request that waits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaitingRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// Name as stated.
    pub name: String,
    /// Person or business.
    pub kind: String,
    /// When it came.
    pub received: String,
    /// Until when.
    pub due: Deadline,
}

/// A signed power of attorney that waits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PowerRow {
    /// Id.
    pub id: String,
    /// Who gives it.
    pub owner: String,
    /// Who gets it.
    pub helper: String,
    /// When it was asked for.
    pub asked: String,
}

/// An account blocked on a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockedRow {
    /// Account.
    pub id: String,
    /// Name.
    pub name: String,
    /// When and what was reported.
    pub told: String,
    /// That the identity card was seen.
    pub seen: Field,
}

/// Requests for access and blocked accounts.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/access_desk.html")]
pub struct AccessDeskPage {
    /// Header and footer.
    pub shell: Shell,

    /// Oldest first.
    pub waiting: Vec<WaitingRow>,
    /// Signed powers of attorney, oldest first.
    pub powers: Vec<PowerRow>,
    /// Blocked accounts.
    pub blocked: Vec<BlockedRow>,
    /// Decided last.
    pub decided: Table,
}

impl AccessDeskPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, number: &str, name: &str, kind: &str, due: Deadline| WaitingRow {
            id: id.to_owned(),
            number: number.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            received: "Senin, 30 Maret 2026 pukul 10.15".to_owned(),
            due,
        };
        let why = "1 hari kerja. Dasar: Pasal 8 ayat (5).";
        let head = ["Nomor", "Nama", "Keputusan", "Petugas", "Waktu"];
        let decided = vec![vec![
            Cell::text("A26-000009-2"),
            Cell::text("CV Tirta Contoh"),
            Cell::tag(Tag::new(Tone::Bad, "Ditolak")),
            Cell::text("Ristanti"),
            Cell::text("Senin, 30 Maret 2026 pukul 14.02"),
        ]];
        let page = AccessDeskPage {
            shell: Shell::sample_officer(links::access_desk(), "Ristanti", "Petugas layanan"),
            waiting: vec![
                row(
                    "q1",
                    "A26-000011-8",
                    "Wulandari Contoh",
                    "Perorangan",
                    Deadline::new(Tone::Bad, "Lewat batas Selasa, 31 Maret 2026", why),
                ),
                row(
                    "q2",
                    "A26-000012-6",
                    "CV Tirta Contoh",
                    "Badan usaha",
                    Deadline::new(Tone::Warn, "Paling lambat Rabu, 1 April 2026", why),
                ),
            ],
            powers: vec![PowerRow {
                id: "k3".to_owned(),
                owner: "Ponirah".to_owned(),
                helper: "Moch. Sugeng".to_owned(),
                asked: "Senin, 30 Maret 2026 pukul 10.15".to_owned(),
            }],
            blocked: vec![BlockedRow {
                id: "b1".to_owned(),
                name: "Moch. Sugeng".to_owned(),
                told: "Dilaporkan Rabu, 1 April 2026 pukul 08.00. Ada yang masuk dari kota lain.".to_owned(),
                seen: Field::new("ktp-b1", "KTP pemilik akun sudah saya cocokkan.", FieldKind::Tick)
                    .named("ktp_dilihat"),
            }],
            decided: Table::new("Baru diputus", &head, decided),
        };
        let empty = AccessDeskPage {
            waiting: Vec::new(),
            powers: Vec::new(),
            blocked: Vec::new(),
            decided: Table::new("Baru diputus", &head, Vec::new()),
            ..page.clone()
        };
        vec![("usual", page), ("empty", empty)]
    }
}
