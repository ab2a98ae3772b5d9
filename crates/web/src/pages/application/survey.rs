//! `/permohonan/{id}/survei`: satisfaction survey: nine questions with four answers each (MJK18-17).

use crate::components::{Breadcrumb, Choice, ErrorSummary, Field, FieldKind, Link};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Satisfaction survey: nine questions with four answers each (MJK18-17).
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/survey.html")]
pub struct SurveyPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Nine choices with ids `u1` to `u9` and values 1 to 4.
    pub questions: Vec<Field>,
    /// Questions without an answer.
    pub errors: ErrorSummary,
}

impl SurveyPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let texts = [
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
        let questions = || -> Vec<Field> {
            texts
                .iter()
                .enumerate()
                .map(|(n, (question, answers))| {
                    let options =
                        (1..).zip(answers).map(|(v, a): (u8, _)| Choice::new(v.to_string(), *a)).collect();
                    Field::new(
                        format!("u{}", n + 1),
                        format!("{}. {question}", n + 1),
                        FieldKind::Choice { options },
                    )
                })
                .collect()
        };
        let page = |questions: Vec<Field>| SurveyPage {
            shell: Shell::sample_applicant(links::application_survey("a1")),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::account(), "Permohonan saya")], "Survei"),
            id: "a1".to_owned(),
            errors: ErrorSummary::of(&questions),
            questions,
        };
        let mut wrong = questions();
        wrong[2].error = Some("Pilih satu jawaban untuk pertanyaan 3.".to_owned());
        vec![("usual", page(questions())), ("error", page(wrong))]
    }
}
