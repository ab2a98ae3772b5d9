//! `profile diff`: where two regions differ, in plain words.

use crate::install::{checkout, run};
use std::fs;

fn diff(a: &str, b: &str, more: &[&str]) -> crate::install::Said {
    let [a, b] = [a, b].map(|name| checkout().join("profiles").join(name).display().to_string());
    run(&[&["profile", "diff", &a, &b], more].concat())
}

/// The lines of an answer as one text, without the breaks of its width.
fn text(said: &str) -> String {
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each of these stands in the answer, in this order.
#[track_caller]
fn in_order(said: &str, parts: &[&str]) {
    let whole = text(said);
    let mut rest = whole.as_str();
    for part in parts {
        let at =
            rest.find(part).unwrap_or_else(|| panic!("`{part}` is not there, or not in this order:\n{said}"));
        rest = &rest[at + part.len()..];
    }
}

const KEDIRI_MOJOKERTO: &[&str] = &[
    "Kota Kediri fills the survey before the number is given (KDR11-11.3.i-j); Kota Mojokerto after (MJK18-11.3.i-j).",
    "Services that may carry a fee: only IMB and Izin Gangguan in Kota Kediri (KDR11-15); any in Kota Mojokerto.",
    "Courier: the rule; the counter only after a failed delivery in Kota Kediri (KDR11-18.1); the office may send by one in \
     Kota Mojokerto (MJK18-18.1).",
    "service(s) that both have,",
    "Services that only Kota Kediri has: Izin Gangguan",
    "Services that only Kota Mojokerto has: Izin Makam.",
    "Also different: ",
];

#[test]
fn two_cities_with_nearly_the_same_regulation() {
    let said = diff("kediri", "mojokerto", &[]);
    assert_eq!(said.code, 1, "{}", said.err);
    in_order(&said.out, KEDIRI_MOJOKERTO);
    assert!(
        said.out.starts_with("Kota Kediri fills the survey before"),
        "the most important first: {}",
        said.out
    );
    let back = diff("mojokerto", "kediri", &[]);
    assert!(
        text(&back.out).starts_with(
            "Kota Mojokerto fills the survey after the number is given (MJK18-11.3.i-j); Kota Kediri before (KDR11-11.3.i-j)."
        ),
        "{}",
        back.out
    );
}

#[test]
fn two_offices_with_other_tasks() {
    let said = diff("purwakarta", "batang", &[]);
    assert_eq!(said.code, 1, "{}", said.err);
    in_order(
        &said.out,
        &[
            "Stages: only Kabupaten Purwakarta has",
            "processing and issue by a division",
            "only Kabupaten Batang has site visit, technical recommendation, signing",
            "(Pasal 8 to Pasal 13).",
            "Signature: no signature in Kabupaten Purwakarta; electronic signature in Kabupaten Batang (BTG68-11.4).",
            "PIN: none in Kabupaten Purwakarta; 5 minutes, 3 attempts in Kabupaten Batang",
            "Services that only Kabupaten Purwakarta has: ",
            "Services that only Kabupaten Batang has: IMB",
        ],
    );
}

#[test]
fn the_general_part_is_one_screen_and_services_follow_when_asked() {
    for (a, b) in [("kediri", "mojokerto"), ("purwakarta", "batang"), ("contoh", "batang")] {
        let said = diff(a, b, &[]);
        assert!(said.out.lines().count() <= 40, "{a} {b}: {}", said.out);
        assert!(said.out.lines().all(|line| line.chars().count() <= 110), "{}", said.out);
    }
    let said = diff("kediri", "mojokerto", &["--services"]);
    in_order(&said.out, KEDIRI_MOJOKERTO);
    in_order(
        &said.out,
        &["Also different:", "Izin Mendirikan Bangunan", "Fee: `rec.luas", "in Kota Kediri; `rec.luas"],
    );
}

#[test]
fn the_same_profile_twice_is_no_difference_and_one_word_is_one() {
    let said = diff("contoh", "contoh", &[]);
    assert_eq!((said.code, said.out.as_str()), (0, "No difference.\n"), "{}", said.err);
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("lain");
    crate::profile::copy(&checkout().join("profiles/contoh"), &copy);
    let page = copy.join("content/beranda.md");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("daerah rekaan", "daerah khayal")).unwrap();
    let contoh = checkout().join("profiles/contoh").display().to_string();
    let said = run(&["profile", "diff", &contoh, &copy.display().to_string()]);
    assert_eq!((said.code, said.out.as_str()), (1, "Also different: 1 page(s).\n"), "{}", said.err);
    let broken = run(&["profile", "diff", &contoh, &dir.path().join("tiada").display().to_string()]);
    assert_eq!(broken.code, 2, "{}", broken.out);
    broken.one_sentence("profile check");
}
