//! `/kelola/standar`: service standards with the time of each stage, and their approval (MJK18-19).

use crate::components::{
    Breadcrumb, Cell, Choice, ErrorSummary, Field, FieldKind, Link, Notice, Table, Tag, TickList, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The standard of one service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standard {
    /// Name of the service.
    pub name: String,
    /// State in words.
    pub state: Tag,
    /// By which decree it was approved, or what its approval brings about.
    pub text: String,
    /// Who approved it; empty while nobody has.
    pub by: String,
    /// What differs from the standard in force, in words; empty without an earlier one.
    pub differs: String,
    /// Stages and times.
    pub stages: Table,
}

/// Service standards.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/standards.html")]
pub struct StandardsPage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// What to put right.
    pub errors: ErrorSummary,
    /// What was refused without belonging to a field.
    pub notices: Vec<Notice>,
    /// This person may approve.
    pub may_approve: bool,
    /// Services to approve.
    pub services: TickList,
    /// Decree and its day.
    pub decree: Vec<Field>,
    /// Whoever acts as Plh or Plt says that the letter of assignment covers it.
    pub covers: Option<TickList>,
    /// Standards that wait.
    pub waiting: Vec<Standard>,
    /// Standards in force.
    pub in_force: Vec<Standard>,
}

impl StandardsPage {
    /// The group of services.
    pub fn services(options: Vec<Choice>, ticked: Vec<String>) -> TickList {
        TickList {
            id: "standar-layanan".to_owned(),
            name: "layanan".to_owned(),
            label: "Layanan yang disahkan".to_owned(),
            hint: "Periksa waktu tiap tahap di bawah lebih dahulu.".to_owned(),
            options,
            ticked,
            ..TickList::default()
        }
    }

    /// The tick of a Plh or Plt.
    pub fn covers() -> TickList {
        TickList {
            id: "standar-mencakup".to_owned(),
            name: "mencakup".to_owned(),
            label: "Anda bertindak sebagai Plh. atau Plt.".to_owned(),
            options: vec![Choice::new("ya", "Surat perintah saya mencakup pengesahan standar.")],
            ..TickList::default()
        }
    }

    /// Number and day of the decree.
    pub fn decree(number: &str, day: &str) -> Vec<Field> {
        vec![
            Field::new("standar-keputusan", "Nomor keputusan", FieldKind::Text { max: 150 })
                .named("keputusan")
                .value(number),
            Field::new("standar-tanggal", "Tanggal keputusan", FieldKind::Date)
                .named("tanggal")
                .hint("Contoh: 30-03-2026")
                .value(day),
        ]
    }

    /// The table of a standard; without a column of earlier times when none differs.
    pub fn stages(name: &str, rows: Vec<(String, String, Option<String>)>) -> Table {
        let differs = rows.iter().any(|(.., before)| before.is_some());
        let head: &[&str] = if differs { &["Tahap", "Waktu", "Sebelumnya"] } else { &["Tahap", "Waktu"] };
        let rows = rows.into_iter().map(|(label, time, before)| {
            let mut cells = vec![Cell::text(label), Cell::text(time)];
            if differs {
                cells.push(Cell::text(before.unwrap_or_else(|| "Sama".to_owned())));
            }
            cells
        });
        Table::new(format!("Tahap dan waktu: {name}"), head, rows.collect())
    }

    /// Invented pages: the usual one first, then wrong, empty and read-only ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = |label: &str, time: &str, before: Option<&str>| {
            (label.to_owned(), time.to_owned(), before.map(str::to_owned))
        };
        let waits = Standard {
            name: "Izin Apotek".to_owned(),
            state: Tag::new(Tone::Warn, "Menunggu persetujuan"),
            text: "Permohonan baru masih mengikuti standar sebelumnya.".to_owned(),
            by: String::new(),
            differs: "Yang berubah: waktu dan tahap.".to_owned(),
            stages: StandardsPage::stages(
                "Izin Apotek",
                vec![
                    row("Pendaftaran", "–", None),
                    row("Verifikasi administrasi", "2 hari kerja", Some("1 hari kerja")),
                    row("Penandatanganan", "1 hari kerja", None),
                ],
            ),
        };
        let in_force = Standard {
            name: "SIP Dokter".to_owned(),
            state: Tag::new(Tone::Good, "Disahkan"),
            text: "Keputusan 188/002-CONTOH/2026, 2 Februari 2026.".to_owned(),
            by: "Drs. Wirayuda Pranatajaya, M.Si.".to_owned(),
            differs: String::new(),
            stages: StandardsPage::stages(
                "SIP Dokter",
                vec![row("Pendaftaran", "–", None), row("Verifikasi administrasi", "1 hari kerja", None)],
            ),
        };
        let page = StandardsPage {
            shell: Shell::sample_officer(
                links::standards(),
                "Drs. Wirayuda Pranatajaya, M.Si.",
                "Kepala Dinas",
            ),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::overview(), "Ringkasan")], "Standar pelayanan"),
            errors: ErrorSummary::default(),
            notices: Vec::new(),
            may_approve: true,
            services: StandardsPage::services(
                vec![Choice::new("izin-apotek", "Izin Apotek")],
                vec!["izin-apotek".to_owned()],
            ),
            decree: StandardsPage::decree("", ""),
            covers: None,
            waiting: vec![waits],
            in_force: vec![in_force],
        };
        let mut refused = page.clone();
        refused.decree[0].error = Some("Isi nomor keputusan, paling panjang 150 huruf.".to_owned());
        refused.errors = ErrorSummary::of(&refused.decree);
        let mut settled = page.clone();
        settled.waiting = Vec::new();
        let mut acting = page.clone();
        acting.covers = Some(StandardsPage::covers());
        let reader = StandardsPage { may_approve: false, ..page.clone() };
        vec![
            ("usual", page),
            ("refused", refused),
            ("settled", settled),
            ("acting", acting),
            ("reader", reader),
        ]
    }
}
