//! Events that people are told of, and what their messages may and must say.

use std::fmt;

/// A name that a message may use, with the longest value that is likely, to measure an SMS by.
type Variable = (&'static str, &'static str);

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident $word:literal [$($variable:ident)*] must [$($must:literal)*];)*) => {
        /// What people are told of. The set is closed; the texts are profile data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum MessageEvent { $($(#[$doc])* $name,)* }

        impl MessageEvent {
            /// Every event.
            pub const ALL: &'static [MessageEvent] = &[$(MessageEvent::$name,)*];

            /// Stable name, as in the profile and in the outbox.
            pub fn name(self) -> &'static str {
                match self { $(MessageEvent::$name => $word,)* }
            }

            /// Names that the event brings along besides those of [`Self::COMMON`], with a long sample value of each.
            pub fn own_variables(self) -> &'static [Variable] {
                match self { $(MessageEvent::$name => &[$($variable,)*],)* }
            }

            /// Names that every message of the event must show.
            pub fn must_show(self) -> &'static [&'static str] {
                match self { $(MessageEvent::$name => &[$($must,)*],)* }
            }
        }
    };
}

const SERVICE_SHORT: Variable = ("service_short", "Kartu Pengawasan");
const SERVICE_NAME: Variable = ("service_name", "Izin Mendirikan Bangunan (IMB) paling banyak dua lantai");
const NUMBER: Variable = ("number", "26-000147-4");
const PERMIT_NUMBER: Variable = ("permit_number", "500.16.7.2/0147/SIPD-2/417.999/VIII/2026");
const AMOUNT: Variable = ("amount", "Rp1.400.000.000");
const PAYMENT_CODE: Variable = ("payment_code", "9999 0098 2600");
const DUE_DATE: Variable = ("due_date", "Senin, 30 September 2026");
const DUE_SHORT: Variable = ("due_short", "30-03-2026");
const PIN: Variable = ("pin", "482913");
const CODE: Variable = ("code", "482913");
const MINUTES: Variable = ("minutes", "15");
const ACT: Variable = ("act", "memutuskan pembatalan");
const COUNT: Variable = ("count", "40");
const SAMPLE: Variable = ("sample", "Kartu Pengawasan 26-000147-4");
const REASON: Variable = ("reason", "alamat usaha berada di luar wilayah kota ini");
const DAYS: Variable = ("days", "10");
const TITLE: Variable = ("title", "Surat Izin Praktik Dokter");
const PURPOSE: Variable = ("purpose", "mengonfirmasi alamat surel yang baru");
const WHAT: Variable = ("what", "alamat surel");
const MOMENT: Variable = ("moment", "Senin, 30 September 2026 pukul 10.42");
const PAPER: Variable = ("paper", "STR yang masih berlaku");
const REQUEST: Variable = ("number", "A26-000147-4");
const AGENCY: Variable = ("agency", "Dinas Pekerjaan Umum");
const VISIT_DATE: Variable = ("visit_date", "Senin, 30 September 2026");
const VISIT_SHORT: Variable = ("visit_short", "30-09-2026");
const VISIT_TIME: Variable = ("visit_time", "10.30");
const VISIT_PLACE: Variable =
    ("visit_place", "Jalan Contoh Raya Nomor 147, RT 04 RW 11, Dukuh Contoh, Desa Contohsari");
const LOGIN: Variable = ("login", "candrawati.rahmaningrum_klinik");
const NAME: Variable = ("name", "dr. Candrawati Rahmaningrum");

events! {
    /// The receipt exists (MJK18-12.4).
    Submitted "submitted" [NAME SERVICE_SHORT SERVICE_NAME NUMBER DUE_DATE DUE_SHORT] must ["number"];
    /// Something must be corrected.
    CorrectionRequested "correction_requested" [NAME SERVICE_SHORT SERVICE_NAME NUMBER COUNT DUE_DATE DUE_SHORT] must ["number"];
    /// The correction is still awaited.
    CorrectionReminder "correction_reminder" [NAME SERVICE_SHORT SERVICE_NAME NUMBER COUNT DUE_DATE DUE_SHORT DAYS] must ["number"];
    /// A team of an agency comes on a day.
    VisitPlanned "visit_planned" [NAME SERVICE_SHORT SERVICE_NAME NUMBER AGENCY VISIT_DATE VISIT_SHORT] must ["number"];
    /// The invitation to a visit that is a stage of its own, with hour and place (BTG68-9.3).
    SiteVisitPlanned "site_visit_planned" [NAME SERVICE_SHORT SERVICE_NAME NUMBER AGENCY VISIT_DATE VISIT_SHORT VISIT_TIME VISIT_PLACE] must ["number"];
    /// Closed without a decision on the merits.
    HandedBack "handed_back" [NAME SERVICE_SHORT SERVICE_NAME NUMBER REASON] must ["number"];
    /// The decision is yes (MJK18-14.1).
    Approved "approved" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE] must ["number"];
    /// The decision is no (MJK18-14.1).
    Refused "refused" [NAME SERVICE_SHORT SERVICE_NAME NUMBER REASON] must ["number"];
    /// What to pay, where and until when (MJK18-14.2: four data).
    PaymentNotice "payment_notice" [NAME SERVICE_SHORT SERVICE_NAME NUMBER AMOUNT PAYMENT_CODE ACCOUNT BANK DUE_DATE DUE_SHORT DAYS] must ["payment_code" "amount" "account" "bank"];
    /// The deadline of payment comes near.
    PaymentReminder "payment_reminder" [NAME SERVICE_SHORT SERVICE_NAME NUMBER AMOUNT PAYMENT_CODE ACCOUNT BANK DUE_DATE DUE_SHORT DAYS] must ["payment_code" "amount"];
    /// Not paid in time; the receivable is void (MJK18-14.4).
    ExpiredUnpaid "expired_unpaid" [NAME SERVICE_SHORT SERVICE_NAME NUMBER] must ["number"];
    /// The permit has its number and its seal.
    PermitIssued "permit_issued" [NAME SERVICE_SHORT SERVICE_NAME NUMBER PERMIT_NUMBER TITLE] must ["permit_number"];
    /// The survey waits (MJK18-17.2).
    SurveyOpened "survey_opened" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE] must ["number"];
    /// The survey still waits (MJK18-17.3).
    SurveyReminder "survey_reminder" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE COUNT DAYS] must ["number"];
    /// Six days without an answer (MJK18-17.4).
    SurveySuspended "survey_suspended" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE] must ["number"];
    /// The survey was filled after all.
    SurveyResumed "survey_resumed" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE] must ["number"];
    /// Somebody asks to take over a permit; told to its present holder.
    TransferAsked "transfer_asked" [NAME SERVICE_SHORT SERVICE_NAME NUMBER PERMIT_NUMBER] must ["permit_number"];
    /// The document still lies at the counter.
    PickupReminder "pickup_reminder" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE DAYS] must ["number"];
    /// A paper of the folder that a file uses ends soon.
    PaperEnds "paper_ends" [NAME PAPER DUE_DATE DUE_SHORT DAYS] must ["paper"];
    /// The document lies at the counter.
    ReadyForPickup "ready_for_pickup" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE] must ["number"];
    /// A courier has the document (P-13).
    Shipped "shipped" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE COURIER WAYBILL] must ["number" "waybill"];
    /// A courier came back with it (KDR11-18.1).
    DeliveryFailed "delivery_failed" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE REASON] must ["number"];
    /// The document was handed over.
    HandedOver "handed_over" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TITLE] must ["number"];
    /// Cancelled before issue, on request.
    Cancelled "cancelled" [NAME SERVICE_SHORT SERVICE_NAME NUMBER] must ["number"];
    /// Revoked after issue.
    Revoked "revoked" [NAME SERVICE_SHORT SERVICE_NAME NUMBER PERMIT_NUMBER] must ["number"];
    /// The request to cancel or revoke was declined.
    CancellationDeclined "cancellation_declined" [NAME SERVICE_SHORT SERVICE_NAME NUMBER REASON] must ["number"];
    /// One PIN for one document (MJK18-13.3).
    Pin "pin" [PIN MINUTES ACT SERVICE_SHORT NUMBER] must ["pin" "act"];
    /// One PIN for an ordered list of documents.
    PinBatch "pin_batch" [PIN MINUTES ACT COUNT SAMPLE] must ["pin" "act" "count"];
    /// A code for the applicant's own declaration on a form that an officer filled (MJK18-12.6).
    DeclarationCode "declaration_code" [PIN MINUTES SERVICE_SHORT OFFICER] must ["pin" "officer"];
    /// Somebody at a desk writes to the applicant.
    OfficeMessage "office_message" [NAME SERVICE_SHORT SERVICE_NAME NUMBER TEXT] must ["number" "text"];
    /// The evening digest: what was signed, decided or initialled in an official's name.
    SigningDigest "signing_digest" [NAME COUNT SAMPLE LIST WHEN] must ["count"];
    /// An official blocked the own signing; the system manager is told.
    SigningBlocked "signing_blocked" [NAME WHEN] must ["name"];
    /// A request for access was received (MJK18-8.5).
    AccessReceived "access_received" [NAME REQUEST DUE_DATE DUE_SHORT] must ["number"];
    /// An account was granted, with the code of the first sign-in (MJK18-8.5, 8.6).
    AccessGranted "access_granted" [NAME REQUEST CODE DAYS LOGIN] must ["code"];
    /// A request for access was refused (MJK18-8.6).
    AccessRefused "access_refused" [NAME REQUEST REASON] must ["number" "reason"];
    /// A code that confirms a number or mailbox, or stands in for a password (MJK18-8.4, 9.1).
    ContactCode "contact_code" [CODE PURPOSE MINUTES] must ["code" "purpose"];
    /// Number or mailbox of an account change; told to the old one (MJK18-9.1).
    ContactChanged "contact_changed" [NAME WHAT MOMENT] must ["what" "moment"];
    /// A lost number or mailbox will be replaced; the old one can stop it with the code, without signing in (MJK18-9.1, 9.2).
    ContactWaiting "contact_waiting" [NAME WHAT MOMENT CODE] must ["what" "moment" "code"];
    /// A helper asks for a power of attorney; the owner confirms with the code (MJK18-12.6).
    PowerOfAttorneyAsked "power_of_attorney_asked" [CODE HELPER SERVICES DUE_DATE HOURS] must ["code" "helper"];
    /// A power of attorney is in force; told to its owner (MJK18-12.6).
    PowerOfAttorneyGiven "power_of_attorney_given" [NAME OTHER SERVICES DUE_DATE] must ["other"];
    /// It is in force, or was refused; told to the helper.
    PowerOfAttorneyAnswered "power_of_attorney_answered" [NAME OTHER SERVICES DUE_DATE OUTCOME] must ["other" "outcome"];
    /// It was ended; told to the other one.
    PowerOfAttorneyEnded "power_of_attorney_ended" [NAME OTHER SERVICES DUE_DATE] must ["other"];
    /// An account was blocked on the report of its holder (MJK18-9.2).
    AccountBlocked "account_blocked" [NAME] must [];
    /// A blocked account was opened again, with the code for a new password (MJK18-9.2).
    AccountReopened "account_reopened" [NAME CODE DAYS] must ["code"];
    /// One code to choose a password with, for staff (MJK18-9.1).
    SignInCode "sign_in_code" [CODE DAYS NAME] must ["code"];
}

const COURIER: Variable = ("courier", "Kurir Contoh Nusantara");
const WAYBILL: Variable = ("waybill", "RESI-0000-1111-2222");
const HELPER: Variable = ("helper", "Kirana Purbasari Kusumadewi");
const OTHER: Variable = ("other", "Kirana Purbasari Kusumadewi");
const SERVICES: Variable = ("services", "semua layanan");
const HOURS: Variable = ("hours", "24");
const OUTCOME: Variable = ("outcome", "ditolak karena tanda tangan tidak sesuai");
const OFFICER: Variable = ("officer", "Kirana Purbasari Kusumadewi");
const TEXT: Variable = (
    "text",
    "Mohon bawa dokumen asli ke loket kami pada hari kerja, pukul 08.00 sampai 14.00, paling lambat minggu ini juga.",
);
const LIST: Variable = ("list", "10.42 Tanda tangan: SIP Dokter 26-000147-4");
const WHEN: Variable = ("when", "Senin, 30 September 2026 pukul 16.30");

/// Bank and account come from the profile itself; these stand in when it has none.
const ACCOUNT: Variable = ("account", "000-000-0000");
const BANK: Variable = ("bank", "Bank Contoh Daerah");

impl MessageEvent {
    /// Names of the office, in every message: `office_short`, `office_long`, `region_name`, `system_name`, `portal`.
    pub const COMMON: &'static [&'static str] =
        &["office_short", "office_long", "region_name", "system_name", "portal"];

    /// The event of a name.
    pub fn named(name: &str) -> Option<MessageEvent> {
        MessageEvent::ALL.iter().copied().find(|e| e.name() == name)
    }

    /// The text is for one pair of eyes: never shown in an outbox list or a log.
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            MessageEvent::Pin
                | MessageEvent::PinBatch
                | MessageEvent::DeclarationCode
                | MessageEvent::AccessGranted
                | MessageEvent::ContactCode
                | MessageEvent::ContactWaiting
                | MessageEvent::AccountReopened
                | MessageEvent::SignInCode
                | MessageEvent::PowerOfAttorneyAsked
        )
    }

    /// The law asks for an SMS: decision (MJK18-14.1), payment data (MJK18-14.2), PIN (MJK18-13.3).
    pub fn needs_sms(self) -> bool {
        matches!(
            self,
            MessageEvent::Approved
                | MessageEvent::Refused
                | MessageEvent::PaymentNotice
                | MessageEvent::Pin
                | MessageEvent::PinBatch
                | MessageEvent::ContactCode
                | MessageEvent::ContactWaiting
        )
    }

    /// A region may do without: the office then works with the other way that the page offers.
    pub fn is_optional(self) -> bool {
        matches!(
            self,
            MessageEvent::DeclarationCode
                | MessageEvent::OfficeMessage
                | MessageEvent::SigningDigest
                | MessageEvent::SigningBlocked
                | MessageEvent::TransferAsked
                | MessageEvent::PickupReminder
                | MessageEvent::PaperEnds
                | MessageEvent::VisitPlanned
                | MessageEvent::Shipped
                | MessageEvent::DeliveryFailed
                | MessageEvent::PowerOfAttorneyAsked
                | MessageEvent::PowerOfAttorneyGiven
                | MessageEvent::PowerOfAttorneyAnswered
                | MessageEvent::PowerOfAttorneyEnded
        )
    }

    /// Only in regions with a service that carries retribution.
    pub fn is_about_payment(self) -> bool {
        matches!(
            self,
            MessageEvent::PaymentNotice | MessageEvent::PaymentReminder | MessageEvent::ExpiredUnpaid
        )
    }

    /// Only in regions with a survey.
    pub fn is_about_survey(self) -> bool {
        matches!(
            self,
            MessageEvent::SurveyOpened
                | MessageEvent::SurveyReminder
                | MessageEvent::SurveySuspended
                | MessageEvent::SurveyResumed
        )
    }

    /// Every name that a message of this event may use.
    pub fn variables(self) -> impl Iterator<Item = &'static str> {
        MessageEvent::COMMON.iter().copied().chain(self.own_variables().iter().map(|(name, _)| *name))
    }
}

impl fmt::Display for MessageEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
