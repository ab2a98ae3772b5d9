//! Visitors and applicants through the router, as a browser without script sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use app::play::{Plan, Story};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use domain::definition::{ServiceId, StageKind};
use domain::party::ApplicationRecord;
use domain::process::{Application, Status};
use domain::value::{Id, VerificationCode};
use proves::proves;
use support::{Browser, Page, Town, small_pdf};
use web::router::{Permission, lines};

const SERVICE: &str = "/layanan/sip-dokter";

const PROFESSION: [(&str, &str); 3] =
    [("profesi", "dokter"), ("nomor_str", "STR-CONTOH-1"), ("str_sampai", "")];
const PLACE: [(&str, &str); 6] = [
    ("tempat_praktik", "Klinik Contoh Sehat"),
    ("alamat_praktik", "Jalan Kembang Sore 12"),
    ("kelurahan_praktik", "35.76.03.1001"),
    ("jenis_tempat", "mandiri"),
    ("bekerja_di_instansi", "tidak"),
    ("jadwal", "Senin sampai Jumat, 16.00 sampai 20.00"),
];

/// A village of the region, whatever its code.
fn village(town: &Town) -> String {
    use domain::value::{RegionCode, RegionTable};
    let table = RegionTable::embedded();
    let region: RegionCode = town.region().profile.policy.region_code.parse().unwrap();
    let district = table.children(&region).next().unwrap();
    table.children(&district.code).next().unwrap().code.to_string()
}

fn state(town: &Town, id: &str) -> Application {
    let id: Id<ApplicationRecord> = id.parse().unwrap();
    town.region().store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state
}

fn id_in(location: &str) -> String {
    location.split('/').nth(2).unwrap().to_owned()
}

/// Starts a draft from the service's page; answers its id.
async fn started(browser: &mut Browser) -> String {
    let page = browser.get(SERVICE).await;
    let gone = browser.fill(&page, &format!("{SERVICE}/ajukan"), &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    id_in(&gone.location())
}

async fn fill_group(browser: &mut Browser, id: &str, group: &str, values: &[(&str, &str)]) -> Page {
    let address = format!("/permohonan/{id}/isian/{group}");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    browser.fill(&page, &address, values).await
}

async fn fill_forms(town: &Town, browser: &mut Browser, id: &str) {
    let gone = fill_group(browser, id, "profesi", &PROFESSION).await;
    assert_eq!(gone.location(), format!("/permohonan/{id}/isian/tempat-praktik"), "{}", gone.text());
    let village = village(town);
    let mut place = PLACE;
    place[2].1 = &village;
    let gone = fill_group(browser, id, "tempat-praktik", &place).await;
    assert_eq!(gone.location(), format!("/permohonan/{id}"), "{}", gone.text());
}

async fn upload_all(browser: &mut Browser, id: &str) {
    let address = format!("/permohonan/{id}/dokumen");
    let page = browser.get(&address).await;
    let forms: Vec<String> =
        page.actions(&format!("{address}/")).into_iter().filter(|a| !a.ends_with("/folder")).collect();
    assert!(forms.len() >= 6, "{forms:?}");
    for form in forms {
        let document = form.rsplit('/').next().unwrap().to_owned();
        let page = browser.get(&address).await;
        let kept = browser
            .upload(&page, &form, &format!("doc.{document}"), "scan.pdf", &small_pdf(&document), &[])
            .await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{document}: {}", kept.text());
    }
    assert!(browser.get(&address).await.text().contains("Semua dokumen sudah diunggah."));
}

/// A draft in which only the declaration is missing.
async fn ready(town: &Town, browser: &mut Browser) -> String {
    let id = started(browser).await;
    fill_forms(town, browser, &id).await;
    upload_all(browser, &id).await;
    id
}

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

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
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
    assert!(program.text().contains("Isi berkas ini bukan PDF, JPEG, atau PNG."), "{}", program.text());
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
        let kept = state(&town, &first).documents["ktp"].clone();
        assert_eq!(kept.name, "ktp saya.pdf");

        let second = started(&mut browser).await;
        let documents = format!("/permohonan/{second}/dokumen");
        let page = browser.get(&documents).await;
        assert!(page.text().contains("ktp saya.pdf"), "selectable in the second application");
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

fn play(town: &mut Town, plan: Plan) -> (String, Status) {
    let owner = town.house.stand.cast.applicants[0].0;
    let start = town.house.stand.office_time_after(30);
    let ending = town.house.stand.play(vec![Story { owner, start, plan }], None).unwrap().remove(0);
    (ending.application.to_string(), ending.status)
}

#[test]
fn a_permit_is_verified_by_code_and_by_pdf() {
    let mut town = Town::open();
    let (id, status) = play(&mut town, Plan::straight(ServiceId("sip-dokter".into())));
    assert_eq!(status, Status::HandedOver);
    runtime().block_on(async {
        let state = state(&town, &id);
        let code: VerificationCode = state.verification_code.clone().unwrap().parse().unwrap();
        let mut anybody = Browser::new(&town.router);
        let enter = anybody.get("/verifikasi").await;
        let typed = code.to_string().to_lowercase();
        let gone = anybody.fill(&enter, "/verifikasi", &[("kode", &typed)]).await;
        assert_eq!(gone.location(), format!("/verifikasi/{}", code.compact()), "{}", gone.text());
        let result = anybody.get(&gone.location()).await.text();
        let number = &state.number.as_ref().unwrap().number;
        for shown in [">BERLAKU<", number.as_str(), state.holder_name.as_str()] {
            assert!(result.contains(shown), "{shown} in {result}");
        }
        let nik_like = result.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 16);
        assert!(!nik_like, "six data and nothing else: {result}");

        let wrong = anybody.fill(&enter, "/verifikasi", &[("kode", "ABCD")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"ABCD\""));
        assert!(anybody.get("/verifikasi/0000000000000000").await.text().contains(">TIDAK DIKENAL<"));
        assert!(anybody.get("/verifikasi/apa-saja").await.text().contains(">TIDAK DIKENAL<"));

        let region = town.region().clone();
        let application = state.id;
        let pdf = tokio::task::spawn_blocking(move || app::letter::read_file(&region, application, "permit"));
        let (_, mut pdf) = pdf.await.unwrap().unwrap().unwrap();
        let checked = anybody.upload(&enter, "/verifikasi", "dokumen", "izin.pdf", &pdf, &[]).await.text();
        assert!(checked.contains(">BERLAKU<") && checked.contains(number.as_str()), "{checked}");
        let mut longer = pdf.clone();
        longer.extend(b"\n% tambahan\n");
        let changed = anybody.upload(&enter, "/verifikasi", "dokumen", "izin.pdf", &longer, &[]).await.text();
        assert!(changed.contains(">SUDAH DIUBAH<"), "{changed}");
        let middle = pdf.len() / 3;
        pdf[middle] ^= 1;
        let flipped = anybody.upload(&enter, "/verifikasi", "dokumen", "izin.pdf", &pdf, &[]).await.text();
        assert!(!flipped.contains(">BERLAKU<") && !flipped.contains(number.as_str()), "{flipped}");
        let foreign = small_pdf("bukan dari kami");
        let unknown =
            anybody.upload(&enter, "/verifikasi", "dokumen", "lain.pdf", &foreign, &[]).await.text();
        assert!(unknown.contains(">TIDAK DIKENAL<"), "{unknown}");
    });
}

#[test]
fn the_survey_opens_the_permit_and_is_answered_once() {
    let mut town = Town::open();
    let plan = Plan { stop_at: Some(StageKind::Survey), ..Plan::straight(ServiceId("sip-dokter".into())) };
    let (id, _) = play(&mut town, plan);
    runtime().block_on(async {
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let status = browser.get(&format!("/permohonan/{id}")).await.text();
        assert!(status.contains("Isi survei singkat (2 menit) agar dapat kami serahkan."), "{status}");
        let permit = format!("/permohonan/{id}/surat/izin");
        assert_eq!(
            browser.get(&permit).await.status,
            StatusCode::NOT_FOUND,
            "the permit waits for the survey"
        );
        let survey = format!("/permohonan/{id}/survei");
        let page = browser.get(&survey).await;
        let names: Vec<String> = (1..=9).map(|n| format!("u{n}")).collect();
        let mut answers: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "4")).collect();
        let short = browser.fill(&page, &survey, &answers[..8]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.text().contains("Pilih satu jawaban untuk pertanyaan 9."), "{}", short.text());
        answers[2].1 = "3";
        let done = browser.fill(&short, &survey, &answers).await;
        assert_eq!(done.location(), format!("/permohonan/{id}"), "{}", done.text());
        assert!(browser.get(&format!("/permohonan/{id}")).await.text().contains("Terima kasih."));
        let mut second = page.hidden(&survey);
        second[1].1 = "kunci-lain".into();
        second.extend(answers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        let refused = browser.post(&survey, &second).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("sudah diisi"), "{}", refused.text());
        let permit = browser.get(&permit).await;
        assert_eq!(permit.status, StatusCode::OK);
        assert!(permit.headers[CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    });
}

#[test]
fn a_correction_is_sent_at_once_and_keeps_what_came() {
    let mut town = Town::open();
    let plan = Plan {
        corrections: 1,
        leave_correction_open: true,
        ..Plan::straight(ServiceId("sip-dokter".into()))
    };
    let (id, status) = play(&mut town, plan);
    assert_eq!(status, Status::Returned);
    runtime().block_on(async {
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let address = format!("/permohonan/{id}/perbaikan");
        let shown = browser.get(&format!("/permohonan/{id}")).await.text();
        assert!(shown.contains("yang perlu Anda perbaiki sebelum"), "{shown}");
        let page = browser.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let round = state(&town, &id).open_correction().unwrap().clone();
        let answers: Vec<(String, String)> = round
            .items
            .iter()
            .filter_map(|item| item.item.strip_prefix("form."))
            .map(|field| (field.to_owned(), state(&town, &id).form[field].clone()))
            .collect();
        let mut values: Vec<(&str, &str)> = answers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let document =
            round.items.iter().find_map(|i| i.item.strip_prefix("doc.")).expect("a document to correct");
        let field = format!("doc.{document}");
        // Unticked: refused, and the file that came is not asked for again.
        let again =
            browser.upload(&page, &address, &field, "baru.pdf", &small_pdf("lebih jelas"), &values).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("Beri tanda centang pada pernyataan"), "{}", again.text());
        assert!(again.text().contains("Sudah terunggah: baru.pdf"), "{}", again.text());
        assert_eq!(state(&town, &id).status, Status::Returned);
        values.push(("pernyataan", "ya"));
        let done = browser.fill(&again, &address, &values).await;
        assert_eq!(done.location(), format!("/permohonan/{id}"), "{}", done.text());
        let after = state(&town, &id);
        assert_eq!(after.documents[document].name, "baru.pdf");
        assert_ne!(after.status, Status::Returned);
    });
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
        for said in ["Tidak dipungut biaya.", "Jangan membayar kepada siapa pun.", "7 hari kerja", "Pas foto"]
        {
            assert!(own.contains(said), "{said}");
        }
        let paid = anybody.get("/layanan/imb").await.text();
        assert!(paid.contains("Tidak ada biaya lain.") && paid.contains("Rp"), "{paid}");
        let found = anybody.get("/layanan?q=dokter").await.text();
        assert!(found.contains("Surat Izin Praktik Dokter") && !found.contains("Izin Mendirikan"), "{found}");
        let start = anybody.get("/").await;
        assert_eq!(start.status, StatusCode::OK);
        assert!(anybody.get("/informasi/pengaduan").await.status == StatusCode::OK);
        assert_eq!(anybody.get("/informasi/tidak-ada").await.status, StatusCode::NOT_FOUND);
        assert_eq!(anybody.get("/tidak/ada").await.status, StatusCode::NOT_FOUND);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_keeps_its_permission() {
    let town = Town::open();
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
    let key = web::handlers::machine::report_key(town.region()).unwrap();
    let id = Id::<domain::party::Message>::from_parts(1, [7; 10]).to_string();
    let token = key.token(&id.parse().unwrap());
    let right = gateway.get(&format!("/sms/laporan?ref={id}&token={token}&state=1")).await;
    assert_eq!(right.status, StatusCode::NO_CONTENT);
    let wrong = gateway.get(&format!("/sms/laporan?ref={id}&token={}&state=1", "0".repeat(64))).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}
