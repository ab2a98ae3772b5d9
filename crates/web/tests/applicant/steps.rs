//! Steps that several tests take.

use crate::support::{Browser, Page, Town, small_pdf};
use app::play::{Plan, Story};
use axum::http::StatusCode;
use domain::party::ApplicationRecord;
use domain::process::{Application, Status};
use domain::value::Id;

pub const SERVICE: &str = "/layanan/sip-dokter";

pub const PROFESSION: [(&str, &str); 3] =
    [("profesi", "dokter"), ("nomor_str", "STR-CONTOH-1"), ("str_sampai", "")];
pub const PLACE: [(&str, &str); 6] = [
    ("tempat_praktik", "Klinik Contoh Sehat"),
    ("alamat_praktik", "Jalan Kembang Sore 12"),
    ("kelurahan_praktik", "35.76.03.1001"),
    ("jenis_tempat", "mandiri"),
    ("bekerja_di_instansi", "tidak"),
    ("jadwal", "Senin sampai Jumat, 16.00 sampai 20.00"),
];

/// A village of the region, whatever its code.
pub fn village(town: &Town) -> String {
    use domain::value::{RegionCode, RegionTable};
    let table = RegionTable::embedded();
    let region: RegionCode = town.region().profile.policy.region_code.parse().unwrap();
    let district = table.children(&region).next().unwrap();
    table.children(&district.code).next().unwrap().code.to_string()
}

pub fn state(town: &Town, id: &str) -> Application {
    let id: Id<ApplicationRecord> = id.parse().unwrap();
    town.region().store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state
}

pub fn id_in(location: &str) -> String {
    location.split('/').nth(2).unwrap().to_owned()
}

/// Starts a draft from the service's page; answers its id.
pub async fn started(browser: &mut Browser) -> String {
    let page = browser.get(SERVICE).await;
    let gone = browser.fill(&page, &format!("{SERVICE}/ajukan"), &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    id_in(&gone.location())
}

pub async fn fill_group(browser: &mut Browser, id: &str, group: &str, values: &[(&str, &str)]) -> Page {
    let address = format!("/permohonan/{id}/isian/{group}");
    let page = browser.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    browser.fill(&page, &address, values).await
}

pub async fn fill_forms(town: &Town, browser: &mut Browser, id: &str) {
    let gone = fill_group(browser, id, "profesi", &PROFESSION).await;
    assert_eq!(gone.location(), format!("/permohonan/{id}/isian/tempat-praktik"), "{}", gone.text());
    let village = village(town);
    let mut place = PLACE;
    place[2].1 = &village;
    let gone = fill_group(browser, id, "tempat-praktik", &place).await;
    assert_eq!(gone.location(), format!("/permohonan/{id}"), "{}", gone.text());
}

pub async fn upload_all(browser: &mut Browser, id: &str) {
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
pub async fn ready(town: &Town, browser: &mut Browser) -> String {
    let id = started(browser).await;
    fill_forms(town, browser, &id).await;
    upload_all(browser, &id).await;
    id
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

pub fn play(town: &mut Town, plan: Plan) -> (String, Status) {
    let owner = town.house.stand.cast.applicants[0].0;
    let start = town.house.stand.office_time_after(30);
    let ending = town.house.stand.play(vec![Story { owner, start, plan }], None).unwrap().remove(0);
    (ending.application.to_string(), ending.status)
}
