//! Serving: who is let in, and how it stops.

use crate::install::{Install, Said, run, run_with, satupintu};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn ask(address: SocketAddr, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: perizinan.example\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

fn start(install: &Install, address: SocketAddr, proxies: &str) -> Child {
    let child = satupintu()
        .env("SATUPINTU_LISTEN", address.to_string())
        .env("SATUPINTU_TRUSTED_PROXIES", proxies)
        .args(["serve", "--config", &install.config()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !ask(address, "/readyz").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
        assert!(begun.elapsed() < Duration::from_secs(60), "the server does not become ready");
        std::thread::sleep(Duration::from_millis(50));
    }
    child
}

fn terminate(child: Child) -> Said {
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    Said::of(&child.wait_with_output().unwrap())
}

#[test]
fn it_serves_behind_its_proxy_and_stops_cleanly() {
    let install = Install::new();
    let address = free_address();
    let child = start(&install, address, "127.0.0.1");
    assert!(ask(address, "/healthz").unwrap().starts_with("HTTP/1.1 200"));
    assert!(ask(address, "/").unwrap().starts_with("HTTP/1.1 200"));
    // A second server on the same folder would write beside the first.
    let other = free_address().to_string();
    run_with(&[("SATUPINTU_LISTEN", &other)], &["serve", "--config", &install.config()])
        .one_sentence("in use by another satupintu");
    let said = terminate(child);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(run(&["audit", "verify", "--data", &install.data()]).code, 0);
}

#[test]
fn a_stranger_gets_no_page_by_plain_http() {
    let install = Install::new();
    let address = free_address();
    let child = start(&install, address, "192.0.2.1");
    assert!(ask(address, "/").unwrap().starts_with("HTTP/1.1 403"));
    assert_eq!(terminate(child).code, 0);
}

#[test]
fn an_office_is_never_served_by_plain_http() {
    let install = Install::new();
    let refused =
        |name: &str, value: &str| run_with(&[(name, value)], &["serve", "--config", &install.config()]);
    refused("SATUPINTU_BASE_URL", "http://perizinan.example").one_sentence("never served by plain http");
    refused("SATUPINTU_TRUSTED_PROXIES", " , ").one_sentence("put a TLS proxy before it");
}

#[test]
fn the_rehearsal_authority_is_not_trusted_by_an_office() {
    let install = Install::started();
    let roots = install.path("data/keys/roots");
    std::fs::create_dir_all(&roots).unwrap();
    std::fs::write(roots.join("latihan.der"), document::rehearsal::root().unwrap()).unwrap();
    run(&["serve", "--config", &install.config()]).one_sentence("trusts the rehearsal authority");
}
