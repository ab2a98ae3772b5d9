//! `/loket/orang/{id}` and `/loket/berkas/{id}`: one person, or one file, with what can be done here.

use crate::components::{Breadcrumb, Choice, Field, FieldKind, Link, SummaryList, SummaryRow};
use crate::handlers::applicant::start::{EARLIER, KIND};
use crate::handlers::applicant::status_tag;
use crate::handlers::public::service::taken_over;
use crate::links;
use crate::pages::counter::person::{CounterCard, CounterPersonPage, CounterPower};
use crate::visitor::{Answer, Visitor};
use app::query::applicant::EarlierChoice;
use app::query::counter::{self, CounterFile, CounterView};
use app::query::power_of_attorney::PowerLine;
use axum::extract::Path;
use domain::definition::RequestKind;
use domain::process::Status;
use domain::value::date_text;

/// Shows the person with all files.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| counter::person(region, actor, &id)).await?;
    visitor.page(&page(&visitor, view, false))
}

/// Shows one file.
pub(super) async fn file(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| counter::file(region, actor, &id)).await?;
    visitor.page(&page(&visitor, view, true))
}

fn card(file: CounterFile, outside: bool) -> CounterCard {
    let draft = file.status == Status::Draft;
    let mut actions = Vec::new();
    if file.hand_over {
        actions.push(Link::new(links::case(&file.id), "Serahkan dokumen"));
    }
    if file.to_go_on {
        actions.push(Link::new(links::application(&file.id), "Lanjutkan mengisi"));
    }
    if file.receipt {
        actions.push(Link::new(links::counter_receipt(&file.id), "Cetak tanda terima"));
    }
    if !file.number.is_empty() && !outside {
        actions.push(Link::new(links::counter_messages(&file.id), "Cetak pesan"));
    }
    let making = !draft && !file.receipt;
    if making {
        actions.push(Link::new(links::counter_file(&file.id), "Muat ulang untuk mencetak"));
    }
    CounterCard {
        urgent: file.hand_over || file.to_go_on,
        number: if draft { "Draf, belum bernomor".to_owned() } else { file.number },
        service: file.service,
        status: status_tag(file.status),
        sentence: file.sentence.place,
        duty: if draft { String::new() } else { file.sentence.duty },
        entered_by: file.entered_by,
        making: if making {
            "Tanda terima sedang dibuat, biasanya selesai dalam satu menit.".to_owned()
        } else {
            String::new()
        },
        actions,
    }
}

/// Kind and earlier permit, as on the applicant's own page of a service.
pub(crate) fn kind_choices(kinds: &[RequestKind], earlier: &[EarlierChoice]) -> Vec<Field> {
    if kinds.len() < 2 {
        return Vec::new();
    }
    let options = kinds.iter().map(|kind| Choice::new(kind.name(), kind.label())).collect();
    let optional = |field: Field| Field { required: false, ..field };
    let mut fields = vec![optional(
        Field::new(KIND, "Jenis permohonan", FieldKind::Select { options })
            .hint("Kosongkan untuk jenis yang biasa pada layanan itu."),
    )];
    if !earlier.is_empty() {
        let options = earlier.iter().map(|e| Choice::new(&e.application, &e.label)).collect();
        fields.push(optional(
            Field::new(EARLIER, "Izin lama", FieldKind::Select { options })
                .hint("Pilih bila bukan permohonan baru atau balik nama."),
        ));
    }
    if kinds.contains(&RequestKind::Transfer) {
        fields.push(taken_over());
    }
    fields
}

fn power(line: &PowerLine) -> CounterPower {
    CounterPower {
        id: line.id.clone(),
        helper: line.other.clone(),
        about: format!("Untuk {}, sampai {}.", line.services, date_text::weekday_date(line.until)),
    }
}

/// The page of a person; `one_file` when only one of the files was asked for.
pub(super) fn page(visitor: &Visitor, view: CounterView, one_file: bool) -> CounterPersonPage {
    let person = view.person;
    let kind = if person.business { "NPWP" } else { "NIK" };
    let identity = if person.identity.is_empty() { "belum tercatat".to_owned() } else { person.identity };
    CounterPersonPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(vec![Link::new(links::counter(), "Loket")], person.name.clone()),
        id: person.id,
        name: person.name,
        about: SummaryList { rows: vec![SummaryRow::new(kind, identity)] },
        files: view.files.into_iter().map(|file| card(file, view.outside)).collect(),
        powers: view.powers.iter().map(power).collect(),
        outside: view.outside,
        one_file,
        choices: kind_choices(&view.kinds, &view.earlier),
        service: (!view.services.is_empty()).then(|| CounterPersonPage::service_field(view.services)),
    }
}
