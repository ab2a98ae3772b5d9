//! A finished file in a house, somebody who changes one thing past the program, and what the audit says then.

use super::{SIP, on_both, reach};
use app::audit::{Finding, VerifyReport, sign_checkpoint, verify};
use domain::definition::StageKind;
use domain::party::ApplicationRecord;
use domain::value::Id;
use store::{Store, Value, WriteTx};
use testkit::house::House;

/// What the tests change: a finished file, and the house it stands in.
pub struct Scene<'h> {
    pub house: &'h House,
    pub file: Id<ApplicationRecord>,
}

impl Scene<'_> {
    /// Its database.
    pub fn store(&self) -> &Store {
        &self.house.stand.region.store
    }

    /// Id of the file as findings show it.
    pub fn hex(&self) -> String {
        hex::encode(self.file.as_bytes())
    }

    /// What the audit says now.
    pub fn report(&self) -> VerifyReport {
        let region = &self.house.stand.region;
        verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap()
    }

    /// Past the program, as with a database client.
    pub fn sql(&self, sql: &str, params: Vec<Value>) -> u64 {
        let sql = sql.to_owned();
        self.store().write(move |tx: &WriteTx<'_>| tx.execute(sql.as_str(), &params)).unwrap()
    }

    /// The same, for exactly one row.
    pub fn once(&self, sql: &str, params: Vec<Value>) {
        assert_eq!(self.sql(sql, params), 1, "{sql}");
    }

    /// Number, id and body of the first leaf of an act.
    pub fn leaf(&self, act: &str) -> (i64, [u8; 16], String) {
        let leaves = self.store().read(|tx| store::ledger_log::leaves(tx, 0, 10_000)).unwrap();
        let named = format!("\"act\":\"{act}\"");
        let leaf = leaves.into_iter().find(|l| l.body.contains(&named)).unwrap();
        (leaf.seq.unwrap(), leaf.id, leaf.body)
    }
}

/// Plays one file to its end, lets somebody tamper, and gives what the audit finds. Each change gets a fresh house.
pub fn tampered(change: impl Fn(&Scene<'_>), expected: impl Fn(&Scene<'_>, &[Finding])) {
    on_both(|house| {
        let file = reach(house, SIP, StageKind::Handover);
        house.stand.settle().unwrap();
        sign_checkpoint(&house.stand.region).unwrap();
        let scene = Scene { house, file };
        let clean = scene.report();
        assert_eq!(clean.findings, []);
        assert!(clean.leaves > 40 && clean.applications == 1 && clean.permits == 1);
        change(&scene);
        expected(&scene, &scene.report().findings);
    });
}

/// One of the findings is such.
pub fn has(findings: &[Finding], wanted: impl Fn(&Finding) -> bool) {
    assert!(findings.iter().any(wanted), "{findings:#?}");
}
