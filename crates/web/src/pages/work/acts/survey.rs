//! The file waits for the survey of its applicant.

use crate::components::{FormSeed, Notice, Tone};
use askama::Template;
use askama::filters::HtmlSafe;

/// The file waits for the survey of its applicant.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/survey.html")]
pub struct SurveyWaitPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// When the survey opened.
    pub since: String,
    /// Reminders sent and to come.
    pub reminders: Vec<String>,
    /// Six days have passed (MJK18-17.4).
    pub suspended: bool,
}

impl HtmlSafe for SurveyWaitPanel {}

impl SurveyWaitPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let panel = |suspended: bool| SurveyWaitPanel {
            id: "c2".to_owned(),
            forms: FormSeed::sample(),
            since: "Senin, 30 Maret 2026".to_owned(),
            reminders: vec![
                "Rabu, 1 April 2026: terkirim".to_owned(),
                "Jumat, 3 April 2026: akan dikirim".to_owned(),
            ],
            suspended,
        };
        vec![("survey", panel(false)), ("survey-suspended", panel(true))]
    }
}
