//! Every page with every sample: for tests, for the gallery, and for people who change the look.

use askama::Template;

/// A page rendered with one sample.
pub struct Rendered {
    /// Page and sample, for example `services-show.free`.
    pub name: String,
    /// The whole page.
    pub html: String,
}

fn add<P: Template>(
    out: &mut Vec<Rendered>,
    page: &str,
    samples: Vec<(&'static str, P)>,
) -> Result<(), askama::Error> {
    for (sample, page_data) in samples {
        out.push(Rendered { name: format!("{page}.{sample}"), html: page_data.render()? });
    }
    Ok(())
}

/// Renders all of them.
///
/// # Errors
/// When a template fails, which only happens when writing fails.
pub fn render_all() -> Result<Vec<Rendered>, askama::Error> {
    let mut out = Vec::new();
    add(&mut out, "home", super::home::HomePage::samples())?;
    add(&mut out, "services-list", super::services::list::ServiceListPage::samples())?;
    add(&mut out, "services-show", super::services::show::ServicePage::samples())?;
    add(&mut out, "verification-enter", super::verification::enter::VerificationPage::samples())?;
    add(&mut out, "verification-result", super::verification::result::VerificationResultPage::samples())?;
    add(&mut out, "sign_in", super::sign_in::SignInPage::samples())?;
    add(&mut out, "content", super::content::ContentPage::samples())?;
    add(&mut out, "problem", super::problem::ProblemPage::samples())?;
    add(&mut out, "account", super::account::AccountPage::samples())?;
    add(&mut out, "folder", super::folder::FolderPage::samples())?;
    add(&mut out, "arrangement", super::arrangement::ArrangementPage::samples())?;
    add(&mut out, "application-draft", super::application::draft::DraftPage::samples())?;
    add(&mut out, "application-form_group", super::application::form_group::FormGroupPage::samples())?;
    add(&mut out, "application-items", super::application::items::ItemsPage::samples())?;
    add(&mut out, "application-documents", super::application::documents::DocumentsPage::samples())?;
    add(
        &mut out,
        "application-check_answers",
        super::application::check_answers::CheckAnswersPage::samples(),
    )?;
    add(&mut out, "application-sent", super::application::sent::SentPage::samples())?;
    add(&mut out, "application-status", super::application::status::StatusPage::samples())?;
    add(&mut out, "application-correction", super::application::correction::CorrectionPage::samples())?;
    add(&mut out, "application-survey", super::application::survey::SurveyPage::samples())?;
    add(&mut out, "application-cancellation", super::application::cancellation::CancellationPage::samples())?;
    add(&mut out, "work-queue", super::work::queue::QueuePage::samples())?;
    add(&mut out, "work-case", super::work::case::CasePage::samples())?;
    add(&mut out, "work-signing_list", super::work::signing_list::SigningListPage::samples())?;
    add(&mut out, "work-signing_pin", super::work::signing_pin::SigningPinPage::samples())?;
    add(&mut out, "work-register", super::work::register::RegisterPage::samples())?;
    add(&mut out, "work-paper", super::work::paper::PaperPage::samples())?;
    add(&mut out, "work-refunds", super::work::refunds::RefundsPage::samples())?;
    add(&mut out, "work-failed_messages", super::work::failed_messages::FailedMessagesPage::samples())?;
    add(&mut out, "audit-list", super::audit::list::AuditListPage::samples())?;
    add(&mut out, "audit-story", super::audit::story::AuditStoryPage::samples())?;
    add(&mut out, "demo-guide", super::demo::guide::DemoGuidePage::samples())?;
    add(&mut out, "demo-outbox", super::demo::outbox::DemoOutboxPage::samples())?;
    add(&mut out, "demo-clock", super::demo::clock::DemoClockPage::samples())?;
    Ok(out)
}
