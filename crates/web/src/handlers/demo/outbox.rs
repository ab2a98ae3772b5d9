//! `/demo/pesan`: every message that would have been sent; PINs can be read here and nowhere else.

use crate::components::{Pager, Tag, Tone};
use crate::pages::demo::outbox::{Channel, DemoMessage, DemoOutboxPage};
use crate::visitor::{Answer, Visitor};
use app::query::demo::{DemoMessage as Message, outbox};
use domain::value::date_text;

/// Shows the messages, newest first.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let messages = visitor.look(outbox).await?;
    let zone = visitor.region().office().calendar.time_zone().clone();
    let pager = Some(Pager { text: format!("{} pesan terbaru", messages.len()), ..Pager::default() });
    let messages = messages.iter().map(|m| message(m, &zone)).collect();
    visitor.page(&DemoOutboxPage { shell: visitor.shell(), messages, pager })
}

fn message(message: &Message, zone: &jiff::tz::TimeZone) -> DemoMessage {
    let state = match message.state.as_str() {
        "delivered" => Tag::new(Tone::Good, "Sampai"),
        "sent" => Tag::new(Tone::Info, "Terkirim"),
        "failed" => Tag::new(Tone::Bad, "Tidak sampai"),
        "cancelled" => Tag::new(Tone::Neutral, "Dibatalkan"),
        _ => Tag::new(Tone::Info, "Menunggu"),
    };
    let pin = if message.secret { six_digits(&message.text) } else { String::new() };
    DemoMessage {
        channel: if message.channel == "sms" { Channel::Sms } else { Channel::Email },
        to: message.to.clone(),
        at: date_text::moment_at(message.written_at, zone),
        subject: message.subject.clone().unwrap_or_default(),
        text: message.text.clone(),
        pin,
        state,
    }
}

/// The PIN or code that a secret message carries: six digits that stand alone. The six digits of a registration number
/// stand between hyphens, those of an amount between dots.
fn six_digits(text: &str) -> String {
    let alone = |word: &&str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
    let edges = |c: char| !c.is_ascii_alphanumeric();
    text.split_whitespace().map(|word| word.trim_matches(edges)).find(alone).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn the_pin_is_found_in_its_message() {
        assert_eq!(six_digits("PIN Anda 482913 untuk menandatangani 12 izin."), "482913");
        assert_eq!(
            six_digits("Hak akses A26-000001-3 disetujui. Kode masuk pertama 482913, berlaku"),
            "482913"
        );
        assert_eq!(six_digits("Kode bayar 9999 0098 2600."), "");
        assert_eq!(six_digits("Permohonan A26-000001-3 dan 26-000147-4 kami terima, Rp160.000000."), "");
    }
}
