//! `/bahasa`: the language of pages.

use crate::forms::Sent;
use crate::links;
use crate::locale::Locale;
use crate::problem_response::Problem;
use crate::session::Cookie;
use crate::visitor::{Answer, Visitor, add_cookie};

/// Remembers the choice on this device and goes back to the page it was made on, which is always one of ours.
pub async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let chosen = Locale::from_tag(sent.text("bahasa")).ok_or(Problem::BadForm)?;
    let back = match visitor.return_to() {
        "" => links::home(),
        page => page.to_owned(),
    };
    let mut response = visitor.go(&back)?;
    add_cookie(&mut response, &Cookie::Language.set(chosen.tag(), visitor.hosting().secure_cookies));
    Ok(response)
}
