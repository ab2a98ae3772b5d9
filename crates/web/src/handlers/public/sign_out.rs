//! `/keluar`: sign-out.

use crate::links;
use crate::session::Cookie;
use crate::visitor::{Answer, Visitor, add_cookie};

/// Ends the session in the database, then in the browser.
pub async fn send(visitor: Visitor) -> Answer {
    let cookie = *visitor.bound_cookie();
    let staff = visitor.is_staff();
    visitor.run(move |region, actor| app::account::sign_out(region, actor, &cookie)).await?;
    let mut response = visitor.go(&if staff { links::sign_in() } else { links::home() })?;
    add_cookie(&mut response, &Cookie::Session.clear(visitor.hosting().secure_cookies));
    Ok(response)
}
