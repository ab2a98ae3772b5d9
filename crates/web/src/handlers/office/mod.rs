//! The desks of the office: queue, case page with the acts of all stages, signing list, books. One action, one file.
//!
//! Which acts are open is asked of the engine (`app::query::case::Panels`); a handler never decides that itself. Their
//! lines stand here and are joined to the one list in `router.rs`.

mod act_panel;
mod archive;
mod assign_number;
mod case_page;
mod check_cancellation;
mod checks;
mod consent;
mod contact;
mod control_sheet;
mod document;
mod draft;
mod failed_messages;
mod find;
mod give;
mod hand_over;
mod issue_skrd;
mod moment;
mod narrow;
mod office_list;
mod overview;
mod paper_stock;
mod payment;
mod perform;
mod pin;
mod plan_site_visit;
mod print;
mod problems;
mod propose_hand_back;
mod queue;
mod recommend;
mod record_site_visit;
mod refunds;
mod register;
mod release;
mod release_issue;
mod request_cancellation;
mod return_shipment;
mod scan;
mod send_back;
mod settle_hand_back;
mod settle_payment;
mod settle_scan;
mod ship;
mod show;
mod sign_in_ink;
mod sign_off_site_visit;
mod signed_today;
mod signing;
mod signing_blocks;
mod spoil;
mod survey_index;
mod take;
mod tell;
mod validate;
mod visit;
mod visits;

use crate::links::path;
use crate::router::{Line, Permission, get, post, upload};
use domain::capability::Capability;

/// The lines of this group, each with its permission. Which file somebody may open is decided with the file.
pub fn lines() -> Vec<Line> {
    use Capability::{
        Assign, AssignNumber, ConfigureSystem, ConfirmPayment, Decide, HandOver, Initial, IssueSkrd, Print,
        ProcessIssue, RecommendTechnically, RequestCancellation, Sign, ValidateAdministration,
        VerifyAdministration, VisitSite,
    };
    use Permission::{May, MayOneOf, Staff};
    const OFFICIALS: Permission = MayOneOf(&[Initial, Decide, Sign]);
    vec![
        get(path::WORK, Staff, queue::show),
        post(path::WORK_GIVE, May(Assign), give::send),
        get(path::OVERVIEW, MayOneOf(&[Assign, Decide]), overview::show),
        get(path::OFFICE_LIST, MayOneOf(&[Assign, Decide]), office_list::show),
        get(path::FIND, Staff, find::show),
        get(
            path::SURVEY_INDEX,
            MayOneOf(&[Assign, Decide, Capability::ApproveStandard, Capability::ReadAuditTrail]),
            survey_index::show,
        ),
        get(path::SIGNING_LIST, OFFICIALS, signing::show),
        post(path::SIGNING_OPENED, OFFICIALS, signing::open),
        post(path::SIGNING_PIN, OFFICIALS, signing::ask),
        post(path::SIGNING_CONFIRM, OFFICIALS, signing::confirm),
        get(path::SIGNED_TODAY, OFFICIALS, signed_today::show),
        post(path::SIGNED_NOT_ME, OFFICIALS, signed_today::not_me),
        get(path::SIGNING_BLOCKS, May(ConfigureSystem), signing_blocks::show),
        post(path::SIGNING_BLOCKS, May(ConfigureSystem), signing_blocks::send),
        get(path::REGISTER, Staff, register::show),
        get(path::PAPER_STOCK, Staff, paper_stock::show),
        post(path::PAPER_STOCK, May(Print), paper_stock::send),
        get(path::REFUNDS, Staff, refunds::show),
        get(path::FAILED_MESSAGES, Staff, failed_messages::show),
        post(path::FAILED_MESSAGE_RETRY, Staff, failed_messages::retry),
        get(path::CASE, Staff, show::show),
        get(path::CASE_CONTROL_SHEET, Staff, control_sheet::show),
        get(path::CASE_FILE, Staff, document::show),
        get(path::CASE_FILE_PAGE, Staff, document::page),
        post(path::CASE_TAKE, Staff, take::send),
        post(path::CASE_RELEASE, Staff, release::send),
        post(path::CASE_SEND_BACK, Staff, send_back::send),
        post(path::CASE_CONTACT, Staff, contact::send),
        post(path::CASE_TELL, Staff, tell::send),
        post(path::CASE_CHECKS, May(VerifyAdministration), checks::save),
        post(path::CASE_PASS, May(VerifyAdministration), checks::pass),
        post(path::CASE_REQUEST_CORRECTION, May(VerifyAdministration), checks::request_correction),
        post(path::CASE_PROPOSE_HAND_BACK, May(VerifyAdministration), propose_hand_back::send),
        post(path::CASE_VALIDATE, May(ValidateAdministration), validate::send),
        post(path::CASE_SETTLE_HAND_BACK, May(ValidateAdministration), settle_hand_back::send),
        upload(path::CASE_VISIT, May(RecommendTechnically), visit::send),
        get(path::VISITS, May(RecommendTechnically), visits::show),
        post(path::VISITS, May(RecommendTechnically), visits::plan),
        post(path::CASE_SITE_VISIT_PLAN, May(VisitSite), plan_site_visit::send),
        upload(path::CASE_SITE_VISIT, May(VisitSite), record_site_visit::send),
        post(path::CASE_SITE_VISIT_SIGN_OFF, May(VisitSite), sign_off_site_visit::send),
        post(path::CASE_RECOMMEND, May(RecommendTechnically), recommend::send),
        post(path::CASE_DRAFT_REFUSAL, May(Decide), draft::refusal),
        post(path::CASE_DRAFT_APPROVAL, May(Decide), draft::approval),
        post(path::CASE_PIN, OFFICIALS, pin::ask),
        post(path::CASE_INITIAL, May(Initial), consent::initial),
        post(path::CASE_DECIDE, May(Decide), consent::decide),
        post(path::CASE_SKRD, May(IssueSkrd), issue_skrd::send),
        upload(path::CASE_PAYMENT, May(ConfirmPayment), payment::send),
        post(path::CASE_SETTLE_PAYMENT, May(ConfirmPayment), settle_payment::send),
        post(path::CASE_PRINT, May(Print), print::send),
        post(path::CASE_SPOIL, May(Print), spoil::send),
        post(path::CASE_SIGN, May(Sign), consent::sign),
        post(path::CASE_SIGN_IN_INK, May(Sign), sign_in_ink::send),
        post(path::CASE_NUMBER, May(AssignNumber), assign_number::send),
        upload(path::CASE_SCAN, May(AssignNumber), scan::send),
        post(path::CASE_SETTLE_SCAN, May(AssignNumber), settle_scan::send),
        post(path::CASE_RELEASE_ISSUE, May(ProcessIssue), release_issue::send),
        post(path::CASE_ARCHIVE, May(ProcessIssue), archive::send),
        post(path::CASE_SHIP, May(HandOver), ship::send),
        post(path::CASE_RETURN_SHIPMENT, May(HandOver), return_shipment::send),
        post(path::CASE_HAND_OVER, May(HandOver), hand_over::send),
        post(path::CASE_REQUEST_CANCELLATION, May(RequestCancellation), request_cancellation::send),
        post(path::CASE_CHECK_CANCELLATION, May(VerifyAdministration), check_cancellation::send),
        post(path::CASE_DECIDE_CANCELLATION, May(Decide), consent::decide_cancellation),
    ]
}
