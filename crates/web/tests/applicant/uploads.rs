//! Uploads as a telephone without script sends them, and the addresses that the script uses.

use crate::steps::{PROFESSION, fill_group, play, runtime, started};
use crate::support::{Browser, Page, Town, small_pdf};
use app::play::Plan;
use axum::http::StatusCode;
use domain::definition::ServiceId;
use domain::process::Status;
use proves::proves;
use std::io::Cursor;

/// A page of print.
fn photo(shade: u8) -> Vec<u8> {
    let mut page = image::RgbImage::from_pixel(900, 1_200, image::Rgb([235, 235, shade]));
    for (x, y, pixel) in page.enumerate_pixels_mut() {
        if x % 7 < 3 && y % 24 < 11 && (x / 60 + y / 24) % 3 != 0 {
            *pixel = image::Rgb([30, 30, 30]);
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    page.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

async fn step(browser: &mut Browser, page: &Page, address: &str, step: &str) -> Page {
    browser.fill(page, address, &[("langkah", step)]).await
}

#[proves("MJK18-12.2")]
#[test]
fn photos_of_a_document_are_arranged_without_script_and_attached() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let id = started(&mut browser).await;
        let documents = format!("/permohonan/{id}/dokumen");
        let page = browser.get(&documents).await;
        let files = [("doc.str", "satu.jpg", photo(200)), ("doc.str", "dua.jpg", photo(210))];
        let gone = browser
            .upload_all(&page, &format!("{documents}/str"), &files, &[("berlaku_sampai", "30-06-2027")])
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
        let address = gone.location();
        assert!(address.starts_with("/susun/"), "{address}");
        let shown = browser.get(&address).await;
        assert!(shown.text().contains("2 foto ini menjadi satu PDF"), "{}", shown.text());
        let small = browser.get(&format!("{address}/0")).await;
        assert_eq!(small.headers["content-type"], "image/jpeg");
        assert!(small.bytes.len() < 60_000);

        let moved = step(&mut browser, &shown, &address, "turun.0").await;
        assert_eq!(moved.location(), format!("{address}#h-1"));
        let shown = browser.get(&address).await.text();
        assert!(shown.find("dua.jpg").unwrap() < shown.find("satu.jpg").unwrap());
        let page = browser.get(&address).await;
        step(&mut browser, &page, &address, "putar.0").await;
        let page = browser.get(&address).await;
        assert!(page.text().contains("class=\"turn-1\""));
        // Another person's photos do not exist for this one.
        let mut stranger = town.signed_in(&town.applicant(1)).await;
        assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&format!("{address}/0")).await.status, StatusCode::NOT_FOUND);

        let kept = step(&mut browser, &page, &address, "simpan").await;
        assert_eq!(kept.location(), documents, "{}", kept.text());
        let file = state(&town, &id).documents["str"].clone();
        assert_eq!(
            (file.name.as_str(), file.valid_until),
            ("satu.pdf", Some(jiff::civil::date(2027, 6, 30)))
        );
        // Pressed twice, or reached by the back button.
        assert_eq!(step(&mut browser, &page, &address, "simpan").await.location(), documents);
        assert_eq!(browser.get(&address).await.location(), documents);
        let folder = browser.get("/folder").await.text();
        assert!(folder.contains("versi 1") && folder.contains("2 halaman"), "{folder}");
        assert!(folder.contains("Berlaku sampai 30 Juni 2027"), "{folder}");
    });
}

fn state(town: &Town, id: &str) -> domain::process::Application {
    let id = id.parse().unwrap();
    town.region().store.read(|tx| store::application::find(tx, id)).unwrap().unwrap().state
}

#[test]
fn a_wrong_date_and_an_unreadable_photo_are_said_beside_the_field() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let id = started(&mut browser).await;
        let documents = format!("/permohonan/{id}/dokumen");
        let form = format!("{documents}/str");
        let page = browser.get(&documents).await;
        let wrong = browser
            .upload(&page, &form, "doc.str", "a.pdf", &small_pdf("a"), &[("berlaku_sampai", "kapan-kapan")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("Tulis tanggal berlaku seperti 30-03-2026."));
        let files = [("doc.str", "a.jpg", photo(200)), ("doc.str", "b.jpg", b"\xff\xd8\xff rusak".to_vec())];
        let wrong = browser.upload_all(&page, &form, &files, &[]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("b.jpg: Foto ini tidak dapat dibuka."), "{}", wrong.text());
        assert!(state(&town, &id).documents.is_empty());
    });
}

#[proves("MJK18-12.2")]
#[test]
fn the_script_can_go_on_after_a_cut_line_and_the_form_takes_what_came() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let id = started(&mut browser).await;
        let documents = format!("/permohonan/{id}/dokumen");
        let form = format!("{documents}/ktp");
        let page = browser.get(&documents).await;
        assert!(page.text().contains("data-pieces=\"/unggahan\""));
        let token = page.hidden(&form).into_iter().find(|(n, _)| n == "csrf").unwrap();
        let bytes = small_pdf("dalam potongan");
        let size = bytes.len().to_string();
        let begin = |token: (String, String)| {
            vec![token, ("nama".into(), "ktp.pdf".into()), ("ukuran".into(), size.clone())]
        };
        // Without our token nothing begins.
        let forged = browser.post("/unggahan", &begin(("csrf".into(), "x".into()))).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let begun = browser.post("/unggahan", &begin(token.clone())).await;
        assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
        let upload = begun.text().split('"').nth(3).unwrap().to_owned();
        let address = format!("/unggahan/{upload}");
        let first = browser.piece(&address, &token.1, 0, &bytes[..100]).await.text();
        assert!(first.contains("\"received\":100,"), "{first}");
        let asked = browser.get(&address).await.text();
        assert_eq!(asked, first, "after a cut line the offset is asked for");
        let mut stranger = town.signed_in(&town.applicant(1)).await;
        assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND);
        // Half a file is no document.
        let early = browser.fill(&page, &form, &[("unggahan.doc.ktp", &upload)]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.piece(&address, &token.1, 100, &bytes[100..]).await;
        let kept = browser.fill(&page, &form, &[("unggahan.doc.ktp", &upload)]).await;
        assert_eq!(kept.location(), documents, "{}", kept.text());
        assert_eq!(state(&town, &id).documents["ktp"].name, "ktp.pdf");
        assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND, "pieces are gone");
    });
}

#[test]
fn photos_of_a_correction_are_arranged_and_wait_for_the_others() {
    let mut town = Town::open();
    let plan = Plan {
        corrections: 1,
        leave_correction_open: true,
        ..Plan::straight(ServiceId("sip-dokter".into()))
    };
    let (id, status) = play(&mut town, plan);
    assert_eq!(status, Status::Returned);
    runtime().block_on(async {
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let round = state(&town, &id).open_correction().unwrap().clone();
        let document = round.items.iter().find_map(|i| i.item.strip_prefix("doc.")).unwrap();
        let address = format!("/permohonan/{id}/perbaikan");
        let page = browser.get(&address).await;
        let field = format!("doc.{document}");
        let files = [(field.as_str(), "a.jpg", photo(200)), (field.as_str(), "b.jpg", photo(210))];
        // What was typed beside the photos comes back with the page.
        let typed = [("pernyataan", "ya"), ("langkah", "")];
        let gone = browser.upload_all(&page, &address, &files, &typed).await;
        let arrangement = gone.location();
        let page = browser.get(&arrangement).await;
        let kept = step(&mut browser, &page, &arrangement, "simpan").await;
        let back = kept.location();
        assert!(back.starts_with(&format!("{address}?")), "{back}");
        let again = browser.get(&back).await;
        assert!(again.text().contains("Sudah terunggah: a.pdf"), "{}", again.text());
        assert!(again.hidden(&address).iter().all(|(n, _)| n != "langkah"));
        assert!(again.text().contains("checked"), "the tick came back");
        assert_eq!(state(&town, &id).status, Status::Returned, "all is sent at once");
        // What is not asked for is not taken.
        let files = [("doc.lain", "a.jpg", photo(200))];
        let before = browser.get("/folder").await.text().matches("a.jpg").count();
        let wrong = browser.upload_all(&again, &address, &files, &[("langkah", "unggah.lain")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.get("/folder").await.text().matches("a.jpg").count(), before);
    });
}

#[test]
fn a_file_of_the_folder_can_be_removed_unless_it_is_used() {
    runtime().block_on(async {
        let town = Town::open();
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let page = browser.get("/folder").await;
        let values = [("jenis", ""), ("nama", "Denah"), ("berlaku_sampai", "")];
        let kept = browser.upload(&page, "/folder", "berkas", "d.pdf", &small_pdf("denah"), &values).await;
        assert_eq!(kept.location(), "/folder", "{}", kept.text());
        let page = browser.get("/folder").await;
        let form = page.actions("/folder/").into_iter().find(|a| a.ends_with("/hapus")).unwrap();
        let id = started(&mut browser).await;
        let documents = format!("/permohonan/{id}/dokumen");
        let shown = browser.get(&documents).await;
        let file = form.split('/').nth(2).unwrap();
        browser.fill(&shown, &format!("{documents}/ktp/folder"), &[("berkas", file)]).await;
        // The old page still has the button.
        browser.fill(&page, &form, &[]).await;
        let after = browser.get("/folder").await;
        assert!(after.text().contains("tidak dapat dihapus"), "{}", after.text());
        assert!(after.text().contains(&format!("href=\"/permohonan/{id}\"")), "the use is named");
        assert!(after.actions("/folder/").is_empty(), "no button for a file in use");
        assert_eq!(town.refused("remove_file").len(), 1);
    });
}

#[proves("MJK18-5.1.c")]
#[test]
fn a_draft_and_its_files_are_there_again_after_signing_out() {
    runtime().block_on(async {
        let town = Town::open();
        let login = town.applicant(0);
        let mut browser = town.signed_in(&login).await;
        let id = started(&mut browser).await;
        fill_group(&mut browser, &id, "profesi", &PROFESSION).await;
        let documents = format!("/permohonan/{id}/dokumen");
        let page = browser.get(&documents).await;
        browser.upload(&page, &format!("{documents}/ktp"), "doc.ktp", "ktp.pdf", &small_pdf("k"), &[]).await;
        let page = browser.get("/akun").await;
        browser.fill(&page, "/keluar", &[]).await;
        assert_eq!(browser.get(&documents).await.status, StatusCode::UNAUTHORIZED);

        let mut again = town.signed_in(&login).await;
        let (name, typed) = PROFESSION[1];
        let form = again.get(&format!("/permohonan/{id}/isian/profesi")).await.text();
        assert!(form.contains(&format!("name=\"{name}\"")) && form.contains(typed), "{form}");
        assert!(again.get(&documents).await.text().contains("ktp.pdf"));
        let second = started(&mut again).await;
        let offered = again.get(&format!("/permohonan/{second}/dokumen")).await.text();
        assert!(offered.contains("Sudah ada di folder Anda:"), "{offered}");
    });
}
