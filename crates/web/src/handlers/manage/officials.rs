//! `/kelola/pejabat`: the register of officials, with what will soon end.

use super::{above, mark, summary};
use crate::components::{
    Breadcrumb, Cell, Choice, ErrorSummary, Field, FieldKind, FileUpload, Notice, Table, Tag, TickList, Tone,
};
use crate::forms::Sent;
use crate::links;
use crate::pages::manage::officials::{Entry, OfficialsPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::manage::{AppointmentLine, OfficialsView, letter_file, officials_view};
use axum::extract::Path;
use domain::official::{Absence, Delegation, DelegationMode};
use domain::process::Refusal;
use domain::value::date_text;
use jiff::civil::Date;

/// A form that was refused: which, what was typed, why.
pub(super) struct Refused<'a> {
    pub part: &'static str,
    pub sent: &'a Sent,
    pub refusal: &'a Refusal,
}

fn period(from: Date, until: Option<Date>) -> String {
    match until {
        Some(until) => format!("{} sampai {}.", date_text::date(from), date_text::date(until)),
        None => format!("Sejak {}.", date_text::date(from)),
    }
}

fn state(from: Date, until: Option<Date>, today: Date) -> Tag {
    if until.is_some_and(|until| until < today) {
        Tag::new(Tone::Neutral, "Berakhir")
    } else if from > today {
        Tag::new(Tone::Info, "Akan berlaku")
    } else {
        Tag::new(Tone::Good, "Berlaku")
    }
}

fn last_day(key: &str, today: Date, hint: &str) -> Field {
    Field::new(format!("{key}-sampai"), "Hari terakhir", FieldKind::Date)
        .named("sampai")
        .hint(if hint.is_empty() { "Contoh: 30-03-2026" } else { hint })
        .value(date_text::short_date(today))
}

fn appointment(n: usize, line: &AppointmentLine, today: Date) -> Entry {
    let key = format!("jabatan-{n}");
    let ended = line.until.is_some_and(|until| until <= today);
    Entry {
        title: format!("{}{}: {}", line.tenure.prefix(), line.title, line.name),
        text: format!("{} {}", period(line.from, line.until), line.decree),
        state: state(line.from, line.until, today),
        letter: line.letter.map(|id| links::officials_letter(&id.to_string())),
        end: (!ended).then(links::officials_end),
        named: vec![
            ("jabatan".to_owned(), line.position.clone()),
            ("orang".to_owned(), line.account.to_string()),
            ("mulai".to_owned(), line.from.to_string()),
        ],
        last: last_day(&key, today.max(line.from), ""),
        key,
    }
}

fn delegation(n: usize, title: &str, d: &Delegation, view: &OfficialsView) -> Entry {
    let key = format!("pelimpahan-{n}");
    let today = view.today;
    let name = |id: &str| {
        view.services.iter().find(|(known, _)| known == id).map_or_else(|| id.to_owned(), |(_, n)| n.clone())
    };
    let services = match d.services.as_slice() {
        [] => "Semua layanan".to_owned(),
        some => some.iter().map(|s| name(&s.0)).collect::<Vec<_>>().join(", "),
    };
    let mode = match &d.mode {
        DelegationMode::OwnName => "atas nama sendiri".to_owned(),
        DelegationMode::OnBehalfOf(whom) => format!("a.n. {whom}"),
    };
    Entry {
        title: title.to_owned(),
        text: format!("{services}, {mode}. {} {}", period(d.from, d.until), d.decree),
        state: state(d.from, d.until, today),
        letter: None,
        end: d.until.is_none_or(|until| until > today).then(links::officials_undelegate),
        named: vec![
            ("jabatan".to_owned(), d.position.clone()),
            ("surat".to_owned(), d.decree.clone()),
            ("mulai".to_owned(), d.from.to_string()),
        ],
        last: last_day(&key, today.max(d.from), ""),
        key,
    }
}

fn absence(n: usize, name: &str, a: &Absence, today: Date) -> Entry {
    let key = format!("halangan-{n}");
    Entry {
        title: name.to_owned(),
        text: format!("{} {}", period(a.from, Some(a.until)), a.reason),
        state: state(a.from, Some(a.until), today),
        letter: None,
        end: (a.until >= today).then(links::officials_absence_end),
        named: vec![("orang".to_owned(), a.account.to_string()), ("mulai".to_owned(), a.from.to_string())],
        last: last_day(&key, today, "Isi hari sebelum hari pertama untuk membatalkan seluruhnya."),
        key,
    }
}

const DATE: &str = "Contoh: 30-03-2026";

/// One field of a form of this page: the id carries the form, the name does not.
fn field(part: &str, name: &str, label: &str, kind: FieldKind, refused: Option<&Refused<'_>>) -> Field {
    let typed = refused.filter(|r| r.part == part).map_or("", |r| r.sent.text(name));
    Field::new(format!("{part}-{name}"), label, kind).named(name).value(typed)
}

pub(super) fn page(visitor: &Visitor, view: &OfficialsView, refused: Option<&Refused<'_>>) -> OfficialsPage {
    let posts =
        || view.positions.iter().map(|(id, title, _)| Choice::new(id.clone(), title.clone())).collect();
    let people = || view.people.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    let select = |options: Vec<Choice>| FieldKind::Select { options };
    let letter_fields = |part: &'static str| {
        [
            field(part, "surat", "Nomor surat atau keputusan", FieldKind::Text { max: 150 }, refused),
            field(part, "tanggal_surat", "Tanggal surat", FieldKind::Date, refused).hint(DATE).optional(),
            field(part, "mulai", "Hari pertama", FieldKind::Date, refused).hint(DATE),
        ]
    };
    let tenures = vec![
        Choice::new("definitive", "Pejabat tetap"),
        Choice::new("plh", "Plh. (pejabat berhalangan)"),
        Choice::new("plt", "Plt. (jabatan kosong)"),
    ];
    let mut appoint = vec![
        field("angkat", "jabatan", "Jabatan", select(posts()), refused),
        field("angkat", "orang", "Orang", select(people()), refused),
        field("angkat", "sebagai", "Sebagai", select(tenures), refused),
    ];
    appoint.extend(letter_fields("angkat"));
    appoint.push(
        field("angkat", "sampai", "Hari terakhir", FieldKind::Date, refused)
            .hint("Wajib untuk Plh. dan Plt.")
            .optional(),
    );
    let mut delegate = vec![field("limpahkan", "jabatan", "Jabatan", select(posts()), refused)];
    delegate.extend(letter_fields("limpahkan"));
    delegate.extend([
        field("limpahkan", "sampai", "Hari terakhir", FieldKind::Date, refused).hint(DATE).optional(),
        field("limpahkan", "atas_nama", "Menandatangani a.n.", FieldKind::Text { max: 80 }, refused)
            .hint("Untuk mandat, misalnya Wali Kota. Kosongkan untuk delegasi.")
            .optional(),
    ]);
    let mut services = TickList {
        headings: Vec::new(),
        id: "limpahkan-layanan".to_owned(),
        name: "layanan".to_owned(),
        label: "Layanan".to_owned(),
        hint: "Kosong berarti semua layanan.".to_owned(),
        error: None,
        options: view.services.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())).collect(),
        ticked: refused
            .filter(|r| r.part == "limpahkan")
            .map_or_else(Vec::new, |r| r.sent.all("layanan").into_iter().map(str::to_owned).collect()),
    };
    let mut absence_fields = vec![
        field("halangan", "orang", "Orang", select(people()), refused),
        field("halangan", "mulai", "Hari pertama", FieldKind::Date, refused).hint(DATE),
        field("halangan", "sampai", "Hari terakhir", FieldKind::Date, refused).hint(DATE),
        field("halangan", "alasan", "Alasan", FieldKind::Text { max: 100 }, refused)
            .hint("Misalnya cuti tahunan atau dinas luar."),
    ];
    let mut notices: Vec<Notice> = view
        .warnings
        .iter()
        .map(|w| Notice::new(if w.urgent { Tone::Bad } else { Tone::Warn }, w.text.clone()))
        .collect();
    let mut errors = ErrorSummary::default();
    if let Some(r) = refused {
        let fields: &mut [Field] = match r.part {
            "angkat" => &mut appoint,
            "limpahkan" => &mut delegate,
            "halangan" => &mut absence_fields,
            _ => &mut [],
        };
        let found = mark(r.refusal, fields, &mut [&mut services]);
        errors = summary(fields, &[&services]);
        notices.splice(0..0, found);
    }
    let zone = visitor.region().office().calendar.time_zone().clone();
    let certificates = view.certificates.iter().map(|c| {
        let until = c.until.map_or_else(|| "belum dipasang".to_owned(), |u| date_text::date_at(u, &zone));
        let issuer = if c.issuer.is_empty() { "–".to_owned() } else { c.issuer.clone() };
        vec![Cell::text(c.owner.clone()), Cell::text(issuer), Cell::text(until)]
    });
    let rows = view.positions.iter().map(|(_, title, who)| {
        let who = if who.is_empty() { "kosong".to_owned() } else { who.clone() };
        vec![Cell::text(title.clone()), Cell::text(who)]
    });
    let today = view.today;
    OfficialsPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above(), "Pejabat"),
        errors,
        notices,
        posts: Table::new("Jabatan hari ini", &["Jabatan", "Dipegang"], rows.collect()),
        certificates: Table::new(
            "Sertifikat elektronik",
            &["Pemilik", "Penerbit", "Berlaku sampai"],
            certificates.collect(),
        ),
        version: view.version,
        appointments: view
            .appointments
            .iter()
            .enumerate()
            .map(|(n, line)| appointment(n, line, today))
            .collect(),
        appoint,
        letter: FileUpload {
            multiple: false,
            ..FileUpload::new("surat_berkas", "Surat pengangkatan (boleh dikosongkan)")
        },
        delegations: view
            .delegations
            .iter()
            .enumerate()
            .map(|(n, (title, d))| delegation(n, title, d, view))
            .collect(),
        delegate,
        services,
        absences: view.absences.iter().enumerate().map(|(n, (name, a))| absence(n, name, a, today)).collect(),
        absence: absence_fields,
        open: refused.map_or_else(String::new, |r| r.part.to_owned()),
    }
}

/// Shows the register.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let view = visitor.run(officials_view).await?;
    visitor.page(&page(&visitor, &view, None))
}

/// The letter of an appointment.
pub(super) async fn letter(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let (name, media_type, bytes) = visitor.run(move |region, actor| letter_file(region, actor, id)).await?;
    visitor.file(&name, &media_type, false, bytes)
}
