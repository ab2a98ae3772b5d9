//! Two regions in one process, each under its own host name (design, section 5): nothing of one reaches the other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/browser.rs"]
#[allow(dead_code)] // the other test files use the rest of it
mod browser;

use app::keys::RegionKeys;
use app::play::PASSWORD;
use app::ports::SeededChance;
use app::{Region, RegionParts};
use axum::Router;
use axum::body::Body;
use axum::http::header::{HOST, SET_COOKIE};
use axum::http::{Request, StatusCode};
use browser::Browser;
use std::sync::Arc;
use testkit::house::{Database, House, Letters};
use tower::ServiceExt as _;
use web::hosting::Hosting;

const ONE: &str = "satu.localhost:8080";
const TWO: &str = "dua.localhost:8080";
const MACHINE: &str = "127.0.0.1:8080";

struct Two {
    one: House,
    two: House,
    /// The second region under keys of its own, as every region has them.
    other: Region,
}

/// The same region under other keys: houses of tests all have the same.
fn rekeyed(house: &House) -> Region {
    let region = &house.stand.region;
    Region::open(RegionParts {
        profile: region.profile.clone(),
        store: region.store.clone(),
        files: region.files.clone(),
        clock: region.clock.clone(),
        chance: Arc::new(SeededChance::new(11)),
        typesetter: region.typesetter.clone(),
        inspector: region.inspector.clone(),
        sms: region.sms.clone(),
        email: region.email.clone(),
        keys: RegionKeys::from_seed([9; 32], Vec::new()),
        base_url: "http://dua.localhost:8080".to_owned(),
        password_cost: region.password_cost,
        demo: region.demo.clone(),
    })
    .unwrap()
}

impl Two {
    fn open() -> Two {
        let house = |name: &str, seed: u64| {
            House::open(name, Database::Sqlite, Letters::Quick, seed).unwrap().unwrap()
        };
        let (one, two) = (house("contoh", 7), house("kediri", 8));
        let other = rekeyed(&two);
        Two { one, two, other }
    }

    fn hosting(&self, second: &Region) -> Hosting {
        let mut hosting = Hosting::default();
        hosting.serve(&["Satu.localhost".to_owned()], &self.one.stand.region);
        hosting.serve(&["dua.localhost".to_owned()], second);
        hosting
    }

    /// Both regions under the same keys: only their databases keep them apart.
    fn under_one_key(&self) -> Router {
        web::router(self.hosting(&self.two.stand.region))
    }

    fn under_own_keys(&self) -> Router {
        web::router(self.hosting(&self.other))
    }

    /// An applicant whose name both regions know.
    fn applicant(&self) -> String {
        let logins = |house: &House| -> Vec<String> {
            let cast = &house.stand.cast;
            let names: Vec<&String> = cast.applicants.iter().map(|(_, _, name)| name).collect();
            cast.logins
                .iter()
                .filter(|(_, name, _)| names.contains(&name))
                .map(|(login, ..)| login.clone())
                .collect()
        };
        let second = logins(&self.two);
        logins(&self.one).into_iter().find(|login| second.contains(login)).expect("a common name")
    }
}

async fn raw(router: &Router, host: &str, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(HOST, host).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_one_region_is_nobody_in_the_other() {
    let two = Two::open();
    let router = two.under_one_key();
    let login = two.applicant();
    let mut here = Browser::at(&router, ONE);
    here.sign_in(&login, PASSWORD).await;
    assert_eq!(here.get("/akun").await.status, StatusCode::OK);
    let mut there = here.moved_to(TWO);
    let page = there.get("/akun").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.html());
    assert!(page.form("/masuk").is_some() && page.form("/keluar").is_none());
    // The try did not end the session where it belongs.
    assert_eq!(here.get("/akun").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_one_region_is_no_form_of_the_other() {
    let two = Two::open();
    let router = two.under_own_keys();
    let login = two.applicant();
    let mut here = Browser::at(&router, ONE);
    let page = here.get("/masuk").await;
    let form = page.form("/masuk").unwrap().with("akun", &login).with("sandi", PASSWORD);
    // Token and cookie go over together, which is all that a page of a sister host could arrange.
    let answer = here.moved_to(TWO).send(&form).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.html());
    assert_eq!(here.send(&form).await.status, StatusCode::SEE_OTHER, "at home the same form is taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_one_region_is_not_found_in_the_other() {
    let two = Two::open();
    let router = two.under_one_key();
    let login = two.applicant();
    let mut here = Browser::at(&router, ONE);
    here.sign_in(&login, PASSWORD).await;
    let mut draft = String::new();
    for service in two.one.stand.region.profile.services.keys() {
        let page = here.get(&format!("/layanan/{service}")).await;
        if let Some(form) = page.form(&format!("/layanan/{service}/ajukan")) {
            let answer = here.send(&form).await;
            if answer.status == StatusCode::SEE_OTHER {
                draft = answer.location;
                break;
            }
        }
    }
    assert!(draft.starts_with("/permohonan/"), "no application was begun: {draft:?}");
    assert_eq!(here.get(&draft).await.status, StatusCode::OK);
    let mut there = Browser::at(&router, TWO);
    there.sign_in(&login, PASSWORD).await;
    assert_eq!(there.get("/akun").await.status, StatusCode::OK);
    assert_eq!(there.get(&draft).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_name_no_domain() {
    let two = Two::open();
    for secure in [false, true] {
        let hosting = Hosting { secure_cookies: secure, ..two.hosting(&two.other) };
        let request = Request::get("/masuk").header(HOST, ONE).body(Body::empty()).unwrap();
        let response = web::router(hosting).oneshot(request).await.unwrap();
        let cookies: Vec<&str> =
            response.headers().get_all(SET_COOKIE).iter().map(|c| c.to_str().unwrap()).collect();
        assert!(!cookies.is_empty());
        for cookie in cookies {
            assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
            assert_eq!(cookie.starts_with("__Host-"), secure, "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_name_learns_nothing() {
    let two = Two::open();
    let mut hosting = two.hosting(&two.other);
    hosting.close(&["tiga.localhost".to_owned()], "it could not be opened; the log says why");
    let router = web::router(hosting);
    for path in ["/", "/masuk", "/readyz", "/tema/warna.css", "/pilihan/warna.css", "/tidak-ada"] {
        for host in ["lain.localhost", "localhost.example", "satu.localhost.example"] {
            let (status, text) = raw(&router, host, path).await;
            assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{host}{path}: {text}");
            for name in ["satu", "dua", "tiga", "contoh", "kediri", "Kediri"] {
                assert!(!text.contains(name), "{host}{path}: {text}");
            }
        }
    }
    // An office has no page at the machine's own address.
    assert_eq!(raw(&router, MACHINE, "/").await.0, StatusCode::MISDIRECTED_REQUEST);
    // People of a closed region are asked to come again; the others are served.
    let (status, text) = raw(&router, "tiga.localhost", "/masuk").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("coba lagi nanti"), "{text}");
    assert_eq!(raw(&router, ONE, "/").await.0, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_probe_hears_of_one_region_or_of_all() {
    let two = Two::open();
    let mut hosting = two.hosting(&two.other);
    hosting.close(&["tiga.localhost".to_owned()], "it could not be opened; the log says why");
    let router = web::router(hosting);
    let (status, text) = raw(&router, MACHINE, "/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    for line in
        ["satu.localhost: ready", "dua.localhost: ready", "tiga.localhost: closed: it could not be opened"]
    {
        assert!(text.contains(line), "{text}");
    }
    assert_eq!(raw(&router, TWO, "/readyz").await, (StatusCode::OK, "dua.localhost: ready\n".to_owned()));
    let (status, text) = raw(&router, "tiga.localhost", "/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!text.contains("satu"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_offers_its_regions_at_the_machines_own_address() {
    let two = Two::open();
    let mut hosting = two.hosting(&two.other);
    hosting.choice = vec![two.one.stand.region.clone(), two.other.clone()];
    let router = web::router(hosting);
    let (status, page) = raw(&router, MACHINE, "/").await;
    assert_eq!(status, StatusCode::OK);
    for region in [&two.one.stand.region, &two.other] {
        let identity = &region.profile.identity;
        let link = format!("href=\"{}/\"", region.base_url);
        for text in [&link, &identity.system_name, &identity.region_name, &identity.office_long] {
            assert!(page.contains(text.as_str()), "{text} in {page}");
        }
        let (_, css) = raw(&router, "localhost:8080", "/pilihan/warna.css").await;
        let colour = format!("--brand-600: {};", region.profile.theme.tokens["primary"]);
        let rule = css.split(&format!(".region--{} {{", region.profile.id)).nth(1).unwrap();
        assert!(rule.split('}').next().unwrap().contains(&colour), "{css}");
        let emblem = raw(&router, MACHINE, &format!("/pilihan/lambang/{}", region.profile.id)).await;
        assert_eq!(emblem, (StatusCode::OK, region.profile.theme.emblem_svg.clone()));
    }
    let (_, english) = raw(&router, MACHINE, "/?bahasa=en").await;
    assert!(english.contains("Choose a region") && english.contains("<html lang=\"en\""), "{english}");
    // Pages of a region are under its name only.
    assert_eq!(raw(&router, MACHINE, "/demo/pesan").await.0, StatusCode::SEE_OTHER);
    assert_eq!(raw(&router, "lain.localhost", "/").await.0, StatusCode::MISDIRECTED_REQUEST);
    for host in [ONE, TWO] {
        assert_eq!(raw(&router, host, "/demo/pesan").await.0, StatusCode::OK);
        assert!(!raw(&router, host, "/").await.1.contains("Pilih daerah"));
    }
}
