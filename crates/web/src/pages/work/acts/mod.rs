//! The part of the case page that belongs to the stage: one struct for each kind of act.

pub mod admin_validation;
pub mod admin_verification;
pub mod archive;
pub mod cancellation;
pub mod decision;
pub mod handover;
pub mod numbering;
pub mod payment;
pub mod printing;
pub mod processing_issue;
pub mod signing;
pub mod site_visit;
pub mod survey;
pub mod technical_recommendation;

use crate::components::Field;
use askama::Template;
use askama::filters::HtmlSafe;

use admin_validation::AdminValidationPanel;
use admin_verification::AdminVerificationPanel;
use archive::ArchivePanel;
use cancellation::CancellationPanel;
use decision::DecisionPanel;
use handover::HandoverPanel;
use numbering::NumberingPanel;
use payment::PaymentPanel;
use printing::PrintingPanel;
use processing_issue::ProcessingIssuePanel;
use signing::SigningPanel;
use site_visit::SiteVisitPanel;
use survey::SurveyWaitPanel;
use technical_recommendation::TechnicalRecommendationPanel;

/// One thing to judge: a document or an answer. The values are called `hasil.<id>` (`sesuai` or `tidak`) and `catatan.<id>`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "pages/work/acts/check_row.html")]
pub struct CheckRow {
    /// `doc.<id>` or `form.<id>`.
    pub id: String,
    /// Document or question.
    pub label: String,
    /// What it must prove, or what was typed.
    pub claim: String,
    /// A doubt the system has, or empty.
    pub warning: String,
    /// Shows the document on the left.
    pub href: Option<String>,
    /// Verdict so far.
    pub ok: Option<bool>,
    /// Note so far.
    pub note: String,
    /// For example a missing note.
    pub error: Option<String>,
    /// For the whole form: a list (id `isian`) of the answer that is meant.
    pub which: Option<Field>,
}

impl HtmlSafe for CheckRow {}

/// The act of the present stage.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/acts/panel.html")]
pub enum ActPanel {
    /// See [`AdminVerificationPanel`].
    AdminVerification(Box<AdminVerificationPanel>),
    /// See [`AdminValidationPanel`].
    AdminValidation(Box<AdminValidationPanel>),
    /// See [`SiteVisitPanel`].
    SiteVisit(Box<SiteVisitPanel>),
    /// See [`TechnicalRecommendationPanel`].
    TechnicalRecommendation(Box<TechnicalRecommendationPanel>),
    /// See [`DecisionPanel`].
    Decision(Box<DecisionPanel>),
    /// See [`PaymentPanel`].
    Payment(Box<PaymentPanel>),
    /// See [`PrintingPanel`].
    Printing(Box<PrintingPanel>),
    /// See [`SigningPanel`].
    Signing(Box<SigningPanel>),
    /// See [`NumberingPanel`].
    Numbering(Box<NumberingPanel>),
    /// See [`ProcessingIssuePanel`].
    ProcessingIssue(Box<ProcessingIssuePanel>),
    /// See [`ArchivePanel`].
    Archive(Box<ArchivePanel>),
    /// See [`SurveyWaitPanel`].
    Survey(Box<SurveyWaitPanel>),
    /// See [`HandoverPanel`].
    Handover(Box<HandoverPanel>),
    /// See [`CancellationPanel`].
    Cancellation(Box<CancellationPanel>),
    /// Nothing can be done here now; says why.
    Nothing(String),
    /// Another panel stands in its place.
    Hidden,
}

impl HtmlSafe for ActPanel {}

impl ActPanel {
    /// Every act with invented data.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let mut out = vec![("nothing", ActPanel::Nothing("Menunggu pembayaran pemohon.".to_owned()))];
        out.extend(
            AdminVerificationPanel::samples()
                .into_iter()
                .map(|(n, p)| (n, ActPanel::AdminVerification(Box::new(p)))),
        );
        out.extend(
            AdminValidationPanel::samples()
                .into_iter()
                .map(|(n, p)| (n, ActPanel::AdminValidation(Box::new(p)))),
        );
        out.extend(
            TechnicalRecommendationPanel::samples()
                .into_iter()
                .map(|(n, p)| (n, ActPanel::TechnicalRecommendation(Box::new(p)))),
        );
        out.extend(DecisionPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Decision(Box::new(p)))));
        out.extend(PaymentPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Payment(Box::new(p)))));
        out.extend(PrintingPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Printing(Box::new(p)))));
        out.extend(SigningPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Signing(Box::new(p)))));
        out.extend(NumberingPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Numbering(Box::new(p)))));
        out.extend(SurveyWaitPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Survey(Box::new(p)))));
        out.extend(HandoverPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Handover(Box::new(p)))));
        out.extend(SiteVisitPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::SiteVisit(Box::new(p)))));
        out.extend(
            ProcessingIssuePanel::samples()
                .into_iter()
                .map(|(n, p)| (n, ActPanel::ProcessingIssue(Box::new(p)))),
        );
        out.extend(ArchivePanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Archive(Box::new(p)))));
        out.extend(
            CancellationPanel::samples().into_iter().map(|(n, p)| (n, ActPanel::Cancellation(Box::new(p)))),
        );
        out
    }
}
