//! Every kind of mistake that `profile check` knows, made once: file, line and kind of the answer, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edited_profile;

use edited_profile::Edit::{Add, Remove, Swap, Write};
use edited_profile::{EditedProfile, finds};
use profile::{Problem, ProblemKind};
use proves::proves;
use std::collections::BTreeSet;

const PROFILE: &str = "profile.toml";
const SIP: &str = "services/sip-dokter.toml";
const IMB: &str = "services/imb.toml";
const KARTU: &str = "services/kartu-pengawasan.toml";
const SMS: &str = "messages/sms.toml";
const WARUNG: &str = "services/izin-warung.toml";
const GANGGUAN: &str = "services/izin_gangguan.toml";
const PASAR: &str = "services/tanda-daftar-pedagang.toml";
const RISET: &str = "services/persetujuan-penelitian.toml";

/// All papers of one service.
const RISET_PAPERS: &str = "[[document]]\nid = \"ktp\"\nlabel = \"KTP\"\npurpose = \"Mencocokkan nama dan NIK Anda.\"\n\n[[document]]\nid = \"proposal\"\nlabel = \"Proposal penelitian\"\npurpose = \"Menjelaskan tujuan, cara dan tempat penelitian.\"\n";

/// The four elements of a service standard: kind, requirements, processing time, cost.
#[proves("MJK18-10.2.a.4")]
#[test]
fn a_service_without_one_of_its_four_elements_is_refused() {
    let kind = Swap(IMB, "kind = \"permit\"\nsector_class", "sector_class");
    finds("mojokerto", &[kind], &[(ProblemKind::MissingKey, IMB, "")]);
    finds(
        "contoh",
        &[Swap(RISET, RISET_PAPERS, "")],
        &[(ProblemKind::StandardIncomplete, RISET, "id = \"persetujuan-penelitian\"")],
    );
    let time = Swap(IMB, "service_time = \"7 hari kerja\"\n", "");
    finds("mojokerto", &[time], &[(ProblemKind::MissingKey, IMB, "")]);
    let cost = Swap(
        IMB,
        "[fee]\nformula = 'rec.luas * table(\"koefisien\", rec.fungsi) * rupiah(12500)'\n",
        "[fee]\n",
    );
    finds(
        "mojokerto",
        &[cost],
        &[
            (ProblemKind::MissingKey, IMB, "[fee]\n"),
            (ProblemKind::PaymentWithoutFee, IMB, "id = \"payment\""),
        ],
    );
}

/// What a region sets about accounts is taken; what it does not say keeps its default.
#[test]
fn limits_and_locks_of_accounts_are_the_regions_own() {
    let table = "wait_hours = 48\nlock_minutes = 5\ncodes_an_hour = 7\npublic_minutes = 3\n";
    let edit = Swap(PROFILE, "wait_hours = 24\nlock_minutes = 10\npublic_minutes = 3\n", table);
    let report = EditedProfile::with("mojokerto", &[edit]).check();
    let access = report.profile.unwrap().policy.access;
    assert_eq!((access.wait_hours, access.lock_minutes, access.codes_an_hour), (48, 5, 7));
    assert_eq!((access.public_minutes, access.checks_an_hour), (3, 60));
}

/// Only two types carry retribution; the check refuses the fee of a third.
#[proves("KDR11-15")]
#[test]
fn a_third_liable_type_is_refused() {
    let shipped = EditedProfile::of("kediri").check().profile.unwrap();
    let liable = shipped.services.values().filter(|s| s.definition.fee.is_some());
    let liable: BTreeSet<&str> = liable.map(|s| s.definition.id.0.as_str()).collect();
    assert_eq!(liable, BTreeSet::from(["imb", "izin_gangguan"]));

    let fee = "\n[fee]\nformula = 'rupiah(50000)'\n";
    let report = EditedProfile::with("kediri", &[Add("services/izin-reklame.toml", fee)]).check();
    assert!(report.profile.is_none());
    let third = |p: &Problem| p.kind == ProblemKind::FeeNotAllowed && p.what.contains("izin-reklame");
    assert!(report.problems.iter().any(third), "{:?}", report.problems);
}

macro_rules! mistakes {
    ($($name:ident: $base:literal [$($edit:expr),* $(,)?] => $(($kind:ident, $file:expr, $marker:expr)),+;)*) => {
        $(#[test]
        fn $name() {
            finds($base, &[$($edit),*], &[$((ProblemKind::$kind, $file, $marker)),+]);
        })*

        /// A kind that no test shows is a kind that nobody knows works.
        #[test]
        fn every_kind_has_a_test() {
            let shown: BTreeSet<ProblemKind> = [$($(ProblemKind::$kind),+),*].into();
            let missing: Vec<&str> =
                ProblemKind::ALL.iter().filter(|kind| !shown.contains(kind)).map(|kind| kind.code()).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    };
}

mistakes! {
    // Files and TOML.
    a_required_file_is_missing: "mojokerto" [Remove("theme/emblem.svg")] => (FileMissing, "theme/emblem.svg", "");
    a_file_that_nothing_reads: "mojokerto" [Write("services/imb.tml", "id = 1\n")] => (UnknownFile, "services/imb.tml", "");
    toml_cannot_be_read: "mojokerto" [Swap(PROFILE, "sample = true", "sample = yes")] => (TomlSyntax, PROFILE, "sample = yes");
    unknown_top_level_key: "mojokerto" [Swap(SIP, "code = \"SIPD\"", "code = \"SIPD\"\nkode = \"SIPD\"")] => (UnknownKey, SIP, "kode =");
    unknown_key_of_a_field: "mojokerto" [Swap(SIP, "max = 80", "max = 80\nmaks = 80")] => (UnknownKey, SIP, "maks =");
    missing_key: "mojokerto" [Swap(IMB, "code = \"IMB\"\n", "")] => (MissingKey, IMB, "");
    wrong_type: "mojokerto" [Swap(PROFILE, "attempts = 3", "attempts = \"tiga\"")] => (WrongType, PROFILE, "\"tiga\"");
    wrong_value: "mojokerto" [Swap(PROFILE, "code_prefix = \"9999\"", "code_prefix = \"99\"")] => (WrongValue, PROFILE, "code_prefix");
    a_lock_after_no_time: "mojokerto" [Swap(PROFILE, "lock_minutes = 10", "lock_minutes = 0")] => (WrongValue, PROFILE, "lock_minutes");
    unreadable_budget: "mojokerto" [Swap(PROFILE, "settlement_grace = \"1 hari kerja\"", "settlement_grace = \"sehari\"")] => (WrongValue, PROFILE, "sehari");
    unknown_event: "mojokerto" [Swap(SMS, "event = \"handed_over\"", "event = \"given\"")] => (WrongValue, SMS, "\"given\""), (MessageMissing, "messages", "");
    no_invitation_to_a_site_visit: "contoh" [Swap(SMS, "[[message]]\nevent = \"site_visit_planned\"\ntext = \"{{ office_short }} {{ region_name }}: {{ agency }} meninjau lokasi {{ service_short }} {{ number }} pada {{ visit_short }} pukul {{ visit_time }}. Mohon ada yang mendampingi.\"\n\n", ""), Swap("messages/email.toml", "[[message]]\nevent = \"site_visit_planned\"\nsubject = \"Tinjauan lapangan {{ visit_date }}, permohonan {{ number }}\"\ntext = \"\"\"\nYth. {{ name }},\n\n{{ agency }} akan meninjau lokasi untuk permohonan {{ service_name }} nomor {{ number }} pada {{ visit_date }} pukul {{ visit_time }}.\nTempat: {{ visit_place }}.\n\nMohon ada yang mendampingi di lokasi. Siapkan dokumen aslinya bila ada. Tinjauan ini tidak dipungut biaya.\n\nBila Anda berhalangan, hubungi kami lewat {{ portal }}.\n\n{{ office_long }}\n{{ region_name }}\n\"\"\"\n\n", "")] => (MessageMissing, "messages", "");
    two_fields_with_one_id: "mojokerto" [Swap(SIP, "id = \"spesialisasi\"", "id = \"profesi\"")] => (DuplicateId, SIP, "id = \"profesi\"\nlabel = \"Bidang");

    standard_without_requirements: "contoh" [Swap(RISET, RISET_PAPERS, "")] => (StandardIncomplete, RISET, "id = \"persetujuan-penelitian\"");

    // Roles and capabilities.
    unknown_capability: "mojokerto" [Swap(PROFILE, "capabilities = [\"print\"]", "capabilities = [\"print\", \"paint\"]")] => (UnknownCapability, PROFILE, "paint");
    verifier_may_not_validate: "mojokerto" [Swap(PROFILE, "capabilities = [\"decide_access_request\", \"verify_administration\"]", "capabilities = [\"decide_access_request\", \"verify_administration\", \"validate_administration\"]")] => (CapabilityForbidden, PROFILE, "\"verify_administration\", \"validate_administration\"");
    cashier_may_not_decide: "mojokerto" [Swap(PROFILE, "[\"issue_skrd\", \"confirm_payment\"]", "[\"issue_skrd\", \"confirm_payment\", \"decide\"]")] => (CapabilityForbidden, PROFILE, "\"decide\"]");
    role_outside_matrix: "mojokerto" [Add(PROFILE, "\n[[role]]\nid = \"superuser\"\nlabel = \"Semua\"\ncapabilities = [\"decide\"]\n")] => (RoleOutsideMatrix, PROFILE, "superuser");
    unknown_role_in_a_stage: "mojokerto" [Swap(SIP, "role = \"admin_validator\"", "role = \"validator\"")] => (UnknownRole, SIP, "\"validator\"");
    role_cannot_work_stage: "mojokerto" [Swap(SIP, "role = \"numbering_officer\"", "role = \"print_operator\"\n#")] => (RoleCannotWorkStage, SIP, "\"print_operator\"\n#");

    // Stages.
    duplicate_service_id: "mojokerto" [Swap(IMB, "id = \"imb\"", "id = \"sip-dokter\"")] => (DuplicateService, SIP, "id = \"sip-dokter\"");
    duplicate_service_code: "mojokerto" [Swap(KARTU, "code = \"KP\"", "code = \"IMB\"")] => (DuplicateService, KARTU, "code =");
    duplicate_stage_id: "contoh" [Swap(WARUNG, "id = \"technical_recommendation\"", "id = \"site_visit\"\nkind = \"technical_recommendation\"")] => (DuplicateStage, WARUNG, "id = \"site_visit\"\nkind");
    first_stage_not_registration: "mojokerto" [Swap(SIP, "[[stage]]\nid = \"registration\"\nrole = \"applicant\"\nbasis = \"Pasal 11 ayat (3) huruf a\"\n", "")] => (FirstStageNotRegistration, SIP, "id = \"admin_verification\"");
    two_stages_of_a_kind_that_may_be_once: "mojokerto" [Swap(SIP, "id = \"survey\"\nrole = \"applicant\"", "id = \"survey_again\"\nkind = \"survey\"\nrole = \"applicant\"\n[[stage]]\nid = \"survey\"\nrole = \"applicant\"")] => (StageKindTwice, SIP, "id = \"survey\"\n");
    stage_behind_the_end: "mojokerto" [Swap(SIP, "id = \"survey\"", "id = \"handover\""), Swap(SIP, "role = \"applicant\"\nbasis = \"Pasal 17 ayat (2)\"", "role = \"handover_officer\""), Swap(SIP, "id = \"handover\"\nrole = \"handover_officer\"\nbasis", "id = \"archive\"\nrole = \"courier\"\nbudget = \"1 hari kerja\"\nbasis")] => (UnreachableStage, SIP, "id = \"archive\""), (RoleCannotWorkStage, SIP, "role = \"courier\""), (BudgetSum, SIP, "service_time =");
    condition_that_never_holds: "contoh" [Swap(PASAR, "when = 'form.golongan == \"besar\"'", "when = 'form.golongan == \"besar\" && form.golongan == \"kecil\"'")] => (UnreachableStage, PASAR, "when = 'form.golongan");
    constant_false_condition: "contoh" [Swap(PASAR, "when = 'form.golongan == \"besar\"'", "when = '1 > 2'")] => (UnreachableStage, PASAR, "when = '1 > 2'");
    path_that_does_not_end: "mojokerto" [Swap(SIP, "[[stage]]\nid = \"handover\"\nrole = \"handover_officer\"\nbasis = \"Pasal 18\"\n", "")] => (PathDoesNotEnd, SIP, "id = \"survey\"");
    end_with_condition: "contoh" [Swap(RISET, "role = \"archivist\"", "role = \"archivist\"\nwhen = 'has(form.lembaga_npwp)'")] => (PathDoesNotEnd, RISET, "id = \"archive\"");
    signed_without_signing_stage: "contoh" [Swap(RISET, "signing = \"none\"", "signing = \"electronic\"")] => (StageMissing, RISET, "id = \"persetujuan-penelitian\"");
    wet_signature_before_printing: "contoh" [Swap(PASAR, "id = \"printing\"\nrole = \"print_operator\"\nbudget = \"0,5 hari kerja\"", "id = \"signing\"\nrole = \"head_of_office\"\nbudget = \"1 hari kerja\"\n#"), Swap(PASAR, "id = \"signing\"\nrole = \"head_of_office\"\nbudget = \"1 hari kerja\"\nbasis", "id = \"printing\"\nrole = \"print_operator\"\nbudget = \"0,5 hari kerja\"\nbasis")] => (StageOrder, PASAR, "id = \"signing\"");
    unknown_stage_kind: "mojokerto" [Swap(SIP, "id = \"admin_validation\"", "id = \"validasi\"")] => (MissingKey, SIP, "id = \"validasi\"");

    // Money.
    payment_stage_without_fee: "mojokerto" [Swap(SIP, "[[stage]]\nid = \"printing\"", "[[stage]]\nid = \"payment\"\nrole = \"retribution_officer\"\n\n[[stage]]\nid = \"printing\"")] => (PaymentWithoutFee, SIP, "id = \"payment\"");
    fee_without_payment_stage: "mojokerto" [Swap(IMB, "[[stage]]\nid = \"payment\"\nrole = \"retribution_officer\"\nbasis = \"Pasal 14 ayat (3)\"\n", "")] => (FeeWithoutPayment, IMB, "[fee]");
    fee_without_bank: "contoh" [Swap(PROFILE, "[payment]\npay_within = \"10 hari kerja\"\nsettlement_grace = \"1 hari kerja\"\nbank = \"Bank Contoh Daerah\"\naccount = \"111-222-3333\"\ncode_prefix = \"9899\"\ndelivery_wait_hours = 12\nrevenue_account = \"4.1.02.03.99\"\nsecond_confirmation = true\n", "")] => (FeeWithoutBank, PASAR, "[fee]");
    fee_outside_the_closed_list: "kediri" [Swap(PROFILE, "services = [\"imb\", \"izin_gangguan\"]", "services = [\"imb\"]")] => (FeeNotAllowed, GANGGUAN, "[fee]");
    fee_of_an_agency_that_may_not_be_asked: "mojokerto" [Swap(IMB, "visit = \"required\"", "visit = \"required\"\nwhen = \"form.pemutihan\"")] => (FeeMayMiss, IMB, "formula ="), (FeeMayMiss, IMB, "formula =");

    // Formulas.
    formula_is_no_expression: "mojokerto" [Swap(IMB, "rec.luas * table(", "rec.luas * * table(")] => (FormulaSyntax, IMB, "formula =");
    formula_names_a_missing_field: "mojokerto" [Swap(IMB, "'rec.luas * table", "'rec.luas_terukur * table")] => (FormulaUnknownName, IMB, "formula =");
    condition_names_a_missing_field: "mojokerto" [Swap(SIP, "&& form.bekerja_di_instansi'", "&& form.bekerja'")] => (FormulaUnknownName, SIP, "form.bekerja'");
    formula_calls_an_unknown_function: "mojokerto" [Swap(IMB, "rupiah(12500)", "rp(12500)")] => (FormulaFunction, IMB, "formula =");
    formula_names_an_unknown_table: "mojokerto" [Swap(IMB, "table(\"koefisien\"", "table(\"indeks\"")] => (FormulaUnknownTable, IMB, "formula =");
    formula_of_a_wrong_type: "mojokerto" [Swap(IMB, "'rec.luas * table", "'rec.fungsi * table")] => (FormulaType, IMB, "formula =");
    condition_that_is_no_truth: "mojokerto" [Swap(SIP, "condition = \"register.active_permits < 3\"", "condition = \"register.active_permits\"")] => (FormulaType, SIP, "condition =");
    formula_that_overflows: "mojokerto" [Swap(IMB, "rupiah(12500)'", "rupiah(12500) * 1000000000000'")] => (FormulaOverflow, IMB, "formula =");
    formula_that_divides_by_zero: "mojokerto" [Swap(IMB, "rupiah(12500)'", "rupiah(12500) / (form.lantai - 1)'")] => (FormulaDivisionByZero, IMB, "formula =");
    formula_over_an_optional_value: "mojokerto" [Swap(SIP, "condition = \"register.active_permits < 3\"", "condition = \"days_between(form.str_sampai, form.str_sampai) < 3\"")] => (FormulaMayBeMissing, SIP, "condition ="), (FormulaMayBeMissing, SIP, "condition =");
    fee_below_zero: "mojokerto" [Swap(IMB, "rupiah(12500)'", "rupiah(12500) - rupiah(1000000)'")] => (FormulaNegative, IMB, "formula =");
    tariff_table_without_an_entry: "mojokerto" [Swap(KARTU, "taksi_argo = { amount = 125000, label = \"Taksi dengan argometer\" }\n", "")] => (TariffTableMisses, KARTU, "formula =");
    fewer_than_three_examples: "mojokerto" [Swap(IMB, "[[fee.example]]\ngiven = { \"rec.luas\" = 48, \"rec.fungsi\" = \"sosial\" }\nexpect = 300000\n", "")] => (TooFewExamples, IMB, "[fee]");
    example_that_does_not_come_out: "mojokerto" [Swap(IMB, "expect = 2109375", "expect = 2109374")] => (ExampleWrong, IMB, "[[fee.example]]\ngiven = { \"rec.luas\" = \"112,5\"");
    example_outside_the_limits: "mojokerto" [Swap(IMB, "\"rec.luas\" = 48", "\"rec.luas\" = 48000")] => (ExampleWrong, IMB, "[[fee.example]]\ngiven = { \"rec.luas\" = 48000");
    rounding_to_nothing: "contoh" [Swap(PASAR, "to = 1000", "to = 0")] => (WrongValue, PASAR, "[fee]");

    // Messages.
    payment_sms_without_bank: "mojokerto" [Swap(SMS, "Rek. {{ account }}, {{ bank }}.", "Rek. {{ account }}.")] => (MessageDataMissing, SMS, "Rek. {{ account }}.");
    message_with_an_unknown_name: "mojokerto" [Swap(SMS, "berkas {{ service_short }} {{ number }} kami kembalikan", "berkas {{ layanan }} {{ number }} kami kembalikan")] => (MessageUnknownVariable, SMS, "{{ layanan }}");
    message_that_is_no_template: "mojokerto" [Swap(SMS, "Jangan berikan kepada siapa pun.\"\n\n[[message]]\nevent = \"pin_batch\"", "Jangan {{ berikan\"\n\n[[message]]\nevent = \"pin_batch\"")] => (MessageSyntax, SMS, "Jangan {{ berikan");
    message_that_is_too_long: "mojokerto" [Swap(SMS, "Abaikan bila sudah membayar.", "Abaikan bila sudah membayar. Bila Anda memerlukan bantuan petugas kami, silakan datang ke loket pada jam pelayanan setiap hari kerja dengan membawa tanda terima pendaftaran Anda.")] => (MessageTooLong, SMS, "Abaikan bila");
    message_outside_the_alphabet: "mojokerto" [Swap(SMS, "terima kasih, survei", "terima kasih – survei")] => (MessageNotGsm, SMS, "terima kasih –");
    event_without_its_message: "mojokerto" [Swap(SMS, "[[message]]\nevent = \"survey_resumed\"\ntext = \"{{ office_short }} {{ region_name }}: terima kasih, survei {{ service_short }} {{ number }} kami terima. Proses berlanjut.\"\n", "")] => (MessageMissing, "messages", "");

    // Letters, papers, numbers, posts.
    unknown_letter: "mojokerto" [Swap(KARTU, "permit = \"permit_card.typ\"", "permit = \"kartu.typ\"")] => (UnknownLetter, KARTU, "kartu.typ\"");
    letter_missing: "mojokerto" [Remove("letters/skrd.typ")] => (LetterMissing, "letters/skrd.typ", "");
    page_missing: "mojokerto" [Remove("content/privasi.md")] => (ContentMissing, "content/privasi.md", "");
    unknown_paper: "mojokerto" [Swap(KARTU, "paper = \"kartu\"", "paper = \"karton\"")] => (UnknownPaper, KARTU, "karton");
    unknown_number_template: "mojokerto" [Swap(IMB, "number_template = \"izin\"", "number_template = \"imb\"")] => (UnknownNumberTemplate, IMB, "number_template");
    number_pattern_with_an_unknown_place: "mojokerto" [Swap("numbering.toml", "\"SKRD/{counter:6}/{code}/{year}\"", "\"SKRD/{counter:6}/{kode}/{year}\"")] => (BadNumberPattern, "numbering.toml", "{kode}");
    number_that_repeats_every_year: "mojokerto" [Swap("numbering.toml", "\"SKRD/{counter:6}/{code}/{year}\"", "\"SKRD/{counter:6}/{code}\"")] => (BadNumberPattern, "numbering.toml", "SKRD/{counter:6}/{code}");
    number_without_its_unit: "contoh" [Swap("numbering.toml", "unit = \"499.100\"\nreset = \"yearly\"\nper_code", "reset = \"yearly\"\nper_code")] => (BadNumberPattern, "numbering.toml", "{counter:3}");
    unknown_post_in_the_paraf_chain: "mojokerto" [Swap(IMB, "\"sekretaris\"]", "\"sekda\"]")] => (UnknownPosition, IMB, "sekda");

    // Time.
    budgets_that_do_not_add_up: "mojokerto" [Swap(IMB, "budget = \"4 hari kerja\"", "budget = \"5 hari kerja\"")] => (BudgetSum, IMB, "service_time =");
    hours_that_do_not_make_a_day: "mojokerto" [Swap(KARTU, "service_time = \"1 hari kerja\"", "service_time = \"7 jam kerja\"")] => (BudgetSum, KARTU, "service_time =");
    calendar_days_among_working_days: "contoh" [Swap(WARUNG, "service_time = \"8 hari kerja\"", "service_time = \"8 hari\"")] => (BudgetSum, WARUNG, "service_time =");
    running_stage_without_budget: "mojokerto" [Swap(IMB, "budget = \"4 hari kerja\"\n", "")] => (BudgetMissing, IMB, "id = \"technical_recommendation\"");
    budget_where_the_applicant_is_waited_for: "mojokerto" [Swap(SIP, "id = \"survey\"\nrole = \"applicant\"", "id = \"survey\"\nbudget = \"1 hari kerja\"\nrole = \"applicant\"")] => (BudgetNotCounted, SIP, "id = \"survey\"");
    stage_time_without_basis: "mojokerto" [Swap(IMB, "budget = \"4 hari kerja\"\nbasis = \"ketentuan kantor\"", "budget = \"4 hari kerja\"")] => (DeadlineWithoutBasis, IMB, "[[stage]]\nid = \"technical_recommendation\"");
    service_time_without_basis: "mojokerto" [Swap(IMB, "service_time_basis = \"ketentuan kantor\"\n", "")] => (DeadlineWithoutBasis, IMB, "");
    region_deadline_without_basis: "mojokerto" [Swap("law.toml", "pay_within = \"Pasal 14 ayat (3)\"\n", "")] => (DeadlineWithoutBasis, PROFILE, "pay_within");
    basis_of_a_setting_that_does_not_exist: "mojokerto" [Swap("law.toml", "[pin]", "[pin]\nlength = \"ketentuan kantor\"")] => (UnknownSetting, "law.toml", "length");
    calendar_year_missing: "mojokerto" [Remove("calendar/2027.toml")] => (CalendarYearMissing, PROFILE, "years = [");
    holiday_outside_its_year: "mojokerto" [Swap("calendar/2026.toml", "date = \"2026-12-25\"", "date = \"2025-12-25\"")] => (CalendarDate, "calendar/2026.toml", "2025-12-25");
    holiday_twice: "mojokerto" [Swap("calendar/2026.toml", "date = \"2026-12-25\"", "date = \"2026-12-24\" #")] => (CalendarDate, "calendar/2026.toml", "2026-12-24\" #");
    holiday_that_does_not_exist: "mojokerto" [Swap("calendar/2026.toml", "date = \"2026-12-25\"", "date = \"2026-02-30\"")] => (WrongValue, "calendar/2026.toml", "2026-02-30");
    opening_hours_backwards: "mojokerto" [Swap("calendar/2026.toml", "friday = [\"07.30-11.30\", \"13.00-14.30\"]", "friday = [\"07.30-11.30\", \"13.00-12.30\"]")] => (CalendarHours, "calendar/2026.toml", "13.00-12.30");

    // Agencies and signing.
    technical_stage_without_agency: "mojokerto" [Swap(SIP, "[[stage.agency]]\nid = \"dinkes\"\n\n[[stage.agency.field]]\nid = \"tempat_sesuai\"\nlabel = \"Tempat praktik memenuhi syarat\"\ntype = \"bool\"\n\n[[stage.agency.field]]\nid = \"catatan\"\nlabel = \"Catatan Dinas Kesehatan\"\ntype = \"long_text\"\nmax = 500\nrequired = false\n", "")] => (TechnicalWithoutAgency, SIP, "id = \"technical_recommendation\"");
    agency_in_another_stage: "mojokerto" [Swap(KARTU, "role = \"print_operator\"", "role = \"print_operator\"\nagency = [{ id = \"dishub\" }]")] => (AgencyWithoutTechnical, KARTU, "dishub");
    unknown_agency: "mojokerto" [Swap(SIP, "id = \"dinkes\"", "id = \"dinsos\"")] => (UnknownAgency, SIP, "dinsos");
    electronic_signature_without_pin: "contoh" [Swap(PROFILE, "[pin]\nvalid_minutes = 10\nattempts = 3\n", "")] => (SigningWithoutPin, "certified_copy.toml", "signing = \"electronic\""), (SigningWithoutPin, WARUNG, "signing = \"electronic\"");
    copies_offered_but_never_described: "contoh" [Remove("certified_copy.toml")] => (FileMissing, PASAR, "kinds = [");

    // Documents, fields, texts.
    document_twice: "mojokerto" [Swap(SIP, "id = \"ijazah\"", "id = \"keterangan_fasyankes\"")] => (DuplicateDocument, SIP, "id = \"keterangan_fasyankes\"\nlabel = \"Surat");
    one_paper_with_two_labels: "mojokerto" [Swap(SIP, "label = \"KTP\"", "label = \"Kartu Tanda Penduduk\"")] => (DocumentTwoNames, SIP, "id = \"ktp\"");
    one_paper_with_two_ids: "mojokerto" [Swap(SIP, "id = \"ktp\"", "id = \"kartu_penduduk\"")] => (DocumentTwoNames, SIP, "id = \"kartu_penduduk\"");
    object_named_by_no_field: "mojokerto" [Swap(IMB, "object_field = \"nomor_tanah\"", "object_field = \"tanah\"")] => (UnknownField, IMB, "object_field");
    permit_shows_what_does_not_exist: "mojokerto" [Swap(IMB, "value = \"rec.garis_sempadan\"", "value = \"rec.sempadan\"")] => (UnknownField, IMB, "rec.sempadan");
    validity_until_no_date: "mojokerto" [Swap(SIP, "until = \"str_sampai\"", "until = \"nomor_str\"")] => (ValidityField, SIP, "validity =");
    validity_until_nothing: "mojokerto" [Swap(SIP, "until = \"str_sampai\"", "until = \"str_habis\"")] => (ValidityField, SIP, "validity =");
    declaration_that_says_nothing: "mojokerto" [Swap(IMB, "text = \"Saya menyatakan semua isian dan dokumen yang saya lampirkan adalah benar dan asli.\"", "text = \" \"")] => (DeclarationEmpty, IMB, "text = \" \"");
    choice_that_offers_nothing: "contoh" [Swap(PASAR, "options = [\n  { value = \"besar\", label = \"Kios besar\" },\n  { value = \"kecil\", label = \"Kios kecil\" },\n]", "options = []")] => (ChoiceWithoutOptions, PASAR, "[[field]]\nid = \"golongan\"");
    smallest_above_largest: "mojokerto" [Swap(IMB, "min = 10\n", "min = 60000\n")] => (LimitsReversed, IMB, "min = 60000");
    service_of_the_centre_without_link: "mojokerto" [Swap(PROFILE, "link = \"https://simbg.pu.go.id\"\n", "")] => (LinkMissing, PROFILE, "[[information]]\nid = \"pbg\"");
    survey_stage_without_survey_rules: "contoh" [Swap(PROFILE, "[survey]\nreminder_every_days = 2\nreminder_count = 3\nsuspend_after_days = 6\n", "")] => (SurveyWithoutPolicy, PASAR, "id = \"survey\"");
    correction_without_time: "contoh" [Swap(PROFILE, "[correction]\nanswer_within = \"5 hari kerja\"\n", "")] => (CorrectionMissing, PROFILE, "");
    pale_colour: "mojokerto" [Swap(PROFILE, "\"#14506b\"", "\"#9fd3e8\"")] => (ThemeColour, PROFILE, "#9fd3e8");
    no_colour: "mojokerto" [Swap(PROFILE, "\"#d98a1f\"", "\"orange\"")] => (ThemeColour, PROFILE, "orange");
    translation_that_cannot_be_read: "contoh" [Write("locales/en.po", "msgid \"Loket\"\nmsgstr \"Counter\n")] => (LocaleSyntax, "locales/en.po", "msgstr");
    translation_with_other_placeholders: "contoh" [Write("locales/en.po", "msgid \"Loket {0}\"\nmsgstr \"Counter\"\n")] => (LocalePlaceholders, "locales/en.po", "msgid");
    nik_of_a_possible_person: "mojokerto" [Add("content/privasi.md", "\nContoh: 3576014805580001\n")] => (PersonalData, "content/privasi.md", "3576014805580001");
}
