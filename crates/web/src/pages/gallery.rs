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
    add(&mut out, "index", super::index::PublicIndexPage::samples())?;
    add(&mut out, "services-list", super::services::list::ServiceListPage::samples())?;
    add(&mut out, "services-show", super::services::show::ServicePage::samples())?;
    add(&mut out, "verification-enter", super::verification::enter::VerificationPage::samples())?;
    add(&mut out, "verification-result", super::verification::result::VerificationResultPage::samples())?;
    add(&mut out, "access-start", super::access::start::AccessStartPage::samples())?;
    add(&mut out, "access-form", super::access::form::AccessFormPage::samples())?;
    add(&mut out, "access-request", super::access::request::AccessRequestPage::samples())?;
    add(&mut out, "account_form", super::account_form::AccountFormPage::samples())?;
    add(&mut out, "duties", super::duties::DutiesPage::samples())?;
    add(&mut out, "security", super::security::SecurityPage::samples())?;
    add(&mut out, "work-access_desk", super::work::access_desk::AccessDeskPage::samples())?;
    add(&mut out, "power-list", super::power_of_attorney::list::PowersPage::samples())?;
    add(&mut out, "power-ask", super::power_of_attorney::ask::PowerAskPage::samples())?;
    add(&mut out, "power-show", super::power_of_attorney::show::PowerPage::samples())?;
    add(&mut out, "power-sheet", super::power_of_attorney::sheet::PowerSheetPage::samples())?;
    add(&mut out, "work-power_case", super::work::power_case::PowerCasePage::samples())?;
    add(&mut out, "work-access_case", super::work::access_case::AccessCasePage::samples())?;
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
    add(&mut out, "counter-desk", super::counter::desk::CounterPage::samples())?;
    add(&mut out, "counter-person", super::counter::person::CounterPersonPage::samples())?;
    add(&mut out, "go-betweens", super::shared::go_betweens::GoBetweensPage::samples())?;
    add(&mut out, "application-messages", super::application::messages::MessagesPage::samples())?;
    add(&mut out, "lock", super::shared::lock::LockPage::samples())?;
    add(&mut out, "switch", super::shared::switch::SwitchPage::samples())?;
    add(&mut out, "counter-contact", super::counter::contact::CounterContactPage::samples())?;
    add(&mut out, "counter-declaration", super::counter::declaration::DeclarationSheetPage::samples())?;
    add(&mut out, "work-signed_today", super::work::signed_today::SignedTodayPage::samples())?;
    add(&mut out, "work-signing_blocks", super::work::signing_blocks::SigningBlocksPage::samples())?;
    add(&mut out, "work-visits", super::work::visits::VisitsPage::samples())?;
    add(&mut out, "work-queue", super::work::queue::QueuePage::samples())?;
    add(&mut out, "work-overview", super::work::overview::OverviewPage::samples())?;
    add(&mut out, "work-office_list", super::work::office_list::OfficeListPage::samples())?;
    add(&mut out, "work-survey_index", super::work::survey_index::SurveyIndexPage::samples())?;
    add(&mut out, "work-find", super::work::find::FindPage::samples())?;
    add(&mut out, "work-case", super::work::case::CasePage::samples())?;
    add(&mut out, "work-signing_list", super::work::signing_list::SigningListPage::samples())?;
    add(&mut out, "work-signing_pin", super::work::signing_pin::SigningPinPage::samples())?;
    add(&mut out, "work-register", super::work::register::RegisterPage::samples())?;
    add(&mut out, "work-paper", super::work::paper::PaperPage::samples())?;
    add(&mut out, "work-refunds", super::work::refunds::RefundsPage::samples())?;
    add(&mut out, "work-failed_messages", super::work::failed_messages::FailedMessagesPage::samples())?;
    add(&mut out, "manage-home", super::manage::home::ManagePage::samples())?;
    add(&mut out, "manage-staff", super::manage::staff::StaffPage::samples())?;
    add(&mut out, "manage-person", super::manage::person::PersonPage::samples())?;
    add(&mut out, "manage-officials", super::manage::officials::OfficialsPage::samples())?;
    add(&mut out, "manage-calendar", super::manage::calendar::CalendarPage::samples())?;
    add(
        &mut out,
        "manage-calendar_preview",
        super::manage::calendar_preview::CalendarPreviewPage::samples(),
    )?;
    add(&mut out, "manage-system", super::manage::system::SystemPage::samples())?;
    add(&mut out, "manage-profile", super::manage::profile::ProfilePage::samples())?;
    add(&mut out, "manage-standards", super::manage::standards::StandardsPage::samples())?;
    add(&mut out, "audit-list", super::audit::list::AuditListPage::samples())?;
    add(&mut out, "audit-restricted", super::audit::restricted::RestrictedPage::samples())?;
    add(&mut out, "audit-story", super::audit::story::AuditStoryPage::samples())?;
    add(&mut out, "demo-choose", super::demo::choose::DemoChoosePage::samples())?;
    add(&mut out, "demo-guide", super::demo::guide::DemoGuidePage::samples())?;
    add(&mut out, "demo-outbox", super::demo::outbox::DemoOutboxPage::samples())?;
    add(&mut out, "demo-style", super::demo::style::StylePage::samples())?;
    add(&mut out, "demo-clock", super::demo::clock::DemoClockPage::samples())?;
    Ok(out)
}
