//! The desks of the office over HTTP, without script: one application through all eleven stages, and what must be refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/browser.rs"]
mod browser;

use app::play::{PASSWORD, PersonKind, Plan, Story, sample_pdf};
use axum::Router;
use axum::http::StatusCode;
use browser::{Browser, Form, Page};
use domain::definition::{ApplicantKind, ServiceId, StageKind};
use domain::party::ApplicationRecord;
use domain::process::{Application, Status};
use domain::value::{Id, RegionCode, RegionLevel, RegionTable};
use proves::proves;
use testkit::house::{Database, House, Letters};
use web::hosting::Hosting;

/// A region with its people behind the pages.
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

    /// Does the background work that is due now.
    fn work(&mut self) {
        self.house.stand.settle().unwrap();
    }

    fn state(&self, id: &str) -> Application {
        let id: Id<ApplicationRecord> = id.parse().unwrap();
        self.house.stand.region.store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state
    }

    fn stage(&self, id: &str) -> String {
        self.state(id).stage.map_or_else(String::new, |s| s.0)
    }

    /// The PIN that was sent last.
    fn pin(&mut self) -> String {
        self.work();
        let messages = self.house.stand.gateway.messages();
        let text = messages.iter().rev().map(|m| m.text.as_str()).find(|t| t.contains("PIN")).unwrap();
        let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 6).collect();
        digits.first().unwrap().to_string()
    }

    fn refused(&self, act: &str, code: &str) -> usize {
        let rows = self.house.stand.region.store.read(|tx| store::audit::latest(tx, None, 500)).unwrap();
        rows.iter().filter(|r| r.act == act && r.code.as_deref() == Some(code)).count()
    }
}

fn village(region_code: &str) -> String {
    let table = RegionTable::embedded();
    let region: RegionCode = region_code.parse().unwrap();
    let district = table.children(&region).next().unwrap();
    let village = table.children(&district.code).next().unwrap();
    assert_eq!(village.code.level(), RegionLevel::Village);
    village.code.to_string()
}

/// Addresses in a page that begin with `start`.
fn addresses(page: &Page, start: &str) -> Vec<String> {
    let html = page.html();
    let mut found: Vec<String> = html
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with(start))
        .map(str::to_owned)
        .collect();
    found.dedup();
    found
}

/// Fills the form of a SIP, uploads its documents, ticks the declaration and sends; answers the id.
async fn apply(office: &mut Office) -> (String, Browser) {
    let person = office.house.stand.cast.applicants.iter().find(|a| a.1 == PersonKind::Person).unwrap().0;
    let row = office.house.stand.region.store.read(|tx| store::account::find(tx, person)).unwrap().unwrap();
    let mut browser = office.who(&row.login).await;
    let page = browser.get("/layanan/sip-dokter").await;
    let start = page.form("/layanan/sip-dokter/ajukan").expect("a button to apply");
    let answer = browser.send(&start).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    let id = answer.location.strip_prefix("/permohonan/").unwrap().to_owned();
    let place = village(&office.house.stand.region.profile.policy.region_code);
    let typed = [
        ("profesi", "dokter"),
        ("nomor_str", "STR-0001-CONTOH"),
        ("str_sampai", ""),
        ("tempat_praktik", "Klinik Contoh Sehat"),
        ("alamat_praktik", "Jalan Kembang Sore 4"),
        ("kelurahan_praktik", place.as_str()),
        ("jenis_tempat", "fasilitas"),
        ("bekerja_di_instansi", "tidak"),
        ("jadwal", "Senin sampai Jumat, 16.00 sampai 20.00."),
    ];
    let tasks = browser.get(&answer.location).await;
    for address in addresses(&tasks, &format!("/permohonan/{id}/isian/")) {
        let page = browser.get(&address).await;
        let mut form = page.form(&address).expect("questions");
        for (name, value) in typed {
            if page.html().contains(&format!("name=\"{name}\"")) {
                form = form.with(name, value);
            }
        }
        let answer = browser.send(&form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}: {}", answer.html());
    }
    let documents = format!("/permohonan/{id}/dokumen");
    let page = browser.get(&documents).await;
    for action in page.actions().into_iter().filter(|a| a.starts_with(&documents) && !a.ends_with("/folder"))
    {
        let name = action.rsplit('/').next().unwrap().to_owned();
        let form = page.form(&action).unwrap();
        let bytes = sample_pdf(&["CONTOH", &name]);
        let answer = browser.upload(&form, &format!("doc.{name}"), "dokumen.pdf", &bytes).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}: {}", answer.html());
    }
    let check = browser.get(&format!("/permohonan/{id}/periksa")).await;
    let form =
        check.form(&format!("/permohonan/{id}/kirim")).expect("a form to send").with("pernyataan", "ya");
    let answer = browser.send(&form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    office.work();
    (id, browser)
}

/// Opens the case, sends the form of `act` with these values, expects to be led back.
async fn act(office: &mut Office, browser: &mut Browser, id: &str, act: &str, values: &[(&str, &str)]) {
    let answer = try_act(browser, id, act, values).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{act}: {}", answer.html());
    office.work();
}

async fn try_act(browser: &mut Browser, id: &str, act: &str, values: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/kerja/{id}")).await;
    assert_eq!(page.status, StatusCode::OK, "{act}: {}", page.html());
    let form = filled(&page, id, act, values);
    browser.send(&form).await
}

/// The form of a page that is sent to `act`, with these values. A form with several buttons has one of the addresses.
fn filled(page: &Page, id: &str, act: &str, values: &[(&str, &str)]) -> Form {
    let action = format!("/kerja/{id}/{act}");
    let mut form = page.form(&action).unwrap_or_else(|| {
        assert!(
            page.html().contains(&format!("formaction=\"{action}\"")),
            "no form for {act}, only {:?}",
            page.actions()
        );
        page.form(&format!("/kerja/{id}/periksa")).unwrap().to(&action)
    });
    for (name, value) in values {
        form = form.with(name, value);
    }
    form
}

/// Opens the draft, asks for the PIN, types it.
async fn with_pin(office: &mut Office, browser: &mut Browser, id: &str, what: &str) {
    let entry = ask_pin(office, browser, id, what).await;
    let pin = office.pin();
    let form = entry.form(&format!("/kerja/{id}/{what}")).expect("an entry for the PIN").with("pin", &pin);
    let answer = browser.send(&form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}: {}", answer.html());
    office.work();
}

async fn ask_pin(office: &mut Office, browser: &mut Browser, id: &str, what: &str) -> Page {
    open_document(office, browser, id).await;
    let page = browser.get(&format!("/kerja/{id}")).await;
    let form = page
        .form(&format!("/kerja/{id}/pin"))
        .unwrap_or_else(|| panic!("no form for a PIN, only {:?}: {}", page.actions(), page.html()))
        .with("tindakan", what);
    let entry = browser.send(&form).await;
    assert_eq!(entry.status, StatusCode::OK, "{}", entry.html());
    office.work();
    entry
}

/// Opens what would be signed through the signing list, as an official does.
async fn open_document(office: &mut Office, browser: &mut Browser, id: &str) {
    let list = browser.get("/kerja/tanda-tangan").await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.html());
    let action = format!("/kerja/tanda-tangan/{id}/dibuka");
    let form = list.form(&action).unwrap_or_else(|| panic!("not in the list: {:?}", list.actions()));
    let opened = browser.send(&form).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.html());
    let pdf = browser.get(&opened.location).await;
    assert_eq!(pdf.content_type, "application/pdf");
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    office.work();
}

/// Every item of a SIP, judged as in order.
fn all_in_order(page: &Page, form: Form) -> Form {
    let html = page.html();
    let mut form = form;
    let mut items: Vec<&str> =
        html.split("name=\"hasil.").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    items.dedup();
    assert!(items.len() > 5, "the page shows what is to be judged: {items:?}");
    for item in items {
        form = form.with(&format!("hasil.{item}"), "sesuai");
    }
    form
}

/// Verified by the first officer, validated by another.
async fn verified(office: &mut Office, id: &str) {
    let mut verifier = office.who("service-officer").await;
    act(office, &mut verifier, id, "ambil", &[]).await;
    let page = verifier.get(&format!("/kerja/{id}")).await;
    let form = all_in_order(&page, filled(&page, id, "teruskan", &[]));
    let answer = verifier.send(&form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    office.work();
    assert_eq!(office.stage(id), "admin_validation");
    let mut validator = office.who("admin-validator").await;
    act(office, &mut validator, id, "validasi", &[]).await;
    assert_eq!(office.stage(id), "technical_recommendation");
}

async fn recommended(office: &mut Office, id: &str) {
    let mut agency = office.who("dinkes").await;
    let queue = agency.get("/kerja").await;
    assert!(queue.html().contains(&format!("/kerja/{id}")), "the agency has the file in its queue");
    let values = [("hasil", "recommended"), ("rec.tempat_sesuai", "ya"), ("catatan", "")];
    act(office, &mut agency, id, "rekomendasi", &values).await;
    assert_eq!(office.stage(id), "decision");
}

#[proves("MJK18-11.3.b", "MJK18-11.3.h")]
#[tokio::test(flavor = "multi_thread")]
async fn one_application_passes_all_stages_over_forms() {
    let mut office = Office::open();
    let (id, mut holder) = apply(&mut office).await;
    assert_eq!(office.stage(&id), "admin_verification");
    verified(&mut office, &id).await;
    recommended(&mut office, &id).await;

    let mut head_of_division = office.who("kabid-non-usaha").await;
    with_pin(&mut office, &mut head_of_division, &id, "paraf").await;
    let mut official = office.who("kepala-dinas").await;
    with_pin(&mut office, &mut official, &id, "tetapkan").await;
    assert_eq!(office.stage(&id), "printing");

    let mut printer = office.who("print-operator").await;
    let page = printer.get(&format!("/kerja/{id}")).await;
    let form = page.form(&format!("/kerja/{id}/cetak")).expect("a form to print");
    assert!(!form.value("seri").is_empty(), "the next serial in stock is offered");
    assert_eq!(printer.send(&form).await.status, StatusCode::SEE_OTHER);
    office.work();
    assert_eq!(office.stage(&id), "signing");
    let foreign = printer.send(&form.to(&format!("/kerja/{id}/tanda-tangan"))).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "only an official signs");

    with_pin(&mut office, &mut official, &id, "tanda-tangan").await;
    assert_eq!(office.stage(&id), "numbering");

    let mut clerk = office.who("numbering-officer").await;
    act(&mut office, &mut clerk, &id, "nomor", &[]).await;
    assert_eq!(office.state(&id).status, Status::Issued);
    assert_eq!(office.stage(&id), "survey");
    let register = clerk.get("/kerja/register").await;
    assert!(register.says(&office.state(&id).number.unwrap().number), "{}", register.html());

    let survey = format!("/permohonan/{id}/survei");
    let page = holder.get(&survey).await;
    let mut form = page.form(&survey).expect("the survey");
    for n in 1..=9 {
        form = form.with(&format!("u{n}"), "4");
    }
    let answer = holder.send(&form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    office.work();
    assert_eq!(office.stage(&id), "handover");

    let mut counter = office.who("handover-officer").await;
    act(&mut office, &mut counter, &id, "penyerahan", &[("penerima", "holder"), ("identitas", "KTP")]).await;
    let state = office.state(&id);
    assert_eq!(state.status, Status::HandedOver);
    let stages: Vec<&str> = state.passages.iter().map(|p| p.stage.0.as_str()).collect();
    let expected = [
        "registration",
        "admin_verification",
        "admin_validation",
        "technical_recommendation",
        "decision",
        "printing",
        "signing",
        "numbering",
        "survey",
        "handover",
    ];
    assert_eq!(stages, expected);

    // The auditor reads the whole story, with proofs, and that reading is recorded too.
    let mut auditor = office.who("ptsp-organiser").await;
    let story = auditor.get(&format!("/jejak-audit/permohonan/{id}")).await;
    assert_eq!(story.status, StatusCode::OK, "{}", story.html());
    let rows = office.house.stand.region.store.read(|tx| store::audit::latest(tx, None, 500)).unwrap();
    assert!(rows.iter().any(|r| r.act == "read_case" && r.outcome == "done"));
}

#[proves("MJK18-20.c")]
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_role_is_refused_and_another_agency_finds_nothing() {
    let mut office = Office::open();
    let (id, mut holder) = apply(&mut office).await;
    let case = format!("/kerja/{id}");
    let mut printer = office.who("print-operator").await;
    assert_eq!(printer.get(&case).await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.refused("open_case", "not_allowed"), 1);
    verified(&mut office, &id).await;
    let mut asked = office.who("dinkes").await;
    assert_eq!(asked.get(&case).await.status, StatusCode::OK);
    let mut other = office.who("dishub").await;
    assert_eq!(other.get(&case).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.refused("open_case", "not_yours"), 1);
    assert!(!other.get("/kerja").await.html().contains(&case));
    assert_eq!(holder.get(&case).await.status, StatusCode::FORBIDDEN);
    let mut auditor = office.who("ptsp-organiser").await;
    assert_ne!(auditor.get(&case).await.status, StatusCode::OK);
    assert_eq!(auditor.get(&format!("/jejak-audit/permohonan/{id}")).await.status, StatusCode::OK);
    let mut verifier = office.who("service-officer").await;
    assert_eq!(verifier.get("/jejak-audit").await.status, StatusCode::FORBIDDEN);
    assert_eq!(Browser::new(&office.router).get(&case).await.status, StatusCode::UNAUTHORIZED);
}

#[proves("MJK18-11.3.c")]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_validates_his_own_verification() {
    let mut office = Office::open();
    let (id, _) = apply(&mut office).await;
    let mut verifier = office.who("service-officer").await;
    act(&mut office, &mut verifier, &id, "ambil", &[]).await;
    let page = verifier.get(&format!("/kerja/{id}")).await;
    assert!(page.form(&format!("/kerja/{id}/validasi")).is_none());
    let form = all_in_order(&page, filled(&page, &id, "teruskan", &[]));
    assert_eq!(verifier.send(&form).await.status, StatusCode::SEE_OTHER);
    // By hand, with the token of a form of ours.
    let answer = verifier.send(&form.to(&format!("/kerja/{id}/validasi"))).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(office.stage(&id), "admin_validation");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_slower_of_two_officers_keeps_what_was_typed() {
    let mut office = Office::open();
    let (id, _) = apply(&mut office).await;
    let (mut fast, mut slow) = (office.who("service-officer").await, office.who("service-officer-2").await);
    let case = format!("/kerja/{id}");
    let (page_fast, page_slow) = (fast.get(&case).await, slow.get(&case).await);
    let first = filled(&page_fast, &id, "kontak", &[("catatan", "Ditelepon, akan datang besok.")]);
    assert_eq!(fast.send(&first).await.status, StatusCode::SEE_OTHER);
    let before = office.state(&id).version;
    let second = filled(&page_slow, &id, "kontak", &[("catatan", "Pemohon minta dihubungi lewat e-mail.")]);
    let answer = slow.send(&second).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .says("Berkas ini baru saja diubah petugas lain. Isian Anda masih ada; periksa lalu kirim lagi.")
    );
    assert!(answer.says("Pemohon minta dihubungi lewat e-mail."), "{}", answer.html());
    assert_eq!(office.state(&id).version, before);
    assert_eq!(office.refused("note_contact", "stale"), 1);
    // The form that was shown again is up to date.
    let again = answer.form(&format!("/kerja/{id}/kontak")).unwrap();
    assert_eq!(again.value("catatan"), "Pemohon minta dihubungi lewat e-mail.");
    assert_eq!(slow.send(&again).await.status, StatusCode::SEE_OTHER);
    // The same form twice: the same answer, done once.
    let version = office.state(&id).version;
    assert_eq!(slow.send(&again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(office.state(&id).version, version);
    // The same key with another body.
    let other = again.with("catatan", "Catatan lain.");
    assert_eq!(slow.send(&other).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[proves("MJK18-13.3")]
#[tokio::test(flavor = "multi_thread")]
async fn a_pin_is_counted_and_bound_to_its_document() {
    let mut office = Office::open();
    let (id, _) = apply(&mut office).await;
    verified(&mut office, &id).await;
    recommended(&mut office, &id).await;
    let mut kabid = office.who("kabid-non-usaha").await;
    // Nothing is initialled unseen.
    let unseen = try_act(&mut kabid, &id, "pin", &[("tindakan", "paraf")]).await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unseen.html());
    let entry = ask_pin(&mut office, &mut kabid, &id, "paraf").await;
    let pin = office.pin();
    let action = format!("/kerja/{id}/paraf");
    let mut form = entry.form(&action).unwrap();
    let wrong = if pin == "000000" { "000001" } else { "000000" };
    for left in [2, 1] {
        let answer = kabid.send(&form.clone().with("pin", wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.says(&format!("PIN salah. Kesempatan tersisa {left}.")), "{}", answer.html());
        form = answer.form(&action).expect("the entry again");
    }
    // The PIN of this document does not initial another one.
    let foreign = form.clone().with("digest", &"ab".repeat(32)).with("pin", &pin);
    assert_eq!(kabid.send(&foreign).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(office.state(&id).draft.unwrap().initials.is_empty());
    // Third wrong attempt: also the right PIN is dead now.
    kabid.send(&form.clone().with("pin", wrong)).await;
    let dead = kabid.send(&form.with("pin", &pin)).await;
    assert_eq!(dead.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(office.state(&id).draft.unwrap().initials.is_empty());
    with_pin(&mut office, &mut kabid, &id, "paraf").await;
    assert_eq!(office.state(&id).draft.unwrap().initials.len(), 1);
}

/// Plays a file up to a stage and answers its id.
fn played(office: &mut Office, service: &str, stop: StageKind, nth: usize) -> String {
    let kind = office.house.stand.region.office().active(&ServiceId(service.to_owned())).unwrap().1.applicant;
    let wanted = if kind == ApplicantKind::Business { PersonKind::Business } else { PersonKind::Person };
    let owner = office.house.stand.cast.applicants.iter().filter(|a| a.1 == wanted).nth(nth).unwrap().0;
    let start = office.house.stand.office_time_after(10);
    let plan = Plan { stop_at: Some(stop), ..Plan::straight(ServiceId(service.to_owned())) };
    let endings = office.house.stand.play(vec![Story { owner, start, plan }], None).unwrap();
    office.work();
    endings[0].application.to_string()
}

/// The files of a signing list that can be chosen, as the page writes them.
fn choices(page: &Page) -> Vec<String> {
    let html = page.html();
    html.split("name=\"pilih\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

#[proves("MJK18-13.3")]
#[tokio::test(flavor = "multi_thread")]
async fn one_pin_initials_a_list_and_a_changed_document_drops_out_alone() {
    let mut office = Office::open();
    let ids: Vec<String> =
        (0..3).map(|n| played(&mut office, "sip-dokter", StageKind::Decision, n)).collect();
    let position = {
        let definitions = office.house.stand.region.office();
        let (_, definition) = definitions.active(&ServiceId("sip-dokter".to_owned())).unwrap();
        definition.paraf.first().unwrap().replace('_', "-")
    };
    let mut official = office.who(&position).await;
    let list = official.get("/kerja/tanda-tangan").await;
    let ask = list.form("/kerja/tanda-tangan/pin").expect("one PIN for the list");
    // Unseen documents are not signed, whatever the form says.
    let unseen = official.send(&ask.clone().with("pilih", &choices(&list)[0])).await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unseen.html());
    for id in &ids {
        open_document(&mut office, &mut official, id).await;
    }
    let list = official.get("/kerja/tanda-tangan").await;
    let chosen = choices(&list);
    assert_eq!(chosen.len(), 3);
    let mut form = list.form("/kerja/tanda-tangan/pin").unwrap();
    for value in &chosen[..2] {
        form = form.and("pilih", value);
    }
    let (third, _) = chosen[2].split_once(':').unwrap();
    form = form.and("pilih", &format!("{third}:{}", "cd".repeat(32)));
    let entry = official.send(&form).await;
    assert_eq!(entry.status, StatusCode::OK, "{}", entry.html());
    assert!(entry.says("dokumen berubah"), "{}", entry.html());
    let pin = office.pin();
    let confirm = entry.form("/kerja/tanda-tangan/kirim").unwrap();
    // Another order is another list.
    let mut swapped = confirm.clone().with("pin", &pin);
    let places: Vec<usize> =
        (0..swapped.fields.len()).filter(|n| swapped.fields[*n].0 == "dokumen").collect();
    assert_eq!(places.len(), 2);
    let wrong = if pin == "000000" { "000001" } else { "000000" };
    let answer = official.send(&confirm.clone().with("pin", wrong)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Kesempatan tersisa 2"), "{}", answer.html());
    let done = official.send(&answer.form("/kerja/tanda-tangan/kirim").unwrap().with("pin", &pin)).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.html());
    assert!(done.says("2 dari 2 dokumen selesai"), "{}", done.html());
    let marks = |id: &str| office.state(id).draft.map_or(0, |d| d.initials.len());
    assert_eq!(ids.iter().map(|id| marks(id)).sum::<usize>(), 2);
    swapped.fields.swap(places[0], places[1]);
    assert_ne!(official.send(&swapped).await.status, StatusCode::OK, "a used PIN is dead");
}

#[proves("MJK18-14.5", "MJK18-14.6")]
#[tokio::test(flavor = "multi_thread")]
async fn a_liable_permit_in_ink_goes_over_skrd_payment_scan_and_comparison() {
    let mut office = Office::open();
    let id = played(&mut office, "imb", StageKind::Payment, 0);
    let mut cashier = office.who("retribution-officer").await;
    let page = cashier.get(&format!("/kerja/{id}")).await;
    assert!(page.says("Terbitkan SKRD"), "{}", page.html());
    // Nothing is paid for without a SKRD.
    let early = page.form(&format!("/kerja/{id}/skrd")).unwrap().to(&format!("/kerja/{id}/pembayaran"));
    let early =
        early.with("nomor_bukti", "BCD-1").with("jumlah", "1.000").with("tanggal_bayar", "02-02-2026");
    let early = cashier.send(&early.with("jam_bayar", "08.00")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.says("Belum ada SKRD."), "{}", early.html());
    act(&mut office, &mut cashier, &id, "skrd", &[]).await;
    let due = office.state(&id).skrd.unwrap().amount;
    // The notice is delivered meanwhile; the bank's time must not lie before the SKRD.
    let later = office.house.stand.region.now() + jiff::SignedDuration::from_mins(2);
    office.house.stand.advance_to(later).unwrap();
    let now = later.to_zoned(jiff::tz::TimeZone::get("Asia/Jakarta").unwrap());
    let (day, hour) = (now.strftime("%d-%m-%Y").to_string(), now.strftime("%H.%M").to_string());
    let slip = [("nomor_bukti", "BCD-7781"), ("tanggal_bayar", day.as_str()), ("jam_bayar", hour.as_str())];
    let page = cashier.get(&format!("/kerja/{id}")).await;
    let form = filled(&page, &id, "pembayaran", &slip);
    let wrong = cashier.upload(&form.clone().with("jumlah", "1.000"), "bukti", "", b"").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says(&format!("Jumlah yang dibayar harus {due}.")), "{}", wrong.html());
    let again = wrong.form(&format!("/kerja/{id}/pembayaran")).unwrap();
    assert_eq!(again.value("nomor_bukti"), "BCD-7781");
    let paid = cashier.upload(&again.with("jumlah", &due.to_string()), "bukti", "", b"").await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.html());
    // One's own record is confirmed by another person.
    let page = cashier.get(&format!("/kerja/{id}")).await;
    assert!(page.form(&format!("/kerja/{id}/pembayaran/konfirmasi")).is_none());
    let mut second = office.who("retribution-officer-2").await;
    act(&mut office, &mut second, &id, "pembayaran/konfirmasi", &[("putusan", "setuju")]).await;
    assert_eq!(office.stage(&id), "printing");
    let mut printer = office.who("print-operator").await;
    act(&mut office, &mut printer, &id, "cetak", &[]).await;
    let mut official = office.who("kepala-dinas").await;
    act(&mut office, &mut official, &id, "tanda-tangan-basah", &[]).await;
    let mut clerk = office.who("numbering-officer").await;
    act(&mut office, &mut clerk, &id, "nomor", &[]).await;
    act(&mut office, &mut clerk, &id, "pindaian", &[]).await;
    let page = clerk.get(&format!("/kerja/{id}")).await;
    assert!(page.form(&format!("/kerja/{id}/pindaian/banding")).is_none(), "not by the one who scanned");
    let mut other = office.who("numbering-officer-2").await;
    act(&mut office, &mut other, &id, "pindaian/banding", &[("putusan", "setuju")]).await;
    assert_eq!(office.state(&id).status, Status::Issued);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_every_message_and_moves_its_clock() {
    let mut office = Office::open();
    let (id, _) = apply(&mut office).await;
    let mut anybody = Browser::new(&office.router);
    let outbox = anybody.get("/demo/pesan").await;
    assert!(outbox.says(&office.state(&id).registration.unwrap().to_string()), "{}", outbox.html());
    let before = office.house.stand.region.now();
    let page = anybody.get("/demo/waktu").await;
    let form = page.form("/demo/waktu").unwrap().with("maju", "1-hari-kerja");
    let moved = anybody.send(&form).await;
    assert_eq!(moved.status, StatusCode::OK, "{}", moved.html());
    assert!(office.house.stand.region.now() > before);
    let back = form.with("maju", "tanggal").with("tanggal", "2026-01-01");
    assert_eq!(anybody.send(&back).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(anybody.get("/demo").await.status, StatusCode::OK);

    // Who is signed in stays so, at a desk too: nobody was idle for that day.
    let mut clerk = office.who("service-officer").await;
    let page = clerk.get("/demo/waktu").await;
    clerk.send(&page.form("/demo/waktu").unwrap().with("maju", "1-hari-kerja")).await;
    let queue = clerk.get("/kerja").await;
    assert_eq!(queue.status, StatusCode::OK);
    assert!(!queue.says("Layar terkunci"), "{}", queue.html());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_office_opens() {
    let mut office = Office::open();
    let (id, _) = apply(&mut office).await;
    let mut official = office.who("kepala-dinas").await;
    for path in ["/kerja", "/kerja?lihat=terlambat", "/kerja/tanda-tangan", "/kerja/register", "/kerja/pesan"]
    {
        assert_eq!(official.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(official.get(&format!("/kerja/{id}")).await.status, StatusCode::OK);
    let mut printer = office.who("print-operator").await;
    let stock = printer.get("/kerja/kertas").await;
    let form = stock.form("/kerja/kertas").unwrap().with("jenis", "kartu");
    let bad = printer.send(&form.clone().with("awal", "Z-000009").with("akhir", "Z-000001")).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good = printer.send(&form.with("awal", "Z-000001").with("akhir", "Z-000009")).await;
    assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.html());
    let mut cashier = office.who("retribution-officer").await;
    assert_eq!(cashier.get("/kerja/pengembalian-dana").await.status, StatusCode::OK);
    let mut auditor = office.who("ptsp-organiser").await;
    for path in ["/jejak-audit", "/jejak-audit?hasil=ditolak&pelaku=x", "/jejak-audit?tindakan=submit"] {
        assert_eq!(auditor.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[proves("MJK18-23.2", "MJK18-7.2.e")]
#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_tracked_by_its_owner_and_restricted_pages_are_closed_to_him() {
    let mut office = Office::open();
    let (id, mut owner) = apply(&mut office).await;
    let number = office.state(&id).registration.unwrap().to_string();
    let own = owner.get(&format!("/akun?nomor={number}")).await;
    assert_eq!((own.status, own.location), (StatusCode::SEE_OTHER, format!("/permohonan/{id}")));
    let other = office.state(&id).owner;
    let stranger = office.house.stand.cast.applicants.iter().find(|a| a.0 != other).unwrap().0;
    let row = office.house.stand.region.store.read(|tx| store::account::find(tx, stranger)).unwrap().unwrap();
    let mut stranger = office.who(&row.login).await;
    let asked = stranger.get(&format!("/akun?nomor={number}")).await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND);
    assert!(asked.says(&number) && !asked.html().contains(&id), "what was typed is kept");
    assert_eq!(office.refused("track_number", "not_yours"), 1);
    let mut anybody = Browser::new(&office.router);
    assert_eq!(anybody.get(&format!("/akun?nomor={number}")).await.status, StatusCode::UNAUTHORIZED);
    let pages =
        ["/jejak-audit", "/jejak-audit/terbatas", "/jejak-audit/unduh?bentuk=csv", "/kerja/ringkasan"];
    for path in pages {
        assert_eq!(owner.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(anybody.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let mut organiser = office.who("ptsp-organiser").await;
    for path in &pages[..3] {
        assert_eq!(organiser.get(path).await.status, StatusCode::OK, "{path}");
    }
    let bad = organiser.get("/jejak-audit?sejak=kemarin").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.says("Tulis tanggal seperti 30-03-2026."), "{}", bad.html());
    let as_written = organiser.get("/jejak-audit?sejak=30%2F3%2F2026&sampai=30+Maret+2026").await;
    assert_eq!(as_written.status, StatusCode::OK, "dates as people write them");
    assert_eq!(organiser.get("/jejak-audit/terbatas?lihat=kegiatan").await.status, StatusCode::OK);
    assert_eq!(anybody.get("/indeks-kepuasan").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_gives_a_file_from_a_list_and_keeps_the_lists_filters() {
    let mut office = Office::open();
    let (id, _) = apply(&mut office).await;
    office.work();
    let number = office.state(&id).registration.unwrap().to_string();
    let mut head = office.who("kepala-dinas").await;
    assert_eq!(head.get("/kerja/ringkasan").await.status, StatusCode::OK);
    let found = head.get(&format!("/kerja/cari?cari={number}")).await;
    assert!(found.says(&number), "{}", found.html());
    let list = head.get("/kerja/berkas?meja=admin_verification&cari=sip").await;
    assert!(list.says(&number), "{}", list.html());
    let action = list.actions().into_iter().find(|a| a.starts_with("/kerja/bagikan")).unwrap();
    assert!(action.contains("meja=admin_verification") && action.contains("cari=sip"), "{action}");
    let clerk = office.house.stand.cast.by_role[&"service_officer".into()][0];
    let form = list.form("/kerja/bagikan").unwrap().and("berkas", &id).with("petugas", &clerk.to_string());
    let refused = head.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Tulis alasan disposisi."), "{}", refused.html());
    assert!(refused.html().contains("checked"), "the tick is kept");
    let given = head.send(&form.with("catatan", "pembagian pagi")).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.html());
    assert!(given.location.contains("meja=admin_verification"), "{}", given.location);
    assert_eq!(office.state(&id).handler.and_then(|h| h.account), Some(clerk));
    assert_eq!(head.get("/kerja/berkas?daftar=apa-saja").await.status, StatusCode::NOT_FOUND);
}

/// Copies of identity cards leak from offices: looking is one right, taking the original away another (practice of the house).
#[proves("MJK18-10.3")]
#[tokio::test(flavor = "multi_thread")]
async fn an_agency_looks_at_pictures_and_only_a_verifier_takes_the_original_away() {
    let mut office = Office::open();
    let (id, _) = apply(&mut office).await;
    let mut verifier = office.who("service-officer").await;
    let page = verifier.get(&format!("/kerja/{id}?dok=ktp")).await;
    let shown = addresses(&page, &format!("/kerja/{id}/berkas/"));
    let original = shown.iter().find_map(|a| a.strip_suffix("/0")).expect("a page as a picture").to_owned();
    assert!(page.html().contains("Unduh asli"));
    let taken = verifier.get(&original).await;
    assert_eq!(taken.status, StatusCode::OK);
    verified(&mut office, &id).await;
    let mut agency = office.who("dinkes").await;
    let page = agency.get(&format!("/kerja/{id}?dok=ktp")).await;
    assert!(!page.html().contains("Unduh asli"), "{}", page.html());
    let picture = agency.get(&format!("{original}/0")).await;
    assert_eq!((picture.status, picture.content_type.as_str()), (StatusCode::OK, "image/jpeg"));
    let refused = agency.get(&original).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.html());
    assert!(refused.html().contains("memerlukan hak tersendiri"), "{}", refused.html());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drafted_refusal_can_become_an_approval_again() {
    let mut office = Office::open();
    let id = played(&mut office, "sip-dokter", StageKind::Decision, 0);
    let mut official = office.who("kepala-dinas").await;
    let page = official.get(&format!("/kerja/{id}")).await;
    assert!(
        page.form(&format!("/kerja/{id}/konsep-persetujuan")).is_none(),
        "an approval is drafted already"
    );
    let refuse = page.form(&format!("/kerja/{id}/konsep-penolakan")).expect("a refusal can be drafted");
    let grounds = "Tempat praktik tidak sesuai, Pasal 11.";
    let answer = official.send(&refuse.with("alasan_penolakan", grounds)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    let refusing = |office: &Office| {
        matches!(office.state(&id).draft.unwrap().kind, domain::process::DraftKind::Refusal { .. })
    };
    assert!(refusing(&office));
    let page = official.get(&format!("/kerja/{id}")).await;
    let back = page.form(&format!("/kerja/{id}/konsep-persetujuan")).expect("the way back");
    let answer = official.send(&back).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    assert!(!refusing(&office));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_plans_a_round_records_it_with_photos_and_prints_the_list() {
    let mut office = Office::open();
    let id = played(&mut office, "imb", StageKind::TechnicalRecommendation, 0);
    let agency = office.state(&id).agencies[0].0.replace('_', "-");
    let mut officer = office.who(&agency).await;
    let page = officer.get("/kerja/tinjauan").await;
    let form = page.form("/kerja/tinjauan").expect("a round can be planned").with("berkas", &id);
    let form = form.with("tanggal", "30-12-2026").with("tim", "Endang\nJoko");
    let refused = officer.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Isi nomor surat tugas."), "{}", refused.html());
    let kept = refused.form("/kerja/tinjauan").unwrap();
    assert_eq!(kept.value("tanggal"), "30-12-2026", "what was typed is kept");
    assert!(refused.html().contains("checked"), "and what was ticked");
    let answer = officer.send(&kept.with("berkas", &id).with("surat_tugas", "094/7/2026")).await;
    let planned = officer.get(&answer.location).await;
    assert!(planned.says("1 tinjauan dijadwalkan."), "{}", planned.html());
    let list = officer.get("/kerja/tinjauan?hari=2026-12-30").await;
    assert!(list.says("Rabu, 30 Desember 2026") && list.says("Endang, Joko"), "{}", list.html());
    assert!(list.form("/kerja/tinjauan").is_none(), "nothing but the list");

    act(&mut office, &mut officer, &id, "ambil", &[]).await;
    let case = officer.get(&format!("/kerja/{id}")).await;
    let visit = case.form(&format!("/kerja/{id}/tinjauan")).expect("minutes");
    assert_eq!(visit.value("surat_tugas"), "094/7/2026", "the plan stands in the form");
    let visit = visit.with("tanggal", "02-02-2026").with("jam", "07.00").with("temuan", "Sesuai gambar.");
    let bad = officer.upload(&visit, "foto", "foto.jpg", b"bukan gambar").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(office.state(&id).visits.is_empty());
    let kept = bad.form(&format!("/kerja/{id}/tinjauan")).unwrap();
    assert_eq!(kept.value("temuan"), "Sesuai gambar.");
    let photo = app::play::sample_pdf(&["foto"]);
    let done = officer.upload(&kept, "foto", "foto.pdf", &photo).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html());
    assert_eq!(office.state(&id).visits.values().next().unwrap().photos.len(), 1);
    assert!(officer.get(&format!("/kerja/{id}")).await.says("Foto tinjauan 1"));
}
