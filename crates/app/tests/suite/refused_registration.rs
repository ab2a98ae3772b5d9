//! Registration says no: each time with a sentence, a leaf, and everything as it was.

use crate::support::*;
use app::act::{Request, StartDraft, start_draft};
use app::folder::{Upload, upload};
use domain::definition::ServiceId;
use domain::process::{Command, Refusal, Status};
use domain::value::Digest;
use proves::proves;
use std::collections::BTreeMap;

#[proves("MJK18-12.1", "MJK18-12.4")]
#[test]
fn a_missing_document_keeps_the_draft_and_the_number() {
    on_both(|house| {
        let whole = draft(house, SIP);
        let owner = owner(house, whole);
        let region = house.stand.region.clone();
        let start = StartDraft {
            service: ServiceId(SIP.to_owned()),
            owner: None,
            kind: None,
            earlier: None,
            code: None,
        };
        let id = start_draft(&region, &owner, &start).unwrap();
        let form = state(house, whole).form;
        act(house, &owner, id, Command::SaveForm { form: form.clone() });
        let mut documents = state(house, whole).documents.into_iter();
        let (first, file) = documents.next().unwrap();
        for (document, file) in documents {
            act(house, &owner, id, Command::AttachDocument { document, file });
        }
        let refusal = refused(house, &owner, Request::new(id, submit()));
        assert_eq!(refusal, Refusal::DocumentsMissing { documents: vec![first.clone()] });
        assert_eq!(state(house, id).form, form, "what was typed is kept");
        assert_eq!(jobs(&region.store, "receipt"), 0, "a receipt only after completeness");
        act(house, &owner, id, Command::AttachDocument { document: first, file });
        let sent = act(house, &owner, id, submit());
        let number = sent.registration.unwrap().to_string();
        assert!(number.starts_with("26-000001-"), "the refused attempt took no number: {number}");
        house.stand.settle().unwrap();
        assert!(app::letter::read_file(&region, id, "receipt").unwrap().is_some());
    });
}

#[test]
fn a_wrong_file_never_enters_the_folder() {
    on_both(|house| {
        let id = draft(house, SIP);
        let owner = owner(house, id);
        let region = house.stand.region.clone();
        let mut large = b"%PDF-1.7\n".to_vec();
        large.resize(21 * 1024 * 1024, b' ');
        large.extend_from_slice(b"\n%%EOF\n");
        let files: [(&str, &[u8]); 4] = [
            ("too_large", &large),
            ("type", b"MZ\x90\x00 a program behind a right ending"),
            ("broken", b"%PDF-1.7 cut"),
            ("empty", b""),
        ];
        let objects = || walk(&house.dir.path().join("files"));
        let before = objects();
        for (expected, bytes) in files {
            let new = Upload { category: "ktp", name: "ktp.pdf", bytes };
            let refusal =
                refused_as(house, &owner, "upload_file", || upload(&region, &owner, &new).map(|_| ()));
            assert!(matches!(&refusal, Refusal::Upload { kind, .. } if kind == expected), "{refusal:?}");
        }
        assert_eq!(objects(), before, "no bytes were kept");
    });
}

fn walk(dir: &std::path::Path) -> usize {
    let Ok(entries) = std::fs::read_dir(dir) else { return 0 };
    entries.map(|e| e.unwrap().path()).map(|p| if p.is_dir() { walk(&p) } else { 1 }).sum()
}

#[proves("MJK18-12.3")]
#[test]
fn without_the_tick_nothing_is_sent_and_the_statement_is_kept_with_it() {
    on_both(|house| {
        let id = draft(house, SIP);
        let owner = owner(house, id);
        let unticked = Command::Submit { declared: false, verification_code: String::new() };
        assert_eq!(refused(house, &owner, Request::new(id, unticked)), Refusal::DeclarationMissing);
        assert_eq!(state(house, id).status, Status::Draft);
        let sent = act(house, &owner, id, submit());
        let kept = sent.declaration.unwrap();
        let asked = &definition(house, id).declaration;
        assert_eq!((&kept.version, &kept.text), (&asked.version, &asked.text));
        assert_eq!(kept.at, house.stand.region.now());
        // The content it stands for: form, items and the digests of the documents.
        let digests: BTreeMap<_, _> =
            sent.documents.iter().map(|(id, file)| (id.clone(), file.digest.to_string())).collect();
        let content = serde_json::json!({ "form": sent.form, "items": sent.items, "documents": digests });
        let bytes = serde_json_canonicalizer::to_vec(&content).unwrap();
        assert_eq!(kept.content, Digest::new(app::crypt::sha256(&bytes)));
    });
}

/// Wrong values by profile, service and field. The refusal names the field, and the draft keeps what was typed.
#[test]
fn a_wrong_value_is_named_kept_and_never_recorded() {
    let warung = |nik: &'static str| ("izin-warung", "penanggung_jawab_nik", nik);
    let contoh = [
        warung("357601120390000"),
        warung("3576-0112-0390-00012"),
        warung("3576013002900001"),
        warung("9901011203900001"),
        ("persetujuan-penelitian", "lembaga_npwp", "01.000.011.4-999.000"),
        ("persetujuan-penelitian", "mulai", "2027-02-30"),
    ];
    on_both_of("contoh", |house| {
        for (service, field, typed) in contoh {
            let mut plan = draft_plan(house, service, 0);
            plan.stay_draft = true;
            plan.form.insert("memasak_di_tempat".into(), "ya".into());
            plan.form.insert(field.into(), typed.into());
            let id = play(house, service, vec![plan])[0];
            let owner = owner(house, id);
            let refusal = refused(house, &owner, Request::new(id, submit()));
            assert!(matches!(&refusal, Refusal::Fields { .. }), "{typed}: {refusal:?}");
            assert_eq!(refusal.field_names(), [field], "{typed}");
            assert_eq!(state(house, id).form[field], typed);
            let sql = "SELECT count(*) FROM ledger_leaf WHERE body LIKE ?1";
            let value = format!("%{typed}%");
            let found: i64 =
                house.stand.region.store.read(|tx| tx.query_one(sql, store::params![value])?.get(0)).unwrap();
            assert_eq!(found, 0, "the value stands in no leaf");
        }
    });
}

/// Unknown regency and serial 0000 are only odd: the register of people knows better than we do.
#[test]
fn an_odd_but_possible_nik_passes() {
    on_both_of("contoh", |house| {
        for nik in ["3599011203900001", "3576011203900000"] {
            let mut plan = draft_plan(house, "izin-warung", 0);
            plan.stay_draft = true;
            plan.form.insert("nama_warung".into(), format!("Warung {nik}"));
            plan.form.insert("memasak_di_tempat".into(), "ya".into());
            plan.form.insert("penanggung_jawab_nik".into(), nik.into());
            let id = play(house, "izin-warung", vec![plan])[0];
            let sent = act(house, &owner(house, id), id, submit());
            assert!(sent.registration.is_some(), "{nik}");
        }
    });
}

#[test]
fn somebody_elses_file_is_not_there() {
    on_both(|house| {
        let id = draft(house, SIP);
        let stranger = stranger(house, id);
        let form = BTreeMap::from([("nomor_str".to_owned(), "rahasia".to_owned())]);
        for command in [submit(), Command::SaveForm { form }, Command::DiscardDraft] {
            assert_eq!(refused(house, &stranger, Request::new(id, command)), Refusal::NotYours);
        }
        let unknown = domain::value::Id::from_bytes([1; 16]);
        assert_eq!(refused(house, &stranger, Request::new(unknown, submit())), Refusal::NotYours);
    });
}

#[test]
fn a_repeated_submit_has_one_answer_and_one_receipt() {
    on_both(|house| {
        let id = draft(house, SIP);
        let owner = owner(house, id);
        let region = house.stand.region.clone();
        let first = region.act(&owner, Request::new(id, submit()).with_key("k-1")).unwrap();
        let all = (everything(&region.store), leaves(&region.store));
        let again = region.act(&owner, Request::new(id, submit()).with_key("k-1")).unwrap();
        assert_eq!((again.state, again.events.len()), (first.state, 0));
        assert_eq!((everything(&region.store), leaves(&region.store)), all, "the repetition does nothing");
        let other = Command::Submit { declared: false, verification_code: String::new() };
        let refusal = refused(house, &owner, Request::new(id, other).with_key("k-1"));
        assert_eq!(refusal, Refusal::KeyReused);
        house.stand.settle().unwrap();
        let files = region.store.read(|tx| store::file::owned_by(tx, *id.as_bytes())).unwrap();
        assert_eq!(files.iter().filter(|f| f.category == "receipt").count(), 1);
        assert_eq!(jobs(&region.store, "receipt"), 1);
    });
}
