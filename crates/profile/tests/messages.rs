//! Messages as people get them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edited_profile;

use edited_profile::Edit::Swap;
use edited_profile::{EditedProfile, finds};
use profile::{Channel, MessageEvent, PartCount, ProblemKind, Profile, sms_parts};
use proves::proves;
use serde_json::{Value, json};

const SMS: &str = "messages/sms.toml";

fn load(name: &str) -> Profile {
    EditedProfile::of(name).check().profile.unwrap()
}

fn values(own: Value) -> Value {
    let mut all = json!({
        "office_short": "DPM-PTSP", "office_long": "Dinas", "region_name": "Kota Mojokerto",
        "system_name": "SIMOJO", "portal": "simojo.example",
    });
    all.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    all
}

#[proves("MJK18-14.2#1", "MJK18-14.2#3")]
#[test]
fn the_payment_sms_says_code_amount_account_and_bank() {
    let profile = load("mojokerto");
    let payment = profile.policy.payment.clone().unwrap();
    let sms = profile.message(MessageEvent::PaymentNotice, Channel::Sms).unwrap();
    let filled = sms
        .render(&values(json!({
            "service_short": "IMB", "number": "26-000098-9", "payment_code": "9999 0098 2600", "amount": "Rp1.400.000",
            "account": payment.account, "bank": payment.bank, "due_short": "30-03-2026",
        })))
        .unwrap();
    assert_eq!(
        filled.text,
        "DPM-PTSP Kota Mojokerto: IMB 26-000098-9 disetujui. Kode bayar 9999 0098 2600. Rp1.400.000. \
         Rek. 000-000-0000, Bank Contoh Daerah. Batas 30-03-2026. Tidak ada biaya lain."
    );
    assert_eq!(sms_parts(&filled.text), PartCount::Parts(2));
}

/// Each of the four data taken out alone, and one hidden behind a condition that never holds.
#[proves("MJK18-14.2#4")]
#[test]
fn a_payment_sms_without_one_of_its_four_data_is_refused() {
    for (whole, cut) in [
        ("Kode bayar {{ payment_code }}. {{ amount }}. Rek.", "{{ amount }}. Rek."),
        ("Kode bayar {{ payment_code }}. {{ amount }}. Rek.", "Kode bayar {{ payment_code }}. Rek."),
        ("Rek. {{ account }}, {{ bank }}.", "{{ bank }}."),
        ("Rek. {{ account }}, {{ bank }}.", "Rek. {{ account }}."),
        (
            "Rek. {{ account }}, {{ bank }}.",
            "Rek. {{ account }}{% if number == 'x' %}, {{ bank }}{% endif %}.",
        ),
    ] {
        finds(
            "mojokerto",
            &[Swap(SMS, whole, cut)],
            &[(ProblemKind::MessageDataMissing, SMS, "Batas {{ due_short }}. Tidak")],
        );
    }
}

#[test]
fn a_missing_value_is_an_error_and_never_a_gap() {
    let profile = load("mojokerto");
    let sms = profile.message(MessageEvent::PaymentNotice, Channel::Sms).unwrap();
    assert!(sms.render(&values(json!({ "service_short": "IMB" }))).is_err());
}

#[test]
fn values_are_never_read_as_template_or_html() {
    let profile = load("mojokerto");
    let mail = profile.message(MessageEvent::HandedBack, Channel::Email).unwrap();
    let filled = mail
        .render(&values(json!({
            "name": "{{ pin }} <b>", "service_name": "IMB", "number": "26-000098-9", "reason": "a & b",
        })))
        .unwrap();
    assert!(filled.text.contains("{{ pin }} <b>") && filled.text.contains("a & b"));
}

#[test]
fn pins_are_secret_and_name_act_and_count() {
    let profile = load("mojokerto");
    let secret: Vec<&str> =
        profile.messages.iter().filter(|(_, m)| m.secret).map(|(name, _)| name.as_str()).collect();
    let codes = [
        "access_granted",
        "account_reopened",
        "contact_code",
        "contact_waiting",
        "power_of_attorney_asked",
        "sign_in_code",
    ];
    let (with_code, pins): (Vec<&str>, Vec<&str>) =
        secret.into_iter().partition(|name| codes.iter().any(|code| name.starts_with(code)));
    assert_eq!(pins, ["declaration_code.sms", "pin.sms", "pin_batch.sms"]);
    assert_eq!(with_code.len(), 11, "each by SMS and by e-mail: {with_code:?}");
    let sms = profile.message(MessageEvent::PinBatch, Channel::Sms).unwrap();
    let filled = sms
        .render(&values(json!({
            "pin": "482913", "act": "menandatangani", "count": "12", "sample": "SIP Dokter 26-000147-4", "minutes": "5",
        })))
        .unwrap();
    assert_eq!(
        filled.text,
        "PIN Anda 482913 untuk menandatangani 12 izin, a.l. SIP Dokter 26-000147-4. Berlaku 5 menit. \
         Jangan berikan kepada siapa pun."
    );
}

#[test]
fn parts_are_counted_as_the_network_counts_them() {
    let text = |n: usize| "a".repeat(n);
    assert_eq!(sms_parts(&text(160)), PartCount::Parts(1));
    assert_eq!(sms_parts(&text(161)), PartCount::Parts(2));
    assert_eq!(sms_parts(&text(306)), PartCount::Parts(2));
    assert_eq!(sms_parts(&text(307)), PartCount::Parts(3));
    // A sign of the extension table takes two places.
    assert_eq!(sms_parts(&format!("{}€", text(159))), PartCount::Parts(2));
    assert_eq!(sms_parts("Rp1.400.000 – lunas"), PartCount::NotGsm('–'));
}

/// What people read: sentences of at most 20 words, and none of the words that practice avoids.
#[test]
fn texts_are_plain() {
    let avoided = ["submit", "upload", "pending", "approve", "user", "invalid", "silahkan", "anda salah"];
    for name in ["mojokerto", "contoh"] {
        let profile = load(name);
        let mut texts: Vec<String> = profile.content.values().cloned().collect();
        texts.extend(profile.information_pages.iter().map(|p| p.summary.clone()));
        for event in MessageEvent::ALL {
            let mut own = serde_json::Map::new();
            own.extend(event.variables().map(|n| (n.to_owned(), json!("x"))));
            for message in Channel::ALL.iter().filter_map(|c| profile.message(*event, *c)) {
                texts.push(message.render(&Value::Object(own.clone())).unwrap().text);
            }
        }
        for hashed in profile.services.values() {
            let d = &hashed.definition;
            texts.push(d.summary.clone());
            texts.push(d.declaration.text.clone());
            texts.extend(d.documents.iter().map(|doc| doc.purpose.clone()));
            texts.extend(d.fields.iter().map(|f| f.hint.clone()));
            texts.extend(d.product.conditions.iter().cloned());
            texts.extend(d.admission.iter().map(|a| a.message.clone()));
            texts.extend(profile.service_pages[&d.id].notes.iter().cloned());
        }
        for text in texts {
            let lower = text.to_lowercase();
            for word in avoided {
                let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
                assert!(
                    !format!(" {} ", words.join(" ")).contains(&format!(" {word} ")),
                    "`{word}` in: {text}"
                );
            }
            // A line break inside a paragraph does not end a sentence; an empty line and a heading do.
            for block in text.split("\n\n").flat_map(|b| b.split("\n- ")) {
                for sentence in block.replace('\n', " ").split(". ") {
                    let words =
                        sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
                    assert!(words <= 20, "{words} words: {sentence}");
                }
            }
        }
    }
}
