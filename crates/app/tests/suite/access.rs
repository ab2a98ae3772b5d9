//! From the public form to an account: what must be shown, doubles, the working day, both answers (MJK18-8, 11.2).

use crate::support::*;
use app::AppError;
use app::account::access::{Decision, attach, begin, confirm, decide, own, save, send, send_code};
use app::account::{set_password, sign_in};
use app::query::access::{case, desk};
use domain::access::{AccessKind, AccessPaper, TypedClaims};
use domain::party::{AccessRequest, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::SignedDuration;
use proves::proves;
use testkit::house::House;

/// A person whom nobody knows yet.
pub fn person() -> TypedClaims {
    let text = str::to_owned;
    TypedClaims {
        name: text("Wulandari Contoh"),
        nik: text("3576014101950000"),
        card: text("seumur_hidup"),
        phone: text("0840 9000 0001"),
        email: text("Wulandari@warga.example"),
        link: text("domisili"),
        street: text("Jalan Kembang Sore 99"),
        village: text("35.76.01.1003"),
        ..TypedClaims::default()
    }
}

/// A firm whose representative asks.
pub fn firm() -> TypedClaims {
    let text = str::to_owned;
    TypedClaims {
        name: text("CV Tirta Contoh"),
        npwp: text("03.000.055.8-999.000"),
        responsible: text("Bagus Contoh"),
        head: text("tidak"),
        representative: text("Sari Contoh"),
        power_until: text("30-06-2026"),
        phone: text("084090000002"),
        email: text("tirta@usaha.example"),
        ..person()
    }
}

fn newcomer() -> Actor {
    Actor { name: "Calon pengguna".into(), ..Actor::system() }
}

fn fields(house: &House, kind: AccessKind, typed: &TypedClaims) -> Vec<String> {
    let region = &house.stand.region;
    let refusal = refused_as(house, &newcomer(), "begin_access_request", || {
        begin(region, &[1; 32], "", kind, typed, None)
    });
    refusal.field_names()
}

#[proves("MJK18-8.3", "MJK18-8.4.c#1", "MJK18-8.4.a")]
#[test]
fn the_form_refuses_what_is_not_a_card_a_number_or_an_address() {
    on_both(|house| {
        let with = |change: &dyn Fn(&mut TypedClaims)| {
            let mut typed = person();
            change(&mut typed);
            typed
        };
        let cases: [(&str, TypedClaims); 8] = [
            ("nik", with(&|t| t.nik = "357601410195".into())),
            ("nik", with(&|t| t.nik = "3576013002950000".into())),
            ("ponsel", with(&|t| t.phone.clear())),
            ("ponsel", with(&|t| t.phone = "0321-399999".into())),
            ("surel", with(&|t| t.email = "wulandari".into())),
            ("berlaku", with(&|t| t.card.clear())),
            ("kelurahan", with(&|t| t.village.clear())),
            ("jalan", with(&|t| t.street.clear())),
        ];
        for (field, typed) in cases {
            assert_eq!(fields(house, AccessKind::Person, &typed), [field]);
        }
        // The house opens on 2 February 2026: a card that ended yesterday is refused, one that ends today is not.
        let until = |day: &str| {
            let day = day.to_owned();
            with(&move |t| {
                t.card = "tanggal".into();
                t.card_until.clone_from(&day);
            })
        };
        assert_eq!(fields(house, AccessKind::Person, &until("01-02-2026")), ["berlaku_sampai"]);
        let region = &house.stand.region;
        begin(region, &[1; 32], "", AccessKind::Person, &until("02-02-2026"), None).unwrap();
        begin(region, &[1; 32], "", AccessKind::Person, &person(), None).unwrap();
    });
}

#[proves("MJK18-1.5", "MJK18-8.2")]
#[test]
fn who_neither_lives_nor_works_here_is_told_where_to_go() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let outside = TypedClaims { link: "luar".into(), ..person() };
        let refusal = refused_as(house, &newcomer(), "begin_access_request", || {
            begin(&region, &[1; 32], "", AccessKind::Person, &outside, None)
        });
        let Refusal::Fields { problems } = refusal else { panic!("{refusal:?}") };
        assert!(problems[0].message.contains("Kabupaten Mojokerto"), "{}", problems[0].message);
        // The kelurahan of a neighbour is refused although the form says "domisili".
        let elsewhere = TypedClaims { village: "32.14.01.1001".into(), ..person() };
        assert_eq!(fields(house, AccessKind::Person, &elsewhere), ["kelurahan"]);
        // Place of activity suffices, with the address on the card beside it.
        let works = TypedClaims { link: "kegiatan".into(), ..person() };
        assert_eq!(fields(house, AccessKind::Person, &works), ["alamat_luar"]);
        let works = TypedClaims { home_elsewhere: "Jalan Jauh 1, Kota Lain".into(), ..works };
        begin(&region, &[1; 32], "", AccessKind::Person, &works, None).unwrap();
    });
}

#[proves("MJK18-8.4.c#2", "MJK18-8.4.d", "MJK18-8.4.e")]
#[test]
fn a_firm_shows_tax_card_deed_and_power_of_attorney() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let expired = TypedClaims { power_until: "01-02-2026".into(), ..firm() };
        assert_eq!(fields(house, AccessKind::Business, &expired), ["kuasa_sampai"]);
        let nameless = TypedClaims { representative: String::new(), ..firm() };
        assert_eq!(fields(house, AccessKind::Business, &nameless), ["wakil"]);
        let personal = TypedClaims { npwp: person().nik, ..firm() };
        assert_eq!(fields(house, AccessKind::Business, &personal), ["npwp"]);

        let cookie = [5; 32];
        let id = begin(&region, &cookie, "", AccessKind::Business, &firm(), None).unwrap();
        house.stand.confirm_access(&cookie, id).unwrap();
        // The identity card of a person is no paper of a firm.
        let ktp = attach(&region, &cookie, id, AccessPaper::IdentityCard, &pdf("ktp"));
        assert!(matches!(ktp, Err(AppError::NotFound)));
        let lacking = |house: &House| {
            let refusal = refused_as(house, &newcomer(), "send_access_request", || {
                send(&house.stand.region, &cookie, id, true)
            });
            let Refusal::RequestIncomplete { missing } = refusal else { panic!("{refusal:?}") };
            missing
        };
        assert_eq!(lacking(house), ["Kartu NPWP perusahaan", "Akta pendirian", "Surat kuasa"]);
        attach(&region, &cookie, id, AccessPaper::TaxCard, &pdf("npwp")).unwrap();
        attach(&region, &cookie, id, AccessPaper::PowerOfAttorney, &pdf("kuasa")).unwrap();
        assert_eq!(lacking(house), ["Akta pendirian"]);
        attach(&region, &cookie, id, AccessPaper::Deed, &pdf("akta")).unwrap();
        send(&region, &cookie, id, true).unwrap();
    });
}

fn pdf(note: &str) -> Vec<u8> {
    app::play::sample_pdf(&["Dokumen contoh", note])
}

#[proves("MJK18-8.4.a", "MJK18-8.4.b")]
#[test]
fn number_and_mailbox_are_confirmed_by_codes_of_few_tries() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (cookie, id) = house.stand.begin_access(AccessKind::Person, &person()).unwrap();
        let unconfirmed = send(&region, &cookie, id, true).unwrap_err();
        let missing = vec!["Konfirmasi nomor ponsel".to_owned(), "Konfirmasi surel".to_owned()];
        assert_eq!(unconfirmed.refusal(), Some(&Refusal::RequestIncomplete { missing }));
        assert!(matches!(
            confirm(&region, &cookie, id, false, "123456"),
            Err(AppError::Refused(Refusal::CodeClosed))
        ));

        send_code(&region, &cookie, "", id, false).unwrap();
        assert!(matches!(
            send_code(&region, &cookie, "", id, false),
            Err(AppError::Refused(Refusal::CodeTooSoon { .. }))
        ));
        house.stand.settle().unwrap();
        let right = house.stand.newest_code("+6284090000001").unwrap();
        let wrong = if right == "000000" { "000001" } else { "000000" };
        for left in [4, 3, 2, 1, 0] {
            let refusal = confirm(&region, &cookie, id, false, wrong).unwrap_err();
            assert_eq!(refusal.refusal(), Some(&Refusal::CodeWrong { left }));
        }
        let closed = confirm(&region, &cookie, id, false, &right).unwrap_err();
        assert_eq!(closed.refusal(), Some(&Refusal::CodeClosed), "the right one comes too late");
        wait(house, SignedDuration::from_mins(2));
        house.stand.confirm_access(&cookie, id).unwrap();
        assert_eq!(own(&region, &cookie, id).unwrap().confirmed(&region), (true, true));
        // Another number must be confirmed anew.
        save(&region, &cookie, id, &TypedClaims { phone: "084090000009".into(), ..person() }).unwrap();
        assert_eq!(own(&region, &cookie, id).unwrap().confirmed(&region), (false, true));
        // An hour holds five codes for one address.
        for _ in 0..5 {
            wait(house, SignedDuration::from_mins(2));
            send_code(&region, &cookie, "", id, false).unwrap();
        }
        wait(house, SignedDuration::from_mins(2));
        assert!(matches!(
            send_code(&region, &cookie, "", id, false),
            Err(AppError::Refused(Refusal::CodeTooSoon { .. }))
        ));
        // The draft of one browser does not exist for another.
        assert!(matches!(own(&region, &[9; 32], id), Err(AppError::NotFound)));
        assert!(matches!(send(&region, &[9; 32], id, true), Err(AppError::NotFound)));
    });
}

#[proves("MJK18-11.2", "MJK18-8.4.b")]
#[test]
fn doubles_are_refused_in_the_same_words_wherever_they_are() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let own_values = |n: usize| {
            let id = house.stand.cast.applicants[n].0;
            let row = region.store.read(|tx| store::account::find(tx, id)).unwrap().unwrap();
            app::account::read_personal(&region.keys, &row).unwrap()
        };
        let known = own_values(0);
        let doubles = [
            TypedClaims { nik: known.nik.unwrap().to_string(), ..person() },
            TypedClaims { phone: known.phone.unwrap().local_form(), ..person() },
            TypedClaims { email: known.email.unwrap().to_string().to_uppercase(), ..person() },
        ];
        for double in &doubles {
            let refusal = refused_as(house, &newcomer(), "begin_access_request", || {
                begin(&region, &[1; 32], "", AccessKind::Person, double, None)
            });
            assert_eq!(refusal, Refusal::NotRegistrable);
        }
        // Two drafts of one person may begin; the second is refused when it is sent, and everything after it.
        let (first, one) = house.stand.begin_access(AccessKind::Person, &person()).unwrap();
        let other =
            TypedClaims { phone: "084090000007".into(), email: "lain@warga.example".into(), ..person() };
        let (second, two) = house.stand.begin_access(AccessKind::Person, &other).unwrap();
        house.stand.confirm_access(&first, one).unwrap();
        house.stand.confirm_access(&second, two).unwrap();
        let number = send(&region, &first, one, true).unwrap();
        assert_eq!(send(&region, &first, one, true).unwrap(), number, "pressed twice, one request");
        let refusal =
            refused_as(house, &newcomer(), "send_access_request", || send(&region, &second, two, true));
        assert_eq!(refusal, Refusal::NotRegistrable);
    });
}

fn requested(house: &mut House) -> (Id<AccessRequest>, String) {
    house.stand.request_access(AccessKind::Person, &person()).unwrap()
}

#[proves("MJK18-8.1", "MJK18-8.5")]
#[test]
fn a_request_of_friday_afternoon_is_due_on_monday_and_then_a_breach() {
    on_both(|house| {
        // Friday 6 February 2026, 15.00 in Western Indonesia; Monday 9 February is a working day.
        wait_until(house, "2026-02-06T08:00:00Z");
        let (id, number) = requested(house);
        assert!(number.starts_with("A26-"), "{number}");
        let officer = officer(house, "service_officer", 0);
        let region = house.stand.region.clone();
        let line = |at: &Actor| desk(&region, at).unwrap().waiting.remove(0);
        let due = line(&officer).due.unwrap();
        assert_eq!(due.last_day.to_string(), "2026-02-09");
        wait_until(house, "2026-02-09T16:59:59Z");
        assert!(!line(&officer).overdue);
        let breaches = || {
            let rows = region.store.read(|tx| store::audit::latest(tx, None, 400)).unwrap();
            rows.iter().filter(|r| r.act == "note_access_overdue" && r.object_id == *id.as_bytes()).count()
        };
        assert_eq!(breaches(), 0);
        wait_until(house, "2026-02-09T17:00:02Z");
        assert!(line(&officer).overdue, "reported at the desk");
        assert_eq!(breaches(), 1, "and in the record");
        assert_eq!(app::query::access::waiting(&region).unwrap(), (1, 1));
    });
}

#[proves("MJK18-8.5", "MJK18-8.6", "MJK18-8.4.e")]
#[test]
fn approval_makes_the_account_moves_the_papers_and_tells_both_ways() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (id, number) = house.stand.request_access(AccessKind::Business, &firm()).unwrap();
        let officer = officer(house, "service_officer", 0);
        let seen = case(&region, &officer, id).unwrap();
        assert_eq!(seen.papers.len(), 3);
        assert!(seen.papers.iter().all(|p| p.file.is_some()));
        let version = seen.opened.row.version;
        let stale = refused_as(house, &officer, "decide_access_request", || {
            decide(&region, &officer, id, version - 1, &Decision::Grant)
        });
        assert_eq!(stale, Refusal::Stale);
        decide(&region, &officer, id, version, &Decision::Grant).unwrap();
        decide(&region, &officer, id, version, &Decision::Grant).unwrap();
        let no = Decision::Refuse { reason: "Terlambat".into() };
        let decided = refused_as(house, &officer, "decide_access_request", || {
            decide(&region, &officer, id, version, &no)
        });
        assert_eq!(decided, Refusal::RequestDecided);
        house.stand.settle().unwrap();

        let row =
            region.store.read(|tx| store::account::by_login(tx, &number.to_lowercase())).unwrap().unwrap();
        assert_eq!((row.kind.as_str(), row.name.as_str()), ("business", "CV Tirta Contoh"));
        let personal = app::account::read_personal(&region.keys, &row).unwrap();
        assert_eq!(personal.power.unwrap().representative, "Sari Contoh");
        let folder = region.store.read(|tx| store::file::owned_by(tx, *row.id.as_bytes())).unwrap();
        let mut papers: Vec<&str> = folder.iter().map(|f| f.category.as_str()).collect();
        papers.sort_unstable();
        assert_eq!(papers, ["akta", "npwp", "surat-kuasa"]);
        for address in ["+6284090000002", "tirta@usaha.example"] {
            let texts = house.stand.gateway.messages_to(address);
            assert!(texts.last().unwrap().text.contains(&number), "{address}: {texts:?}");
        }
        // The first sign-in by the code; before it no password opens the account.
        assert!(sign_in(&region, &number, "", "tes", "").is_err());
        let code = house.stand.newest_code("+6284090000002").unwrap();
        let password = ["air jernih mengalir", "air jernih mengalir"];
        assert!(set_password(&region, &number, "000000", password, "tes", "").is_err());
        let weak = set_password(&region, &number, &code, ["password12", "password12"], "tes", "");
        assert!(weak.is_err());
        set_password(&region, "03.000.055.8-999.000", &code, password, "tes", "").unwrap();
        assert!(set_password(&region, &number, &code, password, "tes", "").is_err(), "a code serves once");
        let entered = sign_in(&region, "tirta@usaha.example", password[0], "tes", "").unwrap();
        assert_eq!(entered.account, row.id);
    });
}

#[proves("MJK18-8.5", "MJK18-8.6")]
#[test]
fn a_refusal_names_its_reason_and_frees_the_number() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (id, number) = requested(house);
        let stranger = officer(house, "print_operator", 0);
        let seen = own_version(house, id);
        let not_allowed = decide(&region, &stranger, id, seen, &Decision::Grant).unwrap_err();
        assert!(matches!(not_allowed.refusal(), Some(Refusal::NotAllowed { .. })));
        let officer = officer(house, "service_officer", 0);
        let empty = Decision::Refuse { reason: "  ".into() };
        let refusal = refused_as(house, &officer, "decide_access_request", || {
            decide(&region, &officer, id, seen, &empty)
        });
        assert_eq!(refusal.field_names(), ["alasan"]);
        let reason = Decision::Refuse { reason: "foto KTP tidak terbaca.".into() };
        decide(&region, &officer, id, seen, &reason).unwrap();
        house.stand.settle().unwrap();
        for address in ["+6284090000001", "Wulandari@warga.example"] {
            let text = house.stand.gateway.messages_to(address).last().unwrap().text.clone();
            assert!(text.contains("foto KTP tidak terbaca") && text.contains(&number), "{text}");
        }
        // The person may try again.
        wait(house, SignedDuration::from_hours(2));
        requested(house);
    });
}

#[proves("MJK18-8.6")]
#[test]
fn a_silent_telephone_is_followed_by_the_mailbox() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (id, _) = requested(house);
        let officer = officer(house, "service_officer", 0);
        let broken = gateway::sim::Outcome::Refuse;
        house.stand.gateway.script("+6284090000001", broken);
        decide(&region, &officer, id, own_version(house, id), &Decision::Grant).unwrap();
        wait_through_trouble(house, SignedDuration::from_mins(5));
        let granted = |address: &str| {
            let texts = house.stand.gateway.messages_to(address);
            texts.iter().any(|m| m.text.contains("Kode masuk pertama"))
        };
        assert!(granted("Wulandari@warga.example"));
    });
}

fn own_version(house: &House, id: Id<AccessRequest>) -> i64 {
    house.stand.region.store.read(|tx| store::access::find(tx, id)).unwrap().unwrap().version
}

#[test]
fn a_draft_that_nobody_sends_is_erased_and_nothing_stands_open_in_the_tables() {
    on_both(|house| {
        let region = house.stand.region.clone();
        let (cookie, id) = house.stand.begin_access(AccessKind::Person, &person()).unwrap();
        let row = region.store.read(|tx| store::access::find(tx, id)).unwrap().unwrap();
        for secret in ["3576014101950000", "84090000001", "wulandari"] {
            let sealed = String::from_utf8_lossy(&row.claims_enc).to_lowercase();
            assert!(!sealed.contains(secret));
        }
        wait(house, SignedDuration::from_hours(24 * 8));
        assert!(matches!(own(&region, &cookie, id), Err(AppError::NotFound)));
        let files = region.store.read(|tx| store::file::owned_by(tx, *id.as_bytes())).unwrap();
        assert!(files.is_empty());
    });
}
