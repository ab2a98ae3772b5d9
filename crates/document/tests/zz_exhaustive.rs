#![allow(clippy::unwrap_used)]
mod support;
use support::*;
#[test]
fn every_bit() {
    let mut sealed = steps().sealed;
    let total = sealed.len();
    let n: usize = std::env::var("PART").unwrap().parse().unwrap();
    let mut seen = 0u64; let mut bad = vec![]; let mut notsigned = 0;
    for at in (n..total).step_by(2) { for bit in 0..8 {
        sealed[at] ^= 1 << bit;
        match judge(&sealed, WHOLE).verdict { document::Verdict::Invalid(_) => {}, document::Verdict::Valid => bad.push((at, bit)), document::Verdict::NotSigned => notsigned += 1 }
        seen += 1;
        sealed[at] ^= 1 << bit;
    }}
    println!("{seen} flips, valid: {bad:?}, not signed: {notsigned}");
    assert!(bad.is_empty() && notsigned == 0);
}
