//! Stages that only some regions have, over HTTP and without script: a site visit with its team, a decision without PIN, the
//! release by a division, the archive; and what must be refused there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/browser.rs"]
#[allow(dead_code)] // the other test files use the rest of it
mod browser;

use app::play::{PASSWORD, PersonKind, Plan, Story, sample_pdf};
use axum::Router;
use axum::http::StatusCode;
use browser::{Browser, Form, Page};
use domain::capability::RoleId;
use domain::definition::{AgencyId, ApplicantKind, ServiceId, StageKind};
use domain::party::{Account, ApplicationRecord};
use domain::process::{Application, Status};
use domain::value::Id;
use proves::proves;
use testkit::house::{Database, House, Letters};
use web::hosting::Hosting;

/// A region with its people behind the pages.
struct Office {
    house: House,
    router: Router,
}

impl Office {
    fn open(profile: &str) -> Self {
        let house = House::open(profile, Database::Sqlite, Letters::Quick, 7).unwrap().unwrap();
        let router = web::router::router(Hosting::single(house.stand.region.clone(), false));
        Office { house, router }
    }

    fn work(&mut self) {
        self.house.stand.settle().unwrap();
    }

    async fn account(&self, id: Id<Account>) -> Browser {
        let row = self.house.stand.region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
        Browser::signed_in(&self.router, &row.login, PASSWORD).await
    }

    async fn role(&self, role: &str) -> Browser {
        self.account(self.house.stand.cast.by_role[&RoleId::from(role)][0]).await
    }

    fn of_agency(&self, agency: &str) -> Id<Account> {
        self.house.stand.cast.by_agency[&AgencyId(agency.to_owned())][0]
    }

    /// Somebody who may decide on this service today.
    async fn official(&self, service: &str) -> Browser {
        let office = self.house.stand.region.office();
        let today = office.calendar.local_date(self.house.stand.region.now());
        let service = ServiceId(service.to_owned());
        let people = &self.house.stand.cast.by_role[&RoleId::from("deciding_official")];
        let who = people.iter().find(|a| office.officials.signing_right(**a, &service, today).is_ok());
        self.account(*who.expect("somebody decides")).await
    }

    fn state(&self, id: &str) -> Application {
        let id: Id<ApplicationRecord> = id.parse().unwrap();
        self.house.stand.region.store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state
    }

    fn stage(&self, id: &str) -> String {
        self.state(id).stage.map_or_else(String::new, |s| s.0)
    }

    fn refused(&self, act: &str, code: &str) -> usize {
        let rows = self.house.stand.region.store.read(|tx| store::audit::latest(tx, None, 500)).unwrap();
        rows.iter().filter(|r| r.act == act && r.code.as_deref() == Some(code)).count()
    }

    fn sent(&self, words: &str) -> usize {
        self.house.stand.gateway.messages().iter().filter(|m| m.text.contains(words)).count()
    }

    /// Plays a file up to a stage and answers its id.
    fn played(&mut self, service: &str, stop: StageKind, nth: usize) -> String {
        let region = self.house.stand.region.office();
        let kind = region.active(&ServiceId(service.to_owned())).unwrap().1.applicant;
        let wanted = if kind == ApplicantKind::Business { PersonKind::Business } else { PersonKind::Person };
        let owner = self.house.stand.cast.applicants.iter().filter(|a| a.1 == wanted).nth(nth).unwrap().0;
        let start = self.house.stand.office_time_after(10);
        let plan = Plan { stop_at: Some(stop), ..Plan::straight(ServiceId(service.to_owned())) };
        let endings = self.house.stand.play(vec![Story { owner, start, plan }], None).unwrap();
        self.work();
        endings[0].application.to_string()
    }
}

fn case(id: &str) -> String {
    format!("/kerja/{id}")
}

/// The form of the case page that is sent to `act`.
async fn form(browser: &mut Browser, id: &str, act: &str) -> Form {
    let page = browser.get(&case(id)).await;
    assert_eq!(page.status, StatusCode::OK, "{act}: {}", page.html());
    page.form(&format!("/kerja/{id}/{act}"))
        .unwrap_or_else(|| panic!("no form for {act}, only {:?}: {}", page.actions(), page.html()))
}

/// Sends a form and expects to be led back.
async fn done(office: &mut Office, browser: &mut Browser, form: &Form) {
    let answer = browser.send(form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}: {}", form.action, answer.html());
    office.work();
}

/// Expects a refusal with these sentences, and the form again as it was sent.
fn refused(answer: &Page, sent: &Form, sentences: &[&str]) -> Form {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.html());
    let html = answer.html();
    let at_fields: Vec<&str> = html
        .split("class=\"field__error\"")
        .skip(1)
        .filter_map(|part| part.split("</span>").next())
        .collect();
    for sentence in sentences {
        assert!(at_fields.iter().any(|said| said.contains(sentence)), "{sentence} is not said: {html}");
    }
    let kept = answer.form(&sent.action).expect("the form again");
    let own = |f: &Form| -> Vec<(String, String)> {
        let mut fields: Vec<_> = f
            .fields
            .iter()
            .filter(|(n, v)| !["csrf", "idempotency_key", "version"].contains(&n.as_str()) && !v.is_empty())
            .cloned()
            .collect();
        fields.sort();
        fields
    };
    assert_eq!(own(&kept), own(sent), "what was typed is lost");
    kept
}

const PLAN: &str = "tinjauan-lapangan/jadwal";
const MINUTES: &str = "tinjauan-lapangan";
const SIGN_OFF: &str = "tinjauan-lapangan/pengesahan";

/// A day and hour of the office, so many days from now, as officers type them.
fn day(office: &Office, days: i64) -> String {
    let at =
        office.house.stand.region.now().checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap();
    let zone = office.house.stand.region.office().calendar.time_zone().clone();
    domain::value::date_text::short_date(at.to_zoned(zone).date())
}

#[proves("BTG68-9.3", "BTG68-10.2", "BTG68-10.3")]
#[tokio::test(flavor = "multi_thread")]
async fn a_site_visit_is_planned_recorded_and_signed_off_by_all() {
    let mut office = Office::open("contoh");
    let id = office.played("izin-warung", StageKind::SiteVisit, 0);
    let (first, second) = (office.of_agency("dinas_lingkungan"), office.of_agency("dinas_kesehatan"));
    let (mut one, mut two) = (office.account(first).await, office.account(second).await);
    let queue = one.get("/kerja").await;
    assert!(queue.html().contains(&case(&id)), "the team finds it in its queue: {}", queue.html());
    assert!(one.get(&case(&id)).await.says("Langkah berikutnya"));

    // Nothing is planned without team and place, or for a day that has passed; everything typed stays.
    let empty = form(&mut one, &id, PLAN).await;
    let bad = empty
        .clone()
        .with("jadwal_tanggal", &day(&office, -3))
        .with("jadwal_jam", "09.30")
        .with("surat_tugas", "094/17/2026");
    let answer = one.send(&bad).await;
    let sentences =
        ["Waktu ini sudah lewat.", "Tulis tempat yang ditinjau.", "Pilih paling sedikit satu anggota"];
    let kept = refused(&answer, &bad, &sentences);
    assert_eq!(office.refused("plan_site_visit", "fields"), 1);
    let noday = one.send(&kept.clone().with("jadwal_tanggal", "besok").with("jadwal_jam", "pagi")).await;
    assert!(noday.says("Tulis tanggal seperti 30-03-2026.") && noday.says("Tulis jam seperti 10.42."));
    let told = office.sent("meninjau");
    let alone = kept
        .with("jadwal_tanggal", &day(&office, 1))
        .with("jadwal_jam", "09.30")
        .with("tempat", "Jalan Contoh 4")
        .and("anggota", &first.to_string());
    done(&mut office, &mut one, &alone).await;
    let plan = office.state(&id).site_visit.expect("a plan");
    assert_eq!((plan.place.as_str(), plan.team.len()), ("Jalan Contoh 4", 1));
    assert!(office.sent("meninjau") > told, "the applicant is invited");

    // Who is not in the team sees the plan, and records and signs nothing.
    let page = two.get(&case(&id)).await;
    assert!(page.says("Anda bukan anggota tim"), "{}", page.html());
    assert!(page.form(&format!("/kerja/{id}/{MINUTES}")).is_none());
    let minutes = form(&mut one, &id, MINUTES).await;
    let sign = form(&mut two, &id, PLAN).await.to(&format!("/kerja/{id}/{SIGN_OFF}"));
    let foreign = two.send(&sign).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", foreign.html());
    assert!(foreign.says("Anda bukan anggota tim"));
    assert_eq!(office.refused("sign_off_site_visit", "not_in_team"), 1);

    // Minutes of a day to come, without findings, by nobody.
    let early = minutes.clone().with("temuan", "").with("posisi", "-7,47, 112,43");
    let early = Form { fields: early.fields.into_iter().filter(|(n, _)| n != "hadir").collect(), ..early };
    let answer = one.send(&early).await;
    let sentences = ["Waktu ini belum tiba.", "Pilih siapa yang hadir.", "Tulis temuan dan hasil ukur"];
    refused(&answer, &early, &sentences);
    let at = plan.planned.checked_add(jiff::SignedDuration::from_hours(3)).unwrap();
    office.house.stand.advance_to(at).unwrap();
    let mut one = office.account(first).await;

    // The team grows; then the minutes, first without the papers, which keeps everybody from signing.
    let replan = form(&mut one, &id, PLAN).await.with("jadwal_tanggal", &day(&office, 1));
    done(&mut office, &mut one, &replan.and("anggota", &second.to_string())).await;
    let at = office.state(&id).site_visit.unwrap().planned;
    office.house.stand.advance_to(at.checked_add(jiff::SignedDuration::from_hours(3)).unwrap()).unwrap();
    let (mut one, mut two) = (office.account(first).await, office.account(second).await);
    let minutes = form(&mut one, &id, MINUTES)
        .await
        .with("temuan", "Luas dapur 12 m², saluran air ada.")
        .with("posisi", "-7,47, 112,43")
        .with("hadir_lain", "Pemohon, Ketua RT");
    let answer = one.upload(&minutes, "foto", "foto.jpg", b"bukan gambar").await;
    refused(&answer, &minutes, &[]);
    let kept = answer.form(&minutes.action).unwrap();
    let answer = one.upload(&kept, "foto", "foto.pdf", &sample_pdf(&["foto"])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    let page = one.get(&case(&id)).await;
    assert!(page.says("Dokumen belum lengkap diserahkan."), "{}", page.html());
    assert!(page.form(&format!("/kerja/{id}/{SIGN_OFF}")).is_none(), "not before all is handed over");
    assert!(page.says("Luas dapur 12 m²") && page.says("Ketua RT"), "{}", page.html());
    let photo = page.html().split("/berkas/").find(|p| p.contains("Foto tinjauan")).map(str::to_owned);
    assert!(photo.is_some(), "the photo is among the papers: {}", page.html());

    // Written again with the papers: the photo stays, and everybody can sign.
    let mut again = form(&mut one, &id, MINUTES).await;
    for (document, _) in office.state(&id).documents {
        again = again.and("diserahkan", &document);
    }
    done(&mut office, &mut one, &again).await;
    assert_eq!(office.state(&id).site_visit.unwrap().visit.unwrap().photos.len(), 1);
    let sign = form(&mut one, &id, SIGN_OFF).await;
    done(&mut office, &mut one, &sign).await;
    assert_eq!(office.stage(&id), "site_visit");
    let page = one.get(&case(&id)).await;
    assert!(page.says("Anda sudah mengesahkan") && page.says("sudah mengesahkan"), "{}", page.html());
    assert!(page.says("menunggu pengesahan") || page.says("Menunggu pengesahan"), "{}", page.html());
    let sign = form(&mut two, &id, SIGN_OFF).await;
    done(&mut office, &mut two, &sign).await;
    assert_eq!(office.stage(&id), "technical_recommendation");

    // Locked: the minutes stand beside the claims, and nobody writes them again.
    let page = one.get(&case(&id)).await;
    assert!(page.says("Berita acara disahkan dan terkunci"), "{}", page.html());
    assert!(page.form(&format!("/kerja/{id}/{MINUTES}")).is_none());
    let late = form(&mut one, &id, "kontak").await.to(&again.action);
    let late = late.with("tanggal", again.value("tanggal")).with("jam", "09.30").with("temuan", "Lain.");
    let late = one.send(&late.with("hadir", &first.to_string())).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.html());
    assert_eq!(office.state(&id).site_visit.unwrap().signed_off.len(), 2);
}

#[proves("BTG68-10.2", "BTG68-10.3")]
#[tokio::test(flavor = "multi_thread")]
async fn only_the_agency_and_the_team_know_of_a_visit() {
    let mut office = Office::open("batang");
    let id = office.played("imb", StageKind::SiteVisit, 0);
    let asked = office.house.stand.region.office().active(&ServiceId("imb".to_owned())).unwrap().1;
    let agency = asked.stages.iter().flat_map(|s| &s.agencies).next().unwrap().agency.0.clone();
    let member = office.of_agency(&agency);
    let stranger = office
        .house
        .stand
        .cast
        .by_agency
        .iter()
        .filter(|(other, _)| other.0 != agency)
        .find_map(|(_, people)| people.first().copied())
        .expect("another agency");
    let (mut one, mut other) = (office.account(member).await, office.account(stranger).await);
    assert!(one.get("/kerja").await.html().contains(&case(&id)));
    assert!(!other.get("/kerja").await.html().contains(&case(&id)), "another agency does not see it");
    assert_eq!(other.get(&case(&id)).await.status, StatusCode::NOT_FOUND);
    let plan = form(&mut one, &id, PLAN)
        .await
        .with("jadwal_tanggal", &day(&office, 1))
        .with("jadwal_jam", "09.30")
        .with("tempat", "Jalan Contoh 4")
        .with("surat_tugas", "094/17/2026");
    let both = plan.and("anggota", &member.to_string()).and("anggota", &stranger.to_string());
    done(&mut office, &mut one, &both).await;
    assert_eq!(other.get(&case(&id)).await.status, StatusCode::OK, "who is in the team opens it");
    assert!(other.get("/kerja").await.html().contains(&case(&id)));
    // A verifier of the counter records nothing.
    let mut counter = office.role("service_officer").await;
    let minutes = form(&mut one, &id, MINUTES).await;
    let own = form(&mut counter, &id, "kontak").await.to(&minutes.action);
    assert_eq!(counter.send(&own).await.status, StatusCode::FORBIDDEN);
    office.house.stand.advance_to(office.state(&id).site_visit.unwrap().planned).unwrap();
    let (mut one, mut other) = (office.account(member).await, office.account(stranger).await);
    let mut minutes = form(&mut one, &id, MINUTES).await.with("temuan", "Sempadan 4 m.");
    for (document, _) in office.state(&id).documents {
        minutes = minutes.and("diserahkan", &document);
    }
    done(&mut office, &mut one, &minutes).await;
    for browser in [&mut other, &mut one] {
        let sign = form(browser, &id, SIGN_OFF).await;
        done(&mut office, browser, &sign).await;
    }
    assert_eq!(office.stage(&id), "technical_recommendation");
    // Whoever is of the team only finds the locked minutes, and nothing to do.
    let page = other.get(&case(&id)).await;
    assert!(page.says("Berita acara terkunci."), "{}", page.html());
    // The official who decides reads them too (BTG68-11.1).
    let mut official = office.official("imb").await;
    assert!(official.get(&case(&id)).await.says("Sempadan 4 m."));
}

#[proves("PWK63-6.2.c", "PWK63-6.2.f")]
#[tokio::test(flavor = "multi_thread")]
async fn without_a_pin_one_click_approves_then_the_division_issues_and_archives() {
    let mut office = Office::open("purwakarta");
    let service = "pelaporan-orang-asing";
    let id = office.played(service, StageKind::Decision, 0);
    // Whoever verified cannot approve, and the division cannot issue before.
    let mut admin = office.role("like_admin").await;
    let approve = form(&mut admin, &id, "kontak").await.to(&format!("/kerja/{id}/tetapkan"));
    assert_eq!(admin.send(&approve).await.status, StatusCode::FORBIDDEN);
    let mut division = office.role("division_officer").await;
    assert_ne!(division.get(&case(&id)).await.status, StatusCode::OK);

    let mut official = office.official(service).await;
    let page = official.get(&case(&id)).await;
    assert!(page.says("Disetujui</button>"), "{}", page.html());
    assert!(!page.says("PIN"), "nothing promises a PIN: {}", page.html());
    assert!(page.form(&format!("/kerja/{id}/pin")).is_none());
    let approve = form(&mut official, &id, "tetapkan").await;
    let stale = official.send(&approve.clone().with("digest", "")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!stale.says("PIN"), "{}", stale.html());
    done(&mut office, &mut official, &approve).await;
    assert!(office.state(&id).decision.is_some_and(|d| d.approved));
    assert_eq!(office.stage(&id), "processing_issue", "the notice went out by itself");

    let queue = division.get("/kerja").await;
    assert!(queue.html().contains(&case(&id)), "{}", queue.html());
    let page = division.get(&case(&id)).await;
    assert!(page.says("Tanda Terima Pelaporan Orang Asing"), "{}", page.html());
    assert!(page.says("Contoh bila diterbitkan sekarang"), "the number that would be drawn: {}", page.html());
    let issue = form(&mut division, &id, "penerbitan").await;
    let mut foreign = office.role("like_admin").await;
    assert_eq!(foreign.send(&issue).await.status, StatusCode::FORBIDDEN);
    done(&mut office, &mut division, &issue).await;
    let state = office.state(&id);
    let number = state.number.expect("numbered").number;
    assert!(state.issued.is_some());
    assert_eq!(office.stage(&id), "archive", "delivered by itself");
    assert_eq!(division.send(&issue).await.status, StatusCode::SEE_OTHER, "the same form twice is one act");
    assert_eq!(office.state(&id).number.unwrap().number, number);

    let mut archivist = office.role("archivist").await;
    assert!(archivist.get("/kerja").await.html().contains(&case(&id)));
    let page = archivist.get(&case(&id)).await;
    assert!(page.says(&number) && page.says("catat tempat arsip"), "{}", page.html());
    let keep = form(&mut archivist, &id, "arsip").await;
    assert_eq!(keep.value("arsip"), "elektronik", "what was never printed has no place in a cabinet");
    let nowhere = keep.clone().with("arsip", "fisik").with("tempat_arsip", "  ");
    let answer = archivist.send(&nowhere).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Tulis lemari, rak, kotak, atau mapnya."), "{}", answer.html());
    let kept = answer.form(&keep.action).unwrap();
    assert_eq!(kept.value("arsip"), "fisik");
    assert_eq!(office.refused("archive", "fields"), 1);
    done(&mut office, &mut archivist, &kept.with("tempat_arsip", "Lemari 2, rak B, map 12")).await;
    let state = office.state(&id);
    assert_eq!(state.archive.unwrap().location, "Lemari 2, rak B, map 12");
    assert!(state.status.is_terminal() || state.stage.is_none(), "{:?}", state.status);

    let other = office.played(service, StageKind::Archive, 1);
    assert_ne!(office.state(&other).number.unwrap().number, number, "a number is given once");
    let mut archivist = office.role("archivist").await;
    let keep = form(&mut archivist, &other, "arsip").await;
    done(&mut office, &mut archivist, &keep).await;
    assert_eq!(office.state(&other).archive.unwrap().location, "Dokumen elektronik, tanpa berkas fisik");
}

#[proves("PWK63-6.2.c")]
#[tokio::test(flavor = "multi_thread")]
async fn without_a_pin_a_refusal_has_its_grounds_and_one_button() {
    let mut office = Office::open("purwakarta");
    let service = "pelaporan-orang-asing";
    let id = office.played(service, StageKind::Decision, 0);
    let mut official = office.official(service).await;
    let refuse = form(&mut official, &id, "konsep-penolakan").await;
    let answer = official.send(&refuse).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Tulis alasan penolakan beserta pasalnya."), "{}", answer.html());
    assert!(office.state(&id).decision.is_none());
    let kept = answer.form(&refuse.action).unwrap();
    let grounds = kept.with("alasan_penolakan", "Data paspor tidak sesuai. | Pasal 4 ayat (1)");
    done(&mut office, &mut official, &grounds).await;
    let state = office.state(&id);
    assert_eq!(state.status, Status::Refused);
    assert_eq!(state.decision.unwrap().reasons.len(), 1);
}

/// The files of the list that can be chosen, as the page writes them.
fn choices(page: &Page) -> Vec<String> {
    let html = page.html();
    html.split("name=\"pilih\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

#[proves("PWK63-6.2.c")]
#[tokio::test(flavor = "multi_thread")]
async fn without_a_pin_the_list_decides_on_what_was_opened() {
    let mut office = Office::open("purwakarta");
    let service = "pelaporan-orang-asing";
    let ids: Vec<String> = (0..2).map(|n| office.played(service, StageKind::Decision, n)).collect();
    let mut official = office.official(service).await;
    let list = official.get("/kerja/tanda-tangan").await;
    assert!(list.says("2 berkas menunggu keputusan Anda."), "{}", list.html());
    assert!(!list.says("PIN"), "{}", list.html());
    let confirm = list.form("/kerja/tanda-tangan/kirim").expect("one button");
    let none = official.send(&confirm).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.says("Pilih paling sedikit satu dokumen."), "{}", none.html());
    let both = choices(&list);
    let choose = |form: Form| both.iter().fold(form, |form, value| form.and("pilih", value));
    // Nothing is decided unseen.
    let unseen = official.send(&choose(none.form("/kerja/tanda-tangan/kirim").unwrap())).await;
    assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(office.refused("act_on_chosen", "document_not_seen"), 1);
    assert!(ids.iter().all(|id| office.state(id).decision.is_none()));
    for id in &ids {
        let open = list.form(&format!("/kerja/tanda-tangan/{id}/dibuka")).expect("it is listed");
        assert_eq!(official.send(&open).await.status, StatusCode::SEE_OTHER);
    }
    let list = official.get("/kerja/tanda-tangan").await;
    let answer = official.send(&choose(list.form("/kerja/tanda-tangan/kirim").unwrap())).await;
    assert!(answer.says("Penetapan: 2 dari 2 dokumen selesai."), "{}", answer.html());
    office.work();
    assert!(ids.iter().all(|id| office.state(id).decision.is_some_and(|d| d.approved)));
    assert!(!official.get("/kerja/tanda-tangan").await.says("PIN"));
    assert!(!official.get("/kerja/tanda-tangan/hari-ini").await.says("PIN"));
}

#[proves("MJK18-13.3")]
#[tokio::test(flavor = "multi_thread")]
async fn a_region_with_a_pin_decides_on_no_list_without_it() {
    let mut office = Office::open("contoh");
    let id = office.played("persetujuan-penelitian", StageKind::Decision, 0);
    let mut official = office.official("persetujuan-penelitian").await;
    let list = official.get("/kerja/tanda-tangan").await;
    let ask = list.form("/kerja/tanda-tangan/pin").expect("a PIN is asked for");
    let bare = choices(&list).iter().fold(ask.to("/kerja/tanda-tangan/kirim"), |f, v| f.and("pilih", v));
    assert_ne!(official.send(&bare).await.status, StatusCode::OK);
    let bare = form(&mut official, &id, "pin").await.to(&format!("/kerja/{id}/tetapkan"));
    assert_eq!(official.send(&bare).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(office.state(&id).decision.is_none());
    office.work();
}
