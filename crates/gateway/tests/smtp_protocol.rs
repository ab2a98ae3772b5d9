//! The mail client against the simulated server: what goes over the wire and how answers are judged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::TcpListener;
use std::time::{Duration, Instant};

use gateway::email::{Email, EmailGateway, SmtpClient, SmtpConfig, SmtpSecurity};
use gateway::sim::{SmtpScript, SmtpServer};
use gateway::{Advice, RefusalCause, Secret, SendError};

fn config(port: u16) -> SmtpConfig {
    SmtpConfig {
        host: "127.0.0.1".into(),
        port,
        security: SmtpSecurity::None,
        credentials: None,
        extra_ca_pem: None,
        timeout: Duration::from_secs(5),
        hello_name: "satupintu.contoh.invalid".into(),
        from: "DPM-PTSP Kota Mojokerto <layanan@contoh.invalid>".into(),
        reply_to: Some("loket@contoh.invalid".into()),
    }
}

fn email(to: &str) -> Email {
    Email {
        to: to.into(),
        subject: "Permohonan Anda sudah kami terima".into(),
        text: "Nomor pendaftaran: 26-000147-4.\n.\n..titik di awal baris\n".into(),
        html: None,
        attachments: vec![],
        reference: "m-7".parse().unwrap(),
        written_at: "2026-03-09T03:00:00Z".parse().unwrap(),
    }
}

fn send(server: &SmtpServer, to: &str) -> Result<String, SendError> {
    SmtpClient::new(config(server.port())).unwrap().send(&email(to)).map(|r| r.message_id)
}

#[test]
fn message_arrives_with_envelope_and_message_id() {
    let server = SmtpServer::start(SmtpScript::default()).unwrap();
    assert_eq!(send(&server, "siti@contoh.invalid").unwrap(), "<m-7@contoh.invalid>");
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].from, "layanan@contoh.invalid");
    assert_eq!(mails[0].to, ["siti@contoh.invalid"]);
    assert!(mails[0].content.contains("Message-ID: <m-7@contoh.invalid>\r\n"));
    assert!(mails[0].content.contains("Reply-To: loket@contoh.invalid\r\n"));
    assert!(
        mails[0].content.contains("26-000147-4.\r\n.\r\n..titik di awal baris\r\n"),
        "{}",
        mails[0].content
    );
}

#[test]
fn refusals_are_judged_by_their_step() {
    let recipients = [("tidak-ada@contoh.invalid".to_owned(), 550), ("penuh@contoh.invalid".to_owned(), 452)];
    let server =
        SmtpServer::start(SmtpScript { recipients: recipients.into(), ..SmtpScript::default() }).unwrap();
    let unknown = send(&server, "tidak-ada@contoh.invalid").unwrap_err();
    assert!(matches!(unknown, SendError::Permanent { cause: RefusalCause::Recipient, .. }), "{unknown}");
    assert!(!format!("{unknown:?}").contains("contoh"), "{unknown:?}");
    let full = send(&server, "penuh@contoh.invalid").unwrap_err();
    assert!(matches!(full, SendError::Temporary { .. }), "{full}");
    assert!(server.mails().is_empty());

    let server = SmtpServer::start(SmtpScript { content_reply: Some(554), ..SmtpScript::default() }).unwrap();
    let content = send(&server, "siti@contoh.invalid").unwrap_err();
    assert!(matches!(content, SendError::Permanent { cause: RefusalCause::Message, .. }), "{content}");
}

#[test]
fn greylisting_passes_on_the_second_try() {
    let server = SmtpServer::start(SmtpScript { greylist: 1, ..SmtpScript::default() }).unwrap();
    assert_eq!(send(&server, "siti@contoh.invalid").unwrap_err().advice(), Advice::Retry);
    assert!(send(&server, "siti@contoh.invalid").is_ok());
}

#[test]
fn sign_in() {
    let credentials = Some(("layanan".to_owned(), "kata-sandi".to_owned()));
    let server = SmtpServer::start(SmtpScript { credentials, ..SmtpScript::default() }).unwrap();
    let with = |password: &str| {
        let credentials = Some(("layanan".to_owned(), Secret::new(password)));
        SmtpClient::new(SmtpConfig { credentials, ..config(server.port()) })
            .unwrap()
            .send(&email("siti@contoh.invalid"))
    };
    assert!(with("kata-sandi").is_ok());
    let refused = with("salah-rahasia").unwrap_err();
    assert_eq!(refused.advice(), Advice::RetryAndTellOperator);
    assert!(!format!("{refused:?}").contains("rahasia"));
    // Without sign-in the server refuses the sender: again not this message's fault.
    assert_eq!(send(&server, "siti@contoh.invalid").unwrap_err().advice(), Advice::RetryAndTellOperator);
    assert_eq!(server.mails().len(), 1);
}

#[test]
fn servers_that_never_answer_end_in_time() {
    let silent = SmtpServer::start(SmtpScript { silent: true, ..SmtpScript::default() }).unwrap();
    let later =
        SmtpServer::start(SmtpScript { silent_after_content: true, ..SmtpScript::default() }).unwrap();
    for (server, doubt) in [(silent, false), (later, true)] {
        let short = SmtpConfig { timeout: Duration::from_millis(300), ..config(server.port()) };
        let start = Instant::now();
        let lost = SmtpClient::new(short).unwrap().send(&email("siti@contoh.invalid")).unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        match lost {
            SendError::Unreachable { in_doubt, .. } => assert_eq!(in_doubt, doubt),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn a_closed_port_leaves_no_doubt() {
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let lost = SmtpClient::new(config(port)).unwrap().send(&email("siti@contoh.invalid")).unwrap_err();
    assert!(matches!(lost, SendError::Unreachable { in_doubt: false, .. }), "{lost}");
}

#[test]
fn a_server_without_starttls_gets_no_message() {
    let server = SmtpServer::start(SmtpScript::default()).unwrap();
    let strict = SmtpConfig { security: SmtpSecurity::StartTls, ..config(server.port()) };
    let refused = SmtpClient::new(strict).unwrap().send(&email("siti@contoh.invalid")).unwrap_err();
    assert_eq!(refused.advice(), Advice::RetryAndTellOperator);
    assert!(server.mails().is_empty());
}
