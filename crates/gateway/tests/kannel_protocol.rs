//! The Kannel client against the simulated gateway: what goes over the wire and how answers are judged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::TcpListener;
use std::sync::mpsc::channel;
use std::time::Duration;

use gateway::sim::{KannelReply, KannelScript, KannelServer, ReportCatcher};
use gateway::sms::{
    DeliveryState, HandoverState, KannelClient, KannelConfig, ReportKey, Sms, SmsGateway, parse_dlr,
};
use gateway::{Advice, RefusalCause, Secret, SendError};

const PASSWORD: &str = "kata-sandi & rahasia+100%";

fn script() -> KannelScript {
    KannelScript {
        username: "satupintu".into(),
        password: PASSWORD.into(),
        needs_sender: true,
        reply: KannelReply::Accept,
        reports: vec![8, 1],
    }
}

fn config(url: String, report_url: String) -> KannelConfig {
    KannelConfig {
        url,
        username: "satupintu".into(),
        password: Secret::new(PASSWORD),
        sender: Some("DPM-PTSP".into()),
        smsc: None,
        max_parts: 2,
        timeout: Duration::from_secs(5),
        report_url,
    }
}

fn key() -> ReportKey {
    ReportKey::new(&[9; 32]).unwrap()
}

fn client(config: KannelConfig) -> KannelClient {
    KannelClient::new(config, key()).unwrap()
}

fn sms(text: &str) -> Sms {
    Sms { to_e164: "+6281200000000".into(), text: text.into(), reference: "m-1".parse().unwrap() }
}

fn nowhere() -> String {
    "http://127.0.0.1:9/report".into()
}

#[test]
fn text_arrives_whole_and_the_report_comes_back() {
    let catcher = ReportCatcher::start().unwrap();
    let server = KannelServer::start(script()).unwrap();
    let client = client(config(server.url(), catcher.url()));
    let text = "Kode bayar 9999+0098 & 100% {Rp1.400.000} #1 = 'ya'? \"€\" [a|b]~^\\\nTerima kasih";
    let receipt = client.send(&sms(text)).unwrap();
    assert_eq!(receipt.state, HandoverState::Accepted);

    let request = &server.requests()[0];
    assert_eq!(request.field("text"), text);
    assert_eq!(request.field("to"), "+6281200000000");
    assert_eq!(request.field("from"), "DPM-PTSP");
    assert_eq!((request.field("coding"), request.field("charset")), ("0", "UTF-8"));
    assert_eq!(request.field("dlr-mask"), "31");

    let queries = catcher.wait_for(2, Duration::from_secs(10));
    let states: Vec<_> = queries.iter().map(|q| parse_dlr(q, &key()).unwrap().state).collect();
    assert_eq!(states, [DeliveryState::Accepted, DeliveryState::Delivered]);
    assert_eq!(parse_dlr(&queries[0], &key()).unwrap().reference.as_str(), "m-1");
}

#[test]
fn text_outside_the_default_alphabet_goes_as_ucs2() {
    let server = KannelServer::start(script()).unwrap();
    client(config(server.url(), nowhere())).send(&sms("Izin Anda – terbit ✓ 😀")).unwrap();
    let request = &server.requests()[0];
    assert_eq!((request.field("coding"), request.field("text")), ("2", "Izin Anda – terbit ✓ 😀"));
}

#[test]
fn queued_is_told_apart_from_accepted() {
    let server = KannelServer::start(script()).unwrap();
    server.set_reply(KannelReply::Queue);
    let receipt = client(config(server.url(), nowhere())).send(&sms("Halo")).unwrap();
    assert_eq!(receipt.state, HandoverState::Queued);
}

#[test]
fn a_text_of_three_parts_never_leaves() {
    let server = KannelServer::start(script()).unwrap();
    let refused = client(config(server.url(), nowhere())).send(&sms(&"a".repeat(307))).unwrap_err();
    assert!(matches!(refused, SendError::Permanent { cause: RefusalCause::Message, .. }), "{refused}");
    assert!(server.requests().is_empty());
}

#[test]
fn temporary_is_told_apart_from_permanent() {
    let server = KannelServer::start(script()).unwrap();
    let client = client(config(server.url(), nowhere()));
    let judged = |status, body: &str| {
        server.set_reply(KannelReply::Answer { status, body: body.into() });
        client.send(&sms("Halo")).unwrap_err()
    };
    let busy = judged(503, "Temporal failure, try again later.");
    assert!(matches!(busy, SendError::Temporary { .. }), "{busy}");
    let number = judged(400, "Empty receiver number not allowed, rejected");
    assert_eq!(number.advice(), Advice::GiveUp);
    let page = judged(200, "<html>Selamat datang</html>");
    assert!(matches!(page, SendError::Unreachable { in_doubt: true, .. }), "{page}");
    let huge = judged(502, &"x".repeat(3_000_000));
    assert!(matches!(huge, SendError::Temporary { .. }), "{huge}");
}

#[test]
fn wrong_password_is_the_operators_matter_and_is_not_shown() {
    let server = KannelServer::start(script()).unwrap();
    let wrong =
        KannelConfig { password: Secret::new("salah-dan-rahasia"), ..config(server.url(), nowhere()) };
    let client = client(wrong);
    let refused = client.send(&sms("PIN Anda 482913")).unwrap_err();
    assert_eq!(refused.advice(), Advice::RetryAndTellOperator);
    let shown = format!("{refused} {refused:?} {client:?}");
    for hidden in ["rahasia", "482913", "81200000000"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

#[test]
fn missing_sender_is_the_operators_matter() {
    let server = KannelServer::start(script()).unwrap();
    let without = KannelConfig { sender: None, ..config(server.url(), nowhere()) };
    assert_eq!(client(without).send(&sms("Halo")).unwrap_err().advice(), Advice::RetryAndTellOperator);
}

#[test]
fn a_server_that_never_answers_ends_in_time_and_in_doubt() {
    let server = KannelServer::start(KannelScript { reply: KannelReply::Silence, ..script() }).unwrap();
    let short = KannelConfig { timeout: Duration::from_millis(400), ..config(server.url(), nowhere()) };
    // In a thread of its own, so that a client without a limit fails the test instead of holding it up.
    let (sender, answer) = channel();
    std::thread::spawn(move || sender.send(client(short).send(&sms("Halo"))));
    let lost = answer.recv_timeout(Duration::from_secs(5)).expect("the client waits on").unwrap_err();
    assert!(matches!(lost, SendError::Unreachable { in_doubt: true, .. }), "{lost}");
    assert_eq!(server.requests().len(), 1, "the request was sent once");
}

#[test]
fn a_connection_that_breaks_leaves_the_message_in_doubt_and_is_not_retried() {
    let server = KannelServer::start(KannelScript { reply: KannelReply::HangUp, ..script() }).unwrap();
    let lost = client(config(server.url(), nowhere())).send(&sms("PIN Anda 482913")).unwrap_err();
    assert!(matches!(lost, SendError::Unreachable { in_doubt: true, .. }), "{lost}");
    assert_eq!(server.requests().len(), 1, "the request was sent once");
    assert!(!lost.to_string().contains("482913"));
}

#[test]
fn a_closed_port_leaves_no_doubt() {
    let closed = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        format!("http://{}/cgi-bin/sendsms", listener.local_addr().unwrap())
    };
    let lost = client(config(closed, nowhere())).send(&sms("Halo")).unwrap_err();
    assert!(matches!(lost, SendError::Unreachable { in_doubt: false, .. }), "{lost}");
    let unknown = config("http://sms.contoh.invalid/cgi-bin/sendsms".into(), nowhere());
    let lost = client(unknown).send(&sms("Halo")).unwrap_err();
    assert!(matches!(lost, SendError::Unreachable { in_doubt: false, .. }), "{lost}");
}

#[test]
fn a_redirect_is_not_followed() {
    let other = KannelServer::start(script()).unwrap();
    let server = KannelServer::start(script()).unwrap();
    server.set_reply(KannelReply::Answer { status: 302, body: other.url() });
    let refused = client(config(server.url(), nowhere())).send(&sms("Halo")).unwrap_err();
    assert_eq!(refused.advice(), Advice::RetryAndTellOperator);
    assert!(other.requests().is_empty());
}
