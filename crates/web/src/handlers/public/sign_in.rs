//! `/masuk`: sign-in.

use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::handlers::public::services::query_value;
use crate::handlers::shared::{OTHER, switch_page};
use crate::handlers::start_page;
use crate::problem_response::{Problem, sign_in_page, status_of};
use crate::session::{Cookie, seal_words, to_text};
use crate::visitor::{Answer, Visitor, add_cookie, own_path};
use app::AppError;
use axum::extract::RawQuery;

/// Officers that a device offers by name.
const MOST_OFFICERS: usize = 6;

/// Shows the form; `?kembali=` names the page to return to.
pub async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let back = query_value(query.as_deref(), "kembali");
    let page = sign_in_page(&visitor, own_path(&back).unwrap_or_default(), "", None);
    visitor.page(&page)
}

/// Signs in. An earlier session of this browser ends then, so that nobody goes on in another person's name; with a wrong
/// password it stays as it was, locked or open.
pub async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let chosen = sent.text("petugas");
    let named = if chosen.is_empty() || chosen == OTHER { sent.text("akun") } else { chosen };
    let login = named.trim().to_owned();
    let password = sent.text("sandi").to_owned();
    let back = own_path(sent.text("kembali")).unwrap_or_default().to_owned();
    let before = visitor.holder().cloned().map(|actor| (actor, *visitor.bound_cookie()));
    let typed = login.clone();
    let device = visitor.device(sent.ticked("umum"));
    let public = device.public;
    let signed = visitor.look(move |region| {
        let signed = app::account::sign_in_on(region, &typed, &password, &device)?;
        if let Some((earlier, cookie)) = &before {
            app::account::sign_out(region, earlier, cookie)?;
        }
        let (actor, row) = app::account::signed_in(region, &signed.cookie)?;
        let staff = row.kind == "staff";
        Ok((signed.cookie, start_page(&actor, staff), staff.then_some(row.login)))
    });
    match signed.await {
        Ok((cookie, start, officer)) => {
            let mut response = visitor.go(if back.is_empty() { &start } else { &back })?;
            let secure = visitor.hosting().secure_cookies;
            add_cookie(&mut response, &Cookie::Session.set(&to_text(&cookie), secure));
            add_cookie(&mut response, &Cookie::Guest.clear(secure));
            match officer.filter(|_| !public) {
                Some(login) => {
                    let others = visitor.officers().iter().filter(|known| **known != login).cloned();
                    let mut officers: Vec<String> = std::iter::once(login.clone()).chain(others).collect();
                    officers.truncate(MOST_OFFICERS);
                    let sealed = seal_words(&visitor.region().keys.index, &officers);
                    add_cookie(&mut response, &Cookie::Office.set(&sealed, secure));
                }
                None => visitor.keep_mark(&mut response, public),
            }
            Ok(response)
        }
        Err(AppError::Refused(refusal)) => {
            let notice = Notice::new(Tone::Bad, refusal.sentence());
            let status = status_of(&AppError::Refused(refusal));
            if sent.has("ganti") {
                let page = switch_page(&visitor, [chosen, sent.text("akun")], Some(notice)).await?;
                return visitor.page_with(status, &page);
            }
            visitor.page_with(status, &sign_in_page(&visitor, &back, &login, Some(notice)))
        }
        Err(other) => Err(Problem::App(other)),
    }
}
