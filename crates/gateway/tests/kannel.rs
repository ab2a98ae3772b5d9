//! Outside judge: Debian's Kannel with its fake message centre.
//!
//! Our client sends through a real `smsbox` and `bearerbox`; `fakesmsc` shows what a telephone network would have
//! got; the delivery report comes back to our address.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod judge;

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gateway::sim::ReportCatcher;
use gateway::sms::{
    DeliveryState, HandoverState, KannelClient, KannelConfig, ReportKey, Sms, SmsGateway, parse_dlr,
    sms_parts,
};
use gateway::{Advice, Secret};
use judge::{Ended, missing};

const LIMIT: Duration = Duration::from_secs(30);

struct Kannel {
    port: u16,
    centre_log: PathBuf,
    centre: Ended,
    _smsbox: Ended,
    _bearerbox: Ended,
    folder: tempfile::TempDir,
}

fn program(places: &[&str]) -> Option<PathBuf> {
    places.iter().map(PathBuf::from).find(|p| p.is_file())
}

fn free_ports<const N: usize>() -> [u16; N] {
    let open: Vec<_> = (0..N).map(|_| TcpListener::bind(("127.0.0.1", 0)).unwrap()).collect();
    std::array::from_fn(|i| open[i].local_addr().unwrap().port())
}

fn comes_true(mut done: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while !done() {
        if start.elapsed() > LIMIT {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    true
}

fn wait_until(what: &str, folder: &Path, done: impl FnMut() -> bool) {
    if !comes_true(done) {
        show_logs(folder);
        panic!("waited {LIMIT:?} for {what}");
    }
}

fn show_logs(folder: &Path) {
    for log in ["bearerbox", "smsbox", "fakesmsc"] {
        let text = fs::read_to_string(folder.join(log)).unwrap_or_default();
        let tail: Vec<_> = text.lines().rev().take(15).collect();
        println!("{log}:\n{}", tail.into_iter().rev().collect::<Vec<_>>().join("\n"));
    }
}

impl Kannel {
    fn start() -> Option<Self> {
        let bearerbox = program(&["/usr/sbin/bearerbox", "/usr/local/sbin/bearerbox"]);
        let smsbox = program(&["/usr/sbin/smsbox", "/usr/local/sbin/smsbox"]);
        let centre = program(&["/usr/lib/kannel/test/fakesmsc", "/usr/bin/fakesmsc"]);
        let (Some(bearerbox), Some(smsbox), Some(centre)) = (bearerbox, smsbox, centre) else {
            missing("Kannel", "install the Debian packages kannel and kannel-extras");
            return None;
        };
        // A port that was free may be taken a moment later by a neighbour; Kannel then ends at once.
        let started = (0..3).find_map(|_| Self::start_once(&bearerbox, &smsbox, &centre));
        Some(started.expect("Kannel does not start"))
    }

    fn start_once(bearerbox: &Path, smsbox: &Path, centre: &Path) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let [admin, boxes, network, port] = free_ports();
        let config = folder.path().join("kannel.conf");
        fs::write(&config, configuration(admin, boxes, network, port, folder.path())).unwrap();
        let run = |program: &Path, log: &str, arguments: &[&str]| {
            let log = File::create(folder.path().join(log)).unwrap();
            let mut command = Command::new(program);
            command.args(arguments).current_dir(folder.path()).stdin(Stdio::null());
            Ended(command.stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap())
        };
        // Listening, or ended: the second means that another port is needed.
        let listens = |process: &mut Ended, port: u16| {
            let mut alive = true;
            let settled = comes_true(|| {
                alive = process.0.try_wait().unwrap().is_none();
                !alive || TcpStream::connect(("127.0.0.1", port)).is_ok()
            });
            if !(settled && alive) {
                show_logs(folder.path());
            }
            settled && alive
        };
        let config = config.to_str().unwrap();
        let mut bearerbox = run(bearerbox, "bearerbox", &["-v", "1", config]);
        if !listens(&mut bearerbox, admin) {
            return None;
        }
        let mut smsbox = run(smsbox, "smsbox", &["-v", "1", config]);
        if !listens(&mut smsbox, port) {
            return None;
        }
        let network = network.to_string();
        let arguments = ["-H", "127.0.0.1", "-r", &network, "-m", "0", "1 2 text kosong"];
        let mut centre_process = run(centre, "fakesmsc", &arguments);
        let online = comes_true(|| {
            // It ends at once while bearerbox is not listening yet.
            if centre_process.0.try_wait().unwrap().is_some() {
                centre_process = run(centre, "fakesmsc", &arguments);
            }
            status(admin).lines().any(|l| l.contains("PUSAT[PUSAT]") && l.contains("(online"))
        });
        if !online {
            show_logs(folder.path());
            return None;
        }
        Some(Self {
            port,
            centre_log: folder.path().join("fakesmsc"),
            centre: centre_process,
            _smsbox: smsbox,
            _bearerbox: bearerbox,
            folder,
        })
    }

    fn client(&self, password: &str, report_url: String) -> KannelClient {
        let config = KannelConfig {
            url: format!("http://127.0.0.1:{}/cgi-bin/sendsms", self.port),
            username: "satupintu".into(),
            password: Secret::new(password),
            sender: Some("DPM-PTSP".into()),
            smsc: Some("PUSAT".into()),
            max_parts: 2,
            timeout: Duration::from_secs(10),
            report_url,
        };
        KannelClient::new(config, key()).unwrap()
    }

    /// What the network got, one entry a part: `DPM-PTSP +62… text Halo`, binary parts escaped.
    fn arrived(&self) -> Vec<String> {
        let log = fs::read(&self.centre_log).unwrap();
        let log = String::from_utf8_lossy(&log);
        let messages = log.lines().filter_map(|l| l.split_once("Got message ")?.1.split_once(": <"));
        messages.map(|(_, rest)| rest.trim_end_matches('>').to_owned()).collect()
    }

    fn wait_for_parts(&self, count: usize) -> Vec<String> {
        wait_until("the text to arrive", self.folder.path(), || self.arrived().len() >= count);
        self.arrived()
    }
}

fn key() -> ReportKey {
    ReportKey::new(&[3; 32]).unwrap()
}

fn status(admin: u16) -> String {
    let answer = ureq::get(format!("http://127.0.0.1:{admin}/status.txt?password=rahasia")).call();
    answer.ok().and_then(|mut a| a.body_mut().read_to_string().ok()).unwrap_or_default()
}

fn configuration(admin: u16, boxes: u16, network: u16, port: u16, folder: &Path) -> String {
    let store = folder.join("kannel.store");
    let store = store.display();
    format!(
        "group = core
admin-port = {admin}
admin-interface = \"127.0.0.1\"
admin-password = rahasia
smsbox-port = {boxes}
smsbox-interface = \"127.0.0.1\"
box-allow-ip = \"127.0.0.1\"
box-deny-ip = \"*.*.*.*\"
store-type = file
store-location = \"{store}\"
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = PUSAT
port = {network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {boxes}
sendsms-port = {port}
sendsms-interface = \"127.0.0.1\"
sendsms-chars = \"0123456789 +-\"

group = sendsms-user
username = satupintu
password = kata-sandi
max-messages = 10
concatenation = true

group = sms-service
keyword = default
text = \"\"
"
    )
}

fn sms(reference: &str, text: &str) -> Sms {
    Sms { to_e164: "+6281200000000".into(), text: text.into(), reference: reference.parse().unwrap() }
}

#[test]
fn text_arrives_and_the_report_comes_back() {
    let Some(kannel) = Kannel::start() else { return };
    let catcher = ReportCatcher::start().unwrap();
    let client = kannel.client("kata-sandi", catcher.url());
    let text = "DPM-PTSP Kota Mojokerto: IMB 26-000098-9 disetujui. Kode bayar 9999 0098 2600. Rp1.400.000. \
                Rek. 000-000-0000, Bank Contoh Daerah. Batas 30-03-2026.";
    let receipt = client.send(&sms("m-1", text)).unwrap();
    assert_eq!(receipt.state, HandoverState::Accepted);
    assert_eq!(kannel.wait_for_parts(1), [format!("DPM-PTSP +6281200000000 text {text}")]);

    let queries = catcher.wait_for(2, LIMIT);
    let reports: Vec<_> = queries.iter().map(|q| parse_dlr(q, &key()).unwrap()).collect();
    assert!(reports.iter().all(|r| r.reference.as_str() == "m-1"));
    // Kannel's two reports may overtake one another.
    let states: Vec<_> = reports.iter().map(|r| r.state).collect();
    assert_eq!(states.len(), 2);
    assert!(
        states.contains(&DeliveryState::Delivered) && states.contains(&DeliveryState::Accepted),
        "{states:?}"
    );
}

#[test]
fn wrong_password_is_refused_by_the_real_gateway() {
    let Some(kannel) = Kannel::start() else { return };
    let refused =
        kannel.client("salah", "http://127.0.0.1:9/r".into()).send(&sms("m-1", "Halo")).unwrap_err();
    assert_eq!(refused.advice(), Advice::RetryAndTellOperator);
    assert!(refused.to_string().contains("Authorization failed"), "{refused}");
    assert!(kannel.arrived().is_empty());
}

#[test]
fn without_its_message_centre_the_gateway_queues() {
    let Some(mut kannel) = Kannel::start() else { return };
    let client = kannel.client("kata-sandi", "http://127.0.0.1:9/r".into());
    kannel.centre.0.kill().unwrap();
    kannel.centre.0.wait().unwrap();
    let folder = kannel.folder.path();
    let mut number = 0;
    // Kannel needs a moment to see that the line is gone.
    wait_until("the answer Queued", folder, || {
        number += 1;
        let receipt = client.send(&sms(&format!("m-{number}"), "Halo")).unwrap();
        receipt.state == HandoverState::Queued
    });
}

#[test]
fn parts_are_counted_as_the_real_gateway_cuts_them() {
    let Some(kannel) = Kannel::start() else { return };
    let client = kannel.client("kata-sandi", "http://127.0.0.1:9/r".into());
    let texts = [
        "a".repeat(160),
        "a".repeat(161),
        "a".repeat(306),
        "€".repeat(80),
        "€".repeat(81),
        "a[".repeat(102),
        "–".repeat(70),
        "–".repeat(71),
        "–".repeat(134),
        "€".repeat(152),
        "😀".repeat(35),
        "😀".repeat(66),
    ];
    let mut expected = 0;
    for (number, text) in texts.iter().enumerate() {
        client.send(&sms(&format!("m-{number}"), text)).unwrap();
        let before = expected;
        expected += sms_parts(text).parts as usize;
        let parts = kannel.wait_for_parts(expected);
        let start: String = text.chars().take(2).collect();
        assert_eq!(
            parts.len(),
            expected,
            "{} x {start:?} arrived as {:?}",
            text.chars().count(),
            &parts[before..]
        );
    }
    // A part too many would come after the last one that was waited for.
    client.send(&sms("akhir", "akhir")).unwrap();
    let parts = kannel.wait_for_parts(expected + 1);
    assert_eq!(parts.len(), expected + 1);
    assert!(parts.last().unwrap().ends_with("text akhir"), "{:?}", parts.last());
}

#[test]
fn the_whole_default_alphabet_passes_the_real_gateway() {
    let Some(kannel) = Kannel::start() else { return };
    let client = kannel.client("kata-sandi", "http://127.0.0.1:9/r".into());
    let alphabet = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ\
                    ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€ akhir";
    assert_eq!(sms_parts(alphabet).parts, 1);
    client.send(&sms("m-1", alphabet)).unwrap();
    assert_eq!(kannel.wait_for_parts(1), [format!("DPM-PTSP +6281200000000 text {alphabet}")]);
}
