//! `/gaya`: the look of the house: colours, type, every component with examples, every page in every state.

use crate::components::{
    Bar, BarChart, Breadcrumb, Button, CopyCode, Deadline, Download, Downloads, EmptyState, ErrorItem,
    ErrorSummary, FeeRow, FeeTable, Field, FieldKind, FileUpload, Flow, FlowStep, Link, Moment, Notice, Stat,
    SummaryList, SummaryRow, Tag, Task, TaskList, Thumbnail, Timeline, TimelineEntry, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A colour by the name of its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swatch {
    /// Token in the style sheet, without the two hyphens.
    pub token: &'static str,
    /// What it is for.
    pub what: &'static str,
}

/// A component with examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    /// Folder below `crates/web/src/components`.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub what: &'static str,
    /// Rendered.
    pub shown: Vec<String>,
}

/// A page of the house with its samples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageStates {
    /// Name of the page.
    pub page: String,
    /// One link for each state.
    pub states: Vec<Link>,
}

/// The look of the house.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/demo/style.html")]
pub struct StylePage {
    /// Header and footer.
    pub shell: Shell,
    /// Colours.
    pub swatches: Vec<Swatch>,
    /// Components.
    pub examples: Vec<Example>,
    /// Pages and their states.
    pub pages: Vec<PageStates>,
}

impl StylePage {
    /// The page, with the states that the gallery has by name (`work-queue.empty`).
    pub fn new(shell: Shell, names: &[String]) -> Self {
        let mut pages: Vec<PageStates> = Vec::new();
        for name in names {
            let (page, state) = name.split_once('.').unwrap_or((name, "usual"));
            let link = Link::new(links::style_page(name), state);
            match pages.last_mut() {
                Some(last) if last.page == page => last.states.push(link),
                _ => pages.push(PageStates { page: page.to_owned(), states: vec![link] }),
            }
        }
        StylePage { shell, swatches: swatches(), examples: examples(), pages }
    }

    /// Invented pages: the usual one.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let names = ["work-queue.usual".to_owned(), "work-queue.empty".to_owned()];
        vec![("usual", StylePage::new(Shell::sample(links::style()), &names))]
    }
}

fn swatches() -> Vec<Swatch> {
    [
        ("brand-600", "Warna daerah: tombol, tautan, garis atas"),
        ("brand-accent", "Aksen daerah: tanda halaman aktif, tanda contoh"),
        ("ink", "Tulisan"),
        ("ink-2", "Tulisan pendamping"),
        ("paper", "Dasar halaman"),
        ("surface", "Kartu dan isian"),
        ("line", "Garis tipis"),
        ("good", "Beres, berlaku"),
        ("warn", "Perlu perhatian"),
        ("bad", "Salah, terlambat"),
        ("info", "Keterangan"),
        ("focus", "Letak papan ketik"),
    ]
    .map(|(token, what)| Swatch { token, what })
    .into()
}

fn example(name: &'static str, title: &'static str, what: &'static str, shown: Vec<String>) -> Example {
    Example { name, title, what, shown }
}

fn examples() -> Vec<Example> {
    let mut list = words();
    list.extend(questions());
    list.extend(overviews());
    list
}

/// Short things: buttons, states, messages.
fn words() -> Vec<Example> {
    let tones = [
        (Tone::Good, "Beres"),
        (Tone::Info, "Sedang diproses"),
        (Tone::Warn, "Perlu diperbaiki"),
        (Tone::Bad, "Ditolak"),
        (Tone::Neutral, "Belum diisi"),
    ];
    vec![
        example(
            "button",
            "Tombol",
            "Satu tindakan utama pada satu halaman; yang lain lebih tenang.",
            vec![Button::link(links::services(), "Ajukan permohonan").to_string()],
        ),
        example(
            "tag",
            "Tanda keadaan",
            "Keadaan dalam kata, warna, dan tanda.",
            tones.iter().map(|(tone, text)| Tag::new(*tone, *text).to_string()).collect(),
        ),
        example(
            "notice",
            "Pemberitahuan",
            "Yang perlu diketahui sebelum yang lain.",
            tones.iter().map(|(tone, text)| Notice::new(*tone, *text).to_string()).collect(),
        ),
        example(
            "deadline",
            "Batas waktu",
            "Sampai kapan, dan mengapa tanggal itu.",
            vec![
                Deadline::new(
                    Tone::Good,
                    "Paling lambat Senin, 30 Maret 2026",
                    "10 hari kerja (Pasal 14 ayat (3)).",
                )
                .to_string(),
                Deadline::new(Tone::Bad, "Terlambat, batasnya Kamis, 26 Maret 2026", "1 hari kerja.")
                    .to_string(),
            ],
        ),
        example(
            "copy_code",
            "Kode salin",
            "Kode yang disalin dengan satu sentuhan.",
            vec![CopyCode::new("Kode bayar", "9999 0098 2600").to_string()],
        ),
        example(
            "breadcrumb",
            "Jejak halaman",
            "Di mana Anda berada.",
            vec![Breadcrumb::new(vec![Link::new(links::services(), "Layanan")], "SIP Dokter").to_string()],
        ),
        example(
            "empty_state",
            "Daftar kosong",
            "Tidak ada apa-apa, dan itu baik.",
            vec![EmptyState::new("Tidak ada berkas", "Semua berkas hari ini sudah selesai.").to_string()],
        ),
    ]
}

/// What people fill in.
fn questions() -> Vec<Example> {
    let wrong = Field::new("gaya-nik", "NIK", FieldKind::Nik)
        .hint("16 angka, lihat KTP Anda.")
        .value("35160")
        .error("NIK harus 16 angka. Periksa kembali KTP Anda.");
    let items = vec![ErrorItem { field: "gaya-nik".to_owned(), message: "NIK harus 16 angka.".to_owned() }];
    vec![
        example(
            "field",
            "Isian",
            "Satu pertanyaan: label, petunjuk, kesalahan, dan yang sudah diketik.",
            vec![
                Field::new("gaya-nama", "Nama sesuai KTP", FieldKind::Text { max: 100 })
                    .value("Ponirah")
                    .to_string(),
                wrong.to_string(),
                Field::new("gaya-luas", "Luas bangunan", FieldKind::Number { unit: "m²".to_owned() })
                    .value("112")
                    .to_string(),
                Field::new("gaya-lain", "Apakah Anda pimpinan badan usaha?", FieldKind::Bool).to_string(),
            ],
        ),
        example(
            "file_upload",
            "Unggahan",
            "Batas disebut sebelum memilih.",
            vec![FileUpload::new("gaya-ktp", "KTP").to_string()],
        ),
        example(
            "error_summary",
            "Daftar kesalahan",
            "Semua yang salah, di atas, dengan tautan ke tempatnya.",
            vec![ErrorSummary { items }.to_string()],
        ),
    ]
}

/// What people read.
fn overviews() -> Vec<Example> {
    let stat = |value: &str, label: &str, tone: Tone| {
        let (value, label) = (value.to_owned(), label.to_owned());
        Stat { value, label, href: links::style(), tone, here: false }.to_string()
    };
    let task = |text: &str, state: Tag| Task {
        text: text.to_owned(),
        href: Some(links::style()),
        state,
        ..Task::default()
    };
    vec![
        example(
            "stat",
            "Angka",
            "Angka yang membuka daftarnya.",
            vec![stat("12", "semua", Tone::Neutral), stat("2", "terlambat", Tone::Bad)],
        ),
        example(
            "summary_list",
            "Daftar isian",
            "Isian yang dibaca kembali.",
            vec![
                SummaryList {
                    rows: vec![
                        SummaryRow::new("Nama", "dr. Candrawati Rahmaningrum"),
                        SummaryRow::new("Tempat praktik", "Klinik Contoh Tujuh"),
                    ],
                }
                .to_string(),
            ],
        ),
        example(
            "task_list",
            "Daftar tugas",
            "Apa yang sudah, apa yang belum.",
            vec![
                TaskList {
                    tasks: vec![
                        task("Profesi", Tag::new(Tone::Good, "Selesai")),
                        task("Dokumen", Tag::new(Tone::Warn, "3 dari 7")),
                    ],
                }
                .to_string(),
            ],
        ),
        example(
            "timeline",
            "Perjalanan",
            "Perjalanan berkas, dengan tanggal dan meja.",
            vec![
                Timeline {
                    entries: vec![
                        TimelineEntry::new(Moment::Done, "Permohonan diterima", "Senin, 23 Maret 2026", ""),
                        TimelineEntry::new(
                            Moment::Done,
                            "Validasi administrasi",
                            "Rabu, 25 Maret 2026",
                            "Validator administrasi",
                        ),
                    ],
                }
                .to_string(),
            ],
        ),
        example(
            "flow",
            "Langkah",
            "Langkah layanan, sebelum mengajukan.",
            vec![
                Flow {
                    steps: vec![
                        FlowStep::yours("Pendaftaran", "sekitar 20 menit"),
                        FlowStep::yours("Survei kepuasan", "2 menit"),
                    ],
                }
                .to_string(),
            ],
        ),
        example(
            "thumbnail",
            "Gambar kecil",
            "Berkas dengan halaman pertamanya, agar terlihat tanpa dibuka.",
            vec![Thumbnail::sample("ktp.jpg").to_string()],
        ),
        example(
            "chart",
            "Bagan",
            "Angka yang dilihat sebelum dibaca; tabelnya selalu di sampingnya.",
            vec![
                BarChart::new(
                    "Berkas per meja dan yang terlambat",
                    vec![
                        Bar::with_part("Verifikasi administrasi", 12, 2, "12, terlambat 2"),
                        Bar::with_part("Penetapan", 4, 0, "4"),
                    ],
                )
                .to_string(),
            ],
        ),
        example(
            "fee_table",
            "Hitungan biaya",
            "Hitungan biaya, baris demi baris.",
            vec![
                FeeTable {
                    caption: "Contoh hitungan".to_owned(),
                    rows: vec![FeeRow::new(
                        "Luas × koefisien × tarif",
                        "112 m² × 1,0 × Rp12.500",
                        "Rp1.400.000",
                    )],
                    total: "Rp1.400.000".to_owned(),
                    words: "satu juta empat ratus ribu rupiah".to_owned(),
                }
                .to_string(),
            ],
        ),
        example(
            "downloads",
            "Unduhan",
            "Surat untuk diunduh, dengan jenis dan besarnya.",
            vec![
                Downloads {
                    files: vec![Download {
                        href: links::style(),
                        title: "Tanda terima pendaftaran".to_owned(),
                        meta: "PDF, 53 kB".to_owned(),
                    }],
                }
                .to_string(),
            ],
        ),
    ]
}
