//! `/kelola/orang/tambah` and `/kelola/orang/{id}`: adds and changes one of the staff.

use super::{above, mark, summary};
use crate::components::{Breadcrumb, Choice, ErrorSummary, Field, FieldKind, Link, Notice, TickList, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::manage::person::{PersonPage, Standing};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::manage::{
    StaffForm, StaffView, Standing as State, add_staff, assignable_roles, change_staff, staff_view,
};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::party::Account;
use domain::process::Refusal;
use domain::value::Id;

/// The id in an address; a text that is none leads nowhere.
pub(super) fn account(text: &str) -> Result<Id<Account>, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn typed(sent: &Sent) -> StaffForm {
    let text = |name: &str| sent.text(name).to_owned();
    StaffForm {
        login: text("akun"),
        name: text("nama"),
        nip: text("nip"),
        phone: text("ponsel"),
        email: text("surel"),
        roles: sent.all("peran").into_iter().map(str::to_owned).collect(),
        agency: text("instansi"),
        division: text("bidang"),
    }
}

fn page(
    visitor: &Visitor,
    form: &StaffForm,
    seen: Option<&StaffView>,
    refusal: Option<&Refusal>,
) -> PersonPage {
    let profile = &visitor.region().profile;
    let agencies = profile.agencies.iter().map(|a| Choice::new(a.id.0.clone(), a.name.clone())).collect();
    let divisions = profile.divisions.iter().map(|d| Choice::new(d.id.clone(), d.name.clone())).collect();
    let mut fields = Vec::new();
    if seen.is_none() {
        fields.push(
            Field::new("akun", "Nama akun", FieldKind::Text { max: 40 })
                .hint("Diketik saat masuk. Huruf kecil, misalnya sukinem.")
                .value(form.login.clone()),
        );
    }
    fields.extend([
        Field::new("nama", "Nama dengan gelar", FieldKind::Text { max: 100 }).value(form.name.clone()),
        Field::new("nip", "NIP", FieldKind::Text { max: 24 })
            .hint("18 angka. Kosongkan untuk tenaga kontrak.")
            .optional()
            .value(form.nip.clone()),
        Field::new("ponsel", "Nomor ponsel", FieldKind::Phone)
            .hint("Kode masuk dan PIN dikirim ke nomor ini.")
            .value(form.phone.clone()),
        Field::new("surel", "Surel", FieldKind::Email).optional().value(form.email.clone()),
        Field::new("bidang", "Bidang", FieldKind::Select { options: divisions })
            .optional()
            .value(form.division.clone()),
        Field::new("instansi", "Instansi teknis", FieldKind::Select { options: agencies })
            .hint("Hanya untuk orang dari instansi teknis.")
            .optional()
            .value(form.agency.clone()),
    ]);
    let desks = assignable_roles(visitor.region());
    let headings =
        desks.iter().filter_map(|(words, roles)| Some((roles.first()?.0.clone(), (*words).to_owned())));
    let mut roles = TickList {
        id: "peran".to_owned(),
        name: "peran".to_owned(),
        label: "Peran".to_owned(),
        hint: "Satu orang boleh memegang beberapa peran.".to_owned(),
        error: None,
        headings: headings.collect(),
        options: desks
            .iter()
            .flat_map(|(_, roles)| roles)
            .map(|(id, label)| Choice::new(id.as_str(), label.as_str()))
            .collect(),
        ticked: form.roles.clone(),
    };
    let mut notices = refusal.map_or_else(Vec::new, |r| mark(r, &mut fields, &mut [&mut roles]));
    if seen.is_some_and(|s| s.checks_both) {
        let text = "Verifikator dan validator sekaligus: orang ini tidak dapat memvalidasi berkas yang ia verifikasi.";
        notices.push(Notice::new(Tone::Info, text));
    }
    let (title, action) = match seen {
        Some(seen) => (seen.form.name.clone(), links::staff_one(&seen.id.to_string())),
        None => ("Tambah orang".to_owned(), links::staff_add()),
    };
    let mut up = above();
    up.push(Link::new(links::staff(), "Orang"));
    PersonPage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(up, title.clone()),
        errors: if refusal.is_some() { summary(&fields, &[&roles]) } else { ErrorSummary::default() },
        notices,
        title,
        action,
        fields,
        roles,
        standing: seen.map(|seen| Standing {
            id: seen.id.to_string(),
            state: super::staff::standing(seen.standing),
            posts: seen.posts.clone(),
            held: seen.held.iter().map(|(_, number)| number.clone()).collect(),
            code_waits: seen.code_waits,
            can_close: !seen.own && seen.standing != State::Ended,
            can_open: seen.standing == State::Blocked,
        }),
    }
}

/// An empty form.
pub(super) async fn blank(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor, &StaffForm::default(), None, None))
}

/// Adds somebody.
pub(super) async fn add(visitor: Visitor, sent: Sent) -> Answer {
    let form = typed(&sent);
    let asked = form.clone();
    match visitor.run(move |region, actor| add_staff(region, actor, &asked)).await {
        Ok(id) => {
            let notice = Notice::new(Tone::Good, "Akun dibuat dan kode dikirim ke ponsel orang itu.")
                .text("Dengan kode itu ia membuat kata sandinya sendiri.");
            visitor.go_with(&links::staff_one(&id.to_string()), &notice)
        }
        Err(AppError::Refused(refusal)) => {
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &form, None, Some(&refusal)))
        }
        Err(other) => Err(other.into()),
    }
}

/// Shows one person.
pub(super) async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = account(&id)?;
    let seen = visitor.run(move |region, actor| staff_view(region, actor, id)).await?;
    visitor.page(&page(&visitor, &seen.form, Some(&seen), None))
}

/// Changes one person.
pub(super) async fn change(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let id = account(&id)?;
    let form = typed(&sent);
    let asked = form.clone();
    match visitor.run(move |region, actor| change_staff(region, actor, id, &asked)).await {
        Ok(()) => visitor
            .go_with(&links::staff_one(&id.to_string()), &Notice::new(Tone::Good, "Perubahan tersimpan.")),
        Err(AppError::Refused(refusal)) => {
            let seen = visitor.run(move |region, actor| staff_view(region, actor, id)).await?;
            let page = page(&visitor, &form, Some(&seen), Some(&refusal));
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}
