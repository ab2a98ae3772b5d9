//! `/akun`: my applications, and first what I must do.

use crate::components::{Link, Notice, Tone};
use crate::handlers::applicant::status_tag;
use crate::links;
use crate::pages::account::{AccountPage, AccountRow};
use crate::visitor::{Answer, Visitor};
use app::query::applicant::{OwnLine, own_list};
use app::query::status_sentence::Duty;

/// Shows the list. An officer without own applications belongs at the queue.
pub async fn show(visitor: Visitor) -> Answer {
    let lines = visitor.run(own_list).await?;
    if visitor.is_staff() && lines.is_empty() {
        return visitor.go(&links::work());
    }
    let page = AccountPage {
        shell: visitor.shell(),
        todo: lines.iter().filter_map(todo).collect(),
        applications: lines.iter().map(row).collect(),
    };
    visitor.page(&page)
}

fn row(line: &OwnLine) -> AccountRow {
    AccountRow {
        id: line.id.clone(),
        number: line.number.clone(),
        service: line.service.clone(),
        status: status_tag(line.status),
        sentence: line.sentence.place.clone(),
    }
}

fn todo(line: &OwnLine) -> Option<Notice> {
    let (href, text) = match line.sentence.kind {
        Duty::Correct => (links::application_correction(&line.id), "Perbaiki sekarang"),
        Duty::Pay => (links::application(&line.id), "Lihat cara membayar"),
        Duty::Survey => (links::application_survey(&line.id), "Isi survei"),
        Duty::PickUp => (links::application(&line.id), "Lihat cara mengambil"),
        Duty::Nothing | Duty::Finish | Duty::Read => return None,
    };
    let mut notice = Notice::new(Tone::Warn, line.sentence.duty.clone())
        .text(format!("Permohonan {}, {}.", line.number, line.service));
    notice.link = Some(Link::new(href, text));
    Some(notice)
}
