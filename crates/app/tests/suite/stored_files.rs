//! Bytes that were changed, lost or swapped behind the record's back are found (`audit verify`).

use crate::support::*;
use app::audit::{Finding, VerifyReport, verify_files};
use domain::definition::StageKind;
use store::params;
use testkit::house::House;

fn findings(house: &House) -> Vec<Finding> {
    let region = &house.stand.region;
    let mut report = VerifyReport::default();
    verify_files(&region.store, region.files.as_ref(), &mut report).unwrap();
    assert!(report.files > 5, "{}", report.files);
    report.findings
}

#[test]
fn changed_lost_and_swapped_bytes_are_named() {
    on_both(|house| {
        let id = reach(house, SIP, StageKind::Decision);
        assert_eq!(findings(house), []);
        let region = house.stand.region.clone();
        let file = state(house, id).documents["ktp"].file;
        let named = file.to_string();
        let row = region.store.read(|tx| store::file::find(tx, file)).unwrap().unwrap();
        let bytes = region.files.get(&row.object).unwrap().unwrap();

        let mut other = bytes.clone();
        other[20] ^= 1;
        region.files.delete(&row.object).unwrap();
        assert!(findings(house).contains(&Finding::FileMissing { file: named.clone() }));
        region.files.put(&row.object, &other).unwrap();
        assert!(findings(house).contains(&Finding::FileDiffers { file: named.clone() }));

        // Who changes the row with the bytes is found by the state, which the ledger proves.
        let digest = app::crypt::sha256(&other);
        let swap = move |tx: &store::WriteTx<'_>| -> Result<(), store::StoreError> {
            let sql = "UPDATE stored_file SET digest = ?2 WHERE id = ?1";
            tx.execute(sql, params![*file.as_bytes(), digest]).map(|_| ())
        };
        region.store.write(swap).unwrap();
        assert_eq!(findings(house), [Finding::FileDiffers { file: named.clone() }]);

        let gone = move |tx: &store::WriteTx<'_>| -> Result<(), store::StoreError> {
            tx.execute("DELETE FROM stored_file WHERE id = ?1", params![*file.as_bytes()]).map(|_| ())
        };
        region.store.write(gone).unwrap();
        assert_eq!(findings(house), [Finding::FileMissing { file: named }]);
    });
}
