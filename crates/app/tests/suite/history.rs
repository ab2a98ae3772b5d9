//! The record as a whole: every act a leaf, the export that anybody can verify, the case rebuilt from its events.

use crate::support::*;
use app::audit::{checkpoint_key, export, sign_checkpoint};
use domain::definition::StageKind;
use domain::process::{Command, replay};
use jiff::SignedDuration;
use ledger::{Expectation, LogExport};
use proves::proves;
use std::path::Path;
use std::process::Command as Program;

fn second_verifier(dir: &Path) -> Option<(bool, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ledger/verify_export.py");
    match Program::new("python3").arg(script).arg(dir).output() {
        Ok(output) => {
            let text = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
        }
        Err(_) => {
            assert!(std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(), "python3 is required and missing");
            println!("skipped: python3 is not installed");
            None
        }
    }
}

#[proves("MJK18-22.1")]
#[test]
fn the_export_is_accepted_by_two_verifiers_and_a_changed_line_by_none() {
    on_both(|house| {
        reach(house, SIP, StageKind::Handover);
        let region = house.stand.region.clone();
        let dir = house.dir.path().join("ekspor");
        let count = export(&region.store, &region.keys, &region.profile.id, &dir).unwrap();
        assert_eq!(count, leaves(&region.store));
        let key = checkpoint_key(&region.keys, &region.profile.id).unwrap();
        let expect = Expectation { key: Some(key), ..Expectation::default() };
        let report = LogExport::open(&dir).verify(&expect);
        assert_eq!((report.problems, report.leaves), (Vec::new(), count));
        if let Some((accepted, text)) = second_verifier(&dir) {
            assert!(accepted, "{text}");
        }
        let path = dir.join("leaves.jsonl");
        let text = std::fs::read_to_string(&path).unwrap();
        let changed = text.replacen("\"act\":\"validate\"", "\"act\":\"sign\"", 1);
        assert_ne!(changed, text);
        std::fs::write(&path, changed).unwrap();
        assert!(!LogExport::open(&dir).verify(&expect).problems.is_empty());
        if let Some((accepted, text)) = second_verifier(&dir) {
            assert!(!accepted, "{text}");
        }
    });
}

#[proves("MJK18-22.1", "MJK18-22.4.a")]
#[test]
fn every_change_stands_under_an_act_and_the_events_give_the_state() {
    on_both(|house| {
        let id = reach(house, IMB, StageKind::Handover);
        let store = house.stand.region.store.clone();
        let events = store.read(|tx| store::application::events(tx, id)).unwrap();
        let read: Vec<_> = events.iter().map(|row| (row.event().unwrap(), row.at)).collect();
        let rebuilt = replay(read.iter().map(|(event, at)| (event, *at))).unwrap().unwrap();
        assert_eq!(rebuilt, state(house, id));
        let (versions, count) = (events.iter().map(|e| e.version), i64::try_from(events.len()).unwrap());
        assert_eq!(versions.collect::<Vec<_>>(), (1..=count).collect::<Vec<_>>());
        // Each event names the act under which it happened; each act has its leaf; each version is in one of them.
        let mut proven = Vec::new();
        for leaf in
            store.read(|tx| store::ledger_log::leaves_of_object(tx, "application", *id.as_bytes())).unwrap()
        {
            let record = store.read(|tx| store::audit::find(tx, leaf.id)).unwrap().unwrap();
            assert_eq!(record.outcome, "done");
            let body: serde_json::Value = serde_json::from_str(&leaf.body).unwrap();
            for event in body["detail"]["events"].as_array().unwrap() {
                proven
                    .push((event["version"].as_i64().unwrap(), event["event"].as_str().unwrap().to_owned()));
            }
        }
        let happened: Vec<_> =
            events.iter().zip(&read).map(|(row, (e, _))| (row.version, e.name().to_owned())).collect();
        assert_eq!(proven, happened);
        let acts = [
            "start_draft",
            "submit",
            "pass_verification",
            "validate",
            "recommend",
            "decide",
            "issue_skrd",
            "record_payment",
            "settle_payment",
            "print",
            "sign_in_ink",
            "assign_number",
            "scan",
            "answer_survey",
        ];
        let story = store.read(|tx| store::audit::of_object(tx, "application", *id.as_bytes())).unwrap();
        for act in acts {
            assert!(story.iter().any(|r| r.act == act && r.basis.is_some()), "{act} with its article");
        }
    });
}

#[test]
fn a_checkpoint_stays_true_while_the_log_grows() {
    on_both(|house| {
        let id = draft(house, SIP);
        let region = house.stand.region.clone();
        let early = sign_checkpoint(&region).unwrap();
        act(house, &owner(house, id), id, submit());
        wait(house, SignedDuration::from_hours(1));
        let check =
            || app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap();
        assert_eq!(check().findings, []);
        let dir = house.dir.path().join("ekspor");
        export(&region.store, &region.keys, &region.profile.id, &dir).unwrap();
        let key = checkpoint_key(&region.keys, &region.profile.id).unwrap();
        let earlier = ledger::checkpoint::verify(&early, &key).unwrap();
        let report = LogExport::open(&dir).verify(&Expectation { key: Some(key), earlier: Some(earlier) });
        assert_eq!(report.problems, []);
        // Under another name the key is another: a checkpoint of one region proves nothing in another.
        let elsewhere = app::audit::verify(&region.store, &region.keys, "lain", region.now()).unwrap();
        assert!(!elsewhere.findings.is_empty());
        let discard = app::act::Request::new(id, Command::DiscardDraft);
        assert!(region.act(&owner(house, id), discard).is_err());
    });
}
