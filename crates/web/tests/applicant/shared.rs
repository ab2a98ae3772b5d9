//! Shared devices: the lock keeps what was typed, a colleague takes over in one form, a public device forgets, a contact
//! changes with two officers (MJK18-9, 11.2, 12.6).

use crate::steps::runtime;
use crate::support::{Browser, Page, Town};
use app::play::PASSWORD;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use jiff::SignedDuration;
use proves::proves;

fn later(town: &Town, minutes: i64) {
    let clock = &town.house.stand.clock;
    clock.move_to(town.region().now().checked_add(SignedDuration::from_mins(minutes)).unwrap());
}

fn second_officer(town: &Town, role: &str) -> (String, String) {
    let id = town.house.stand.cast.by_role[&role.into()][1];
    let row = town.region().store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
    (row.login, row.name)
}

fn named(town: &Town, login: &str) -> String {
    town.region().store.read(|tx| store::account::by_login(tx, login)).unwrap().unwrap().name
}

fn acts(town: &Town, act: &str) -> usize {
    let rows = town.region().store.read(|tx| store::audit::latest(tx, None, 200)).unwrap();
    rows.iter().filter(|row| row.act == act && row.outcome == "done").count()
}

/// The values of every hidden field of the lock's form.
fn kept(page: &Page, action: &str) -> Vec<(String, String)> {
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.text());
    assert!(page.text().contains("Layar terkunci"), "{}", page.text());
    page.hidden(action)
}

#[proves("MJK18-9.1")]
#[test]
fn a_desk_left_alone_locks_and_what_was_typed_is_sent_after_the_password() {
    runtime().block_on(async {
        let town = Town::open();
        let login = town.officer("registration_assistant");
        let name = named(&town, &login);
        let mut officer = town.signed_in(&login).await;
        let form = officer.get("/loket").await;
        assert!(
            form.text().contains(&format!("Di loket ini: <b translate=\"no\">{name}</b>")),
            "{}",
            form.text()
        );
        let mut typed = form.hidden("/loket");
        typed.push(("cari".to_owned(), "Tidakada\nOrangnya".to_owned()));

        later(&town, 9);
        assert_eq!(officer.get("/loket").await.status, StatusCode::OK, "in use");
        later(&town, 11);
        let asked = officer.post("/loket", &typed).await;
        let fields = kept(&asked, "/loket");
        assert!(fields.iter().all(|(name, _)| name != "cari"), "{fields:?}");
        assert!(!asked.text().contains("Tidakada"), "nobody reads it in the source of the page");
        let wrong = officer.fill(&asked, "/loket", &[("kunci_sandi", "bukan ini")]).await;
        assert_eq!(kept(&wrong, "/loket"), fields, "a wrong password loses nothing");
        assert!(wrong.text().contains("Kata sandi tidak cocok"));
        assert_eq!(town.refused("unlock_session").len(), 1);
        let sent = officer.fill(&wrong, "/loket", &[("kunci_sandi", PASSWORD)]).await;
        assert_eq!(sent.status, StatusCode::OK);
        assert!(sent.text().contains("Tidak ada yang cocok"), "{}", sent.text());
        assert!(sent.text().contains("Tidakada"), "what was typed arrived");
        assert_eq!(acts(&town, "unlock_session"), 1);

        // A page that is only read comes back too.
        later(&town, 11);
        let asked = officer.get("/loket").await;
        assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
        assert!(!asked.text().contains("Cari</button>"), "nothing of the page shows");
        let gone = officer.fill(&asked, "/kunci", &[("kembali", "/loket"), ("kunci_sandi", PASSWORD)]).await;
        assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, "/loket".to_owned()));
        assert_eq!(officer.get("/loket").await.status, StatusCode::OK);
    });
}

#[proves("MJK18-11.2")]
#[test]
fn a_colleague_takes_over_in_one_form_and_nothing_is_done_in_the_others_name() {
    runtime().block_on(async {
        let town = Town::open();
        let login = town.officer("registration_assistant");
        let (other, other_name) = second_officer(&town, "registration_assistant");
        let name = named(&town, &login);
        let mut desk = town.signed_in(&login).await;
        let page = desk.get("/loket").await;
        let old_form = page.hidden("/loket");
        let gone = desk.fill(&page, "/ganti-petugas", &[]).await;
        assert_eq!(gone.location(), "/ganti-petugas");
        assert_eq!(acts(&town, "lock_session"), 1);
        let switch = desk.get("/ganti-petugas").await;
        assert!(switch.text().contains(&format!("Sesi {name} sudah terkunci")), "{}", switch.text());
        assert_eq!(desk.get("/loket").await.status, StatusCode::UNAUTHORIZED, "locked at once");

        let wrong = desk.fill(&switch, "/masuk", &[("akun", &other), ("sandi", "salah")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("Ganti petugas") && wrong.text().contains(&name), "{}", wrong.text());
        let taken = desk.fill(&wrong, "/masuk", &[("akun", &other), ("sandi", PASSWORD)]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        let page = desk.get("/loket").await;
        assert!(
            page.text().contains(&format!("Di loket ini: <b translate=\"no\">{other_name}</b>")),
            "{}",
            page.text()
        );
        // The first officer's form cannot be sent in the colleague's name, and the session is gone.
        assert_eq!(desk.post("/loket", &old_form).await.status, StatusCode::FORBIDDEN);
        let account =
            town.region().store.read(|tx| store::account::by_login(tx, &login)).unwrap().unwrap().id;
        let now = town.region().now();
        let open = town.region().store.read(|tx| store::account_guard::sessions(tx, account, now)).unwrap();
        assert!(open.is_empty(), "{open:?}");

        // Back again: the first officer is offered by name.
        desk.fill(&page, "/ganti-petugas", &[]).await;
        let switch = desk.get("/ganti-petugas").await;
        assert!(switch.text().contains(&format!("value=\"{login}\"")), "{}", switch.text());
        let back = desk.fill(&switch, "/masuk", &[("petugas", &login), ("sandi", PASSWORD)]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        assert!(
            desk.get("/loket")
                .await
                .text()
                .contains(&format!("Di loket ini: <b translate=\"no\">{name}</b>"))
        );
    });
}

#[proves("MJK18-9.1")]
#[test]
fn an_account_in_use_on_two_devices_is_told_its_holder() {
    runtime().block_on(async {
        let town = Town::open();
        let login = town.officer("registration_assistant");
        let sign_in = async |agent: &str| {
            let mut browser = Browser::new(&town.router).with_agent(agent);
            assert_eq!(browser.sign_in(&login).await.status, StatusCode::SEE_OTHER);
            browser
        };
        let mut first = sign_in("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0").await;
        assert!(!first.get("/loket").await.text().contains("juga sedang dipakai"));
        let mut same = sign_in("Mozilla/5.0 (X11; Linux x86_64) Firefox/141.0").await;
        assert!(!same.get("/loket").await.text().contains("juga sedang dipakai"));
        assert_eq!(acts(&town, "simultaneous_use"), 0);
        let mut second = sign_in("Mozilla/5.0 (Linux; Android 14) Chrome/140.0").await;
        assert_eq!(acts(&town, "simultaneous_use"), 1);
        assert!(second.get("/loket").await.text().contains("juga sedang dipakai di Firefox di Linux"));
        let told = first.get("/loket").await;
        assert!(told.text().contains("juga sedang dipakai di Chrome di Android"), "{}", told.text());
        assert!(first.get("/akun/keamanan").await.text().contains("Chrome di Android"));
        assert!(!first.get("/loket").await.text().contains("juga sedang dipakai"), "seen");
    });
}

fn forgets(page: &Page) {
    let html = page.text();
    assert!(html.contains("data-public=\"180\"") && html.contains(">Selesai</button>"), "{html}");
    let named = html.matches("autocomplete=\"").count();
    assert_eq!(named, html.matches("autocomplete=\"off\"").count(), "{html}");
    assert_eq!(page.headers[CACHE_CONTROL], "no-store");
}

#[proves("MJK18-12.6#1")]
#[test]
fn a_session_on_a_public_device_ends_when_left_alone() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = Browser::new(&town.router);
        let page = browser.get("/masuk").await;
        let values = [("akun", town.applicant(0)), ("sandi", PASSWORD.to_owned()), ("umum", "ya".to_owned())];
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(browser.fill(&page, "/masuk", &values).await.status, StatusCode::SEE_OTHER);
        forgets(&browser.get("/akun").await);
        // Whoever types is not away.
        for _ in 0..3 {
            later(&town, 2);
            assert_eq!(browser.get("/masih-di-sini").await.status, StatusCode::OK);
        }
        assert_eq!(browser.get("/folder").await.status, StatusCode::OK);
        later(&town, 4);
        let gone = browser.get("/folder").await;
        assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, "/".to_owned()));
        assert!(browser.get("/").await.text().contains("Sesi sudah berakhir"));
        assert_eq!(browser.get("/akun").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(acts(&town, "end_sessions"), 1);
        // An ordinary session stays for half an hour.
        let mut own = town.signed_in(&town.applicant(0)).await;
        assert!(!own.get("/akun").await.text().contains("data-public"));
        later(&town, 29);
        assert_eq!(own.get("/akun").await.status, StatusCode::OK);
    });
}

#[proves("MJK18-12.6#1")]
#[test]
fn a_device_for_everybody_is_made_by_the_manager_and_forgets_whoever_leaves() {
    runtime().block_on(async {
        let town = Town::open();
        let mut verifier = town.signed_in(&town.officer("service_officer")).await;
        assert_eq!(verifier.get("/kelola/perangkat-umum").await.status, StatusCode::FORBIDDEN);
        let mut kiosk = town.signed_in(&town.officer("system_manager")).await;
        let page = kiosk.get("/kelola/perangkat-umum").await;
        let made = kiosk.fill(&page, "/kelola/perangkat-umum", &[]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        assert_eq!(acts(&town, "mark_public_device"), 1);
        let finish = async |kiosk: &mut Browser, path: &str| {
            let page = kiosk.get(path).await;
            forgets(&page);
            let gone = kiosk.fill(&page, "/selesai", &[]).await;
            assert_eq!(gone.location(), "/");
            assert_eq!(gone.headers["clear-site-data"], "\"cache\", \"storage\"");
        };
        finish(&mut kiosk, "/kelola").await;
        // Nobody is signed in, and yet the device forgets.
        forgets(&kiosk.get("/daftar/baru/perorangan").await);
        let form = kiosk.get("/masuk").await;
        assert!(!form.text().contains("name=\"umum\""), "{}", form.text());
        kiosk.sign_in(&town.applicant(0)).await;
        finish(&mut kiosk, "/akun").await;
        assert_eq!(kiosk.get("/akun").await.status, StatusCode::UNAUTHORIZED);
        kiosk.sign_in(&town.applicant(1)).await;
        later(&town, 4);
        assert_eq!(kiosk.get("/akun").await.location(), "/");
    });
}

#[proves("MJK18-9.1", "MJK18-11.2")]
#[test]
fn a_lost_number_changes_at_the_counter_with_two_officers_and_the_old_one_can_stop_it() {
    runtime().block_on(async {
        let mut town = Town::open();
        let (person, ..) = town.house.stand.cast.applicants[0].clone();
        let row = town.region().store.read(|tx| store::account::find(tx, person)).unwrap().unwrap();
        let old = app::account::read_personal(&town.region().keys, &row).unwrap().phone.unwrap().to_string();
        let address = format!("/loket/orang/{person}/kontak");
        let mut first = town.signed_in(&town.officer("registration_assistant")).await;
        let (login, _) = second_officer(&town, "registration_assistant");
        let mut second = town.signed_in(&login).await;
        assert!(first.get(&format!("/loket/orang/{person}")).await.text().contains(&address));
        let page = first.get(&address).await;
        let typed = [("jenis", "ponsel"), ("baru", "0840-9000-0099")];
        let unseen = first.fill(&page, &address, &typed).await;
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unseen.text().contains("0840-9000-0099") && unseen.text().contains("Cocokkan KTP"));
        let [kind, new] = typed;
        let kept = first.fill(&unseen, &address, &[kind, new, ("ktp_dilihat", "ya")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
        let own = first.get(&address).await;
        assert!(own.text().contains("Petugas lain harus mengonfirmasi"), "{}", own.text());

        let desk = second.get("/loket").await;
        assert!(desk.text().contains("Menunggu petugas kedua"), "{}", desk.text());
        town.house.stand.settle().unwrap();
        let code = town.house.stand.newest_code("+6284090000099").unwrap();
        let page = second.get(&address).await;
        let confirm = format!("{address}/periksa");
        let token = first.get(&address).await.hidden(&format!("{address}/batal"));
        let own = first.post(&confirm, &token).await;
        assert!(own.text().contains("Anda yang pertama melihat KTP"), "{}", own.text());
        let done = second.fill(&page, &confirm, &[("kode", &code), ("ktp_dilihat", "ya")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(second.get(&address).await.text().contains("Nomor baru berlaku"));

        town.house.stand.settle().unwrap();
        let stop = town.house.stand.newest_code(&old).unwrap();
        let mut stranger = Browser::new(&town.router);
        assert!(stranger.get("/masuk").await.text().contains("/bukan-saya"));
        let form = stranger.get("/bukan-saya").await;
        let stopped = stranger.fill(&form, "/bukan-saya", &[("akun", &row.login), ("kode", &stop)]).await;
        assert_eq!(stopped.location(), "/masuk", "{}", stopped.text());
        assert_eq!(second.get(&address).await.status, StatusCode::NOT_FOUND, "blocked at once");
    });
}

#[test]
fn the_counter_helps_somebody_without_an_account_and_adds_a_neighbours_number() {
    runtime().block_on(async {
        let mut town = Town::open();
        let mut officer = town.signed_in(&town.officer("registration_assistant")).await;
        let page = officer.get("/loket").await;
        let nobody = officer.fill(&page, "/loket", &[("cari", "Tidakada Orangnya")]).await;
        assert!(nobody.text().contains("href=\"/daftar\">Bantu meminta hak akses"), "{}", nobody.text());
        let form = "/daftar/baru/perorangan";
        assert!(officer.get(form).await.text().contains("name=\"nomor_orang_lain\""));
        assert!(!Browser::new(&town.router).get(form).await.text().contains("nomor_orang_lain"));

        let [person, neighbour] = [0, 1].map(|n| town.house.stand.cast.applicants[n].0);
        let row = town.region().store.read(|tx| store::account::find(tx, neighbour)).unwrap().unwrap();
        let personal = app::account::read_personal(&town.region().keys, &row).unwrap();
        let number = personal.phone.unwrap();
        let address = format!("/loket/orang/{person}/kontak-lain");
        let page = officer.get(&address).await;
        let unknown = officer.fill(&page, &address, &[("ponsel", "0849-9999-9999")]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.text().contains("0849-9999-9999") && unknown.text().contains("belum dimiliki"));
        let asked = officer.fill(&unknown, &address, &[("ponsel", &number.local_form())]).await;
        town.house.stand.settle().unwrap();
        let code = town.house.stand.newest_code(number.as_str()).unwrap();
        let confirm = format!("{address}/kode");
        let values = [("ponsel", number.local_form()), ("kode", code)];
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let kept = officer.fill(&asked, &confirm, &values).await;
        assert_eq!(kept.location(), format!("/loket/orang/{person}"), "{}", kept.text());
        let page = officer.get(&address).await;
        assert!(page.text().contains(&number.masked()), "{}", page.text());
        let gone = officer.fill(&page, &address, &[("ponsel", "")]).await;
        assert_eq!(gone.location(), format!("/loket/orang/{person}"));
        assert!(!officer.get(&address).await.text().contains(&number.masked()));
    });
}

#[test]
fn one_network_address_checks_only_so_many_documents_and_is_told_when_again() {
    runtime().block_on(async {
        let town = Town::open();
        let most = town.region().profile.policy.access.checks_an_hour;
        let mut stranger = Browser::new(&town.router).with_address([10, 0, 0, 1]);
        let page = stranger.get("/verifikasi").await;
        let bytes = b"%PDF-1.7 bukan dokumen kami";
        for _ in 0..most {
            let checked = stranger.upload(&page, "/verifikasi", "dokumen", "izin.pdf", bytes, &[]).await;
            assert_eq!(checked.status, StatusCode::OK);
        }
        let refused = stranger.upload(&page, "/verifikasi", "dokumen", "izin.pdf", bytes, &[]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.text().contains("Coba lagi setelah 60 menit"), "{}", refused.text());
        let mut other = Browser::new(&town.router).with_address([10, 0, 0, 2]);
        let page = other.get("/verifikasi").await;
        let checked = other.upload(&page, "/verifikasi", "dokumen", "izin.pdf", bytes, &[]).await;
        assert_eq!(checked.status, StatusCode::OK);
    });
}

#[test]
fn a_phone_behind_many_applicants_is_a_line_of_the_heads_overview() {
    runtime().block_on(async {
        let town = Town::open();
        let mut phone = Browser::new(&town.router).with_agent("Mozilla/5.0 (Linux; Android 14) Chrome/140.0");
        for n in 0..4 {
            assert_eq!(phone.sign_in(&town.applicant(n)).await.status, StatusCode::SEE_OTHER);
        }
        let mut head = town.signed_in(&town.officer("head_of_office")).await;
        let overview = head.get("/kerja/ringkasan").await;
        assert!(overview.text().contains("href=\"/kerja/ringkasan/perantara\""), "{}", overview.text());
        let list = head.get("/kerja/ringkasan/perantara").await;
        assert!(list.text().contains("Chrome di Android"), "{}", list.text());
        for n in 0..4 {
            assert!(list.text().contains(&named(&town, &town.applicant(n))));
        }
        let mut clerk = town.signed_in(&town.officer("registration_assistant")).await;
        assert_eq!(clerk.get("/kerja/ringkasan/perantara").await.status, StatusCode::FORBIDDEN);
    });
}
