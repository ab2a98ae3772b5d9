//! From the service's page to the receipt, with everything that can go wrong on the way.

use crate::steps::{PROFESSION, fill_forms, fill_group, runtime, started, state, upload_all};
use crate::support::{Browser, Town, small_pdf};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use domain::process::Status;
use proves::proves;

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_returns_to_the_page_and_sign_out_ends_it() {
    let town = Town::open();
    let mut browser = Browser::new(&town.router);
    let refused = browser.get("/akun").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let hidden = refused.hidden("/masuk");
    assert!(hidden.contains(&("kembali".to_owned(), "/akun".to_owned())), "{hidden:?}");

    let login = town.applicant(0);
    let wrong = browser.fill(&refused, "/masuk", &[("akun", &login), ("sandi", "salah")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains(&format!("value=\"{login}\"")), "what was typed is kept");
    assert!(!wrong.text().contains("value=\"salah\""), "a password is never shown again");
    let unknown = browser.fill(&wrong, "/masuk", &[("akun", "tidak-ada"), ("sandi", "salah")]).await;
    let said = "Nama akun atau kata sandi tidak cocok.";
    assert!(wrong.text().contains(said) && unknown.text().contains(said), "the answer tells nothing");

    let mut fields = refused.hidden("/masuk");
    fields.push(("akun".into(), login));
    fields.push(("sandi".into(), app::play::PASSWORD.into()));
    let inside = browser.post("/masuk", &fields).await;
    assert_eq!((inside.status, inside.location().as_str()), (StatusCode::SEE_OTHER, "/akun"));
    let account = browser.get("/akun").await;
    assert_eq!(account.status, StatusCode::OK);
    assert_eq!(account.headers[CACHE_CONTROL], "no-store");

    let out = browser.fill(&account, "/keluar", &[]).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/akun").await.status, StatusCode::UNAUTHORIZED);
}

#[proves("MJK18-12.3", "MJK18-12.4", "MJK18-23.1")]
#[test]
fn from_the_service_page_to_the_receipt_without_script() {
    runtime().block_on(journey());
}

async fn journey() {
    let town = Town::open();
    let mut browser = town.signed_in(&town.applicant(0)).await;
    let id = started(&mut browser).await;

    // Wrong and missing answers are told, and what was typed stays.
    let mut wrong = PROFESSION;
    wrong[1].1 = "";
    wrong[2].1 = "2026-02-30";
    let again = fill_group(&mut browser, &id, "profesi", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = again.text();
    assert!(html.contains("Isi Nomor STR.") && html.contains("href=\"#nomor_str\""), "{html}");
    assert!(html.contains("harus tanggal yang benar") && html.contains("value=\"2026-02-30\""), "{html}");

    fill_forms(&town, &mut browser, &id).await;
    // Not complete: the check page leads back, and sending by hand is refused.
    let early = browser.get(&format!("/permohonan/{id}/periksa")).await;
    assert_eq!(early.location(), format!("/permohonan/{id}"));
    upload_all(&mut browser, &id).await;

    let check = browser.get(&format!("/permohonan/{id}/periksa")).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    assert!(check.text().contains("Klinik Contoh Sehat"));
    assert!(!check.text().contains(" checked"), "the declaration is not ticked beforehand");
    let send = format!("/permohonan/{id}/kirim");

    // Unticked, sent by hand: refused by the server, nothing changed.
    let before = state(&town, &id);
    let unticked = browser.fill(&check, &send, &[]).await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unticked.text().contains("Beri tanda centang pada pernyataan sebelum mengirim."));
    assert_eq!(state(&town, &id), before);
    let kept = town.refused("submit");
    assert_eq!(kept[0].code.as_deref(), Some("declaration_missing"));

    let mut fields = check.hidden(&send);
    fields.push(("pernyataan".into(), "ya".into()));
    let sent = browser.post(&send, &fields).await;
    assert_eq!(sent.location(), format!("/permohonan/{id}/terkirim"), "{}", sent.text());
    let after = state(&town, &id);
    let number = after.registration.unwrap().to_string();
    let declaration = after.declaration.clone().unwrap();
    assert_eq!(declaration.version, "2026-01");
    assert!(declaration.text.contains("benar dan asli"));

    // The same key: the same answer. Another body under it: refused. Nothing happens twice.
    let repeated = browser.post(&send, &fields).await;
    assert_eq!((repeated.status, repeated.location()), (sent.status, sent.location()));
    fields.pop();
    let other = browser.post(&send, &fields).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text().contains("sudah dipakai untuk isian lain"), "{}", other.text());
    assert_eq!(state(&town, &id), after);

    let confirmation = browser.get(&format!("/permohonan/{id}/terkirim")).await.text();
    assert!(confirmation.contains(&number), "{confirmation}");

    // The receipt is made by a job, then stands on the status page.
    assert!(!browser.get(&format!("/permohonan/{id}")).await.text().contains("tanda-terima"));
    let region = town.region().clone();
    tokio::task::spawn_blocking(move || app::job::run_due(&region, 50).unwrap()).await.unwrap();
    let status = browser.get(&format!("/permohonan/{id}")).await.text();
    assert!(status.contains("Anda tidak perlu berbuat apa-apa."), "{status}");
    assert!(status.contains("Verifikasi") && status.contains("Paling lambat"), "{status}");
    let receipt = browser.get(&format!("/permohonan/{id}/surat/tanda-terima")).await;
    assert_eq!(receipt.status, StatusCode::OK);
    assert_eq!(receipt.headers[CONTENT_TYPE], "application/pdf");
    let disposition = receipt.headers[CONTENT_DISPOSITION].to_str().unwrap();
    assert!(disposition.starts_with("attachment") && disposition.contains(&number), "{disposition}");
    assert!(receipt.bytes.starts_with(b"%PDF-"));
    assert!(browser.get("/akun").await.text().contains(&number));
}

#[proves("MJK18-12.1")]
#[test]
fn a_missing_document_keeps_the_application_here() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let id = started(&mut browser).await;
        fill_forms(&town, &mut browser, &id).await;
        // The token of any page of ours suffices for a form sent by hand.
        let page = browser.get(&format!("/permohonan/{id}")).await;
        let mut fields = page.hidden(&format!("/permohonan/{id}/buang"));
        fields.push(("pernyataan".into(), "ya".into()));
        let refused = browser.post(&format!("/permohonan/{id}/kirim"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Unggah KTP."), "{}", refused.text());
        assert_eq!(state(&town, &id).status, Status::Draft);
    });
}

#[proves("MJK18-12.2")]
#[test]
fn a_file_of_the_folder_is_used_again() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let first = started(&mut browser).await;
        let documents = format!("/permohonan/{first}/dokumen");
        let page = browser.get(&documents).await;
        browser
            .upload(&page, &format!("{documents}/ktp"), "doc.ktp", "ktp saya.pdf", &small_pdf("ktp"), &[])
            .await;
        let older = state(&town, &first).documents["ktp"].file.to_string();
        let page = browser.get(&documents).await;
        browser
            .upload(
                &page,
                &format!("{documents}/ktp"),
                "doc.ktp",
                "ktp saya.pdf",
                &small_pdf("ktp baru"),
                &[],
            )
            .await;
        let kept = state(&town, &first).documents["ktp"].clone();
        assert_eq!(kept.name, "ktp saya.pdf");

        let second = started(&mut browser).await;
        let documents = format!("/permohonan/{second}/dokumen");
        let page = browser.get(&documents).await;
        assert!(page.text().contains("Sudah ada di folder Anda:"), "offered in the second application");
        assert!(page.text().contains(&kept.file.to_string()), "the newest version");
        assert!(!page.text().contains(&older), "no older one");
        let form = format!("{documents}/ktp/folder");
        let taken = browser.fill(&page, &form, &[("berkas", &kept.file.to_string())]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        assert_eq!(state(&town, &second).documents["ktp"], kept);

        // Another person's file cannot be attached, not even by its id.
        let mut stranger = town.signed_in(&town.applicant(1)).await;
        let third = started(&mut stranger).await;
        let page = stranger.get(&format!("/permohonan/{third}")).await;
        let mut fields = page.hidden(&format!("/permohonan/{third}/buang"));
        fields.push(("berkas".into(), kept.file.to_string()));
        let refused = stranger.post(&format!("/permohonan/{third}/dokumen/ktp/folder"), &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert!(state(&town, &third).documents.is_empty());
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_are_refused_in_words() {
    let town = Town::open();
    let mut browser = town.signed_in(&town.applicant(0)).await;
    let id = started(&mut browser).await;
    let documents = format!("/permohonan/{id}/dokumen");
    let form = format!("{documents}/ktp");
    let page = browser.get(&documents).await;

    let program = browser.upload(&page, &form, "doc.ktp", "ktp.pdf", b"MZ\x90\x00 program", &[]).await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(program.text().contains("Isi berkas ini bukan PDF, JPEG, PNG, atau HEIC."), "{}", program.text());
    assert!(program.text().contains("href=\"#doc.ktp\""));

    let mut large = small_pdf("besar");
    large.resize(21 * 1024 * 1024, b' ');
    let refused = browser.upload(&page, &form, "doc.ktp", "ktp.pdf", &large, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("lebih dari 20 MB"), "{}", refused.text());

    large.resize(23 * 1024 * 1024, b' ');
    let stopped = browser.upload(&page, &form, "doc.ktp", "ktp.pdf", &large, &[]).await;
    assert_eq!(stopped.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(stopped.text().contains("paling besar 20 MB"));

    let none = browser.fill(&page, &form, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("Pilih berkas lebih dahulu."));
    assert!(state(&town, &id).documents.is_empty());
    assert_eq!(town.refused("upload_file").len(), 2);
}
