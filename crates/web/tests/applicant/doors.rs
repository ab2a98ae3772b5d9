//! Who may open what: every address, strangers, forged forms, machines.

use crate::steps::{SERVICE, ready, runtime, started, state};
use crate::support::{Browser, Town};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{Method, StatusCode};
use domain::value::Id;
use proves::proves;
use web::router::{Permission, lines};

#[proves("MJK18-12.5")]
#[test]
fn another_persons_file_does_not_exist() {
    runtime().block_on(async {
        let town = Town::open();
        let mut owner = town.signed_in(&town.applicant(0)).await;
        let id = ready(&town, &mut owner).await;
        let check = owner.get(&format!("/permohonan/{id}/periksa")).await;
        let sent = owner.fill(&check, &format!("/permohonan/{id}/kirim"), &[("pernyataan", "ya")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let region = town.region().clone();
        tokio::task::spawn_blocking(move || app::job::run_due(&region, 50).unwrap()).await.unwrap();
        let receipt = format!("/permohonan/{id}/surat/tanda-terima");
        assert_eq!(owner.get(&receipt).await.status, StatusCode::OK);
        let file = state(&town, &id).documents["ktp"].file.to_string();
        assert_eq!(owner.get(&format!("/folder/{file}")).await.status, StatusCode::OK);

        let mut stranger = town.signed_in(&town.applicant(1)).await;
        let addresses =
            ["", "/terkirim", "/surat/tanda-terima", "/isian/profesi", "/dokumen", "/periksa", "/survei"];
        for address in addresses {
            let page = stranger.get(&format!("/permohonan/{id}{address}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        }
        assert_eq!(stranger.get(&format!("/folder/{file}")).await.status, StatusCode::NOT_FOUND);
        let account = stranger.get("/akun").await;
        let token = account.hidden("/keluar");
        for (address, act) in
            [("kirim", "submit"), ("buang", "discard_draft"), ("pembatalan", "request_cancellation")]
        {
            let page = stranger.post(&format!("/permohonan/{id}/{address}"), &token).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
            assert_eq!(town.refused(act)[0].code.as_deref(), Some("not_yours"), "{address}");
        }
        assert_eq!(town.refused("open_application").len(), addresses.len());
        // What never existed looks the same.
        let nothing = format!("/permohonan/{}", "0".repeat(26));
        assert_eq!(stranger.get(&nothing).await.status, StatusCode::NOT_FOUND);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_our_token_does_nothing() {
    let town = Town::open();
    let mut browser = town.signed_in(&town.applicant(0)).await;
    let forged = browser.post(&format!("{SERVICE}/ajukan"), &[]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let mut other = town.signed_in(&town.applicant(1)).await;
    let theirs = other.get(SERVICE).await.hidden(&format!("{SERVICE}/ajukan"));
    let borrowed = browser.post(&format!("{SERVICE}/ajukan"), &theirs).await;
    assert_eq!(borrowed.status, StatusCode::FORBIDDEN, "a token belongs to one session");
    assert!(browser.get("/akun").await.text().contains("Belum ada permohonan"));
    // A service of the centre cannot be applied for, also not by its address (MJK18-2).
    let centre = &town.region().profile.information_pages[0].id;
    let token = browser.get(SERVICE).await.hidden(&format!("{SERVICE}/ajukan"));
    let refused = browser.post(&format!("/layanan/{centre}/ajukan"), &token).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert!(browser.get("/akun").await.text().contains("Belum ada permohonan"));
    // Pressed twice, one draft.
    let first = started(&mut browser).await;
    assert_eq!(started(&mut browser).await, first);
    // Who holds no capability to apply hears so, and it is kept.
    let mut officer = town.signed_in(&town.officer("service_officer")).await;
    let token = officer.get(SERVICE).await.hidden("/keluar");
    let refused = officer.post(&format!("{SERVICE}/ajukan"), &token).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(town.refused("open_page").len(), 1);
}

#[proves("MJK18-2")]
#[test]
fn services_of_others_are_information_without_a_button() {
    runtime().block_on(async {
        let town = Town::open();
        let other = town.region().profile.information_pages[0].clone();
        let mut anybody = Browser::new(&town.router);
        let page = anybody.get(&format!("/layanan/{}", other.id)).await.text();
        assert!(page.contains(&other.link), "{page}");
        assert!(!page.contains("/ajukan\""), "{page}");
        let own = anybody.get(SERVICE).await.text();
        assert!(own.contains(&format!("action=\"{SERVICE}/ajukan\"")));
        let standard = ["Gratis", "Yang perlu Anda siapkan", "Dasar hukum", "Perizinan non usaha"];
        for said in standard {
            assert!(own.contains(said), "{said}");
        }
        for said in ["Tidak dipungut biaya.", "Jangan membayar kepada siapa pun.", "7 hari kerja", "Pas foto"]
        {
            assert!(own.contains(said), "{said}");
        }
        // What comes out, from the real letter; the centre's services have none.
        assert!(own.contains(&format!("{SERVICE}/contoh.png")), "{own}");
        let none = anybody.get(&format!("/layanan/{}/contoh.pdf", other.id)).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        let paid = anybody.get("/layanan/imb").await.text();
        assert!(paid.contains("Tidak ada biaya lain.") && paid.contains("Rp"), "{paid}");
        let found = anybody.get("/layanan?q=dokter").await.text();
        assert!(found.contains("Surat Izin Praktik Dokter") && !found.contains("Izin Mendirikan"), "{found}");
        // Words of every day, not of the office; what is not ours is found too.
        for (asked, answer) in [
            ("saya+mau+buka+praktik+dokter", "Surat Izin Praktik Dokter"),
            ("papan+nama", "Izin Penyelenggaraan Reklame"),
            ("meninggal", "Izin Penggunaan Tanah Makam"),
            ("warung", "Nomor Induk Berusaha"),
        ] {
            let found = anybody.get(&format!("/layanan?q={asked}")).await.text();
            assert!(found.contains(answer) && found.contains("Hasil untuk"), "{asked}: {found}");
        }
        let near = anybody.get("/layanan?q=obat+kuda").await.text();
        assert!(near.contains("Mungkin ini yang Anda cari") && near.contains("Izin Apotek"), "{near}");
        let nothing = anybody.get("/layanan?q=kapal").await.text();
        assert!(nothing.contains("Belum ada layanan") && !nothing.contains("class=\"cards\""), "{nothing}");
        let start = anybody.get("/").await;
        assert_eq!(start.status, StatusCode::OK);
        assert!(anybody.get("/informasi/pengaduan").await.status == StatusCode::OK);
        for page in ["cara-melacak", "aksesibilitas", "privasi"] {
            assert!(start.text().contains(&format!("/informasi/{page}")), "{page}");
        }
        assert_eq!(anybody.get("/informasi/tidak-ada").await.status, StatusCode::NOT_FOUND);
        assert_eq!(anybody.get("/tidak/ada").await.status, StatusCode::NOT_FOUND);
    });
}

#[proves("MJK18-7.1", "MJK18-7.2.a", "MJK18-7.2.d")]
#[tokio::test(flavor = "multi_thread")]
async fn every_address_keeps_its_permission() {
    let town = Town::open();
    // To apply and to track needs an account; whatever else is added, its line says who may.
    for (path, method) in
        [("/layanan/{id}/ajukan", Method::POST), ("/permohonan/{id}", Method::GET), ("/akun", Method::GET)]
    {
        let line = lines().into_iter().find(|l| l.path == path && l.method == method).unwrap();
        assert!(matches!(line.permission, Permission::May(_) | Permission::SignedIn), "{path}");
    }
    for line in lines() {
        let mut stranger = Browser::new(&town.router);
        let path = line
            .path
            .split('/')
            .map(|s| if s.starts_with('{') { "0" } else { s })
            .collect::<Vec<_>>()
            .join("/");
        let posted = line.method == Method::POST;
        let page = if posted { stranger.post(&path, &[]).await } else { stranger.get(&path).await };
        let right = match line.permission {
            // Machines show a token of their own; without it nothing is there.
            Permission::Machine => page.status == StatusCode::OK || page.status == StatusCode::NOT_FOUND,
            // A form needs the token of a page of ours.
            Permission::Public | Permission::Demo if posted => page.status == StatusCode::FORBIDDEN,
            Permission::Public | Permission::Demo => {
                [StatusCode::OK, StatusCode::SEE_OTHER, StatusCode::NOT_FOUND].contains(&page.status)
            }
            _ => page.status == StatusCode::UNAUTHORIZED && page.text().contains("action=\"/masuk\""),
        };
        assert!(right, "{} {path} ({:?}) answers {}", line.method, line.permission, page.status);
        let policy = page.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        assert_eq!(page.headers["referrer-policy"], "same-origin");
        // An applicant opens no page of the office.
        if matches!(line.permission, Permission::Staff) {
            let mut applicant = town.signed_in(&town.applicant(0)).await;
            let page = if posted { applicant.post(&path, &[]).await } else { applicant.get(&path).await };
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{} {path}", line.method);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_carries_style_or_script_of_its_own() {
    let town = Town::open();
    let mut anybody = Browser::new(&town.router);
    for path in ["/", "/layanan", SERVICE, "/verifikasi", "/masuk", "/informasi/privasi"] {
        let html = anybody.get(path).await.text();
        assert!(
            !html.contains("<style") && !html.contains(" style=\"") && !html.contains(" onclick"),
            "{path}"
        );
        assert_eq!(html.matches("<script").count(), 1, "{path}: one script, from this house");
    }
    let css = anybody.get("/static/app.css").await;
    assert!(css.headers[CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    assert_eq!(anybody.get("/healthz").await.status, StatusCode::OK);
    let ready = anybody.get("/readyz").await;
    assert_eq!((ready.status, ready.text().trim()), (StatusCode::OK, "*: ready"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_report_needs_its_token() {
    let town = Town::open();
    let mut gateway = Browser::new(&town.router);
    let key = app::message::report_key(town.region()).unwrap();
    let id = Id::<domain::party::Message>::from_parts(1, [7; 10]).to_string();
    let token = key.token(&id.parse().unwrap());
    let right = gateway.get(&format!("/sms/laporan?ref={id}&token={token}&state=1")).await;
    assert_eq!(right.status, StatusCode::NO_CONTENT);
    let wrong = gateway.get(&format!("/sms/laporan?ref={id}&token={}&state=1", "0".repeat(64))).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}
