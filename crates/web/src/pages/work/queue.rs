//! `/kerja`: queue of an officer: what is due, oldest on top.

use crate::components::{Choice, Deadline, Field, FieldKind, Notice, Pager, Stat, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use crate::pages::work::giving::Giving;
use askama::Template;

/// One file of the queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueRow {
    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Short name of the service.
    pub service: String,
    /// Name of the applicant.
    pub applicant: String,
    /// Label of the stage.
    pub stage: String,
    /// Until when this stage must be done.
    pub due: Deadline,
    /// Taken by this officer; opens instead of being taken.
    pub mine: bool,
    /// Name of another officer who works on it, or empty.
    pub taken_by: String,
    /// For example "Perbaikan masuk" or "SMS gagal".
    pub mark: Option<Tag>,
    /// It can be given to a colleague.
    pub can_give: bool,
    /// Ticked for that.
    pub ticked: bool,
}

/// Fields by which a list of files is narrowed.
#[derive(Debug, Clone, Default)]
pub struct NarrowForm {
    /// Words, with id `cari`.
    pub words: Field,
    /// Service, desk and division.
    pub choices: Vec<Field>,
    /// One of the choices is made.
    pub open: bool,
}

impl NarrowForm {
    /// Invented.
    pub fn sample() -> Self {
        let select = |id: &str, label: &str, options: Vec<Choice>| {
            Field::new(id, label, FieldKind::Select { options })
        };
        NarrowForm {
            words: Field::new("cari", "Cari nomor, nama, atau layanan", FieldKind::Search)
                .hint("Contoh: 26-000147-4 atau sugeng imb"),
            choices: vec![
                select("layanan", "Layanan", vec![Choice::new("imb", "IMB")]),
                select("meja", "Meja", vec![Choice::new("admin_verification", "Verifikasi administrasi")]),
                select("bidang", "Bidang", vec![Choice::new("usaha", "Bidang Perizinan Usaha")]),
            ],
            open: false,
        }
    }
}

/// Queue of an officer: what is due, oldest on top.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/queue.html")]
pub struct QueuePage {
    /// Header and footer.
    pub shell: Shell,

    /// Filters with their counts.
    pub stats: Vec<Stat>,
    /// Words, service, desk, division.
    pub narrow: NarrowForm,
    /// Which filter is on, for the query `lihat`.
    pub view: String,
    /// What is listed.
    pub title: String,
    /// Files, oldest first.
    pub rows: Vec<QueueRow>,
    /// More of them.
    pub pager: Option<Pager>,
    /// This officer is on leave today: files are opened, not taken.
    pub away: bool,
    /// The same words among the files of all desks.
    pub elsewhere: String,
    /// Gives ticked files to a colleague.
    pub giving: Option<Giving>,
}

impl QueuePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let stat = |value: &str, label: &str, view: &str, tone: Tone, here: bool| Stat {
            value: value.to_owned(),
            label: label.to_owned(),
            href: links::with_query(&links::work(), &[("lihat", view)]),
            tone,
            here,
        };
        let row = |id: &str,
                   number: &str,
                   service: &str,
                   applicant: &str,
                   stage: &str,
                   due: Deadline,
                   mine: bool,
                   mark: Option<Tag>| QueueRow {
            id: id.to_owned(),
            number: number.to_owned(),
            service: service.to_owned(),
            applicant: applicant.to_owned(),
            stage: stage.to_owned(),
            due,
            mine,
            taken_by: String::new(),
            mark,
            can_give: false,
            ticked: false,
        };
        let page = QueuePage {
            shell: Shell::sample_officer(links::work(), "Sukinem", "Verifikator"),
            stats: vec![
                stat("4", "milik saya", "saya", Tone::Info, true),
                stat("2", "jatuh tempo hari ini", "hari-ini", Tone::Warn, false),
                stat("1", "terlambat", "terlambat", Tone::Bad, false),
                stat("6", "menunggu pihak lain", "menunggu", Tone::Neutral, false),
            ],
            narrow: NarrowForm::sample(),
            view: "saya".to_owned(),
            title: "Berkas saya".to_owned(),
            rows: vec![
                row(
                    "c1",
                    "26-000119-2",
                    "Izin Reklame",
                    "CV Sumber Warna Contoh",
                    "Verifikasi",
                    Deadline::new(Tone::Bad, "Terlambat 1 hari kerja", ""),
                    true,
                    Some(Tag::new(Tone::Warn, "Perbaikan masuk")),
                ),
                row(
                    "c2",
                    "26-000131-7",
                    "Izin Pemakaman",
                    "Ponirah",
                    "Verifikasi",
                    Deadline::new(Tone::Warn, "Hari ini, 16.00", ""),
                    true,
                    None,
                ),
                row(
                    "c3",
                    "26-000147-4",
                    "SIP Dokter",
                    "dr. Candrawati Rahmaningrum",
                    "Verifikasi",
                    Deadline::new(Tone::Warn, "Hari ini, 16.00", ""),
                    true,
                    None,
                ),
                row(
                    "c4",
                    "26-000150-8",
                    "IMB",
                    "Moch. Sugeng",
                    "Verifikasi",
                    Deadline::new(Tone::Good, "Kamis, 2 April", ""),
                    false,
                    None,
                ),
            ],
            pager: Some(Pager { text: "4 berkas".to_owned(), ..Pager::default() }),
            away: false,
            elsewhere: links::find(),
            giving: None,
        };
        let mut head = page.clone();
        head.shell = Shell::sample_officer(links::work(), "Bagas Tirtonegoro, S.STP.", "Kepala bidang");
        head.giving = Some(Giving::sample());
        head.rows.iter_mut().for_each(|row| row.can_give = true);
        head.rows[0].ticked = true;
        let empty = QueuePage { rows: Vec::new(), pager: None, ..page.clone() };
        let mut dark = page.clone();
        dark.shell = dark.shell.dark();
        let away = QueuePage { away: true, ..page.clone() };
        vec![("usual", page), ("empty", empty), ("dark", dark), ("giving", head), ("away", away)]
    }
}
