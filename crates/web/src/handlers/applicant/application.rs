//! `/permohonan/{id}`: the task list of a draft, or the status of a file.

use crate::components::{
    Breadcrumb, CopyCode, Deadline, Download, Downloads, Link, Moment, Notice, Tag, Task, TaskList, Timeline,
    TimelineEntry, Tone,
};
use crate::handlers::applicant::{above, shell_of, status_tag};
use crate::links;
use crate::pages::application::draft::DraftPage;
use crate::pages::application::status::{PaymentPanel, StatusPage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query::applicant::{DraftView, PaymentView, StatusView, draft, status};
use app::query::status_sentence::Duty;
use app::query::timeline::{Entry, When};
use axum::extract::Path;
use domain::process::Status;

enum View {
    Draft(Box<DraftView>),
    File(Box<StatusView>),
}

/// Shows the file.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| {
        let view = status(region, actor, &id)?;
        if view.status == Status::Draft {
            return draft(region, actor, &id).map(|d| View::Draft(Box::new(d)));
        }
        Ok(View::File(Box::new(view)))
    });
    match view.await? {
        View::Draft(view) if view.open => visitor.page(&draft_page(&visitor, *view)),
        View::Draft(_) => Err(Problem::not_found()),
        View::File(view) => visitor.page(&status_page(&visitor, *view)),
    }
}

fn state(done: bool, started: bool) -> Tag {
    match (done, started) {
        (true, _) => Tag::new(Tone::Good, "Selesai"),
        (false, true) => Tag::new(Tone::Warn, "Belum lengkap"),
        (false, false) => Tag::new(Tone::Neutral, "Belum diisi"),
    }
}

fn task(text: &str, hint: String, href: Option<String>, state: Tag) -> Task {
    Task { text: text.to_owned(), hint, href, state }
}

fn draft_page(visitor: &Visitor, view: DraftView) -> DraftPage {
    let id = &view.id;
    let ready = view.ready();
    let mut done = 0;
    let mut tasks = Vec::new();
    for group in &view.groups {
        done += usize::from(group.done());
        let href = Some(links::application_form(id, &group.slug));
        tasks.push(task(&group.title, String::new(), href, state(group.done(), group.started())));
    }
    if let Some(items) = &view.items {
        done += usize::from(items.done());
        let hint = format!("Paling sedikit {}, paling banyak {}.", items.min, items.max);
        tasks.push(task(
            &items.label,
            hint,
            Some(links::application_items(id)),
            state(items.done(), !items.rows.is_empty()),
        ));
    }
    if !view.documents.is_empty() {
        let missing = view.missing_documents();
        let have = view.documents.iter().filter(|d| d.attached.is_some()).count();
        done += usize::from(missing == 0);
        let (hint, tag) = match missing {
            0 => (String::new(), Tag::new(Tone::Good, "Selesai")),
            n => (
                format!("Masih ada {n} dokumen yang belum diunggah."),
                Tag::new(Tone::Warn, format!("{have} dari {}", view.documents.len())),
            ),
        };
        tasks.push(task("Dokumen", hint, Some(links::application_documents(id)), tag));
    }
    let (hint, href, tag) = if ready {
        (String::new(), Some(links::application_check(id)), Tag::new(Tone::Info, "Siap dikirim"))
    } else {
        ("Setelah semua tugas di atas selesai.".to_owned(), None, Tag::new(Tone::Neutral, "Belum bisa"))
    };
    tasks.push(task("Periksa dan kirim", hint, href, tag));
    DraftPage {
        shell: shell_of(visitor, &view),
        breadcrumb: Breadcrumb::new(vec![above(visitor, &view)], view.service.clone()),
        id: id.clone(),
        service: view.service.clone(),
        saved: view.saved.clone(),
        done,
        tasks: TaskList { tasks },
        ready,
        warning: view.running.map(|number| {
            Notice::new(Tone::Warn, format!("Permohonan serupa sedang berjalan: {number}."))
                .text("Anda masih boleh mengajukan untuk objek lain.")
        }),
    }
}

fn action(view: &StatusView) -> Option<Link> {
    let id = &view.id;
    match view.sentence.kind {
        // Whether the service was good is the owner's answer alone.
        Duty::Survey if view.under.is_some() => None,
        Duty::Correct => Some(Link::new(links::application_correction(id), "Perbaiki sekarang")),
        Duty::Survey => Some(Link::new(links::application_survey(id), "Isi survei")),
        Duty::Nothing | Duty::Attend | Duty::Finish | Duty::Pay | Duty::PickUp | Duty::Read => None,
    }
}

fn panel(view: PaymentView) -> PaymentPanel {
    PaymentPanel {
        amount: view.amount,
        code: CopyCode::new("Kode bayar", view.code),
        bank: view.bank,
        last_day: Deadline::new(Tone::Warn, view.last_day, view.why),
        how: vec![
            "Teller: sebutkan kode bayar dan jumlahnya.".to_owned(),
            "ATM atau ponsel: pilih pembayaran daerah, lalu masukkan kode bayar.".to_owned(),
            "Simpan bukti dari bank. Petugas mencatat pembayaran Anda menurut bukti bank itu, lalu berkas dilanjutkan."
                .to_owned(),
        ],
    }
}

fn entry(entry: Entry) -> TimelineEntry {
    let moment = match entry.moment {
        When::Done => Moment::Done,
        When::Now => Moment::Now,
        When::Next => Moment::Next,
        When::Stopped => Moment::Stopped,
    };
    TimelineEntry::new(moment, entry.title, entry.when, entry.desk).text(entry.text)
}

fn status_page(visitor: &Visitor, view: StatusView) -> StatusPage {
    let deadline = (!view.due.is_empty()).then(|| {
        let (tone, text) = if view.late {
            (Tone::Bad, format!("Batas waktu {} sudah lewat", view.due))
        } else {
            (Tone::Info, format!("Seluruhnya selesai paling lambat {}", view.due))
        };
        Deadline::new(tone, text, view.due_why.clone())
    });
    let files = view
        .papers
        .iter()
        .map(|paper| Download {
            href: links::application_paper(&view.id, paper.slug),
            title: paper.title.to_owned(),
            meta: paper.meta.clone(),
        })
        .collect();
    let duty = match (view.sentence.kind, &view.under) {
        (Duty::Survey, Some(_)) => "Pemilik izin mengisi survei di akunnya.".to_owned(),
        _ => view.sentence.duty.clone(),
    };
    let above = match &view.under {
        Some((power, _)) => Link::new(links::power(power), "Surat kuasa"),
        None => Link::new(links::account(), "Permohonan saya"),
    };
    let mut shell = visitor.shell();
    shell.assisting = view.under.as_ref().map(|(_, holder)| {
        Notice::new(Tone::Info, format!("Anda melihat permohonan milik {holder}."))
            .text("Anda mengurusnya dengan surat kuasa.")
    });
    StatusPage {
        shell,
        breadcrumb: Breadcrumb::new(vec![above], view.number.clone()),
        status: status_tag(view.status),
        action: action(&view),
        sentence: view.sentence.place.clone(),
        duty,
        deadline,
        payment: view.payment.map(panel),
        timeline: Timeline { entries: view.timeline.into_iter().map(entry).collect() },
        downloads: Downloads { files },
        may_cancel: view.may_cancel,
        verification: view
            .code
            .map(|code| Link::new(links::verification_result(&code), "Periksa keaslian izin")),
        helped: view.helped,
        id: view.id,
        number: view.number,
        service: view.service,
    }
}
