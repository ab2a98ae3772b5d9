//! Personal values stay where they belong: not in the ledger, the record, jobs, addresses of messages, names, or logs.

use crate::support::*;
use app::account::read_personal;
use app::play::{Plan, Refusing};
use domain::value::Id;
use std::io::Write;
use std::sync::{Arc, Mutex};
use testkit::house::House;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Everything written to the log, also by the libraries below us.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// NIK, NPWP, telephone, e-mail and street of everybody, in every way of writing them.
fn secrets(house: &House) -> Vec<String> {
    let region = &house.stand.region;
    let rows = region.store.read(|tx| tx.query("SELECT id FROM account", &[])).unwrap();
    let mut found = Vec::new();
    for row in rows {
        let id = Id::from_bytes(row.get(0).unwrap());
        let account = region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
        let personal = read_personal(&region.keys, &account).unwrap();
        found.extend(personal.nik.map(|v| v.to_string()));
        found.extend(personal.npwp.map(|v| v.to_string()));
        found.extend(personal.email.map(|v| v.to_string()));
        found.extend(personal.phone.map(|v| v.to_string()));
        found.push(personal.street);
    }
    found.retain(|v| !v.is_empty());
    let digits: Vec<String> = found
        .iter()
        .map(|v| v.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|d| d.len() >= 10)
        .collect();
    // A telephone number is written with 0 or with +62.
    let local =
        digits.iter().filter_map(|d| d.strip_prefix("62").map(|rest| format!("0{rest}"))).collect::<Vec<_>>();
    found.extend(digits);
    found.extend(local);
    found
}

fn pins(house: &House) -> Vec<String> {
    let texts = house.stand.gateway.messages().into_iter().filter(|m| m.text.starts_with("PIN Anda"));
    let pins: Vec<String> = texts.map(|m| m.text.split(' ').nth(2).unwrap().to_owned()).collect();
    assert!(pins.len() > 5 && pins.iter().all(|p| p.len() == 6));
    pins
}

/// Texts that must be free of personal values, with their places.
const PLACES: [(&str, &str); 8] = [
    ("leaf", "SELECT body FROM ledger_leaf"),
    (
        "record",
        "SELECT roles || act || object_kind || COALESCE(code, '') || fields || COALESCE(basis, '') FROM audit_record",
    ),
    ("job", "SELECT kind || payload || COALESCE(last_error, '') || COALESCE(dedup, '') FROM job"),
    (
        "message",
        "SELECT channel || template || state || COALESCE(provider_ref, '') || COALESCE(last_error, '') FROM outbox_message",
    ),
    ("object name", "SELECT object FROM stored_file"),
    ("file name", "SELECT name FROM stored_file"),
    ("key", "SELECT key || operation || response FROM idempotency"),
    ("session", "SELECT device FROM session"),
];

const BYTES: [(&str, &str); 3] = [
    ("recipient", "SELECT recipient_enc FROM outbox_message"),
    ("body", "SELECT body_enc FROM outbox_message"),
    ("personal", "SELECT personal_enc FROM account"),
];

#[test]
fn a_whole_journey_leaves_personal_values_nowhere_else() {
    let lines = Lines::default();
    let writer = lines.clone();
    let layer = tracing_subscriber::fmt::layer().with_writer(move || writer.clone()).with_ansi(false);
    tracing_subscriber::registry()
        .with(tracing_subscriber::filter::LevelFilter::DEBUG)
        .with(layer)
        .try_init()
        .unwrap();
    on_both(|house| {
        for service in [SIP, IMB, CARD] {
            let straight = draft_plan(house, service, 0);
            let ground = vec!["Tidak memenuhi syarat. | Pasal 5".to_owned()];
            let refused =
                Plan { refusing: Refusing::Refuse(ground), corrections: 1, ..draft_plan(house, service, 1) };
            play(house, service, vec![straight, refused]);
        }
        let login = house.stand.cast.logins.last().unwrap().0.clone();
        app::account::sign_in(&house.stand.region, &login, app::play::PASSWORD, "peramban", "").unwrap();
        let _ = app::account::sign_in(&house.stand.region, "3576011203900001", "salah", "peramban", "");
        let stored = &house.stand.region.store;
        let (secrets, pins) = (secrets(house), pins(house));
        assert!(secrets.len() > 60, "{}", secrets.len());
        for (place, sql) in PLACES {
            for row in stored.read(|tx| tx.query(sql, &[])).unwrap() {
                let text: String = row.get(0).unwrap();
                free(place, &text, &secrets, &pins);
            }
        }
        for (place, sql) in BYTES {
            for row in stored.read(|tx| tx.query(sql, &[])).unwrap() {
                let bytes: Vec<u8> = row.get(0).unwrap();
                free(place, &String::from_utf8_lossy(&bytes), &secrets, &pins);
            }
        }
        let log = String::from_utf8_lossy(&lines.0.lock().unwrap()).into_owned();
        free("log", &log, &secrets, &pins);
        assert!(!log.contains(app::play::PASSWORD));
        let postgres = stored.engine() == store::Engine::Postgres;
        assert!(!postgres || log.contains("tokio_postgres"), "the libraries below us are heard too");
    });
}

fn free(place: &str, text: &str, secrets: &[String], pins: &[String]) {
    for secret in secrets {
        let at = text.find(secret.as_str());
        assert!(at.is_none(), "{place}: …{}…", around(text, at.unwrap_or(0)));
    }
    // Six digits stand in many hashes; a PIN is a word of its own.
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        assert!(word.len() != 6 || !pins.iter().any(|p| p == word), "{place}: a PIN");
    }
}

fn around(text: &str, at: usize) -> String {
    let start = text.floor_char_boundary(at.saturating_sub(200));
    text[start..].chars().take(300).collect()
}
