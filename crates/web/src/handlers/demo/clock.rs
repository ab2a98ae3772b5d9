//! `/demo/waktu`: moves the demo's clock forward; what falls due on the way is done on the way.

use crate::components::{Field, FieldKind};
use crate::forms::Sent;
use crate::pages::demo::clock::DemoClockPage;
use crate::visitor::{Answer, Visitor};
use app::query::demo::{Journey, advance_to, messages_since};
use axum::http::StatusCode;
use domain::value::date_text;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

/// Furthest move at once.
const FURTHEST_DAYS: i64 = 400;

fn page(visitor: &Visitor, until: Field, done: Vec<String>) -> DemoClockPage {
    let zone = visitor.region().office().calendar.time_zone().clone();
    DemoClockPage { shell: visitor.shell(), now: date_text::moment_at(visitor.now(), &zone), until, done }
}

fn field(typed: &str) -> Field {
    Field::new("tanggal", "Maju sampai tanggal", FieldKind::Date).hint("Contoh: 30-03-2026").value(typed)
}

/// Shows the clock.
pub(super) async fn show(visitor: Visitor) -> Answer {
    visitor.page(&page(&visitor, field(""), Vec::new()))
}

/// Where the clock shall go: an hour on, the opening of the next working day, or the opening time of a date.
fn target(visitor: &Visitor, sent: &Sent) -> Result<Timestamp, String> {
    let now = visitor.now();
    let office = visitor.region().office();
    let calendar = &office.calendar;
    let today = calendar.local_date(now);
    let morning = |date: Date| -> Option<Timestamp> {
        let open = calendar.office_open(date).ok().flatten();
        let noon = || date.at(9, 0, 0, 0).to_zoned(calendar.time_zone().clone()).ok().map(|z| z.timestamp());
        open.or_else(noon)
    };
    let unreadable = || "Tulis tanggal seperti 30-03-2026.".to_owned();
    let to = match sent.text("maju") {
        "1-jam" => now.checked_add(SignedDuration::from_hours(1)).ok(),
        "1-hari-kerja" => calendar.next_working_day(today).ok().and_then(morning),
        _ => date_text::read(sent.text("tanggal")).and_then(morning),
    };
    let to = to.ok_or_else(unreadable)?;
    if to <= now {
        return Err(format!("Waktu hanya dapat maju. Pilih tanggal setelah {}.", date_text::date(today)));
    }
    let last = today.checked_add(FURTHEST_DAYS.days()).ok().and_then(morning);
    if last.is_none_or(|last| to > last) {
        return Err(format!("Paling jauh {FURTHEST_DAYS} hari sekali maju."));
    }
    Ok(to)
}

/// Moves it.
pub(super) async fn send(visitor: Visitor, sent: Sent) -> Answer {
    let to = match target(&visitor, &sent) {
        Ok(to) => to,
        Err(message) => {
            let field = field(sent.text("tanggal")).error(message);
            return visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, field, Vec::new()));
        }
    };
    let before = visitor.now();
    let (journey, written) = visitor
        .look(move |region| {
            let journey: Journey = advance_to(region, to)?;
            Ok((journey, messages_since(region, before)?))
        })
        .await?;
    let mut done = vec![format!("{} pekerjaan dilakukan di jalan.", journey.jobs)];
    done.extend(written.iter().take(20).map(|text| format!("Pesan: {text}")));
    done.extend(journey.failed.iter().map(|why| format!("Gagal: {why}")));
    visitor.page(&page(&visitor, field(""), done))
}
