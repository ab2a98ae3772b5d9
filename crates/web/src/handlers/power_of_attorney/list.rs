//! `/akun/kuasa`: who acts for me, and for whom I act.

use super::{capital, state_tag};
use crate::components::{Link, Notice, Tone};
use crate::links;
use crate::pages::power_of_attorney::list::{PowerCard, PowersPage};
use crate::visitor::{Answer, Visitor};
use app::query::power_of_attorney::{PowerLine, PowerState, powers};
use domain::value::date_text;

/// What waits for the answer of whoever is signed in: shown here and first in the account.
pub(crate) fn waiting(lines: &[PowerLine]) -> Vec<Notice> {
    let asked = lines.iter().filter(|line| line.given && line.state == PowerState::Asked);
    let notice = |line: &PowerLine| {
        let mut notice = Notice::new(Tone::Warn, format!("{} meminta kuasa dari Anda.", line.other))
            .text(format!("Untuk {}, sampai {}.", line.services, date_text::weekday_date(line.until)));
        notice.link = Some(Link::new(links::power(&line.id), "Baca dan jawab"));
        notice
    };
    asked.map(notice).collect()
}

/// Shows the list.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let lines = visitor.run(powers).await?;
    let card = |line: &PowerLine| PowerCard {
        id: line.id.clone(),
        other: line.other.clone(),
        state: state_tag(line.state),
        about: format!("{}, sampai {}", capital(&line.services), date_text::weekday_date(line.until)),
    };
    let mut page = PowersPage {
        shell: visitor.shell(),
        todo: waiting(&lines),
        held: Vec::new(),
        given: Vec::new(),
        past: Vec::new(),
    };
    for line in &lines {
        match (line.state, line.given) {
            (PowerState::Asked, true) => {}
            (PowerState::Asked | PowerState::InForce, false) => page.held.push(card(line)),
            (PowerState::InForce, true) => page.given.push(card(line)),
            _ => page.past.push(card(line)),
        }
    }
    visitor.page(&page)
}
