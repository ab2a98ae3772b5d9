//! The counter without script: search, an application filled for somebody, and what the officer may not do (MJK18-12.6).

use crate::steps::{fill_forms, id_in, play, runtime, state, upload_all};
use crate::support::{Browser, Page, Town, small_pdf};
use app::play::Plan;
use axum::http::StatusCode;
use domain::definition::{RequestKind, ServiceId};
use domain::party::Account;
use domain::process::Declared;
use domain::value::Id;
use proves::proves;

fn owner(town: &Town) -> (Id<Account>, String) {
    let (id, _, name) = town.house.stand.cast.applicants[0].clone();
    (id, name)
}

async fn search(browser: &mut Browser, text: &str) -> Page {
    let page = browser.get("/loket").await;
    browser.fill(&page, "/loket", &[("cari", text)]).await
}

/// How often a read of personal data was recorded about an account, or about nobody.
fn reads(town: &Town, act: &str) -> usize {
    let rows = town.region().store.read(|tx| store::audit::latest(tx, None, 500)).unwrap();
    rows.iter().filter(|r| r.act == act && r.outcome == "done").count()
}

/// A complete draft that the officer filled for the first applicant.
async fn filled(town: &Town, officer: &mut Browser) -> String {
    let person = format!("/loket/orang/{}", owner(town).0);
    let page = officer.get(&person).await;
    let gone = officer.fill(&page, &format!("{person}/ajukan"), &[("layanan", "sip-dokter")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    let id = id_in(&gone.location());
    fill_forms(town, officer, &id).await;
    upload_all(officer, &id).await;
    id
}

#[test]
fn the_counter_finds_by_number_code_name_and_nik_and_records_what_is_personal() {
    runtime().block_on(async {
        let mut town = Town::open();
        let (file, _) = play(&mut town, Plan::straight(ServiceId("sip-dokter".into())));
        let (person, name) = owner(&town);
        let done = state(&town, &file);
        let mut officer = town.signed_in(&town.officer("registration_assistant")).await;
        let number = done.registration.unwrap().to_string();
        let code = done.verification_code.unwrap();
        for text in [number.clone(), code.clone(), format!("https://x.example/verifikasi/{code}")] {
            assert_eq!(
                search(&mut officer, &text).await.location(),
                format!("/loket/berkas/{file}"),
                "{text}"
            );
        }
        let shown = officer.get(&format!("/loket/berkas/{file}")).await.text();
        assert!(shown.contains(&number) && shown.contains("Cetak tanda terima"), "{shown}");
        let receipt = officer.get(&format!("/loket/berkas/{file}/tanda-terima")).await;
        assert_eq!(receipt.headers["content-type"], "application/pdf");

        let before = reads(&town, "search_person");
        let row = town.region().store.read(|tx| store::account::find(tx, person)).unwrap().unwrap();
        let nik = app::account::read_personal(&town.region().keys, &row).unwrap().nik.unwrap().to_string();
        let gone = search(&mut officer, &nik).await;
        assert_eq!(gone.location(), format!("/loket/orang/{person}"));
        let listed = search(&mut officer, &name.to_lowercase()).await.text();
        assert!(listed.contains(&name) && !listed.contains(&nik), "{listed}");
        assert_eq!(reads(&town, "search_person"), before + 2);
        for nothing in ["26-999999-9", "3576010101010000", "xy", "Tidakada Orangnya"] {
            let page = search(&mut officer, nothing).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains(nothing), "what was typed is kept");
        }
        // Neither an applicant nor a desk without the counter comes in.
        let mut applicant = town.signed_in(&town.applicant(0)).await;
        assert_eq!(applicant.get("/loket").await.status, StatusCode::FORBIDDEN);
        let mut verifier = town.signed_in(&town.officer("service_officer")).await;
        assert_eq!(verifier.get(&format!("/loket/orang/{person}")).await.status, StatusCode::FORBIDDEN);
    });
}

#[proves("MJK18-12.6#2", "MJK18-12.5")]
#[test]
fn an_officer_fills_for_somebody_who_declares_with_a_code_to_the_own_phone() {
    runtime().block_on(async {
        let mut town = Town::open();
        let mut officer = town.signed_in(&town.officer("registration_assistant")).await;
        let id = filled(&town, &mut officer).await;
        let check = format!("/permohonan/{id}/periksa");
        let send = format!("/permohonan/{id}/kirim");
        let page = officer.get(&check).await;
        assert!(page.text().contains("Anda mengisi untuk"), "{}", page.text());
        // The officer's own tick is nobody's declaration.
        let hidden = page.hidden(&format!("/permohonan/{id}/kode"));
        let mut forged = hidden.clone();
        forged.push(("pernyataan".to_owned(), "ya".to_owned()));
        assert_eq!(officer.post(&send, &forged).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        let entry = officer.fill(&page, &format!("/permohonan/{id}/kode"), &[]).await;
        assert_eq!(entry.status, StatusCode::OK, "{}", entry.text());
        town.house.stand.settle().unwrap();
        let (person, _) = owner(&town);
        let code = town.house.stand.newest_pin(person).unwrap();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let again = officer.fill(&entry, &send, &[("kode", wrong)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("Kode salah"), "{}", again.text());
        let gone = officer.fill(&again, &send, &[("kode", &code)]).await;
        assert_eq!(gone.location(), format!("/loket/berkas/{id}"), "{}", gone.text());

        let sent = state(&town, &id);
        assert_eq!(sent.owner, person);
        assert_eq!(sent.declaration.as_ref().unwrap().how, Declared::Code);
        let helper = sent.entered_by.unwrap().name;
        // From the receipt on, the officer sees only what the counter sees.
        for path in [format!("/permohonan/{id}"), check.clone(), format!("/permohonan/{id}/dokumen")] {
            assert_eq!(officer.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let after = officer.get(&gone.location()).await;
        assert!(after.text().contains(&sent.registration.unwrap().to_string()));
        town.house.stand.settle().unwrap();
        let mut applicant = town.signed_in(&town.applicant(0)).await;
        let status = applicant.get(&format!("/permohonan/{id}")).await.text();
        assert!(status.contains(&format!("Petugas {helper} membantu")), "{status}");
        assert!(status.contains("tanda-terima"));
        // The papers are in the applicant's folder, not in the officer's.
        assert!(applicant.get("/folder").await.text().contains("scan.pdf"));
    });
}

#[proves("MJK18-12.6#2")]
#[test]
fn a_signed_sheet_declares_too_and_another_officer_sees_nothing_of_the_draft() {
    runtime().block_on(async {
        let town = Town::open();
        let mut officer = town.signed_in(&town.officer("registration_assistant")).await;
        let id = filled(&town, &mut officer).await;
        let sheet = officer.get(&format!("/permohonan/{id}/pernyataan")).await;
        assert!(sheet.text().contains("Lembar pernyataan pemohon"), "{}", sheet.text());
        let check = format!("/permohonan/{id}/periksa");
        let upload = format!("/permohonan/{id}/dokumen/signed_declaration");
        let page = officer.get(&check).await;
        let kept = officer
            .upload(&page, &upload, "doc.signed_declaration", "lembar.pdf", &small_pdf("tanda tangan"), &[])
            .await;
        assert_eq!(kept.location(), check, "{}", kept.text());

        let second = town.house.stand.cast.by_role[&"registration_assistant".into()][1];
        let login = town.region().store.read(|tx| store::account::find(tx, second)).unwrap().unwrap().login;
        let mut other = town.signed_in(&login).await;
        for path in [format!("/permohonan/{id}"), format!("/loket/berkas/{id}"), check.clone()] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let person = other.get(&format!("/loket/orang/{}", owner(&town).0)).await.text();
        assert!(person.contains("Belum ada berkas"), "{person}");

        let page = officer.get(&check).await;
        let send = format!("/permohonan/{id}/kirim");
        let unticked = officer.fill(&page, &send, &[]).await;
        assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = officer.fill(&page, &send, &[("pernyataan", "ya")]).await;
        assert_eq!(gone.location(), format!("/loket/berkas/{id}"), "{}", gone.text());
        assert_eq!(state(&town, &id).declaration.unwrap().how, Declared::SignedForm);
    });
}

#[test]
fn the_counter_offers_the_same_kinds_as_the_own_pages_and_says_why_not() {
    runtime().block_on(async {
        let mut town = Town::open();
        let (file, _) = play(&mut town, Plan::straight(ServiceId("sip-dokter".into())));
        let person = format!("/loket/orang/{}", owner(&town).0);
        let ask = format!("{person}/ajukan");
        let mut officer = town.signed_in(&town.officer("registration_assistant")).await;
        let page = officer.get(&person).await;
        let text = page.text();
        for kind in ["Perpanjangan", "Perubahan", "Penggantian", "Salinan sah"] {
            assert!(text.contains(kind), "{kind}");
        }
        assert!(!text.contains("Balik nama"), "only firms apply for what is transferred");
        // A service that does not offer it says so, and what was chosen stays.
        let wrong = [("layanan", "imb"), ("jenis", "renewal"), ("izin-lama", file.as_str())];
        let refused = officer.fill(&page, &ask, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("Perpanjangan tidak ditawarkan pada layanan ini."), "{text}");
        assert!(text.contains("value=\"imb\" selected"), "{text}");
        let early = [("layanan", "sip-dokter"), ("jenis", "renewal"), ("izin-lama", file.as_str())];
        let early = officer.fill(&refused, &ask, &early).await.text();
        assert!(early.contains("Perpanjangan baru dapat diajukan mulai"), "{early}");
        let other = [("layanan", "izin-makam"), ("jenis", "renewal"), ("izin-lama", file.as_str())];
        let other = officer.fill(&refused, &ask, &other).await.text();
        assert!(other.contains("Izin lama itu dari layanan lain."), "{other}");
        let copy = [("layanan", "sip-dokter"), ("jenis", "certified_copy"), ("izin-lama", file.as_str())];
        let page = officer.get(&person).await;
        let gone = officer.fill(&page, &ask, &copy).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
        let draft = state(&town, &id_in(&gone.location()));
        assert_eq!(draft.kind, RequestKind::CertifiedCopy);
        assert_eq!(draft.earlier.unwrap().application.to_string(), file);
        assert!(draft.entered_by.is_some());
    });
}
