//! `/kerja/ringkasan`: the head's overview.

use crate::components::{Bar, BarChart, Cell, Column, ColumnChart, Stat, Table, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The head's overview.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/overview.html")]
pub struct OverviewPage {
    /// Header and footer.
    pub shell: Shell,

    /// Today in words.
    pub day: String,
    /// What must be done today.
    pub today: Vec<Stat>,
    /// What deserves a look.
    pub attention: Vec<Stat>,
    /// Files by desk, and how many of them are late.
    pub desks_chart: BarChart,
    /// The same as a table.
    pub desks: Table,
    /// Time used against time published.
    pub services_chart: BarChart,
    /// The same as a table.
    pub services: Table,
    /// How agencies keep the agreed time.
    pub agencies: Table,
    /// Documents by month.
    pub months_chart: ColumnChart,
    /// The same as a table.
    pub months: Table,
}

impl OverviewPage {
    /// Invented pages: the usual one first, then the first day of an office.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let stat = |value: &str, label: &str, tone: Tone| Stat {
            value: value.to_owned(),
            label: label.to_owned(),
            href: links::office_list(),
            tone,
            here: false,
        };
        let text = |cells: &[&str]| -> Vec<Cell> {
            cells
                .iter()
                .enumerate()
                .map(|(n, c)| if n == 0 { Cell::text(*c) } else { Cell::figure(*c) })
                .collect()
        };
        let page = OverviewPage {
            shell: Shell::sample_officer(
                links::overview(),
                "Dra. Laksmi Wahyuningtyas",
                "Kepala Dinas (Plh.)",
            ),
            day: "Rabu, 1 April 2026".to_owned(),
            today: vec![
                stat("3", "terlambat", Tone::Bad),
                stat("5", "berakhir hari ini", Tone::Warn),
                stat("1", "batas bayar minggu ini", Tone::Warn),
                stat("2", "tertahan survei", Tone::Info),
                stat("0", "belum diambil", Tone::Neutral),
            ],
            attention: vec![
                stat("2", "dikembalikan lebih dua kali", Tone::Warn),
                stat("1", "diisi beruntun", Tone::Info),
                stat("4", "dialihkan", Tone::Info),
                stat("0", "mendahului antrean", Tone::Neutral),
            ],
            desks_chart: BarChart::new(
                "Berkas per meja dan yang terlambat",
                vec![
                    Bar::with_part("Verifikasi administrasi", 12, 2, "12, terlambat 2"),
                    Bar::with_part("Penetapan", 4, 1, "4, terlambat 1"),
                ],
            ),
            desks: Table::new(
                "Berkas per meja",
                &["Meja", "Di meja", "Terlambat", "Berakhir hari ini"],
                vec![text(&["Verifikasi administrasi", "12", "2", "3"]), text(&["Penetapan", "4", "1", "0"])],
            ),
            services_chart: BarChart::new(
                "Rata-rata waktu layanan dan janjinya, hari kerja",
                vec![
                    Bar::new("SIP Dokter", 450, 700, "4,5 dari 7 hari"),
                    Bar::new("IMB", 820, 700, "8,2 dari 7 hari"),
                ],
            ),
            services: Table::new(
                "Waktu layanan dalam 90 hari terakhir (hari kerja)",
                &["Layanan", "Selesai", "Rata-rata", "Janji", "Lewat janji"],
                vec![text(&["SIP Dokter", "14", "4,5", "7", "0"]), text(&["IMB", "5", "8,2", "7", "2"])],
            ),
            agencies: Table::new(
                "Rekomendasi dalam 90 hari terakhir (hari kerja)",
                &["Instansi", "Diminta", "Dijawab", "Rata-rata", "Disepakati", "Lewat waktu"],
                vec![text(&["Dinas Kesehatan", "20", "18", "2,5", "3 hari kerja", "1"])],
            ),
            months_chart: ColumnChart::new(
                "Dokumen terbit per bulan, perizinan dan nonperizinan",
                ["Perizinan", "Nonperizinan"],
                vec![Column::new("Feb", [12, 3]), Column::new("Mar", [31, 6]), Column::new("Apr", [2, 0])],
            ),
            months: Table::new(
                "Dokumen terbit menurut bulan dan jenis",
                &["Bulan", "Perizinan", "Nonperizinan"],
                vec![text(&["April 2026", "2", "0"]), text(&["Maret 2026", "31", "6"])],
            ),
        };
        let mut first = page.clone();
        first.desks.rows.clear();
        first.services.rows.clear();
        first.agencies.rows.clear();
        let mut dark = page.clone();
        dark.shell = dark.shell.dark();
        vec![("usual", page), ("first", first), ("dark", dark)]
    }
}
