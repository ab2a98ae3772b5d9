//! Each test gives the real child something that would hurt the server.

use crate::support::{jpeg, letter, page, sheet};
use intake::{ChildConfig, Inspector, Looked, Refused};
use std::time::{Duration, Instant};

fn child(command: &[&str], deadline: Duration) -> Inspector {
    let mut config = ChildConfig::new(command.iter().map(Into::into).collect());
    config.deadline = deadline;
    Inspector::child(config)
}

fn own(deadline: Duration) -> Inspector {
    child(&[env!("CARGO_BIN_EXE_satupintu-intake")], deadline)
}

const LONG: Duration = Duration::from_secs(60);

/// The server still answers for a good file.
fn lives(inspector: &Inspector) {
    assert_eq!(inspector.look(&letter(), 2_400), Ok(Looked::Paper { pages: 1, doubts: vec![] }));
}

#[test]
fn the_child_says_what_this_process_would() {
    let bytes = jpeg(&sheet(1_500, 2_000));
    assert_eq!(own(LONG).look(&bytes, 2_000), Inspector::here().look(&bytes, 2_000));
    let drawn = own(LONG).draw(&letter(), 0, 700, "Sukinem").unwrap();
    assert_eq!(drawn, Inspector::here().draw(&letter(), 0, 700, "Sukinem").unwrap());
}

/// A PNG of a few bytes that claims to be enormous.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let mut body = b"IHDR".to_vec();
    for part in [&width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 6, 0, 0, 0]] {
        bytes.extend(part);
        body.extend(part);
    }
    bytes.extend(crc(&body).to_be_bytes());
    let packed = b"IDAT\x78\x9c\x03\0\0\0\0\x01";
    bytes.extend(8_u32.to_be_bytes());
    bytes.extend(packed);
    bytes.extend(crc(packed).to_be_bytes());
    bytes.extend(b"\0\0\0\0IEND\xaeB`\x82");
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
        crc
    })
}

#[test]
fn a_decompression_bomb_is_refused_and_the_server_lives() {
    let inspector = own(LONG);
    assert_eq!(inspector.look(&bomb(60_000, 60_000), 2_400), Err(Refused::TooHeavy));
    assert_eq!(inspector.look(&bomb(19_000, 19_000), 2_400), Err(Refused::TooHeavy));
    lives(&inspector);
}

/// Forms that draw each other: nine levels of ten calls are a thousand million strokes.
fn endless() -> Vec<u8> {
    let last = 9;
    let mut forms = Vec::new();
    for level in 0..=last {
        let (content, resources) = if level == last {
            ("0 0 m 595 842 l S".to_owned(), String::new())
        } else {
            ("/X Do ".repeat(10), format!("/XObject << /X {} 0 R >>", 5 + level + 1))
        };
        forms.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {resources} >> /Length {} >>\n\
             stream\n{content}\nendstream",
            content.len()
        ));
    }
    page("/X Do", "/XObject << /X 5 0 R >>", &forms)
}

#[test]
fn an_endless_pdf_is_stopped_and_the_server_lives() {
    let inspector = own(Duration::from_secs(3));
    let begun = Instant::now();
    assert_eq!(inspector.look(&endless(), 2_400), Err(Refused::TooHeavy));
    assert!(begun.elapsed() < Duration::from_secs(10));
    lives(&own(LONG));
}

#[test]
fn a_killed_child_is_a_refusal() {
    let killed = child(&["/bin/sh", "-c", "kill -9 $$"], LONG);
    assert_eq!(killed.look(&letter(), 2_400), Err(Refused::TooHeavy));
    let talks_nonsense = child(&["/bin/echo", "nonsense nonsense nonsense"], LONG);
    assert_eq!(talks_nonsense.look(&letter(), 2_400), Err(Refused::TooHeavy));
    let missing = child(&["/nowhere/satupintu"], LONG);
    assert_eq!(missing.look(&letter(), 2_400), Err(Refused::Busy));
}

#[test]
fn the_child_cannot_use_more_memory_than_it_is_given_nor_open_a_file() {
    // What the worker has set stands in /proc of a child that waits for its question: it sets its limits first.
    let mut waiting = std::process::Command::new(env!("CARGO_BIN_EXE_satupintu-intake"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let path = format!("/proc/{}/limits", waiting.id());
    let begun = Instant::now();
    let read = loop {
        let limits = std::fs::read_to_string(&path).unwrap();
        let of = |name: &str| -> Option<String> {
            let line = limits.lines().find(|l| l.starts_with(name))?;
            line[name.len()..].split_whitespace().next().map(str::to_owned)
        };
        let found = ["Max open files", "Max file size", "Max address space", "Max cpu time"].map(of);
        // The last limit that is set.
        if found[0].as_deref() == Some("3") || begun.elapsed() > Duration::from_secs(20) {
            break found;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    waiting.kill().unwrap();
    waiting.wait().unwrap();
    let expected = ["3", "0", "1073741824", "60"].map(|text| Some(text.to_owned()));
    assert_eq!(read, expected);
}

#[test]
fn whoever_waits_too_long_for_a_place_is_told() {
    let mut config = ChildConfig::new(vec!["/bin/sleep".into(), "5".into()]);
    config.most = 1;
    config.deadline = Duration::from_secs(3);
    config.patience = Duration::from_millis(200);
    let inspector = Inspector::child(config);
    let answers: Vec<_> = std::thread::scope(|scope| {
        let ask = || inspector.look(&letter(), 2_400);
        let both = [scope.spawn(ask), scope.spawn(ask)];
        both.map(|t| t.join().unwrap().unwrap_err()).into()
    });
    assert!(answers.contains(&Refused::Busy) && answers.contains(&Refused::TooHeavy), "{answers:?}");
}
