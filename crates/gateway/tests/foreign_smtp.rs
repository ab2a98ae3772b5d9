//! Outside judge: our e-mails go through a foreign mail server (aiosmtpd) and are read back by Python's own parser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod judge;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use base64::Engine;
use gateway::email::{Attachment, Email, EmailGateway, SmtpClient, SmtpConfig, SmtpSecurity};
use gateway::{Advice, RefusalCause, Secret, SendError};
use judge::{Ended, missing};
use serde_json::Value;

struct Server {
    port: u16,
    lines: Receiver<Value>,
    _process: Ended,
}

impl Server {
    fn start(options: &[&str]) -> Option<Self> {
        let venv = match std::env::var_os("SATUPINTU_VENV") {
            Some(folder) => PathBuf::from(folder),
            None => PathBuf::from(std::env::var_os("HOME")?).join(".cache/satupintu/venv"),
        };
        let python = venv.join("bin/python");
        let has = |module: &str| {
            let status = Command::new(&python).args(["-c", &format!("import {module}")]).output();
            status.is_ok_and(|o| o.status.success())
        };
        if !has("aiosmtpd") {
            missing("aiosmtpd", "run tests/judges/setup.sh");
            return None;
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/judges/smtp_judge.py");
        let mut child = Command::new(python)
            .arg(script)
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let process = Ended(child);
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if sender.send(serde_json::from_str(&line).unwrap()).is_err() {
                    break;
                }
            }
        });
        let first: Value = lines.recv_timeout(Duration::from_secs(30)).expect("the server does not start");
        let port = u16::try_from(first["port"].as_u64().unwrap()).unwrap();
        Some(Self { port, lines, _process: process })
    }

    fn next(&self) -> Value {
        self.lines.recv_timeout(Duration::from_secs(20)).expect("no message came")
    }
}

fn config(port: u16) -> SmtpConfig {
    SmtpConfig {
        host: "localhost".into(),
        port,
        security: SmtpSecurity::None,
        credentials: None,
        extra_ca_pem: None,
        timeout: Duration::from_secs(10),
        hello_name: "satupintu.contoh.invalid".into(),
        from: "\"Dinas Penanaman Modal – Kota Mojokerto\" <layanan@contoh.invalid>".into(),
        reply_to: None,
    }
}

fn email() -> Email {
    Email {
        to: "siti.khadijah@contoh.invalid".into(),
        subject: "Permohonan Anda disetujui — biaya Rp1.400.000, jatuh tempo Senin “30 Maret 2026” di Kota Mojokerto"
            .into(),
        text: "Yth. Ibu Siti Khadijah,\n\npermohonan Anda disetujui – unduh “surat izin” terlampir.\n.\n\
               =3D bukan kode; Émile, naïve, ꦮꦶꦭꦸꦗꦼꦁ\n"
            .into(),
        html: Some("<p>Permohonan Anda <b>disetujui</b> – unduh “surat izin”.</p>".into()),
        attachments: vec![
            Attachment {
                file_name: "Surat Izin – Siti “Khadijah”.pdf".into(),
                content_type: "application/pdf".into(),
                bytes: (0..=255).cycle().take(100_000).collect(),
            },
            Attachment {
                file_name: "bukti.txt".into(),
                content_type: "text/plain; charset=utf-8".into(),
                bytes: b"baris\r\n.\r\nbaris\n\rakhir".to_vec(),
            },
        ],
        reference: "m-0042".parse().unwrap(),
        written_at: "2026-03-09T03:00:00Z".parse().unwrap(),
    }
}

#[test]
fn a_foreign_server_reads_what_we_wrote() {
    let Some(server) = Server::start(&[]) else { return };
    let email = email();
    let receipt = SmtpClient::new(config(server.port)).unwrap().send(&email).unwrap();
    let seen = server.next();
    assert_eq!(seen["defects"], serde_json::json!([]));
    assert_eq!(seen["hello"], "satupintu.contoh.invalid");
    assert_eq!(seen["from"], "layanan@contoh.invalid");
    assert_eq!(seen["to"], serde_json::json!([email.to]));
    assert_eq!(seen["headers"]["Subject"], email.subject);
    assert_eq!(seen["headers"]["Message-ID"], receipt.message_id);
    assert_eq!(seen["headers"]["Date"], "Mon, 09 Mar 2026 03:00:00 +0000");
    assert_eq!(seen["headers"]["Auto-Submitted"], "auto-generated");
    assert_eq!(seen["display_name"], "Dinas Penanaman Modal – Kota Mojokerto");
    assert_eq!(seen["text"].as_str().unwrap().replace("\r\n", "\n").trim_end(), email.text.trim_end());
    assert_eq!(seen["html"].as_str().unwrap().trim_end(), email.html.unwrap());
    assert_eq!(seen["attachments"].as_array().unwrap().len(), 2);
    for (file, seen) in email.attachments.iter().zip(seen["attachments"].as_array().unwrap()) {
        assert_eq!(seen["name"], file.file_name);
        let kind = file.content_type.split(';').next().unwrap();
        assert_eq!(seen["type"], kind);
        let bytes =
            base64::engine::general_purpose::STANDARD.decode(seen["bytes"].as_str().unwrap()).unwrap();
        assert!(bytes == file.bytes, "{}", file.file_name);
    }
    // RFC 5322 section 2.1.1: at most 998 characters a line.
    assert!(seen["longest_line"].as_u64().unwrap() <= 998);
}

#[test]
fn plain_text_alone_is_one_part() {
    let Some(server) = Server::start(&[]) else { return };
    let plain = Email { html: None, attachments: vec![], ..email() };
    SmtpClient::new(config(server.port)).unwrap().send(&plain).unwrap();
    let seen = server.next();
    assert_eq!(seen["defects"], serde_json::json!([]));
    assert_eq!(seen["text"].as_str().unwrap().replace("\r\n", "\n").trim_end(), plain.text.trim_end());
    assert_eq!((&seen["html"], &seen["attachments"]), (&Value::Null, &serde_json::json!([])));
    assert!(seen["headers"]["Content-Type"].as_str().unwrap().starts_with("text/plain"));
}

#[test]
fn a_foreign_servers_refusals_are_judged() {
    let Some(server) = Server::start(&[]) else { return };
    let client = SmtpClient::new(config(server.port)).unwrap();
    let refused = client.send(&Email { to: "refuse@contoh.invalid".into(), ..email() }).unwrap_err();
    assert!(matches!(refused, SendError::Permanent { cause: RefusalCause::Recipient, .. }), "{refused}");
    let later = client.send(&Email { to: "later@contoh.invalid".into(), ..email() }).unwrap_err();
    assert!(matches!(later, SendError::Temporary { .. }), "{later}");
}

/// A certificate for `localhost` that is its own authority.
fn certificate(folder: &Path) -> Option<(String, String)> {
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (cert, key) = (file("cert.pem"), file("key.pem"));
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
        ])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout", &key, "-out", &cert])
        .output();
    if made.is_ok_and(|m| m.status.success()) {
        Some((cert, key))
    } else {
        missing("openssl", "install the Debian package openssl");
        None
    }
}

#[test]
fn tls_and_sign_in_with_a_foreign_server() {
    let folder = tempfile::tempdir().unwrap();
    let Some((cert, key)) = certificate(folder.path()) else { return };
    let authority = std::fs::read(&cert).unwrap();
    for (option, security) in [("--starttls", SmtpSecurity::StartTls), ("--tls", SmtpSecurity::Tls)] {
        let auth: &[&str] =
            if option == "--starttls" { &["--auth", "layanan", "kata-sandi-rahasia"] } else { &[] };
        let options: Vec<&str> = [&[option, &cert, &key], auth].concat();
        let Some(server) = Server::start(&options) else { return };
        let good = SmtpConfig {
            security,
            extra_ca_pem: Some(authority.clone()),
            credentials: (!auth.is_empty()).then(|| ("layanan".into(), Secret::new("kata-sandi-rahasia"))),
            ..config(server.port)
        };
        SmtpClient::new(good.clone()).unwrap().send(&email()).unwrap_or_else(|e| panic!("{option}: {e}"));
        let seen = server.next();
        assert_eq!((&seen["tls"], &seen["signed_in"]), (&Value::Bool(true), &Value::Bool(!auth.is_empty())));
        assert_eq!(seen["headers"]["Subject"], email().subject);

        // A certificate nobody vouches for, or for another name, gets neither password nor message.
        let stranger = SmtpConfig { extra_ca_pem: None, ..good.clone() };
        let refused = SmtpClient::new(stranger).unwrap().send(&email()).unwrap_err();
        assert_eq!(refused.advice(), Advice::RetryAndTellOperator, "{option}: {refused}");
        let other_name = SmtpConfig { host: "127.0.0.1".into(), ..good.clone() };
        let refused = SmtpClient::new(other_name).unwrap().send(&email()).unwrap_err();
        assert_eq!(refused.advice(), Advice::RetryAndTellOperator, "{option}: {refused}");

        if !auth.is_empty() {
            let wrong =
                SmtpConfig { credentials: Some(("layanan".into(), Secret::new("salah-rahasia"))), ..good };
            let refused = SmtpClient::new(wrong).unwrap().send(&email()).unwrap_err();
            assert_eq!(refused.advice(), Advice::RetryAndTellOperator);
            assert!(!format!("{refused:?}").contains("rahasia"));
        }
        assert!(server.lines.try_recv().is_err(), "a refused conversation delivered a message");
    }
}
