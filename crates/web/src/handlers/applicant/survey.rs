//! `/permohonan/{id}/survei`: nine questions with four answers each (MJK18-17; PermenPAN-RB 14/2017).

use crate::components::{Choice, ErrorSummary, Field, FieldKind, Notice, Tone};
use crate::forms::Sent;
use crate::handlers::applicant::breadcrumb;
use crate::links;
use crate::pages::application::survey::SurveyPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::AppError;
use app::query::applicant::{StatusView, status};
use app::query::status_sentence::Duty;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::process::{Command, Refusal};

/// The nine elements as people are asked, answers from 1 to 4.
const QUESTIONS: [(&str, [&str; 4]); 9] = [
    (
        "Apakah syarat layanan sesuai dengan jenis layanannya?",
        ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    ),
    ("Apakah prosedur layanan mudah?", ["Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"]),
    ("Apakah layanan cepat?", ["Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"]),
    ("Apakah biaya wajar?", ["Sangat mahal", "Cukup mahal", "Murah", "Gratis"]),
    (
        "Apakah hasil layanan sesuai dengan yang diumumkan?",
        ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    ),
    ("Apakah petugas mampu melayani?", ["Tidak mampu", "Kurang mampu", "Mampu", "Sangat mampu"]),
    ("Apakah petugas sopan dan ramah?", ["Tidak sopan", "Kurang sopan", "Sopan", "Sangat sopan"]),
    (
        "Bagaimana penanganan pengaduan?",
        ["Tidak ada", "Ada tetapi tidak berfungsi", "Kurang baik", "Dikelola dengan baik"],
    ),
    ("Bagaimana sarana dan prasarana?", ["Buruk", "Cukup", "Baik", "Sangat baik"]),
];

/// Shows the survey while it is awaited.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let view = visitor.run(move |region, actor| status(region, actor, &id)).await?;
    // Whether the service was good is the owner's answer alone.
    if view.sentence.kind != Duty::Survey || view.under.is_some() {
        return visitor.go(&links::application(&view.id));
    }
    let page = page(&visitor, &view, &Sent::default(), false);
    visitor.page(&page)
}

/// Takes the answers; they are kept apart from the file.
pub async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    // A question without an answer becomes 0, which the rule refuses.
    let answers: Vec<u8> =
        (1..=QUESTIONS.len()).map(|n| sent.text(&format!("u{n}")).parse().unwrap_or(0)).collect();
    let seconds = sent.seconds_open(visitor.now());
    let staff_device = visitor.on_office_device();
    let (file, form) = (id.clone(), sent.clone());
    let done = visitor.run(move |region, actor| {
        let application = file.parse().map_err(|_| AppError::NotFound)?;
        let mut request = form.request(application, Command::AnswerSurvey { answers });
        request.seconds = seconds;
        request.staff_device = staff_device;
        region.act(actor, request).map(|_| ())
    });
    match done.await {
        Ok(()) => visitor.go_with(
            &links::application(&id),
            &Notice::new(Tone::Good, "Terima kasih. Survei Anda sudah kami terima."),
        ),
        Err(AppError::Refused(Refusal::SurveyIncomplete)) => {
            let view = visitor.run(move |region, actor| status(region, actor, &id)).await?;
            let page = page(&visitor, &view, &sent, true);
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(Problem::from(other)),
    }
}

fn page(visitor: &Visitor, view: &StatusView, sent: &Sent, strict: bool) -> SurveyPage {
    let questions: Vec<Field> = QUESTIONS
        .iter()
        .enumerate()
        .map(|(n, (question, answers))| {
            let id = format!("u{}", n + 1);
            let options = (1..).zip(answers).map(|(v, a): (u8, _)| Choice::new(v.to_string(), *a)).collect();
            let mut field =
                Field::new(id.clone(), format!("{}. {question}", n + 1), FieldKind::Choice { options })
                    .value(sent.text(&id));
            if strict && !matches!(sent.text(&id), "1" | "2" | "3" | "4") {
                field = field.error(format!("Pilih satu jawaban untuk pertanyaan {}.", n + 1));
            }
            field
        })
        .collect();
    SurveyPage {
        shell: visitor.shell_at(view.version),
        breadcrumb: breadcrumb(&view.id, &view.number, "Survei"),
        id: view.id.clone(),
        errors: ErrorSummary::of(&questions),
        questions,
    }
}
