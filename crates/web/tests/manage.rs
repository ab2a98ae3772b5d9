//! The administration over HTTP, without script: who may, what is kept when it is refused, and what it brings about.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/browser.rs"]
mod browser;

use app::play::{PASSWORD, sample_pdf};
use axum::Router;
use axum::http::StatusCode;
use browser::{Browser, Page};
use domain::capability::RoleId;
use proves::proves;
use testkit::house::{Database, House, Letters};
use web::hosting::Hosting;

struct Office {
    house: House,
    router: Router,
}

impl Office {
    fn open() -> Self {
        let house = House::open("mojokerto", Database::Sqlite, Letters::Quick, 7).unwrap().unwrap();
        let router = web::router::router(Hosting::single(house.stand.region.clone(), false));
        Office { house, router }
    }

    async fn who(&self, login: &str) -> Browser {
        Browser::signed_in(&self.router, login, PASSWORD).await
    }

    /// The code that was sent last.
    fn code(&self) -> String {
        let region = &self.house.stand.region;
        let rows = region.store.read(|tx| store::outbox::latest(tx, 20)).unwrap();
        let row = rows.iter().find(|m| m.template == "sign_in_code").unwrap();
        let text = app::message::open_text(region, row).unwrap().unwrap().text;
        text.split(' ').find(|w| w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit())).unwrap().to_owned()
    }

    fn id(&self, role: &str, n: usize) -> String {
        self.house.stand.cast.by_role[&RoleId::from(role)][n].to_string()
    }
}

const PAGES: [&str; 8] = [
    "/kelola",
    "/kelola/orang",
    "/kelola/orang/tambah",
    "/kelola/pejabat",
    "/kelola/kalender",
    "/kelola/sistem",
    "/kelola/profil",
    "/kelola/standar",
];

#[track_caller]
fn shown(page: &Page, text: &str) {
    assert!(page.says(text), "{text:?} in {}", page.html());
}

#[proves("MJK18-24.1")]
#[tokio::test]
async fn only_the_system_manager_has_the_menu_and_the_pages() {
    let office = Office::open();
    let mut manager = office.who("system-manager").await;
    let start = manager.get("/kelola").await;
    shown(&start, "Kelola kantor");
    for path in PAGES {
        assert_eq!(manager.get(path).await.status, StatusCode::OK, "{path}");
        assert!(start.html().contains("href=\"/kelola\""), "in the menu");
    }
    let mut other = office.who("service-officer").await;
    assert!(!other.get("/kerja").await.says("Kelola"));
    for path in PAGES {
        assert_eq!(other.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    // A form of the manager, sent by somebody else with a token of their own.
    let own = other.get("/kerja").await.form("/keluar").unwrap();
    let target = format!("/kelola/orang/{}/blokir", office.id("admin_validator", 0));
    assert_eq!(other.send(&own.to(&target)).await.status, StatusCode::FORBIDDEN);
    let records = office.house.stand.region.store.read(|tx| store::audit::latest(tx, None, 500)).unwrap();
    let refused = records.iter().filter(|r| r.code.as_deref() == Some("not_allowed")).count();
    assert_eq!(refused, PAGES.len() + 1, "every attempt is recorded");
    let mut nobody = Browser::new(&office.router);
    assert_eq!(nobody.get("/kelola").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn somebody_is_added_corrected_and_signs_in_with_a_code() {
    let office = Office::open();
    let mut manager = office.who("system-manager").await;
    let page = manager.get("/kelola/orang/tambah").await;
    let form = page.form("/kelola/orang/tambah").unwrap().with("akun", "wahyu").with("nama", "Wahyu Contoh");
    let refused = manager.send(&form.with("nip", "12").with("ponsel", "0840-0000-9001")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    shown(&refused, "NIP harus 18 angka.");
    shown(&refused, "Pilih paling sedikit satu peran.");
    let kept = refused.form("/kelola/orang/tambah").unwrap();
    assert_eq!(kept.value("nama"), "Wahyu Contoh", "what was typed is kept");
    let done = manager
        .send(&kept.with("nip", "").with("peran", "service_officer").and("peran", "admin_validator"))
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html());
    let person = manager.get(&done.location).await;
    shown(&person, "kode dikirim");
    shown(&person, "Verifikator dan validator sekaligus");
    let code = office.code();
    assert!(!person.html().contains(&code), "the code is shown to nobody");

    let mut wahyu = Browser::new(&office.router);
    let page = wahyu.get("/masuk").await;
    assert!(page.html().contains("href=\"/masuk/pertama\""));
    let form = wahyu.get("/masuk/pertama").await.form("/masuk/pertama").unwrap().with("akun", "wahyu");
    let form = form.with("sandi", "kalimat yang panjang").with("sandi_ulang", "kalimat yang panjang");
    let wrong = wahyu.send(&form.clone().with("kode", "12")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.html().contains("kalimat yang panjang"), "a password is never shown again");
    let done = wahyu.send(&form.with("kode", &code)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    Browser::signed_in(&office.router, "wahyu", "kalimat yang panjang").await;

    let search = manager.get("/kelola/orang?cari=WAHYU").await;
    shown(&search, "Wahyu Contoh");
    let block = person.form(&format!("{}/blokir", done_path(&person))).unwrap();
    let answer = manager.send(&block).await;
    shown(&manager.get(&answer.location).await, "Akun diblokir");
}

/// Address of the person's own form.
fn done_path(page: &Page) -> String {
    let action = page.actions().into_iter().find(|a| a.ends_with("/blokir")).unwrap();
    action.trim_end_matches("/blokir").to_owned()
}

#[proves("MJK18-1.4")]
#[tokio::test]
async fn a_second_head_is_refused_on_the_page_and_a_plh_is_entered_with_its_letter() {
    let office = Office::open();
    let mut manager = office.who("system-manager").await;
    let region = office.house.stand.region.clone();
    let position = region.profile.positions[0].id.clone();
    let today = region.office().calendar.local_date(region.now());
    let head = region.office().officials.holder(&position, today).unwrap().account.to_string();
    let other = region.office().officials.holder(&region.profile.positions[1].id, today).unwrap().account;
    let appoint = "/kelola/pejabat/angkat";
    let form = manager.get("/kelola/pejabat").await.form(appoint).unwrap();
    let form = form.with("jabatan", &position).with("orang", &other.to_string()).with("mulai", "2026-02-09");
    let form = form.with("surat", "Surat Perintah 800/7/2026").with("tanggal_surat", "2026-02-06");
    let pdf = sample_pdf(&["CONTOH"]);
    let second = form.clone().with("sebagai", "definitive");
    let refused = manager.upload(&second, "surat_berkas", "surat.pdf", &pdf).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    shown(&refused, "dipegang dua orang pada 9 Februari 2026.");
    assert!(refused.html().contains("Surat Perintah 800/7/2026"), "what was typed is kept");

    let absence = "/kelola/pejabat/halangan";
    let leave = manager.get("/kelola/pejabat").await.form(absence).unwrap();
    let leave = leave.with("orang", &head).with("mulai", "2026-02-09").with("sampai", "2026-02-11");
    let answer = manager.send(&leave.with("alasan", "Cuti tahunan")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    let form = manager.get("/kelola/pejabat").await.form(appoint).unwrap();
    let form = form.with("jabatan", &position).with("orang", &other.to_string()).with("mulai", "2026-02-09");
    let form = form.with("surat", "Surat Perintah 800/7/2026").with("tanggal_surat", "2026-02-06");
    let form = form.with("sebagai", "plh").with("sampai", "2026-02-11");
    let answer = manager.upload(&form, "surat_berkas", "surat.pdf", &pdf).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    let page = manager.get("/kelola/pejabat").await;
    shown(&page, "Surat Perintah 800/7/2026 tanggal 6 Februari 2026");
    let letter = page
        .html()
        .split("href=\"/kelola/pejabat/surat/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let file = manager.get(&format!("/kelola/pejabat/surat/{letter}")).await;
    assert_eq!((file.status, file.content_type.as_str()), (StatusCode::OK, "application/pdf"));
}

#[tokio::test]
async fn a_joint_leave_is_previewed_then_applied() {
    let mut office = Office::open();
    let mut manager = office.who("system-manager").await;
    let preview = "/kelola/kalender/pratinjau";
    let form = manager.get("/kelola/kalender").await.form(preview).unwrap();
    let form = form.with("tanggal", "2026-05-18").with("perubahan", "libur").with("jenis", "joint_leave");
    let refused = manager.send(&form.clone().with("nama", "Cuti bersama tambahan")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    shown(&refused, "Isi nomor dan tanggal keputusan yang menjadi dasar.");
    assert!(refused.html().contains("Cuti bersama tambahan"), "what was typed is kept");
    let form =
        form.with("nama", "Cuti bersama tambahan").with("dasar", "SKB contoh 1").with("alasan", "Diumumkan.");
    let page = manager.send(&form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html());
    shown(&page, "Tidak ada batas waktu berjalan yang bergeser.");
    let answer = manager.send(&page.form("/kelola/kalender/terapkan").unwrap()).await;
    assert_eq!(answer.location, "/kelola/kalender?tahun=2026", "{}", answer.html());
    office.house.stand.settle().unwrap();
    let page = manager.get(&answer.location).await;
    shown(&page, "Ditetapkan libur: Cuti bersama tambahan");
    shown(&page, "SKB contoh 1");
    assert!(!office.house.stand.region.office().calendar.working_day("2026-05-18".parse().unwrap()).unwrap());
}

#[tokio::test]
async fn what_failed_is_listed_without_its_secret_and_tried_again() {
    let office = Office::open();
    let mut manager = office.who("system-manager").await;
    let person = format!("/kelola/orang/{}", office.id("service_officer", 0));
    let page = manager.get(&person).await;
    let answer = manager.send(&page.form(&format!("{person}/kode")).unwrap()).await;
    shown(&manager.get(&answer.location).await, "Kode baru dikirim");
    let code = office.code();
    let sql = "UPDATE job SET state = 'failed', last_error = 'no route to the gateway'";
    office.house.stand.region.store.write(move |tx| tx.execute(sql, &[])).unwrap();
    let page = manager.get("/kelola/sistem").await;
    shown(&page, "no route to the gateway");
    assert!(!page.html().contains(&code));
    let all = page.form("/kelola/sistem/jenis-pekerjaan/send_message/ulang").unwrap();
    let answer = manager.send(&all).await;
    shown(&manager.get(&answer.location).await, "pekerjaan dicoba lagi.");
    assert!(!manager.get("/kelola/sistem").await.says("no route to the gateway"));
    shown(&manager.get("/kelola/sistem?keadaan=menunggu").await, "Mengirim pesan");
}

#[proves("MJK18-19")]
#[tokio::test]
async fn a_service_opens_when_the_head_approves_its_standard() {
    let office = Office::open();
    office.house.forget_approvals().unwrap();
    let mut visitor = Browser::new(&office.router);
    let closed = visitor.get("/layanan/sip-dokter").await;
    shown(&closed, "Layanan ini belum dapat dimohon.");
    assert!(closed.form("/layanan/sip-dokter/ajukan").is_none());
    shown(&closed, "7 hari kerja");

    // The system manager sees what waits and may not approve.
    let mut manager = office.who("system-manager").await;
    shown(&manager.get("/kelola").await, "10 menunggu");
    let seen = manager.get("/kelola/standar").await;
    shown(&seen, "Yang berwenang menyetujui adalah kepala dinas.");
    assert!(seen.form("/kelola/standar").is_none());

    let mut head = office.who("kepala-dinas").await;
    let page = head.get("/kelola/standar").await;
    let form = page.form("/kelola/standar").unwrap().with("layanan", "sip-dokter");
    let form = form.with("tanggal", "02-02-2026");
    let refused = head.send(&form.with("keputusan", " ")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    shown(&refused, "Isi nomor keputusan, paling panjang 150 huruf.");
    let kept = refused.form("/kelola/standar").unwrap();
    assert_eq!(kept.value("tanggal"), "02-02-2026", "what was typed is kept");
    let answer = head.send(&kept.with("keputusan", "188/9/2026").with("layanan", "sip-dokter")).await;
    let done = head.get(&answer.location).await;
    shown(&done, "Standar pelayanan disahkan.");
    shown(&done, "Keputusan 188/9/2026, 2 Februari 2026.");
    assert!(visitor.get("/layanan/sip-dokter").await.form("/layanan/sip-dokter/ajukan").is_some());
    assert!(visitor.get("/layanan/imb").await.form("/layanan/imb/ajukan").is_none());
}
