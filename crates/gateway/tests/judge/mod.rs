//! What the tests with outside judges share.

use std::process::Child;

/// A program that does not outlive the test.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Says that a judge is not on this machine; fails where all judges are required.
pub fn missing(judge: &str, remedy: &str) {
    let line = format!("skipped: {judge} is missing ({remedy})");
    assert!(std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(), "{line}");
    println!("{line}");
}
