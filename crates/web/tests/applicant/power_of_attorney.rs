//! A helper with an own account, without script: asks, gets the owner's code, fills, sends, and is shut out again; a signed
//! sheet at the desk; an end at the counter (MJK18-12.6; practice, section 3).

use crate::steps::{fill_forms, id_in, runtime, state, upload_all};
use crate::support::{Browser, Page, Town, small_pdf};
use axum::http::StatusCode;
use domain::party::Account;
use domain::process::Declared;
use domain::value::Id;
use jiff::SignedDuration;
use proves::proves;

fn phone(town: &Town, n: usize) -> String {
    let id = town.house.stand.cast.applicants[n].0;
    let row = town.region().store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
    app::account::read_personal(&town.region().keys, &row).unwrap().phone.unwrap().to_string()
}

fn person(town: &Town, n: usize) -> (Id<Account>, String) {
    let (id, _, name) = town.house.stand.cast.applicants[n].clone();
    (id, name)
}

const ASK: &str = "/akun/kuasa/minta";

async fn asked(town: &Town, helper: &mut Browser, owner: usize) -> String {
    let form = helper.get(ASK).await;
    let values = [("nomor", phone(town, owner)), ("sampai", "30-06-2026".to_owned())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let gone = helper.fill(&form, ASK, &values).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    gone.location()
}

fn wrong(page: &Page, sentence: &str) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    assert!(page.text().contains(sentence), "{}", page.text());
}

#[proves("MJK18-12.6#2")]
#[test]
fn a_helper_asks_gets_the_owners_code_and_sends_in_the_owners_name() {
    runtime().block_on(async {
        let mut town = Town::open();
        let (owner_id, owner_name) = person(&town, 0);
        let (_, helper_name) = person(&town, 1);
        let mut helper = town.signed_in(&town.applicant(1)).await;
        let mut owner = town.signed_in(&town.applicant(0)).await;
        assert!(helper.get("/akun/kuasa").await.text().contains("Belum ada surat kuasa"));

        // What is wrong is said at its field, and nothing typed is lost.
        let form = helper.get(ASK).await;
        let typed = [("nomor", "bukan nomor"), ("sampai", "30-06-2026"), ("layanan", "sip-dokter")];
        let page = helper.fill(&form, ASK, &typed).await;
        wrong(&page, "Isi NIK, NPWP, atau nomor ponsel pemberi kuasa.");
        assert!(
            page.text().contains("value=\"bukan nomor\"") && page.text().contains("value=\"30-06-2026\"")
        );
        let page = helper.fill(&form, ASK, &[("nomor", &phone(&town, 0)), ("sampai", "besok")]).await;
        wrong(&page, "Tulis tanggal seperti 30-09-2026.");

        let power = asked(&town, &mut helper, 0).await;
        let page = helper.get(&power).await.text();
        assert!(page.contains("Menunggu persetujuan") && !page.contains(&owner_name), "{page}");
        assert!(owner.get("/akun").await.text().contains(&format!("{helper_name} meminta kuasa dari Anda.")));
        town.house.stand.settle().unwrap();
        let code = town.house.stand.newest_code(&phone(&town, 0)).unwrap();
        let confirm = format!("{power}/kode");
        let page = owner.get(&power).await;
        let no = if code == "000000" { "000001" } else { "000000" };
        wrong(&owner.fill(&page, &confirm, &[("kode", no)]).await, "Kode");
        let gone = owner.fill(&page, &confirm, &[("kode", &code)]).await;
        assert_eq!(gone.location(), power);

        let page = helper.get(&power).await;
        assert!(page.text().contains(&format!("Ajukan untuk {owner_name}")), "{}", page.text());
        let start = format!("{power}/ajukan");
        wrong(&helper.fill(&page, &start, &[("layanan", "")]).await, "Pilih layanan lebih dahulu.");
        let gone = helper.fill(&page, &start, &[("layanan", "sip-dokter")]).await;
        let id = id_in(&gone.location());
        let draft = helper.get(&format!("/permohonan/{id}")).await.text();
        assert!(draft.contains(&format!("Anda mengisi untuk {owner_name}.")), "{draft}");
        fill_forms(&town, &mut helper, &id).await;
        upload_all(&mut helper, &id).await;
        // The owner sees the draft and who fills it.
        let seen = owner.get(&format!("/permohonan/{id}")).await.text();
        assert!(seen.contains(&format!("Penerima kuasa {helper_name} mengisi draf ini.")), "{seen}");
        let check = helper.get(&format!("/permohonan/{id}/periksa")).await;
        assert!(check.text().contains(&format!("Atas nama {owner_name}, dengan surat kuasa")));
        let sent = helper.fill(&check, &format!("/permohonan/{id}/kirim"), &[("pernyataan", "ya")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let done = state(&town, &id);
        assert_eq!((done.owner, done.declaration.unwrap().how), (owner_id, Declared::Attorney));
        let status = helper.get(&format!("/permohonan/{id}")).await;
        assert_eq!(status.status, StatusCode::OK);
        assert!(status.text().contains(&format!("Anda melihat permohonan milik {owner_name}.")));
        assert!(status.actions("/permohonan/").is_empty(), "giving up stays with the owner");

        // The owner ends it: everything is shut again.
        let page = owner.get(&power).await;
        let gone = owner.fill(&page, &format!("{power}/akhiri"), &[]).await;
        assert_eq!(gone.location(), "/akun/kuasa");
        assert_eq!(helper.get(&format!("/permohonan/{id}")).await.status, StatusCode::NOT_FOUND);
        assert!(!helper.get(&power).await.text().contains("Ajukan untuk"));
        // Nobody else sees it at all.
        let mut other = town.signed_in(&town.applicant(2)).await;
        assert_eq!(other.get(&power).await.status, StatusCode::NOT_FOUND);
    });
}

#[proves("MJK18-12.6#2")]
#[test]
fn a_signed_sheet_goes_to_the_desk_and_the_counter_ends_it_for_the_owner() {
    runtime().block_on(async {
        let town = Town::open();
        let (owner_id, owner_name) = person(&town, 0);
        let (_, helper_name) = person(&town, 1);
        let mut helper = town.signed_in(&town.applicant(1)).await;
        let power = asked(&town, &mut helper, 0).await;
        let sheet = helper.get(&format!("{power}/lembar")).await.text();
        assert!(sheet.contains(&helper_name) && !sheet.contains(&owner_name), "{sheet}");
        let page = helper.get(&power).await;
        let action = format!("{power}/surat");
        let none = helper.upload_all(&page, &action, &[], &[]).await;
        wrong(&none, "Pilih satu berkas lebih dahulu.");
        let gone = helper.upload(&page, &action, "surat", "kuasa.pdf", &small_pdf("Surat kuasa"), &[]).await;
        assert_eq!(gone.location(), power, "{}", gone.text());

        let mut desk = town.signed_in(&town.officer("service_officer")).await;
        let list = desk.get("/kerja/akses").await.text();
        assert!(list.contains("Surat kuasa yang menunggu") && list.contains(&helper_name), "{list}");
        let case = power.replace("/akun/kuasa/", "/kerja/akses/kuasa/");
        let page = desk.get(&case).await;
        assert!(page.text().contains(&owner_name), "{}", page.text());
        assert_eq!(desk.get(&format!("{case}/dokumen")).await.headers["content-type"], "application/pdf");
        wrong(&desk.fill(&page, &format!("{case}/sahkan"), &[]).await, "lalu beri tanda centang");
        wrong(&desk.fill(&page, &format!("{case}/tolak"), &[]).await, "Tulis alasannya.");
        let done = desk.fill(&page, &format!("{case}/sahkan"), &[("cocok", "ya")]).await;
        assert_eq!(done.location(), "/kerja/akses");
        assert!(helper.get(&power).await.text().contains("di atas kertas"));

        let mut clerk = town.signed_in(&town.officer("registration_assistant")).await;
        assert_eq!(clerk.get(&case).await.status, StatusCode::FORBIDDEN);
        let counter = format!("/loket/orang/{owner_id}");
        let page = clerk.get(&counter).await;
        assert!(page.text().contains("Yang mengurus untuk orang ini"), "{}", page.text());
        let end = page.actions(&format!("{counter}/kuasa/"));
        assert_eq!(end.len(), 1);
        let gone = clerk.fill(&page, &end[0], &[]).await;
        assert_eq!(gone.location(), counter);
        assert!(!helper.get(&power).await.text().contains("Ajukan untuk"));
        town.house
            .stand
            .clock
            .move_to(town.region().now().checked_add(SignedDuration::from_mins(1)).unwrap());
    });
}
