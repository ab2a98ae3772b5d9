//! One process, two regions: each has its own, and one that is ill does not take the other along.

use crate::install::{Said, checkout, run, run_with, satupintu};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ONE: &str = "contoh.example";
const TWO: &str = "kediri.example";

struct Regions {
    dir: tempfile::TempDir,
}

impl Regions {
    fn new() -> Regions {
        let dir = tempfile::tempdir().unwrap();
        let profile = |name: &str| checkout().join("profiles").join(name).canonicalize().unwrap();
        let text = format!(
            "listen = \"127.0.0.1:0\"\ntrusted_proxies = [\"127.0.0.1\"]\nworkers = 1\n\n\
             [[region]]\nprofile = \"{}\"\nhost = \"{ONE}\"\ndata = \"satu\"\n\n\
             [[region]]\nprofile = \"{}\"\nhost = [\"{TWO}\", \"www.{TWO}\"]\ndata = \"dua\"\n",
            profile("contoh").display(),
            profile("kediri").display()
        );
        fs::write(dir.path().join("satupintu.toml"), text).unwrap();
        Regions { dir }
    }

    fn config(&self) -> String {
        self.path("satupintu.toml").display().to_string()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Adds the system manager of a region.
    fn add(&self, region: &[&str]) -> Said {
        let config = self.config();
        let mut child = satupintu()
            .args(["user", "add", "--config", &config, "--login", "petugas", "--name", "Sekar Contoh"])
            .args(["--role", "system_manager"])
            .args(region)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(b"kata sandi contoh\n");
        Said::of(&child.wait_with_output().unwrap())
    }

    fn start(&self) -> Server {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = satupintu()
            .env("SATUPINTU_LISTEN", address.to_string())
            .args(["serve", "--config", &self.config()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let server = Server { address, child: Some(child) };
        let begun = Instant::now();
        while server.try_ask("GET", "127.0.0.1", "/healthz", "", "").is_none() {
            assert!(begun.elapsed() < Duration::from_secs(60), "the server does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }
}

struct Server {
    address: SocketAddr,
    /// Taken when it is stopped in order; otherwise it must not outlive its test.
    child: Option<Child>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Server {
    fn try_ask(&self, method: &str, host: &str, path: &str, cookies: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    fn get(&self, host: &str, path: &str, cookies: &str) -> String {
        self.try_ask("GET", host, path, cookies, "").unwrap()
    }

    fn stop(mut self) -> Said {
        let child = self.child.take().unwrap();
        let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        Said::of(&child.wait_with_output().unwrap())
    }
}

/// Status of an answer.
fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

/// The cookies that an answer sets.
fn cookies(answer: &str) -> Vec<String> {
    let head = answer.split("\r\n\r\n").next().unwrap();
    let set = head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
    set.map(|cookie| cookie.split(';').next().unwrap().to_owned()).collect()
}

/// The value of a hidden field of the sign-in form.
fn hidden(answer: &str, name: &str) -> String {
    let form = answer.split("action=\"/masuk\"").nth(1).unwrap().split("</form>").next().unwrap();
    let field = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    field.split('"').next().unwrap().to_owned()
}

#[test]
fn a_command_says_which_region_it_means() {
    let regions = Regions::new();
    let config = regions.config();
    regions
        .add(&[])
        .one_sentence("the configuration has several regions; name one by --region: contoh, kediri");
    regions.add(&["--region", "tiga"]).one_sentence("the configuration has no region tiga");
    let said = regions.add(&["--region", "kediri"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        regions.path("dua/keys/master").exists() && !regions.path("satu").exists(),
        "only that one is touched"
    );
    assert_eq!(run(&["profile", "apply", "--config", &config, "--region", "contoh"]).code, 0);
    let list = |region: &str| run(&["user", "list", "--config", &config, "--region", region]).out;
    assert_eq!(list("kediri"), "petugas\tSekar Contoh\tsystem_manager\topen\n");
    assert_eq!(list("contoh"), "");
    assert_ne!(
        fs::read(regions.path("satu/keys/master")).unwrap(),
        fs::read(regions.path("dua/keys/master")).unwrap()
    );
    let check = run(&["config", "check", &config]);
    assert!(
        check.out.contains("contoh: https://contoh.example") && check.out.contains("OK:"),
        "{}",
        check.out
    );
    run(&["audit", "verify", "--config", &config]).one_sentence("name one by --region");
    assert_eq!(run(&["audit", "verify", "--config", &config, "--region", "kediri"]).code, 0);
    assert!(run(&["doctor", "--config", &config, "--region", "contoh"]).out.contains("✓ key files:"));
    let saved = regions.path("kediri.tar").display().to_string();
    let keys = regions.path("dua/keys").display().to_string();
    let said = run(&["backup", "--config", &config, "--region", "kediri", "--out", &saved]);
    assert_eq!(said.code, 0, "{}", said.err);
    let back = regions.path("back").display().to_string();
    run(&["restore", &saved, "--data", &back, "--keys", &keys, "--region", "contoh"])
        .one_sentence("holds the region kediri, not contoh");
    assert_eq!(run(&["restore", &saved, "--data", &back, "--keys", &keys, "--region", "kediri"]).code, 0);
}

#[test]
fn each_host_has_its_own_people_and_its_own_forms() {
    let regions = Regions::new();
    for region in ["contoh", "kediri"] {
        let said = regions.add(&["--region", region]);
        assert_eq!(said.code, 0, "{}", said.err);
    }
    let server = regions.start();
    let ready = server.get("127.0.0.1", "/readyz", "");
    assert_eq!(status(&ready), 200, "{ready}");
    assert!(server.get(ONE, "/", "").contains("Contoh") && !server.get(ONE, "/", "").contains("Kediri"));
    assert!(server.get(&format!("www.{TWO}"), "/", "").contains("Kediri"));
    let unknown = server.get("lain.example", "/", "");
    assert_eq!(status(&unknown), 421, "{unknown}");
    assert!(!unknown.contains("kediri") && !unknown.contains("contoh"), "{unknown}");
    // The form of one host, with its own cookie, is sent to the other host, which has keys of its own.
    let page = server.get(ONE, "/masuk", "");
    let guest = cookies(&page).join("; ");
    let body = format!(
        "csrf={}&idempotency_key={}&akun=petugas&sandi=kata+sandi+contoh",
        hidden(&page, "csrf"),
        hidden(&page, "idempotency_key")
    );
    let crossed = server.try_ask("POST", TWO, "/masuk", &guest, &body).unwrap();
    assert_eq!(status(&crossed), 403, "{crossed}");
    let entered = server.try_ask("POST", ONE, "/masuk", &guest, &body).unwrap();
    assert_eq!(status(&entered), 303, "{entered}");
    let session = cookies(&entered).join("; ");
    assert!(session.contains("__Host-sesi="), "{entered}");
    assert!([200, 303].contains(&status(&server.get(ONE, "/kelola", &session))));
    let nobody = server.get(TWO, "/kelola", &session);
    assert_eq!(status(&nobody), 401, "{nobody}");
    // One folder is served once, also beside others.
    let other = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let twice = run_with(&[("SATUPINTU_LISTEN", &other)], &["serve", "--config", &regions.config()]);
    assert_ne!(twice.code, 0);
    assert!(twice.err.contains("in use by another satupintu"), "{}", twice.err);
    assert!(twice.err.contains("none of the 2 regions can be opened"), "{}", twice.err);
    assert_eq!(server.stop().code, 0);
}

#[test]
fn an_ill_region_closes_alone() {
    let regions = Regions::new();
    assert_eq!(regions.add(&["--region", "kediri"]).code, 0);
    fs::write(regions.path("dua/keys/master"), format!("{}\n", "ab".repeat(32))).unwrap();
    let server = regions.start();
    assert_eq!(status(&server.get(ONE, "/", "")), 200);
    let closed = server.get(TWO, "/", "");
    assert_eq!(status(&closed), 503);
    assert!(closed.contains("Silakan coba lagi nanti"), "{closed}");
    let ready = server.get("127.0.0.1", "/readyz", "");
    assert_eq!(status(&ready), 503);
    assert!(ready.contains("kediri.example: closed:") && ready.contains("contoh.example: ready"), "{ready}");
    assert!(!ready.contains("keys"), "the cause is for the log: {ready}");
    assert_eq!(status(&server.get(ONE, "/readyz", "")), 200);
    let said = server.stop();
    assert_eq!(said.code, 0);
    assert!(said.err.contains("kediri") && said.err.contains("keys/master is not the one"), "{}", said.err);
}
