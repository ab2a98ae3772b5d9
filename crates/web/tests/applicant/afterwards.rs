//! After the receipt: correction, survey, verification of the permit.

use crate::steps::{play, runtime, state};
use crate::support::{Browser, Town, small_pdf};
use app::play::Plan;
use axum::http::StatusCode;
use axum::http::header::CONTENT_DISPOSITION;
use domain::definition::{ServiceId, StageKind};
use domain::process::Status;
use domain::value::VerificationCode;

#[test]
fn a_permit_is_verified_by_code_and_by_pdf() {
    let mut town = Town::open();
    let (id, status) = play(&mut town, Plan::straight(ServiceId("sip-dokter".into())));
    assert_eq!(status, Status::HandedOver);
    runtime().block_on(async {
        let state = state(&town, &id);
        let code: VerificationCode = state.verification_code.clone().unwrap().parse().unwrap();
        let mut anybody = Browser::new(&town.router);
        let enter = anybody.get("/verifikasi").await;
        let typed = code.to_string().to_lowercase();
        let gone = anybody.fill(&enter, "/verifikasi", &[("kode", &typed)]).await;
        assert_eq!(gone.location(), format!("/verifikasi/{}", code.compact()), "{}", gone.text());
        let result = anybody.get(&gone.location()).await.text();
        let number = &state.number.as_ref().unwrap().number;
        for shown in [">BERLAKU<", number.as_str(), state.holder_name.as_str()] {
            assert!(result.contains(shown), "{shown} in {result}");
        }
        let nik_like = result.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 16);
        assert!(!nik_like, "six data and nothing else: {result}");

        let wrong = anybody.fill(&enter, "/verifikasi", &[("kode", "ABCD")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"ABCD\""));
        assert!(anybody.get("/verifikasi/0000000000000000").await.text().contains(">TIDAK DIKENAL<"));
        assert!(anybody.get("/verifikasi/apa-saja").await.text().contains(">TIDAK DIKENAL<"));

        let region = town.region().clone();
        let application = state.id;
        let pdf = tokio::task::spawn_blocking(move || app::letter::read_file(&region, application, "permit"));
        let (_, mut pdf) = pdf.await.unwrap().unwrap().unwrap();
        let checked = anybody.upload(&enter, "/verifikasi", "dokumen", "izin.pdf", &pdf, &[]).await.text();
        assert!(checked.contains(">BERLAKU<") && checked.contains(number.as_str()), "{checked}");
        let mut longer = pdf.clone();
        longer.extend(b"\n% tambahan\n");
        let changed = anybody.upload(&enter, "/verifikasi", "dokumen", "izin.pdf", &longer, &[]).await.text();
        assert!(changed.contains(">SUDAH DIUBAH<"), "{changed}");
        let middle = pdf.len() / 3;
        pdf[middle] ^= 1;
        let flipped = anybody.upload(&enter, "/verifikasi", "dokumen", "izin.pdf", &pdf, &[]).await.text();
        assert!(!flipped.contains(">BERLAKU<") && !flipped.contains(number.as_str()), "{flipped}");
        let foreign = small_pdf("bukan dari kami");
        let unknown =
            anybody.upload(&enter, "/verifikasi", "dokumen", "lain.pdf", &foreign, &[]).await.text();
        assert!(unknown.contains(">TIDAK DIKENAL<"), "{unknown}");
    });
}

#[test]
fn the_survey_opens_the_permit_and_is_answered_once() {
    let mut town = Town::open();
    let plan = Plan { stop_at: Some(StageKind::Survey), ..Plan::straight(ServiceId("sip-dokter".into())) };
    let (id, _) = play(&mut town, plan);
    runtime().block_on(async {
        let mut browser = town.signed_in(&town.applicant(0)).await;
        let status = browser.get(&format!("/permohonan/{id}")).await.text();
        assert!(status.contains("Isi survei singkat (2 menit) agar dapat kami serahkan."), "{status}");
        let permit = format!("/permohonan/{id}/surat/izin");
        assert_eq!(
            browser.get(&permit).await.status,
            StatusCode::NOT_FOUND,
            "the permit waits for the survey"
        );
        let survey = format!("/permohonan/{id}/survei");
        let page = browser.get(&survey).await;
        let names: Vec<String> = (1..=9).map(|n| format!("u{n}")).collect();
        let mut answers: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "4")).collect();
        let short = browser.fill(&page, &survey, &answers[..8]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.text().contains("Pilih satu jawaban untuk pertanyaan 9."), "{}", short.text());
        answers[2].1 = "3";
        let done = browser.fill(&short, &survey, &answers).await;
        assert_eq!(done.location(), format!("/permohonan/{id}"), "{}", done.text());
        assert!(browser.get(&format!("/permohonan/{id}")).await.text().contains("Terima kasih."));
        let mut second = page.hidden(&survey);
        second[1].1 = "kunci-lain".into();
        second.extend(answers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        let refused = browser.post(&survey, &second).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("sudah diisi"), "{}", refused.text());
        let permit = browser.get(&permit).await;
        assert_eq!(permit.status, StatusCode::OK);
        assert!(permit.headers[CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    });
}

#[test]
fn a_correction_is_sent_at_once_and_keeps_what_came() {
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
        let address = format!("/permohonan/{id}/perbaikan");
        let shown = browser.get(&format!("/permohonan/{id}")).await.text();
        assert!(shown.contains("yang perlu Anda perbaiki sebelum"), "{shown}");
        let page = browser.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let round = state(&town, &id).open_correction().unwrap().clone();
        let answers: Vec<(String, String)> = round
            .items
            .iter()
            .filter_map(|item| item.item.strip_prefix("form."))
            .map(|field| (field.to_owned(), state(&town, &id).form[field].clone()))
            .collect();
        let mut values: Vec<(&str, &str)> = answers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let document =
            round.items.iter().find_map(|i| i.item.strip_prefix("doc.")).expect("a document to correct");
        let field = format!("doc.{document}");
        // Unticked: refused, and the file that came is not asked for again.
        let again =
            browser.upload(&page, &address, &field, "baru.pdf", &small_pdf("lebih jelas"), &values).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text().contains("Beri tanda centang pada pernyataan"), "{}", again.text());
        assert!(again.text().contains("Sudah terunggah: baru.pdf"), "{}", again.text());
        assert_eq!(state(&town, &id).status, Status::Returned);
        values.push(("pernyataan", "ya"));
        let done = browser.fill(&again, &address, &values).await;
        assert_eq!(done.location(), format!("/permohonan/{id}"), "{}", done.text());
        let after = state(&town, &id);
        assert_eq!(after.documents[document].name, "baru.pdf");
        assert_ne!(after.status, Status::Returned);
    });
}
