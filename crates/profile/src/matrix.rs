//! Which role may hold which capability: the matrix of the requirements, section 8.2. Everything else is forbidden.

use domain::capability::Capability;

/// Roles of section 8.1, with `initialling_official` for its "officials with paraf right".
pub(crate) const KNOWN_ROLES: &[&str] = &[
    "public",
    "applicant",
    "permit_holder",
    "service_officer",
    "admin_validator",
    "registration_assistant",
    // An operator outside the office (practice, section 3); section 8.1 names none.
    "village_operator",
    "technical_team",
    "technical_agency",
    "technical_unit_user",
    "deciding_official",
    "initialling_official",
    "head_of_office",
    "head_of_region",
    "regional_secretary",
    "retribution_officer",
    "bank",
    "print_operator",
    "numbering_officer",
    "handover_officer",
    "courier",
    "helpdesk_officer",
    "consultation_officer",
    "ptsp_organiser",
    "investment_division",
    "system_manager",
    "auditor",
    "content_editor",
    "head_of_ict_office",
    "ict_analyst",
    "unit_officer",
    "unit_head",
    "data_owner",
    "appointed_admin",
    "spbe_team",
    "test_team",
    "stakeholder",
    "like_admin",
    "division_officer",
    "archivist",
];

/// Roles that may hold a capability.
pub(crate) fn allowed(capability: Capability) -> &'static [&'static str] {
    match capability {
        Capability::DecideAccessRequest => &["service_officer"],
        // An assistant enters; the applicant confirms (MJK18-12.6).
        Capability::SubmitApplication => &["applicant", "registration_assistant", "village_operator"],
        Capability::AssistRegistration => &["registration_assistant"],
        Capability::AssistOutside => &["village_operator"],
        Capability::VerifyAdministration => &["service_officer", "like_admin"],
        Capability::ValidateAdministration => &["admin_validator"],
        Capability::VisitSite => &["technical_team"],
        Capability::RecommendTechnically => &["technical_team", "technical_agency"],
        Capability::Decide => &["deciding_official"],
        Capability::Initial => &["initialling_official", "deciding_official", "head_of_office"],
        Capability::Sign => &["head_of_office", "deciding_official"],
        Capability::IssueSkrd => &["retribution_officer"],
        Capability::ConfirmPayment => &["bank", "retribution_officer"],
        Capability::Print => &["print_operator"],
        Capability::AssignNumber => &["numbering_officer"],
        Capability::FillSurvey => &["applicant"],
        Capability::HandOver => &["handover_officer", "courier"],
        Capability::RequestCancellation => &["applicant", "permit_holder"],
        // Disposisi is the section head's (practice, section 2), who is an official of one of these roles.
        Capability::Assign => &["initialling_official", "deciding_official", "head_of_office"],
        Capability::ReadAuditTrail => &["ptsp_organiser", "auditor"],
        Capability::ConfigureSystem => &["system_manager", "appointed_admin"],
        Capability::ApproveStandard => &["head_of_office", "unit_head"],
        Capability::DeclareForceMajeure => &["head_of_office"],
        Capability::ProcessIssue => &["division_officer", "archivist", "service_officer", "handover_officer"],
    }
}
