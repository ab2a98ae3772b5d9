//! Asking for an account without script: form, papers, codes, desk, first password, duties, security (MJK18-8, 9).

use crate::steps::runtime;
use crate::support::{Browser, Page, Town, small_pdf};
use app::account::{AccountKind, NewAccount, Personal, create};
use axum::http::{Method, StatusCode};
use domain::party::Actor;
use proves::proves;
use web::router::{Permission, lines};

const FORM: &str = "/daftar/baru/perorangan";

fn person() -> Vec<(&'static str, &'static str)> {
    vec![
        ("nama", "Wulandari Contoh"),
        ("nik", "3576014101950000"),
        ("berlaku", "seumur_hidup"),
        ("kaitan", "domisili"),
        ("jalan", "Jalan Kembang Sore 99"),
        ("kelurahan", "35.76.01.1003"),
        ("ponsel", "0840 9000 0001"),
        ("surel", "wulandari@warga.example"),
    ]
}

/// Does what is due, and reads the newest six digits that went to an address.
async fn code(town: &Town, address: &str) -> String {
    let region = town.region().clone();
    tokio::task::spawn_blocking(move || app::job::run_due(&region, 50).unwrap()).await.unwrap();
    town.house.stand.newest_code(address).unwrap()
}

async fn confirmed(town: &Town, browser: &mut Browser, at: &str, channel: &str, address: &str) -> Page {
    let page = browser.get(at).await;
    let asked = browser.fill(&page, &format!("{at}/kode/{channel}"), &[]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let digits = code(town, address).await;
    let page = browser.get(&asked.location()).await;
    browser.fill(&page, &format!("{at}/konfirmasi/{channel}"), &[("kode", &digits)]).await
}

async fn requested(town: &Town, browser: &mut Browser) -> String {
    let page = browser.get(FORM).await;
    let begun = browser.fill(&page, FORM, &person()).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let at = begun.location();
    let page = browser.get(&at).await;
    let kept = browser
        .upload(&page, &format!("{at}/dokumen/ktp"), "berkas-ktp", "ktp.pdf", &small_pdf("ktp"), &[])
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    confirmed(town, browser, &at, "ponsel", "+6284090000001").await;
    confirmed(town, browser, &at, "surel", "wulandari@warga.example").await;
    let page = browser.get(&at).await;
    let sent = browser.fill(&page, &format!("{at}/kirim"), &[("pernyataan", "ya")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    at
}

#[proves("MJK18-8.1", "MJK18-8.3")]
#[test]
fn anybody_finds_the_form_and_a_wrong_card_number_keeps_what_was_typed() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = Browser::new(&town.router);
        for page in ["/", "/masuk", "/layanan/sip-dokter"] {
            assert!(browser.get(page).await.text().contains("href=\"/daftar\""), "{page}");
        }
        assert!(browser.get("/daftar").await.text().contains(FORM));
        let page = browser.get(FORM).await;
        let mut typed = person();
        typed[1] = ("nik", "35760141019500");
        let wrong = browser.fill(&page, FORM, &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = wrong.text();
        assert!(text.contains("NIK harus 16 angka") && text.contains("value=\"Wulandari Contoh\""), "{text}");
        // A request has its number, its state on its own page, and by number and telephone for everybody else.
        let at = requested(&town, &mut browser).await;
        let page = browser.get(&at).await.text();
        let number = page[page.find("A26-").unwrap()..][..12].to_owned();
        assert!(page.contains("Menunggu keputusan"));
        let mut other = Browser::new(&town.router);
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
        let ask = other.get("/daftar/status").await;
        let told =
            other.fill(&ask, "/daftar/status", &[("nomor", &number), ("ponsel", "084090000001")]).await;
        assert!(told.status == StatusCode::OK && told.text().contains("Menunggu keputusan"));
        assert!(!told.text().contains("Wulandari"), "who knows the number learns no name");
        let ask = other.get("/daftar/status").await;
        let wrong =
            other.fill(&ask, "/daftar/status", &[("nomor", &number), ("ponsel", "084090000002")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[proves("MJK18-8.5", "MJK18-9.1")]
#[test]
fn from_the_desk_to_the_first_page_only_after_the_duties() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = Browser::new(&town.router);
        let at = requested(&town, &mut browser).await;
        let id = at.rsplit('/').next().unwrap().to_owned();
        // What was told before is out before the grant is told: of two messages in one moment either may be sent first.
        let region = town.region().clone();
        tokio::task::spawn_blocking(move || app::job::run_due(&region, 50).unwrap()).await.unwrap();
        let mut clerk = town.signed_in(&town.officer("print_operator")).await;
        assert_eq!(clerk.get("/kerja/akses").await.status, StatusCode::FORBIDDEN);
        let mut officer = town.signed_in(&town.officer("service_officer")).await;
        assert!(
            officer.get("/kerja").await.text().contains("href=\"/kerja/akses\""),
            "reachable from the menu"
        );
        assert!(officer.get("/kerja/akses").await.text().contains("Wulandari Contoh"));
        let case = format!("/kerja/akses/{id}");
        let page = officer.get(&case).await;
        assert!(page.text().contains("3576014101950000"));
        let paper = officer.get(&format!("{case}/dokumen/ktp")).await;
        assert_eq!(paper.bytes, small_pdf("ktp"));
        let granted = officer.fill(&page, &format!("{case}/setujui"), &[]).await;
        assert_eq!(granted.status, StatusCode::SEE_OTHER, "{}", granted.text());

        let digits = code(&town, "+6284090000001").await;
        let page = browser.get("/masuk/pertama").await;
        let new = ("sandi", "kucing tidur siang");
        let values = [("akun", "3576014101950000"), ("kode", &digits), new, ("sandi_ulang", new.1)];
        let inside = browser.fill(&page, "/masuk/pertama", &values).await;
        assert_eq!(inside.status, StatusCode::SEE_OTHER, "{}", inside.text());
        // Every page but the open ones leads to the duties first, and no form does anything.
        let token = browser.get("/akun/kewajiban").await.hidden("/keluar");
        for line in lines() {
            let open = matches!(line.permission, Permission::Public | Permission::Machine | Permission::Demo);
            let needed = matches!(line.permission, Permission::SignedIn)
                || line.permission == Permission::May(domain::capability::Capability::SubmitApplication);
            if open || !needed || ["/keluar", "/akun/kewajiban"].contains(&line.path) {
                continue;
            }
            let path = line.path.replace("{id}", &"0".repeat(26)).replace(['{', '}'], "");
            if line.method == Method::GET {
                let page = browser.get(&path).await;
                assert!(page.location().starts_with("/akun/kewajiban"), "{path}: {}", page.status);
            } else {
                let page = browser.post(&path, &token).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
                assert!(page.text().contains("Kewajiban pemegang akun"), "{path}");
            }
        }
        let page = browser.get("/akun/kewajiban?kembali=%2Ffolder").await;
        let none = browser.fill(&page, "/akun/kewajiban", &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let html = page.text();
        let tick = html.split("name=\"setuju-").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let tick = format!("setuju-{tick}");
        let accepted = browser.fill(&page, "/akun/kewajiban", &[(&tick, "ya"), ("kembali", "/folder")]).await;
        assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
        let folder = browser.get("/folder").await;
        assert!(
            folder.status == StatusCode::OK && folder.text().contains("KTP.pdf"),
            "the card is in the folder"
        );
    });
}

#[proves("MJK18-20.a", "MJK18-20.c")]
#[test]
fn somebody_of_an_agency_accepts_guide_and_confidentiality_before_the_queue() {
    runtime().block_on(async {
        let town = Town::open();
        let region = town.region().clone();
        let agency = region.profile.agencies[0].id.clone();
        tokio::task::spawn_blocking(move || {
            let new = NewAccount {
                kind: AccountKind::Staff,
                login: "instansi-baru".into(),
                name: "Petugas Baru".into(),
                personal: Personal::default(),
                password: app::play::PASSWORD.into(),
                roles: vec!["technical_agency".into()],
                agency: Some(agency),
                nip: None,
            };
            create(&region, &Actor::system(), &new).unwrap();
        })
        .await
        .unwrap();
        let mut browser = town.signed_in("instansi-baru").await;
        let queue = browser.get("/kerja").await;
        assert_eq!(queue.location(), "/akun/kewajiban?kembali=%2Fkerja");
        let page = browser.get(&queue.location()).await.text();
        for title in ["Kewajiban pemegang akun", "Panduan instansi teknis", "Pernyataan kerahasiaan"] {
            assert!(page.contains(title), "{title}");
        }
    });
}

#[proves("MJK18-9.2")]
#[test]
fn a_report_of_misuse_ends_every_browser_of_the_account() {
    runtime().block_on(async {
        let town = Town::open();
        let login = town.applicant(0);
        let mut here = town.signed_in(&login).await;
        let mut there = town.signed_in(&login).await;
        assert!(
            here.get("/akun").await.text().contains("href=\"/akun/keamanan\""),
            "reachable from the menu"
        );
        let page = here.get("/akun/keamanan").await;
        let unsure = here.fill(&page, "/akun/keamanan/lapor", &[]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        let values = [("yakin", "ya"), ("catatan", "Ada yang masuk dari kota lain.")];
        let reported = here.fill(&page, "/akun/keamanan/lapor", &values).await;
        assert_eq!(reported.status, StatusCode::SEE_OTHER, "{}", reported.text());
        assert_eq!(there.get("/akun").await.status, StatusCode::UNAUTHORIZED);
        let page = there.get("/masuk").await;
        let refused = there.fill(&page, "/masuk", &[("akun", &login), ("sandi", app::play::PASSWORD)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut officer = town.signed_in(&town.officer("service_officer")).await;
        assert!(officer.get("/kerja/akses").await.text().contains("Ada yang masuk dari kota lain."));
    });
}

#[test]
fn after_many_wrong_passwords_the_page_says_how_long_to_wait() {
    runtime().block_on(async {
        let town = Town::open();
        let login = town.applicant(0);
        let mut browser = Browser::new(&town.router);
        let page = browser.get("/masuk").await;
        for _ in 0..6 {
            let wrong = browser.fill(&page, "/masuk", &[("akun", &login), ("sandi", "salah")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let paused = browser.fill(&page, "/masuk", &[("akun", &login), ("sandi", app::play::PASSWORD)]).await;
        assert_eq!(paused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(paused.text().contains("Coba lagi setelah 1 menit."));
        // A forgotten password is answered alike for everybody.
        for account in [login.as_str(), "tidak-ada"] {
            let page = browser.get("/masuk/lupa").await;
            let asked = browser.fill(&page, "/masuk/lupa", &[("akun", account), ("lewat", "ponsel")]).await;
            assert_eq!(asked.location(), "/masuk/pertama");
            assert!(browser.get("/masuk/pertama").await.text().contains("Bila akun itu ada"));
        }
    });
}
