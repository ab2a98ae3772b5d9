//! `/masuk`: sign-in.

use crate::components::{Notice, Tone};
use crate::forms::Sent;
use crate::handlers::public::services::query_value;
use crate::handlers::start_page;
use crate::problem_response::{Problem, sign_in_page, status_of};
use crate::session::{Cookie, to_text};
use crate::visitor::{Answer, Visitor, add_cookie, own_path};
use app::AppError;
use axum::extract::RawQuery;

/// Shows the form; `?kembali=` names the page to return to.
pub async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let back = query_value(query.as_deref(), "kembali");
    let page = sign_in_page(&visitor, own_path(&back).unwrap_or_default(), "", None);
    visitor.page(&page)
}

/// Signs in. An earlier session of this browser ends, so that nobody goes on in another person's name.
pub async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let login = sent.text("akun").trim().to_owned();
    let password = sent.text("sandi").to_owned();
    let back = own_path(sent.text("kembali")).unwrap_or_default().to_owned();
    if visitor.actor().is_some() {
        let cookie = *visitor.bound_cookie();
        visitor.run(move |region, actor| app::account::sign_out(region, actor, &cookie)).await?;
    }
    let typed = login.clone();
    let (device, address) = (visitor.device().to_owned(), visitor.address().to_owned());
    let signed = visitor.look(move |region| {
        let signed = app::account::sign_in(region, &typed, &password, &device, &address)?;
        let (actor, row) = app::account::signed_in(region, &signed.cookie)?;
        let staff = row.kind == "staff";
        Ok((signed.cookie, start_page(&actor, staff), staff))
    });
    match signed.await {
        Ok((cookie, start, staff)) => {
            let mut response = visitor.go(if back.is_empty() { &start } else { &back })?;
            let secure = visitor.hosting().secure_cookies;
            add_cookie(&mut response, &Cookie::Session.set(&to_text(&cookie), secure));
            add_cookie(&mut response, &Cookie::Guest.clear(secure));
            if staff {
                add_cookie(&mut response, &Cookie::Office.set("1", secure));
            }
            Ok(response)
        }
        Err(AppError::Refused(refusal)) => {
            let notice = Notice::new(Tone::Bad, refusal.sentence());
            let status = status_of(&AppError::Refused(refusal));
            visitor.page_with(status, &sign_in_page(&visitor, &back, &login, Some(notice)))
        }
        Err(other) => Err(Problem::App(other)),
    }
}
