//! English: every text that a page can show has its translation, and what people typed is not touched.
//!
//! A test that fails names the texts: write them into `locales/en.po` (the product's words) or into `locales/en.po` of the
//! profile (a region's words).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/browser.rs"]
#[allow(dead_code)] // the other test files use the rest of it
mod browser;

use axum::http::StatusCode;
use browser::Browser;
use profile::Profile;
use profile::locale::Catalogue;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use testkit::house::{Database, House, Letters};
use web::hosting::Hosting;
use web::locale::{entries, in_english, text_in_english};
use web::pages::gallery::render_all;

/// Words of names in the invented cast, of its places, and of the machine; one text may consist of nothing else.
const NAMES: &str = "Apotek Bagas Bank Bhakti Candrawati Contoh CV Daerah Darsono Dinas Dra Drs Farida Gang Gilang Gunadi \
    Hasan Ir Jalan Jl Kedundung Kencanawungu Klinik Kota Kranggan Kusumadewi Laksmi Lesmana Magersari Maheswari Majatama \
    Melati Mentikan Meri Moch Modal Nurlaila Pelayanan Penanaman Ponirah Pranatajaya Prajurit Kulon PT PTSP Rahmaningrum \
    Ramadipa Ristanti Roda S Satu Pintu Sehat Sewu SIMOJO Sugeng Sukinem Sumber Surodinawan Terpadu Tirta Tirtonegoro \
    Raya Tri Ambarsari Tujuh Wahyuningtyas Waras Warna Wates Wirayuda Wiratno Wulandari Yohanes Yulia dr m² \
    mochsugeng sukinem empty usual failed not_allowed not_found";

/// What somebody of the cast wrote or looked for, and names of the office that a region translates itself.
const PHRASES: [&str; 8] = [
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Contoh",
    "Ir. Gunadi Lesmana dan dua anggota tim",
    "Sukinem ke Yohanes",
    "bangun kandang",
    "kapal",
    "praktik dokter",
    "500.16.7.2/(nomor urut)/SIPD-2/417.999/IV/2026",
    "work-queue",
];

/// Whether a text needs no translation: names, numbers, codes, addresses, file names.
fn is_data(text: &str) -> bool {
    if PHRASES.contains(&text) {
        return true;
    }
    let names: BTreeSet<&str> = NAMES.split_whitespace().collect();
    text.split_whitespace().all(|token| {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        let code = word.chars().any(|c| c.is_ascii_digit() || "@_/•".contains(c));
        let shout = word.chars().all(|c| !c.is_lowercase());
        let file = word.contains('.') && word.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
        code || shout || file || word.chars().count() == 1 || word.split('-').all(|part| names.contains(part))
    })
}

fn unknown_in(html: &str, region: &Catalogue) -> Vec<String> {
    let mut unknown = Vec::new();
    in_english(html, region, &mut unknown);
    unknown.retain(|text| !is_data(text));
    unknown
}

#[track_caller]
fn none(mut missing: Vec<String>) {
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{} texts without English:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_text_of_every_sample_is_in_english() {
    let mut missing = Vec::new();
    for page in render_all().unwrap() {
        let unknown = unknown_in(&page.html, &Catalogue::default());
        missing.extend(unknown.into_iter().map(|text| format!("{text}    ({})", page.name)));
    }
    none(missing);
}

fn profile(name: &str) -> Profile {
    Profile::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(name)).unwrap()
}

/// What a profile lets pages say.
fn words_of(profile: &Profile) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let fields = |fields: &[domain::definition::FieldDef], out: &mut Vec<String>| {
        for field in fields {
            out.extend([field.label.clone(), field.hint.clone(), field.group.clone()]);
            if let domain::definition::FieldType::Choice { options } = &field.kind {
                out.extend(options.iter().map(|o| o.label.clone()));
            }
        }
    };
    for service in profile.services.values() {
        let d = &service.definition;
        out.extend([d.name.clone(), d.short_name.clone(), d.summary.clone(), d.declaration.text.clone()]);
        out.extend(d.legal_basis.iter().cloned());
        out.extend(d.admission.iter().map(|a| a.message.clone()));
        out.extend(
            d.documents.iter().flat_map(|doc| [doc.label.clone(), doc.purpose.clone(), doc.compare.clone()]),
        );
        out.extend(d.stages.iter().map(|s| s.label.clone()));
        fields(&d.fields, &mut out);
        if let Some(items) = &d.items {
            out.push(items.label.clone());
            fields(&items.fields, &mut out);
        }
        for part in d.stages.iter().flat_map(|s| &s.agencies) {
            fields(&part.fields, &mut out);
        }
    }
    for page in profile.service_pages.values() {
        out.push(page.source.clone());
        out.extend(page.notes.iter().cloned());
    }
    for page in &profile.information_pages {
        out.extend([page.name.clone(), page.summary.clone(), page.operator.clone()]);
    }
    out.extend(profile.roles.values().map(|r| r.label.clone()));
    out.extend(profile.divisions.iter().map(|d| d.name.clone()));
    out.extend(profile.positions.iter().map(|p| p.title.clone()));
    out.extend(profile.agencies.iter().map(|a| a.name.clone()));
    out.extend(profile.papers.iter().map(|p| p.label.clone()));
    out.extend(profile.sentences.iter().map(|(_, text)| text.clone()));
    out.extend(profile.identity.legal_basis.iter().cloned());
    out.push(profile.identity.sample_notice.clone());
    out.extend(profile.law.values().cloned());
    out
}

#[test]
fn every_word_of_the_shipped_regions_is_in_english() {
    let mut missing = Vec::new();
    for name in ["mojokerto", "contoh", "batang", "kediri", "purwakarta"] {
        let profile = profile(name);
        for text in words_of(&profile) {
            text_in_english(&text, &profile.english, &mut missing);
        }
        for markdown in profile.content.values() {
            missing
                .extend(unknown_in(&web::handlers::public::content::rendered(markdown).1, &profile.english));
        }
    }
    missing.retain(|text| !is_data(text));
    none(missing);
}

/// Folders and files whose texts people read.
const SPOKEN: [&str; 18] = [
    "web/src/handlers",
    "web/src/components",
    "web/src/problem_response.rs",
    "app/src/query",
    "app/src/account",
    "app/src/manage",
    "app/src/folder",
    "app/src/act",
    "app/src/pin.rs",
    "domain/src/process/refusal.rs",
    "domain/src/process/status.rs",
    "domain/src/process/decide",
    "domain/src/access",
    "domain/src/value/address.rs",
    "domain/src/value/nik.rs",
    "domain/src/value/npwp.rs",
    "domain/src/value/phone.rs",
    "domain/src/definition",
];

fn sources(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), out);
        }
    } else if path.extension().is_some_and(|e| e == "rs") {
        out.push(path.to_owned());
    }
}

/// The texts in quotes of a source file, tests left out, each `{}` as a figure.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut out = Vec::new();
    for line in joined(source).lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once('"') {
            let end = after.char_indices().find(|(at, c)| *c == '"' && !after[..*at].ends_with('\\'));
            let Some((end, _)) = end else { break };
            let mut text = after[..end].replace("\\\"", "\"");
            while let Some((open, close)) = text.find('{').and_then(|o| Some((o, o + text[o..].find('}')?))) {
                // What follows a word or a full stop without a blank is another sentence, or nothing.
                let glued = text[..open].ends_with(|c: char| c.is_alphanumeric() || c == '.');
                text.replace_range(open..=close, if glued { "" } else { "7" });
            }
            out.push(text);
            rest = &after[end + 1..];
        }
    }
    out
}

/// Texts that go on in the next line behind a backslash.
fn joined(source: &str) -> String {
    let mut out = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("\\\n") {
        out.push_str(before);
        rest = after.trim_start();
    }
    out + rest
}

/// Every sentence that the code can say; what looks Indonesian by its words must be in the catalogue.
#[test]
fn every_sentence_of_the_code_is_in_english() {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 1).map(str::to_lowercase).collect()
    };
    let entries = entries().unwrap();
    let english: BTreeSet<String> = entries.iter().flat_map(|e| words(&e.text)).collect();
    let indonesian: BTreeSet<String> =
        entries.iter().flat_map(|e| words(&e.id)).filter(|w| !english.contains(w)).collect();
    let mut files = Vec::new();
    for path in SPOKEN {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path), &mut files);
    }
    assert!(files.len() > 150, "{}", files.len());
    let mut missing = Vec::new();
    for file in files {
        for text in literals(&std::fs::read_to_string(&file).unwrap()) {
            let all = words(&text);
            let known = all.iter().filter(|w| indonesian.contains(*w)).count();
            if text.contains(' ') && known * 2 > all.len() && !text.starts_with('/') {
                let mut unknown = Vec::new();
                text_in_english(text.trim(), &Catalogue::default(), &mut unknown);
                unknown.retain(|t| !is_data(t));
                missing.extend(unknown.into_iter().map(|t| format!("{t}    ({})", file.display())));
            }
        }
    }
    none(missing);
}

#[test]
fn the_catalogue_is_well_made() {
    for file in [web::locale::ENGLISH_PO.to_owned()].into_iter().chain(
        ["mojokerto", "contoh", "batang", "kediri", "purwakarta"].map(|name| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(name);
            std::fs::read_to_string(root.join("locales/en.po")).unwrap()
        }),
    ) {
        let read = profile::locale::read_po(&file).expect("placeholders agree, nothing stands twice");
        assert!(read.len() > 50);
        for entry in read {
            assert_eq!(entry.id.trim(), entry.id, "{entry:?}");
            assert_eq!(entry.text.trim(), entry.text, "{entry:?}");
        }
    }
}

#[test]
fn typed_words_names_and_quotes_stay() {
    let say = |html: &str| in_english(html, &Catalogue::default(), &mut Vec::new());
    for kept in [
        "<textarea name=\"alasan\">Kirim</textarea>",
        "<input type=\"text\" value=\"Kirim\">",
        "<p translate=\"no\">Kirim</p>",
        "<code>Kirim</code>",
        // A sentence of a catalogue fits this, but it is somebody's own.
        "<bdi data-own>Buka toko baru</bdi>",
    ] {
        assert_eq!(say(kept), kept);
    }
    assert_eq!(say("<bdi data-own>Ya</bdi>"), "<bdi data-own>Yes</bdi>");
    assert_eq!(say("<p>Hasil untuk “loket”.</p>"), "<p>Results for “loket”.</p>");
    assert_eq!(say("<p>Kirim &#60;b&#62;</p>"), "<p>Kirim &#60;b&#62;</p>");
}

#[test]
fn sentences_with_dates_and_amounts_read_well() {
    let say = |text: &str| text_in_english(text, &Catalogue::default(), &mut Vec::new()).unwrap();
    assert_eq!(say("Paling lambat Jumat, 10 April 2026"), "By Friday, 10 April 2026");
    assert_eq!(say("3 hari kerja"), "3 working days");
    assert_eq!(say("1 hari kerja"), "1 working day");
    assert_eq!(
        say("Bayar retribusi IMB paling lambat Senin, 30 Maret 2026."),
        "Pay the fee for IMB by Monday, 30 March 2026."
    );
    assert_eq!(say("Bayar Rp1.400.000 ke Bank Contoh Daerah."), "Pay Rp1,400,000 to Bank Contoh Daerah.");
    assert_eq!(say("Permohonan ditolak oleh Dra. Laksmi."), "The application was refused by Dra. Laksmi.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_chooses_english_and_goes_back() {
    let house = House::open("mojokerto", Database::Sqlite, Letters::Quick, 7).unwrap().unwrap();
    let router = web::router::router(Hosting::single(house.stand.region.clone(), false));
    let mut browser = Browser::new(&router);
    let page = browser.get("/layanan").await;
    assert!(page.html().contains("<html lang=\"id\"") && page.says("Anda ingin mengurus apa?"));
    let form = page.form("/bahasa").expect("a switch on every page");
    assert!(
        page.html().contains("name=\"bahasa\" value=\"en\" lang=\"en\" translate=\"no\">English</button>")
    );

    let english = form.and("bahasa", "en");
    for (from, to) in [
        ("http://127.0.0.1:8080/layanan?q=makam", "/layanan?q=makam"),
        ("https://elsewhere.example/layanan", "/"),
        ("http://127.0.0.1:8080//elsewhere.example/", "/"),
        ("", "/"),
    ] {
        let back = browser.send_from(&english, from).await;
        assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, to), "{from}");
    }
    let page = browser.get("/layanan").await;
    assert!(page.html().contains("<html lang=\"en\"") && page.says("What would you like to arrange?"));
    assert!(page.says("Building permit, up to two floors"), "{}", page.html());
    // Who reads English looks for English words.
    let found = browser.get("/layanan?q=I+want+a+building+permit").await;
    assert!(found.says("Building permit, up to two floors"), "{}", found.html());
    assert!(!found.says("Medical practice"), "{}", found.html());
    assert!(page.html().contains("value=\"id\" lang=\"id\" translate=\"no\">Bahasa Indonesia</button>"));

    // Refusals too, and the way back to Indonesian.
    let lost = browser.get("/tidak-ada").await;
    assert!(lost.says("This page or file was not found."), "{}", lost.html());
    let form = page.form("/bahasa").unwrap();
    browser.send(&form.and("bahasa", "id")).await;
    assert!(browser.get("/layanan").await.says("Anda ingin mengurus apa?"));

    // Anything else than the two languages changes nothing.
    let form = browser.get("/layanan").await.form("/bahasa").unwrap();
    let refused = browser.send(&form.and("bahasa", "xx")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}
