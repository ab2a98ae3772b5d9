//! Services in the orders of four regions, small enough to read.

use domain::calendar::Budget;
use domain::capability::RoleId;
use domain::definition::*;
use domain::formula::{Condition, Fee, Tables, TariffTable};
use domain::process::{CourierRule, PaymentPolicy, PinPolicy, RegionPolicy, SurveyPolicy};
use rust_decimal::Decimal;
use serde_json::json;

pub fn condition(text: &str) -> Condition {
    serde_json::from_value(json!(text)).unwrap()
}

pub fn field(id: &str, kind: FieldType, when: Option<&str>) -> FieldDef {
    FieldDef {
        id: id.to_owned(),
        label: format!("Isian {id}"),
        hint: String::new(),
        kind,
        required: true,
        when: when.map(condition),
        group: "satu".to_owned(),
    }
}

pub fn number(id: &str, max: i64, scale: u32) -> FieldDef {
    let kind = FieldType::Number { min: Decimal::ZERO, max: Decimal::from(max), scale, unit: String::new() };
    field(id, kind, None)
}

pub fn document(id: &str, when: Option<&str>, optional: bool) -> DocumentDef {
    DocumentDef {
        id: id.to_owned(),
        label: id.to_owned(),
        purpose: String::new(),
        compare: String::new(),
        when: when.map(condition),
        optional,
        original_at_handover: false,
        expires: false,
    }
}

pub fn role_of(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Registration | StageKind::Survey => "applicant",
        StageKind::AdminVerification => "service_officer",
        StageKind::AdminValidation => "admin_validator",
        StageKind::SiteVisit => "technical_team",
        StageKind::TechnicalRecommendation => "technical_agency",
        StageKind::Decision => "deciding_official",
        StageKind::Payment => "retribution_officer",
        StageKind::Printing => "print_operator",
        StageKind::Signing => "head_of_office",
        StageKind::Numbering => "numbering_officer",
        StageKind::Handover => "handover_officer",
        StageKind::Notice | StageKind::Delivery => "system",
        StageKind::ProcessingIssue | StageKind::Archive => "division_officer",
    }
}

/// A stage named like its kind.
pub fn stage(kind: StageKind, budget: Option<&str>) -> StageDef {
    let id = serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned();
    StageDef {
        id: StageId(id),
        kind,
        label: kind.label().to_owned(),
        role: RoleId::from(role_of(kind)),
        when: None,
        budget: budget.map(|b| b.parse::<Budget>().unwrap()),
        basis: Basis::OfficePolicy,
        agencies: Vec::new(),
    }
}

pub fn agency(id: &str, fields: Vec<FieldDef>, visit: VisitPolicy) -> AgencyDef {
    AgencyDef { agency: AgencyId(id.to_owned()), when: None, fields, visit }
}

fn stages(kinds: &[StageKind], agencies: Vec<AgencyDef>) -> Vec<StageDef> {
    let budget = |kind: StageKind| match kind {
        StageKind::AdminVerification => Some("1 hari kerja"),
        StageKind::AdminValidation => Some("0,5 hari kerja"),
        StageKind::TechnicalRecommendation => Some("3 hari kerja"),
        kind if kind.office_clock_runs() => Some("0,5 hari kerja"),
        _ => None,
    };
    let mut all: Vec<StageDef> = kinds.iter().map(|k| stage(*k, budget(*k))).collect();
    for one in all.iter_mut().filter(|s| s.kind == StageKind::TechnicalRecommendation) {
        one.agencies.clone_from(&agencies);
    }
    all
}

const MOJOKERTO: [StageKind; 11] = [
    StageKind::Registration,
    StageKind::AdminVerification,
    StageKind::AdminValidation,
    StageKind::TechnicalRecommendation,
    StageKind::Decision,
    StageKind::Payment,
    StageKind::Printing,
    StageKind::Signing,
    StageKind::Numbering,
    StageKind::Survey,
    StageKind::Handover,
];

fn kediri_order() -> [StageKind; 11] {
    let mut order = MOJOKERTO;
    order.swap(8, 9);
    order
}

fn service(id: &str, signing: SigningMode, stages: Vec<StageDef>) -> ServiceDefinition {
    ServiceDefinition {
        id: ServiceId(id.to_owned()),
        name: id.to_owned(),
        name_en: id.to_owned(),
        short_name: id.to_owned(),
        summary: String::new(),
        kind: ServiceKind::Permit,
        sector_class: SectorClass::NonBusiness,
        applicant: ApplicantKind::Both,
        kinds: vec![RequestKind::New],
        earlier_on_paper: false,
        fields: vec![
            field("nik", FieldType::Nik, None),
            field("nama", FieldType::Text { max: 100 }, None),
            number("lantai", 10, 0),
            field("alasan", FieldType::Text { max: 50 }, Some("form.lantai > 2")),
        ],
        items: None,
        documents: vec![
            document("ktp", None, false),
            document("struktur", Some("form.lantai > 1"), false),
            document("foto", None, true),
        ],
        stages,
        service_time: "7 hari kerja".parse().unwrap(),
        service_time_source: None,
        service_time_basis: Basis::OfficePolicy,
        fee: None,
        tariff_unset: None,
        tables: Tables::default(),
        product: ProductDef {
            opening: None,
            holder_heading: None,
            kind: ProductKind::Permit,
            title: "Izin".to_owned(),
            signing,
            paper: PaperKind("hijau".to_owned()),
            validity: Validity::Unlimited,
            validity_basis: Basis::OfficePolicy,
            rows: Vec::new(),
            conditions: Vec::new(),
            ordinal: None,
            refusal_signed: false,
            letters: LetterSet {
                permit: "permit.typ".to_owned(),
                refusal: "refusal.typ".to_owned(),
                technical_recommendation: "rec.typ".to_owned(),
            },
        },
        declaration: DeclarationText { version: "2026-01".to_owned(), text: "Semua data benar.".to_owned() },
        number_template: "izin".to_owned(),
        code: "SIPD".to_owned(),
        paraf: vec!["kabid".to_owned()],
        legal_basis: Vec::new(),
        object_field: None,
        admission: Vec::new(),
    }
}

fn bound(mut definition: ServiceDefinition) -> ServiceDefinition {
    definition.bind().unwrap();
    definition
}

/// Free, electronic, one agency.
pub fn sip() -> ServiceDefinition {
    let dinkes = agency("dinkes", Vec::new(), VisitPolicy::None);
    bound(service("sip-dokter", SigningMode::Electronic, stages(&MOJOKERTO, vec![dinkes])))
}

/// Fee over the measured area, ink, visit, two initials.
pub fn imb() -> ServiceDefinition {
    let measured = vec![number("luas", 10_000, 2), number("koefisien", 5, 2)];
    let pu = agency("dinas_pu", measured, VisitPolicy::Required);
    let mut imb = service("imb", SigningMode::Wet, stages(&MOJOKERTO, vec![pu]));
    imb.fields.push(number("luas", 10_000, 2));
    imb.paraf = vec!["kabid".to_owned(), "sekretaris".to_owned()];
    let given = |area: &str, factor: &str| json!({ "rec.luas": area, "rec.koefisien": factor });
    imb.fee = Some(
        serde_json::from_value::<Fee>(json!({
            "formula": "rec.luas * rec.koefisien * rupiah(12500)",
            "examples": [
                { "given": given("112", "1"), "expect": 1_400_000 },
                { "given": given("36", "0,7"), "expect": 315_000 },
                { "given": given("96", "1"), "expect": 1_200_000 },
            ],
        }))
        .unwrap(),
    );
    bound(imb)
}

/// Several vehicles, fee from a table, no agency, no paraf.
pub fn kartu() -> ServiceDefinition {
    let kinds: Vec<StageKind> =
        MOJOKERTO.into_iter().filter(|k| *k != StageKind::TechnicalRecommendation).collect();
    let mut kartu = service("kartu-pengawasan", SigningMode::Electronic, stages(&kinds, Vec::new()));
    kartu.service_time = "3 jam kerja".parse().unwrap();
    let option = |value: &str| ChoiceOption { value: value.to_owned(), label: value.to_owned() };
    let class = FieldType::Choice { options: vec![option("bus"), option("taksi")] };
    let fields = vec![field("kelas", class, None), field("nopol", FieldType::Text { max: 12 }, None)];
    kartu.items = Some(ItemsDef { label: "Kendaraan".to_owned(), min: 1, max: 3, fields });
    kartu.tables =
        Tables::default().with("kartu", TariffTable::rupiah("Tarif", [("bus", 175_000), ("taksi", 125_000)]));
    let bus = json!({ "kelas": "bus" });
    let taxi = json!({ "kelas": "taksi" });
    kartu.fee = Some(
        serde_json::from_value::<Fee>(json!({
            "formula": "sum(items, table(\"kartu\", item.kelas))",
            "examples": [
                { "given": { "items": [bus] }, "expect": 175_000 },
                { "given": { "items": [bus, taxi] }, "expect": 300_000 },
                { "given": { "items": [taxi, taxi] }, "expect": 250_000 },
            ],
        }))
        .unwrap(),
    );
    kartu.product.paper = PaperKind("kartu".to_owned());
    kartu.paraf = Vec::new();
    bound(kartu)
}

/// The survey before the number, electronic.
pub fn kediri() -> ServiceDefinition {
    let dinkes = agency("dinkes", Vec::new(), VisitPolicy::None);
    bound(service("sip-kediri", SigningMode::Electronic, stages(&kediri_order(), vec![dinkes])))
}

/// The survey before the number, in ink.
pub fn kediri_wet() -> ServiceDefinition {
    let dinkes = agency("dinkes", Vec::new(), VisitPolicy::None);
    bound(service("apotek-kediri", SigningMode::Wet, stages(&kediri_order(), vec![dinkes])))
}

/// A visit as a stage, the number before the signature, a notice.
pub fn batang() -> ServiceDefinition {
    let team = agency("tim_teknis", Vec::new(), VisitPolicy::None);
    let order = [
        StageKind::Registration,
        StageKind::AdminVerification,
        StageKind::SiteVisit,
        StageKind::TechnicalRecommendation,
        StageKind::Decision,
        StageKind::Numbering,
        StageKind::Signing,
        StageKind::Notice,
        StageKind::Handover,
    ];
    let mut batang = service("izin-batang", SigningMode::Electronic, stages(&order, vec![team]));
    for stage in batang.stages.iter_mut().filter(|s| s.kind == StageKind::TechnicalRecommendation) {
        stage.role = RoleId::from("technical_team");
    }
    batang.paraf = Vec::new();
    bound(batang)
}

/// Issued by a division without signature, delivered by message, archived.
pub fn purwakarta() -> ServiceDefinition {
    let order = [
        StageKind::Registration,
        StageKind::AdminVerification,
        StageKind::Decision,
        StageKind::Notice,
        StageKind::ProcessingIssue,
        StageKind::Delivery,
        StageKind::Archive,
    ];
    let mut purwakarta = service("izin-penelitian", SigningMode::None, stages(&order, Vec::new()));
    purwakarta.paraf = Vec::new();
    bound(purwakarta)
}

pub fn policy() -> RegionPolicy {
    RegionPolicy {
        renewal_opens_days: 60,
        pickup_remind_days: 14,
        paper_notice_days: 30,
        access: domain::access::AccessPolicy::default(),
        audit_keep_years: None,
        region_code: "35.76".to_owned(),
        neighbour: None,
        payment: Some(PaymentPolicy {
            pay_within: "10 hari kerja".parse().unwrap(),
            settlement_grace: "1 hari kerja".parse().unwrap(),
            bank: "Bank Contoh Daerah".to_owned(),
            account: "000-000-0000".to_owned(),
            code_prefix: "9999".to_owned(),
            delivery_wait_hours: 24,
            revenue_account: "4.1.02.03.01".to_owned(),
            services: None,
        }),
        survey: Some(SurveyPolicy { reminder_every_days: 2, reminder_count: 3, suspend_after_days: 6 }),
        pin: Some(PinPolicy { valid_minutes: 5, attempts: 3 }),
        correction: "10 hari kerja".parse().unwrap(),
        courier: CourierRule::Optional,
        second_payment_confirmation: true,
    }
}
