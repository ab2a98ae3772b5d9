//! `/akun/keamanan`: number and mailbox, password, sessions, report of misuse (MJK18-9).

use crate::components::{Choice, ErrorSummary, Field, FieldKind, Notice, SummaryList, SummaryRow, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::security::{ContactChange, SecurityPage, SessionRow};
use crate::problem_response::{Problem, status_of};
use crate::session::Cookie;
use crate::visitor::{Answer, Visitor, add_cookie};
use app::AppError;
use app::account::{
    AskedChange, ask_change, cancel_change, change_password, confirm_change, end_other_sessions,
    end_own_session, report_misuse, seen_elsewhere,
};
use app::query::security::{SecurityView, security};
use domain::process::Refusal;
use domain::value::date_text;

fn contact(visitor: &Visitor, view: &SecurityView, sent: Option<&Sent>) -> ContactChange {
    let typed = |name: &str| sent.map_or("", |sent| sent.text(name)).to_owned();
    let zone = visitor.region().office().calendar.time_zone().clone();
    let Some(change) = &view.change else {
        let options = vec![Choice::new("ponsel", "Nomor ponsel"), Choice::new("surel", "Surel")];
        return ContactChange::None {
            fields: vec![
                Field::new("jenis", "Apa yang diganti?", FieldKind::Choice { options }).value(typed("jenis")),
                Field::new("baru", "Nomor atau surel yang baru", FieldKind::Text { max: 100 })
                    .value(typed("baru")),
                Field::new("hilang", "Yang lama sudah tidak dapat saya pakai.", FieldKind::Tick)
                    .hint("Kode kami kirim ke saluran lain. Penggantian berlaku setelah 24 jam.")
                    .value(typed("hilang")),
            ],
        };
    };
    if let Some(at) = change.effective_at {
        let what = if change.email { "Surel" } else { "Nomor" };
        let title = format!("{what} yang baru berlaku {}.", date_text::moment_at(at, &zone));
        let text = "Yang lama sudah kami beri tahu. Bukan Anda yang meminta? Batalkan sekarang.";
        return ContactChange::Waiting { notice: Box::new(Notice::new(Tone::Warn, title).text(text)) };
    }
    if change.counter {
        let notice = Notice::new(Tone::Warn, "Petugas loket sedang mengganti nomor atau surel Anda.");
        let text = "Berlaku setelah petugas kedua melihat KTP dan masa tunggu lewat. Bukan Anda? Batalkan.";
        return ContactChange::Waiting { notice: Box::new(notice.text(text)) };
    }
    let (new, old) = match (change.email, change.lost) {
        (true, false) => ("surel yang baru", "surel yang lama"),
        (true, true) => ("surel yang baru", "nomor ponsel Anda"),
        (false, false) => ("nomor yang baru", "nomor yang lama"),
        (false, true) => ("nomor yang baru", "surel Anda"),
    };
    let code = |id: &str, place: &str| Field::new(id, format!("Kode di {place}"), FieldKind::Text { max: 9 });
    ContactChange::Codes {
        notice: Box::new(
            Notice::new(Tone::Info, "Dua kode sudah kami kirim.").text("Keduanya berlaku 15 menit."),
        ),
        fields: vec![code("kode_baru", new), code("kode_lama", old)],
    }
}

fn page(visitor: &Visitor, view: &SecurityView, refused: Option<(&Sent, &Refusal, &str)>) -> SecurityPage {
    let zone = visitor.region().office().calendar.time_zone().clone();
    let sent = refused.map(|(sent, ..)| sent);
    let mut page = SecurityPage {
        shell: visitor.shell(),
        errors: ErrorSummary::default(),
        facts: SummaryList {
            rows: vec![
                SummaryRow::new("Nama akun", view.login.clone()),
                SummaryRow::new("Nomor ponsel", view.phone.clone()),
                SummaryRow::new("Surel", view.email.clone()),
            ],
        },
        contact: contact(visitor, view, sent),
        password: vec![
            Field::new("sandi_lama", "Kata sandi sekarang", FieldKind::Password { new: false }),
            Field::new("sandi", "Kata sandi baru", FieldKind::Password { new: true })
                .hint("Paling sedikit 10 huruf atau angka."),
            Field::new("sandi_ulang", "Ulangi kata sandi baru", FieldKind::Password { new: true }),
        ],
        sessions: view
            .sessions
            .iter()
            .map(|s| SessionRow {
                token: s.token.clone(),
                device: s.device.clone(),
                times: format!(
                    "Masuk {}. Terakhir dipakai {}.{}",
                    date_text::moment_at(s.created_at, &zone),
                    date_text::moment_at(s.seen_at, &zone),
                    match (s.public, s.other_network) {
                        (true, _) => " Perangkat umum.",
                        (false, true) => " Jaringan lain.",
                        (false, false) => "",
                    }
                ),
                here: s.here,
            })
            .collect(),
        report: vec![
            Field::new("catatan", "Apa yang terjadi?", FieldKind::LongText { max: 500 })
                .optional()
                .value(sent.map_or("", |sent| sent.text("catatan"))),
            Field::new("yakin", "Ya, blokir akun saya sekarang.", FieldKind::Tick),
        ],
    };
    if let Some((_, refusal, usual)) = refused {
        let named = refusal.field_names();
        let of_contact: &mut [Field] = match &mut page.contact {
            ContactChange::None { fields } | ContactChange::Codes { fields, .. } => fields,
            ContactChange::Waiting { .. } => &mut [],
        };
        let fields: Vec<&mut Field> =
            of_contact.iter_mut().chain(&mut page.password).chain(&mut page.report).collect();
        let exact = fields.iter().any(|f| named.contains(&f.id));
        for field in fields {
            if (exact && named.contains(&field.id)) || (!exact && field.id == usual) {
                field.error = Some(refusal.sentence());
                let item =
                    crate::components::ErrorItem { field: field.id.clone(), message: refusal.sentence() };
                page.errors.items.push(item);
            }
        }
    }
    page
}

async fn view_of(visitor: &Visitor) -> Result<SecurityView, Problem> {
    let cookie = *visitor.bound_cookie();
    Ok(visitor.run(move |region, actor| security(region, actor, &cookie)).await?)
}

async fn settle(
    visitor: &Visitor,
    sent: &Sent,
    usual: &str,
    said: &str,
    result: Result<(), AppError>,
) -> Answer {
    match result {
        Ok(()) => visitor.go_with(&links::security(), &Notice::new(Tone::Good, said)),
        Err(AppError::Refused(refusal)) => {
            let view = view_of(visitor).await?;
            let status = status_of(&AppError::Refused(refusal.clone()));
            visitor.page_with(status, &page(visitor, &view, Some((sent, &refusal, usual))))
        }
        Err(other) => Err(other.into()),
    }
}

/// Shows the page.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let view = view_of(&visitor).await?;
    if visitor.also().is_some() {
        let cookie = *visitor.bound_cookie();
        visitor.look(move |region| seen_elsewhere(region, &cookie)).await?;
    }
    visitor.page(&page(&visitor, &view, None))
}

/// Changes the password.
pub(super) async fn password(visitor: Visitor, sent: Sent) -> Answer {
    let cookie = *visitor.bound_cookie();
    let [old, new, again] = ["sandi_lama", "sandi", "sandi_ulang"].map(|name| sent.text(name).to_owned());
    let done =
        visitor.run(move |region, actor| change_password(region, actor, &cookie, &old, [&new, &again])).await;
    settle(&visitor, &sent, "sandi", "Kata sandi sudah diganti. Sesi lain sudah kami akhiri.", done).await
}

/// Asks to change number or mailbox.
pub(super) async fn change_contact(visitor: Visitor, sent: Sent) -> Answer {
    let asked = AskedChange {
        email: sent.text("jenis") == "surel",
        address: sent.text("baru").to_owned(),
        lost: sent.ticked("hilang"),
    };
    let done = visitor.run(move |region, actor| ask_change(region, actor, &asked)).await;
    settle(&visitor, &sent, "baru", "Dua kode sudah kami kirim.", done).await
}

/// Takes both codes.
pub(super) async fn codes(visitor: Visitor, sent: Sent) -> Answer {
    let [new, old] = ["kode_baru", "kode_lama"].map(|name| sent.text(name).to_owned());
    let done = visitor.run(move |region, actor| confirm_change(region, actor, [&new, &old])).await;
    let said = match &done {
        Ok(Some(_)) => "Kode cocok. Penggantian berlaku setelah 24 jam.",
        _ => "Penggantian tersimpan.",
    };
    settle(&visitor, &sent, "kode_baru", said, done.map(|_| ())).await
}

/// Takes the change back.
pub(super) async fn cancel(visitor: Visitor, sent: Sent) -> Answer {
    let done = visitor.run(cancel_change).await;
    settle(&visitor, &sent, "baru", "Penggantian dibatalkan.", done).await
}

/// Ends one session, or all others.
pub(super) async fn sessions(visitor: Visitor, sent: Sent) -> Answer {
    let (cookie, token) = (*visitor.bound_cookie(), sent.text("sesi").to_owned());
    let done = visitor
        .run(move |region, actor| match token.as_str() {
            "lain" => end_other_sessions(region, actor, &cookie),
            token => end_own_session(region, actor, token),
        })
        .await;
    settle(&visitor, &sent, "sandi_lama", "Sesi sudah diakhiri.", done).await
}

/// Blocks the account at once.
pub(super) async fn report(visitor: Visitor, sent: Sent) -> Answer {
    if !sent.ticked("yakin") {
        let message = "Beri tanda centang bila Anda yakin.".to_owned();
        let refusal = Refusal::Invalid { field: "yakin".to_owned(), message };
        return settle(&visitor, &sent, "yakin", "", Err(refusal.into())).await;
    }
    let note = sent.text("catatan").to_owned();
    visitor.run(move |region, actor| report_misuse(region, actor, &note)).await?;
    let notice = Notice::new(Tone::Good, "Akun Anda sudah diblokir dan semua sesi berakhir.")
        .text("Datang ke loket dengan KTP untuk membukanya kembali.");
    let mut response = visitor.go_with(&links::sign_in(), &notice)?;
    add_cookie(&mut response, &Cookie::Session.clear(visitor.hosting().secure_cookies));
    Ok(response)
}
