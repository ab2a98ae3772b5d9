//! From a file to its page: documents beside claims, the acts that are open, what was typed kept.

use super::act_panel::{act_panel, cancellation_panel};
use super::pin::Entry;
use crate::components::{
    Choice, Deadline, ErrorItem, ErrorSummary, Field, FieldKind, Moment, Notice, SummaryList, SummaryRow,
    Timeline, TimelineEntry, Tone,
};
use crate::forms::Sent;
use crate::handlers::applicant::status_tag;
use crate::links;
use crate::pages::work::acts::ActPanel;
use crate::pages::work::case::{AssignForm, CaseDocument, CasePage, Preview, SendBackForm};
use crate::visitor::Visitor;
use app::query::case::{CaseView, DeskAct, may_take_originals};
use app::query::due::DueLine;
use domain::calendar::WarnLevel;
use domain::process::Refusal;
use domain::value::date_text;

/// What is beside the file: what was typed, why it was refused, a PIN entry, the document chosen.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen<'a> {
    pub sent: Option<&'a Sent>,
    pub refusal: Option<&'a Refusal>,
    pub pin: Option<&'a Entry>,
    pub chosen: &'a str,
    /// Its page, from 0.
    pub page: u32,
}

/// The page's means for its forms: keeps what was typed in the form that was sent, and marks what was wrong.
pub(super) struct Forms<'a> {
    pub visitor: &'a Visitor,
    pub case: &'a CaseView,
    pub id: String,
    pub seen: &'a Seen<'a>,
}

impl Forms<'_> {
    /// Whether the form with this address was sent.
    pub(super) fn was_sent(&self, action: &str) -> bool {
        self.seen.sent.is_some() && self.visitor.path() == action
    }

    /// What was typed into a field of that form, else what stands there.
    pub(super) fn typed(&self, action: &str, name: &str, otherwise: &str) -> String {
        match self.seen.sent.filter(|_| self.was_sent(action)) {
            Some(sent) if sent.has(name) => sent.text(name).to_owned(),
            _ => otherwise.to_owned(),
        }
    }

    /// A field of that form with what was typed and what is wrong with it.
    pub(super) fn field(&self, action: &str, mut field: Field) -> Field {
        let name = if field.name.is_empty() { field.id.clone() } else { field.name.clone() };
        field.value = self.typed(action, &name, &field.value);
        if self.was_sent(action) {
            field.error = self.error(&name);
        }
        field
    }

    /// What is wrong with a field of the form that was sent.
    pub(super) fn error(&self, name: &str) -> Option<String> {
        match self.seen.refusal? {
            Refusal::Invalid { field, message } if field == name => Some(message.clone()),
            Refusal::Fields { problems } => {
                problems.iter().find(|p| p.field == name).map(|p| p.message.clone())
            }
            refusal @ Refusal::NoteMissing
                if name.starts_with("catatan") || name == "alasan" || name == "temuan" =>
            {
                Some(refusal.sentence())
            }
            refusal @ Refusal::ColleagueOnLeave { .. } if name == "petugas" => Some(refusal.sentence()),
            refusal @ Refusal::OvertakingReasonMissing if name == "alasan" => Some(refusal.sentence()),
            refusal @ Refusal::WrongAmount { .. } if name == "jumlah" => Some(refusal.sentence()),
            refusal @ Refusal::BankReferenceUsed if name == "nomor_bukti" => Some(refusal.sentence()),
            refusal @ (Refusal::PaidTooLate | Refusal::PaidInFuture) if name == "tanggal_bayar" => {
                Some(refusal.sentence())
            }
            refusal @ (Refusal::SheetNotAvailable { .. } | Refusal::WrongPaper { .. }) if name == "seri" => {
                Some(refusal.sentence())
            }
            refusal @ Refusal::GroundsMissing if name == "alasan_penolakan" => Some(refusal.sentence()),
            refusal @ Refusal::ReasonMissing if name == "alasan_persetujuan" => Some(refusal.sentence()),
            refusal @ Refusal::SkrdNotHandedOver if name == "skrd" => Some(refusal.sentence()),
            Refusal::RecipientIncomplete => self.missing_of_recipient(name).map(str::to_owned),
            Refusal::ShipmentIncomplete if self.left_empty(name) => match name {
                "kurir" => Some("Tulis nama kurir.".to_owned()),
                "resi" => Some("Tulis nomor resi.".to_owned()),
                _ => None,
            },
            refusal @ Refusal::WaybillDiffers if name == "resi" => Some(refusal.sentence()),
            refusal @ (Refusal::NotShipped | Refusal::CourierNotUsed | Refusal::CourierFirst)
                if name == "penerima" =>
            {
                Some(refusal.sentence())
            }
            refusal @ Refusal::ArchivePlaceMissing if name == "tempat_arsip" => Some(refusal.sentence()),
            Refusal::Upload { message, .. } if name == "pindaian" || name == "bukti" => Some(message.clone()),
            _ => None,
        }
    }

    fn left_empty(&self, name: &str) -> bool {
        self.seen.sent.is_none_or(|sent| sent.text(name).trim().is_empty())
    }

    /// What is missing in a field about whoever takes the document; the other recipients' fields are not asked for.
    fn missing_of_recipient(&self, name: &str) -> Option<&'static str> {
        let recipient = self.seen.sent.map_or("", |sent| sent.text("penerima"));
        let sentence = match (recipient, name) {
            ("holder", "identitas") | ("representative", "identitas_wakil") => {
                "Tulis bukti diri yang dilihat."
            }
            ("representative", "nama") => "Tulis nama orang yang diberi kuasa.",
            ("representative", "hubungan") => "Tulis hubungannya dengan pemegang izin.",
            ("representative", "surat_kuasa") => "Lihat surat kuasanya, lalu beri tanda centang.",
            ("courier", "penerima_kurir") => "Tulis nama yang menerima dari kurir.",
            _ => return None,
        };
        self.left_empty(name).then_some(sentence)
    }

    /// "Senin, 30 Maret 2026 pukul 10.42".
    pub(super) fn moment(&self, at: jiff::Timestamp) -> String {
        date_text::moment_at(at, &self.case.zone)
    }
}

/// A deadline as a component.
pub(super) fn deadline(due: Option<&DueLine>) -> Deadline {
    match due {
        Some(due) => Deadline::new(tone(due.level), due.text.clone(), due.why.clone()),
        None => Deadline::new(Tone::Neutral, "Tanpa batas waktu", ""),
    }
}

fn tone(level: WarnLevel) -> Tone {
    match level {
        WarnLevel::Ok => Tone::Good,
        WarnLevel::DueToday => Tone::Warn,
        WarnLevel::Late => Tone::Bad,
        WarnLevel::Suspended => Tone::Neutral,
    }
}

/// The page of a file.
pub(super) fn case_page(visitor: &Visitor, case: &CaseView, seen: &Seen<'_>) -> CasePage {
    let id = case.state.id.to_string();
    let shell = visitor.shell_at(case.state.version);
    let forms = Forms { visitor, case, id: id.clone(), seen };
    let note =
        |id: &str, label: &str| Field::new(id, label, FieldKind::LongText { max: 1_000 }).named("catatan");
    let mine =
        case.state.handler.as_ref().is_some_and(|h| Some(h.account) == visitor.actor().map(|a| a.account));
    let take = links::case_take(&id);
    let overtaking = (case.overtakes && case.panels.open(DeskAct::Take)).then(|| {
        let field = Field::new("alasan-ambil", "Alasan mendahului antrean", FieldKind::Text { max: 200 })
            .named("alasan");
        forms.field(&take, field.hint("Ada berkas yang lebih lama menunggu di meja ini."))
    });
    let assign = (case.panels.open(DeskAct::Assign) && !case.colleagues.is_empty()).then(|| {
        let options =
            case.colleagues.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
        AssignForm {
            officer: forms.field(&take, Field::new("petugas", "Petugas", FieldKind::Select { options })),
            note: forms.field(&take, note("catatan-disposisi", "Catatan disposisi")),
        }
    });
    let send_back = case.panels.open(DeskAct::SendBack).then(|| {
        let action = links::case_send_back(&id);
        let options = case
            .earlier_stages
            .iter()
            .rev()
            .map(|(id, label)| Choice::new(id.0.clone(), label.clone()))
            .collect();
        SendBackForm {
            to: forms
                .field(&action, Field::new("tahap", "Kembalikan ke meja", FieldKind::Select { options })),
            note: forms.field(&action, note("catatan-meja", "Catatan untuk petugas")),
        }
    });
    let contact = Field::new("kontak", "Catat kontak dengan pemohon", FieldKind::LongText { max: 500 })
        .named("catatan")
        .hint("Contoh: ditelepon 09.20, akan mengirim STR baru.");
    let contact = forms.field(&links::case_contact(&id), contact);
    let ready = &visitor.region().profile.sentences;
    let tell = (case.panels.open(DeskAct::Tell) && !ready.is_empty()).then(|| {
        let action = links::case_tell(&id);
        let options = ready.iter().map(|(id, text)| Choice::new(id.clone(), text.clone())).collect();
        let more = Field::new("tambahan", "Tambahan", FieldKind::Text { max: super::tell::MORE })
            .hint("Misalnya nama dokumen. Tanpa tautan dan tanpa NIK.")
            .optional();
        (
            forms.field(&action, Field::new("kalimat", "Kalimat", FieldKind::Select { options })),
            forms.field(&action, more),
        )
    });
    let alarm = (case.failed_messages > 0).then(|| {
        let text = format!(
            "{} pesan tidak sampai. Telepon pemohon, lalu catat kontaknya di bawah.",
            case.failed_messages
        );
        Notice::new(Tone::Bad, "Hubungi pemohon.").text(text)
    });
    // Who judges sees the first document still to be judged beside its claim; others choose, since a view is recorded.
    let first = (seen.chosen.is_empty() && case.panels.open(DeskAct::Check))
        .then(|| case.checks.iter().filter(|l| l.pages > 0 && l.item.starts_with("doc.")))
        .and_then(|mut all| all.clone().find(|l| l.check.is_none()).or_else(|| all.next()))
        .and_then(|line| line.item.strip_prefix("doc."));
    let seen = &Seen { chosen: first.unwrap_or(seen.chosen), ..*seen };
    let next_step = case.next_step.strip_prefix("Langkah berikutnya: ").unwrap_or(&case.next_step).to_owned();
    let cancellation = cancellation_panel(&forms, &shell.forms);
    let act = match act_panel(&forms, &shell.forms) {
        // The request is the act then; "nothing for you" below it would contradict it.
        ActPanel::Nothing(_) if cancellation.is_some() => ActPanel::Hidden,
        other => other,
    };
    CasePage {
        number: case.state.registration.map_or_else(String::new, |r| r.to_string()),
        service: case.definition.name.clone(),
        applicant: case.state.holder_name.clone(),
        status: status_tag(case.state.status),
        due: deadline(case.step_due.as_ref().or(case.service_due.as_ref())),
        next_step,
        can_take: case.panels.open(DeskAct::Take) && !mine,
        can_release: mine && case.panels.open(DeskAct::Release),
        overtaking,
        assign,
        documents: documents(case, &id, seen.chosen),
        preview: preview(visitor, case, &id, seen),
        claim: claim(case, &act),
        act,
        cancellation,
        send_back,
        contact,
        tell,
        control_sheet: visitor.region().profile.letters.contains_key(app::letter::CONTROL_SHEET),
        alarm,
        history: history(case),
        errors: errors(case, seen.refusal),
        id,
        shell,
    }
}

fn errors(case: &CaseView, refusal: Option<&Refusal>) -> ErrorSummary {
    let named = |items: &[String], what: &str| -> Vec<ErrorItem> {
        let label =
            |item: &String| case.checks.iter().find(|line| &line.item == item).map(|l| l.label.as_str());
        let line = |item: &String| ErrorItem {
            field: item.clone(),
            message: format!("{}: {what}.", label(item).unwrap_or(item)),
        };
        items.iter().map(line).collect()
    };
    let items = match refusal {
        Some(Refusal::Fields { problems }) => problems
            .iter()
            .map(|p| ErrorItem { field: p.field.clone(), message: p.message.clone() })
            .collect(),
        Some(Refusal::Invalid { field, message }) => {
            vec![ErrorItem { field: field.clone(), message: message.clone() }]
        }
        Some(Refusal::ItemsUnchecked { items }) => named(items, "belum dinilai"),
        Some(Refusal::ItemsNotOk { items }) => named(items, "ditandai tidak sesuai"),
        _ => Vec::new(),
    };
    ErrorSummary { items }
}

/// Proofs first, then the papers of the office. A proof is shown beside the claim, a paper of the office opens by itself.
fn documents(case: &CaseView, id: &str, chosen: &str) -> Vec<CaseDocument> {
    let mut list = Vec::new();
    for line in &case.checks {
        let Some(document) = &line.document else { continue };
        let name = line.item.strip_prefix("doc.").unwrap_or(&line.item);
        let href = if line.pages > 0 {
            links::with_query(&links::case(id), &[("dok", name)])
        } else {
            links::case_file(id, &document.file.to_string())
        };
        list.push(CaseDocument {
            href,
            label: line.label.clone(),
            mark: line.check.as_ref().map(|c| c.ok),
            here: name == chosen,
        });
    }
    for paper in &case.papers {
        list.push(CaseDocument {
            href: links::case_file(id, &paper.file.to_string()),
            label: paper.label.clone(),
            mark: None,
            here: false,
        });
    }
    list
}

fn preview(visitor: &Visitor, case: &CaseView, id: &str, seen: &Seen<'_>) -> Option<Preview> {
    let item = format!("doc.{}", seen.chosen);
    let line = case.checks.iter().find(|l| l.item == item && l.pages > 0)?;
    let document = line.document.as_ref()?;
    let name = visitor.actor().map_or("", |a| a.name.as_str());
    let page = seen.page.min(line.pages - 1);
    let turned = |to: u32| {
        let query = [("dok", seen.chosen), ("hal", &(to + 1).to_string())];
        links::with_query(&links::case(id), &query)
    };
    let file = document.file.to_string();
    Some(Preview {
        title: line.label.clone(),
        href: links::case_file_page(id, &file, &page.to_string()),
        original: visitor
            .actor()
            .is_some_and(|a| may_take_originals(visitor.region(), a))
            .then(|| links::case_file(id, &file)),
        image: true,
        meta: format!("Dilihat {name}, {}", date_text::moment_at(visitor.now(), &case.zone)),
        pages: (line.pages > 1).then(|| format!("Halaman {} dari {}", page + 1, line.pages)),
        before: (page > 0).then(|| turned(page - 1)),
        after: (page + 1 < line.pages).then(|| turned(page + 1)),
    })
}

fn claim(case: &CaseView, act: &ActPanel) -> SummaryList {
    // Plan and minutes stand in the act itself while it is theirs.
    let visit = case.site_visit.as_ref().and_then(|v| v.record.as_ref());
    let twice = visit.filter(|_| matches!(act, ActPanel::SiteVisit(_)));
    let groups = std::iter::once(&case.holder).chain(&case.answers).filter(|g| Some(*g) != twice);
    let rows = groups.flat_map(|g| &g.rows).map(|(key, value)| SummaryRow::new(key.clone(), value.clone()));
    SummaryList { rows: rows.collect() }
}

fn history(case: &CaseView) -> Timeline {
    let entries = case.history.iter().map(|line| {
        TimelineEntry::new(
            Moment::Done,
            line.text.clone(),
            date_text::moment_at(line.at, &case.zone),
            line.who.clone(),
        )
        .text(line.note.clone())
    });
    Timeline { entries: entries.collect() }
}
