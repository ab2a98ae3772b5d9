//! The stages of a service drawn as a numbered way.

use askama::Template;
use askama::filters::HtmlSafe;

/// How far a file has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Progress {
    #[default]
    /// Not yet reached.
    Ahead,
    /// Here it is.
    Here,
    /// Done.
    Passed,
}

/// One stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlowStep {
    /// Label of the stage.
    pub name: String,
    /// Desk or unit; "Anda" for the applicant.
    pub who: String,
    /// Working time, or empty.
    pub time: String,
    /// The applicant acts here.
    pub yours: bool,
    /// For a running file.
    pub progress: Progress,
}

impl FlowStep {
    /// A stage of the office.
    pub fn office(name: impl Into<String>, who: impl Into<String>, time: impl Into<String>) -> Self {
        FlowStep { name: name.into(), who: who.into(), time: time.into(), ..Self::default() }
    }

    /// A stage in which the applicant acts.
    pub fn yours(name: impl Into<String>, time: impl Into<String>) -> Self {
        FlowStep {
            name: name.into(),
            who: "Anda".to_owned(),
            time: time.into(),
            yours: true,
            ..Self::default()
        }
    }

    fn class(&self) -> &'static str {
        match self.progress {
            Progress::Ahead => "",
            Progress::Here => "flow__now",
            Progress::Passed => "flow__done",
        }
    }
}

/// Stages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "flow/template.html")]
pub struct Flow {
    /// In order.
    pub steps: Vec<FlowStep>,
}

impl HtmlSafe for Flow {}
