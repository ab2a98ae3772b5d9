//! What is wrong with a profile: where, what, and how to mend it.

use crate::asked::Asked;
use crate::source::Spot;
use serde::Serialize;
use std::cell::RefCell;
use std::fmt;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The profile can be used; somebody should look.
    Warning,
    /// The profile cannot be used.
    Error,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// The kinds of problem. The code of a kind never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemKind { $($(#[$doc])* $name,)* }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [ProblemKind] = &[$(ProblemKind::$name,)*];

            /// Stable code.
            pub fn code(self) -> &'static str {
                match self { $(ProblemKind::$name => $code,)* }
            }
        }
    };
}

kinds! {
    /// A file or folder that must be there is not, or cannot be read as text.
    FileMissing "file_missing";
    /// A file that nothing reads.
    UnknownFile "unknown_file";
    /// Not TOML.
    TomlSyntax "toml_syntax";
    /// A key that nothing reads.
    UnknownKey "unknown_key";
    /// A key that must be there.
    MissingKey "missing_key";
    /// A value of another type than its key needs.
    WrongType "wrong_type";
    /// A value that its key cannot take.
    WrongValue "wrong_value";
    /// Two entries of one list with the same name.
    DuplicateId "duplicate_id";
    /// A capability that does not exist.
    UnknownCapability "unknown_capability";
    /// A role holds a capability that the matrix of the requirements (section 8.2) does not give it.
    CapabilityForbidden "capability_forbidden";
    /// A role that the matrix does not know; nobody can say what it must not do.
    RoleOutsideMatrix "role_outside_matrix";
    /// A role that the profile does not have.
    UnknownRole "unknown_role";
    /// The role of a stage cannot do the work of its kind.
    RoleCannotWorkStage "role_cannot_work_stage";
    /// Two services with one name or one code.
    DuplicateService "duplicate_service";
    /// Two stages with one name.
    DuplicateStage "duplicate_stage";
    /// A service must begin with `registration`.
    FirstStageNotRegistration "first_stage_not_registration";
    /// Two stages of a kind that may be there once.
    StageKindTwice "stage_kind_twice";
    /// A stage that no file can reach.
    UnreachableStage "unreachable_stage";
    /// A path that never ends.
    PathDoesNotEnd "path_does_not_end";
    /// A stage that this kind of service must have.
    StageMissing "stage_missing";
    /// Stages in an order that the law or the signing mode forbids.
    StageOrder "stage_order";
    /// A payment stage in a service without fee.
    PaymentWithoutFee "payment_without_fee";
    /// A fee in a service without payment stage.
    FeeWithoutPayment "fee_without_payment";
    /// A fee in a region without bank, account and payment code.
    FeeWithoutBank "fee_without_bank";
    /// A fee of a service that the region's closed list of liable ones does not name (KDR11-15).
    FeeNotAllowed "fee_not_allowed";
    /// The fee uses a value of an agency that may not be asked.
    FeeMayMiss "fee_may_miss";
    /// Not an expression, or one outside the allowed part of the language.
    FormulaSyntax "formula_syntax";
    /// A name that the service does not have.
    FormulaUnknownName "formula_unknown_name";
    /// A function that does not exist or has other arguments.
    FormulaFunction "formula_function";
    /// A tariff table that the service does not have.
    FormulaUnknownTable "formula_unknown_table";
    /// A value or a result of another type than needed.
    FormulaType "formula_type";
    /// The result may be too large.
    FormulaOverflow "formula_overflow";
    /// A divisor may be zero.
    FormulaDivisionByZero "formula_division_by_zero";
    /// An optional value is used without asking for it.
    FormulaMayBeMissing "formula_may_be_missing";
    /// The result may fall below zero.
    FormulaNegative "formula_negative";
    /// A tariff table without an entry for every choice.
    TariffTableMisses "tariff_table_misses";
    /// Fewer than three worked examples.
    TooFewExamples "too_few_examples";
    /// A worked example that does not come out.
    ExampleWrong "example_wrong";
    /// An SMS without one of the data it must carry (MJK18-14.2).
    MessageDataMissing "message_data_missing";
    /// A message names something that its event does not know.
    MessageUnknownVariable "message_unknown_variable";
    /// A message template that cannot be read.
    MessageSyntax "message_syntax";
    /// A message that needs more parts than allowed.
    MessageTooLong "message_too_long";
    /// A character outside the alphabet of an SMS.
    MessageNotGsm "message_not_gsm";
    /// An event without the message it needs.
    MessageMissing "message_missing";
    /// A letter that a service names but nobody wrote.
    UnknownLetter "unknown_letter";
    /// A letter that every region needs.
    LetterMissing "letter_missing";
    /// A page that every region needs.
    ContentMissing "content_missing";
    /// A paper kind that the region does not have.
    UnknownPaper "unknown_paper";
    /// A number template that the region does not have.
    UnknownNumberTemplate "unknown_number_template";
    /// A number pattern that cannot be filled, or whose numbers would repeat.
    BadNumberPattern "bad_number_pattern";
    /// A post that the region does not have.
    UnknownPosition "unknown_position";
    /// Stage budgets that do not add up to the published time.
    BudgetSum "budget_sum";
    /// A stage whose time counts for the office but has no budget.
    BudgetMissing "budget_missing";
    /// A budget where somebody else is waited for.
    BudgetNotCounted "budget_not_counted";
    /// A deadline that nobody says the basis of.
    DeadlineWithoutBasis "deadline_without_basis";
    /// A setting in `law.toml` that does not exist.
    UnknownSetting "unknown_setting";
    /// A technical recommendation without agency.
    TechnicalWithoutAgency "technical_without_agency";
    /// Agencies in a stage that asks none.
    AgencyWithoutTechnical "agency_without_technical";
    /// An agency that the region does not have.
    UnknownAgency "unknown_agency";
    /// Signing by PIN in a region that says nothing about PINs.
    SigningWithoutPin "signing_without_pin";
    /// The same document twice in one service.
    DuplicateDocument "duplicate_document";
    /// The same paper under two names (MJK18-3.e).
    DocumentTwoNames "document_two_names";
    /// A field that the service does not have.
    UnknownField "unknown_field";
    /// Validity until a field that is no date of the form.
    ValidityField "validity_field";
    /// A declaration that says nothing.
    DeclarationEmpty "declaration_empty";
    /// A year for which nobody has entered holidays.
    CalendarYearMissing "calendar_year_missing";
    /// A day outside the year of its file, or twice.
    CalendarDate "calendar_date";
    /// Opening hours that cannot be read.
    CalendarHours "calendar_hours";
    /// A choice without options.
    ChoiceWithoutOptions "choice_without_options";
    /// A smallest value above the largest.
    LimitsReversed "limits_reversed";
    /// A service of the centre without link.
    LinkMissing "link_missing";
    /// A survey stage in a region without survey rules.
    SurveyWithoutPolicy "survey_without_policy";
    /// Nobody says how long an applicant may correct.
    CorrectionMissing "correction_missing";
    /// A colour that cannot be read, or that people cannot read on white.
    ThemeColour "theme_colour";
    /// A service whose published standard lacks one of its four elements: kind, requirements, time, cost (MJK18-10.2.a.4).
    StandardIncomplete "standard_incomplete";
    /// A line of `locales/en.po` that cannot be read.
    LocaleSyntax "locale_syntax";
    /// A translation with other placeholders than its sentence.
    LocalePlaceholders "locale_placeholders";
    /// What looks like a real person's NIK.
    PersonalData "personal_data";
}

impl ProblemKind {
    /// How bad.
    pub fn severity(self) -> Severity {
        match self {
            ProblemKind::UnknownFile | ProblemKind::RoleOutsideMatrix | ProblemKind::DocumentTwoNames => {
                Severity::Warning
            }
            _ => Severity::Error,
        }
    }
}

impl Serialize for ProblemKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// One problem. Shown as `file:line:column: what; mend`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Path inside the profile.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What kind.
    pub kind: ProblemKind,
    /// What is wrong, in English for developers.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Problem {
    /// Error or warning.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}; {}", self.file, self.line, self.column, self.what, self.mend)
    }
}

/// Collects problems; shared by all readers, so that none stops at the first.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: RefCell<Vec<Problem>>,
    /// Keeps what the readers ask for, when schemas are made.
    pub asked: Option<Asked>,
}

impl Problems {
    /// Collects problems, and what the readers ask for.
    pub fn asking(asked: Asked) -> Problems {
        Problems { found: RefCell::default(), asked: Some(asked) }
    }

    /// Whether nothing was found so far.
    pub fn none(&self) -> bool {
        self.found.borrow().is_empty()
    }

    pub fn add(&self, kind: ProblemKind, spot: &Spot, what: impl Into<String>, mend: impl Into<String>) {
        let (line, column) = spot.line_and_column();
        let file = spot.source.file.clone();
        self.found.borrow_mut().push(Problem {
            file,
            line,
            column,
            kind,
            what: what.into(),
            mend: mend.into(),
        });
    }

    /// Everything found, in the order of files and lines.
    pub fn into_sorted(self) -> Vec<Problem> {
        let mut found = self.found.into_inner();
        found.sort_by(|a, b| (&a.file, a.line, a.column, a.kind).cmp(&(&b.file, b.line, b.column, b.kind)));
        found.dedup();
        found
    }
}
