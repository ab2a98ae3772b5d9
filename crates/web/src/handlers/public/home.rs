//! `/`: the front page.

use crate::components::{Notice, Tone};
use crate::handlers::public::content::{HOME, rendered};
use crate::handlers::public::services::{card, offered};
use crate::pages::home::HomePage;
use crate::visitor::{Answer, Visitor};

/// Services on the front page; the list shows all.
const MOST: usize = 6;

/// Shows the front page.
pub async fn show(visitor: Visitor) -> Answer {
    let profile = &visitor.region().profile;
    let services = offered(visitor.region()).iter().take(MOST).map(|definition| card(definition)).collect();
    let intro = profile.content.get(HOME).map(|text| first_sentence(text)).unwrap_or_default();
    let mut notices = Vec::new();
    if !profile.identity.sample_notice.is_empty() {
        notices.push(Notice::new(Tone::Info, profile.identity.sample_notice.clone()));
    }
    let region = visitor.region();
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    // Who comes in vain should have been told: the next day off within a week.
    let coming = (0..7).filter_map(|n| today.checked_add(jiff::ToSpan::days(n)).ok());
    for day in coming {
        if let Ok(Some(holiday)) = office.calendar.holiday(day)
            && office.calendar.working_day(day) == Ok(false)
        {
            let date = domain::value::date_text::weekday_date(day);
            notices.push(
                Notice::new(Tone::Info, format!("Kantor libur {date}: {}.", holiday.short_name()))
                    .text("Permohonan tetap dapat dikirim. Hari itu tidak dihitung dalam batas waktu."),
            );
            break;
        }
    }
    visitor.page(&HomePage { shell: visitor.shell(), intro, services, notices })
}

/// The first paragraph below the heading, as one line.
fn first_sentence(markdown: &str) -> String {
    let lines = markdown.lines().skip_while(|l| l.trim().is_empty() || l.starts_with('#'));
    let words: Vec<&str> = lines.take_while(|l| !l.trim().is_empty()).map(str::trim).collect();
    let (_, html) = rendered(&words.join(" "));
    // Emphasis marks would be seen in plain text.
    let mut plain = String::new();
    let mut inside = false;
    for sign in html.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => plain.push(other),
            _ => {}
        }
    }
    plain.trim().to_owned()
}
