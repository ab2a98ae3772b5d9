//! `/kerja/tanda-tangan/hari-ini`: what was done in my name, and "Bukan saya" (MJK18-13.3).

use crate::components::{Cell, Notice, Tone};
use crate::links;
use crate::pages::work::signed_today::SignedTodayPage;
use crate::session::Cookie;
use crate::visitor::{Answer, Visitor, add_cookie};
use app::AppError;
use app::query::signing_list::with_pin;
use app::signing::{block_own, blocked, signed_today};
use domain::value::date_text;

/// Shows the list.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let (lines, blocked) = visitor
        .run(|region, actor| {
            let account = actor.account.ok_or(AppError::NotSignedIn)?;
            Ok((signed_today(region, actor)?, blocked(region, account)?))
        })
        .await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let sentence = match lines.len() {
        0 => "Belum ada tindakan atas nama Anda hari ini.".to_owned(),
        n => format!("{n} tindakan tercatat atas nama Anda hari ini."),
    };
    let rows = lines.iter().map(|line| {
        vec![
            Cell::text(date_text::time_at(line.at, &zone)),
            Cell::text(line.what),
            Cell::link(
                links::case(&line.application.to_string()),
                format!("{} {}", line.service_short, line.number),
            ),
            Cell::text(line.holder_name.clone()),
        ]
    });
    visitor.page(&SignedTodayPage {
        shell: visitor.shell(),
        breadcrumb: SignedTodayPage::above(),
        sentence,
        table: SignedTodayPage::table(rows.collect()),
        blocked,
        with_pin: with_pin(visitor.region()),
    })
}

/// "Bukan saya": blocks at once; the session of this very browser ends too.
pub(super) async fn not_me(visitor: Visitor) -> Answer {
    visitor.run(block_own).await?;
    let notice = Notice::new(Tone::Warn, "Tanda tangan Anda sudah diblokir dan semua sesi Anda diakhiri.")
        .text("Pengelola sistem sudah diberi tahu. Masuklah lagi untuk pekerjaan lain.");
    let mut response = visitor.go_with(&links::sign_in(), &notice)?;
    add_cookie(&mut response, &Cookie::Session.clear(visitor.hosting().secure_cookies));
    Ok(response)
}
