//! The portal: one door to everything that needs no account, one sign-in to everything else (MJK18-4, 5, 6).

use crate::steps::{id_in, runtime, state};
use crate::support::{Browser, Town};
use axum::http::StatusCode;
use domain::definition::ServiceKind;
use domain::process::Status;
use proves::proves;
use std::collections::{BTreeMap, VecDeque};

/// Addresses of this house that a page leads to, without what stands behind `?` and `#`.
fn leads_to(html: &str) -> Vec<String> {
    html.split(" href=\"/")
        .skip(1)
        .filter_map(|part| part.split(['"', '?', '#']).next())
        .map(|path| format!("/{path}"))
        .filter(|path| !path.starts_with("/static/") && !path.starts_with("/tema/"))
        .collect()
}

/// Everything that can be reached from the start page by following links, with its page.
async fn reached(browser: &mut Browser, from: &str) -> BTreeMap<String, (StatusCode, String)> {
    let mut found = BTreeMap::new();
    let mut waiting = VecDeque::from([from.to_owned()]);
    while let Some(path) = waiting.pop_front() {
        // A sample letter is no page; it is laid out by the real typesetter, which is not here.
        if found.contains_key(&path) || path.contains("/contoh.") || path.contains("/unduh") {
            continue;
        }
        let page = browser.get(&path).await;
        let html = page.text();
        if page.status == StatusCode::OK {
            waiting.extend(leads_to(&html));
        }
        found.insert(path, (page.status, html));
    }
    found
}

#[proves("MJK18-6.1", "MJK18-4.2.a", "MJK18-10.2.a.5")]
#[test]
fn everything_public_is_reached_from_the_start_page_without_an_account() {
    runtime().block_on(async {
        let town = Town::open();
        let mut anybody = Browser::new(&town.router);
        let found = reached(&mut anybody, "/").await;
        for (path, (status, _)) in &found {
            assert_eq!(*status, StatusCode::OK, "a link of the portal leads to {path}");
        }
        let profile = &town.region().profile;
        let own = profile.services.keys().map(|id| id.0.as_str());
        for id in own.chain(profile.information_pages.iter().map(|p| p.id.as_str())) {
            assert!(found.contains_key(&format!("/layanan/{id}")), "no way to the service {id}");
        }
        for path in
            ["/verifikasi", "/masuk", "/daftar", "/informasi/cara-mengajukan", "/informasi/cara-melacak"]
        {
            assert!(found.contains_key(path), "no way to {path}");
        }
        let (_, complaint) = &found["/informasi/pengaduan"];
        assert!(complaint.contains("<h1>") && complaint.to_lowercase().contains("pengaduan"), "{complaint}");
    });
}

#[proves("MJK18-6.2", "MJK18-1.3")]
#[test]
fn the_portal_speaks_indonesian_fits_a_phone_and_says_whose_it_is() {
    runtime().block_on(async {
        let town = Town::open();
        let mut anybody = Browser::new(&town.router);
        for (path, (_, html)) in reached(&mut anybody, "/").await {
            assert!(html.contains("<html lang=\"id\""), "{path}");
            let fits = "name=\"viewport\" content=\"width=device-width, initial-scale=1\"";
            assert!(html.contains(fits), "{path}");
            // The exact names of the office and of the system, on every page.
            for name in ["Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPM-PTSP", "SIMOJO"] {
                assert!(html.contains(name), "{path}: {name}");
            }
            assert!(!html.contains("DPMPTSP Kota Mojokerto"), "{path}: the short form has a hyphen");
        }
    });
}

#[proves("MJK18-5.1.a", "MJK18-4.1.b")]
#[test]
fn one_sign_in_opens_every_page_of_a_role_and_both_kinds_of_service() {
    runtime().block_on(async {
        let town = Town::open();
        let roles = town.house.stand.cast.by_role.clone();
        let mut logins: Vec<String> = roles.keys().map(|role| town.officer(&role.0)).collect();
        logins.push(town.applicant(0));
        logins.sort();
        logins.dedup();
        for login in logins {
            let mut browser = town.signed_in(&login).await;
            let home = browser.get("/").await.text();
            let menu = home.split("aria-label=\"Menu utama\"").nth(1).unwrap();
            let menu = leads_to(menu.split("</nav>").next().unwrap());
            assert!(menu.len() > 1, "{login}: {menu:?}");
            for path in menu {
                let page = browser.get(&path).await;
                let further = page.status == StatusCode::SEE_OTHER && !page.location().starts_with("/masuk");
                assert!(page.status == StatusCode::OK || further, "{login}: {path} answers {}", page.status);
            }
        }
        // A permit and what is no permit: one account, one folder, one list.
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let profile = &town.region().profile;
        let no_permit = |kind: ServiceKind| kind != ServiceKind::Permit;
        let other = profile.services.iter().find(|(_, s)| no_permit(s.definition.kind)).unwrap().0;
        for service in ["sip-dokter", other.0.as_str()] {
            let page = browser.get(&format!("/layanan/{service}")).await;
            let gone = browser.fill(&page, &format!("/layanan/{service}/ajukan"), &[]).await;
            assert_eq!(gone.status, StatusCode::SEE_OTHER, "{service}");
            assert_eq!(state(&town, &id_in(&gone.location())).status, Status::Draft);
        }
        let list = browser.get("/akun").await.text();
        assert!(list.contains("Surat Izin Praktik Dokter"), "{list}");
        assert!(list.contains(&profile.services[other].definition.name), "{list}");
    });
}

#[proves("MJK18-1.22")]
#[test]
fn what_was_given_once_stands_in_the_next_application() {
    runtime().block_on(async {
        let mut town = Town::open();
        let plan = app::play::Plan::straight(domain::definition::ServiceId("sip-dokter".into()));
        let (first, _) = crate::steps::play(&mut town, plan);
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let page = browser.get("/layanan/sip-dokter").await;
        let kind = [("jenis", "change"), ("izin-lama", first.as_str())];
        let gone = browser.fill(&page, "/layanan/sip-dokter/ajukan", &kind).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
        let second = id_in(&gone.location());
        // The form holds what was said before, and the folder what was shown before.
        assert_eq!(state(&town, &second).form, state(&town, &first).form);
        let before = state(&town, &first);
        let page = browser.get(&format!("/permohonan/{second}/dokumen")).await.text();
        let file = before.documents["ktp"].file.to_string();
        assert!(page.contains(&file), "the card is offered again");
        // Who applies is asked in no form: the master record answers for every application.
        assert_eq!(state(&town, &second).holder_name, before.holder_name);
    });
}
