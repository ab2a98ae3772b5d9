//! `/layanan/{id}`: what a service costs, takes and needs, how it goes, on which law.

use crate::components::{
    Breadcrumb, Choice, FeeRow, FeeTable, Field, FieldKind, Flow, FlowStep, Link, Notice, SummaryRow, Tone,
};
use crate::handlers::applicant::start::{CODE, EARLIER, KIND};
use crate::handlers::public::services::class;
use crate::links;
use crate::pages::services::show::{Offer, ServiceBody, ServicePage};
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query;
use app::query::applicant::EarlierChoice;
use axum::extract::Path;
use domain::calendar::Budget;
use domain::capability::Capability;
use domain::definition::{
    ProductKind, RequestKind, ServiceDefinition, ServiceId, SigningMode, StageDef, StageKind, Validity,
};
use domain::formula::format_rupiah;
use domain::process::{CourierRule, Refusal};
use profile::Profile;

/// Shows a service of this office, or where another authority's service is found.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let profile = &visitor.region().profile;
    let service = ServiceId(id.clone());
    let above = vec![Link::new(links::home(), "Beranda"), Link::new(links::services(), "Layanan")];
    let office = visitor.region().office();
    if let Some((_, definition)) = office.offered(&service).filter(|_| profile.service(&service).is_some()) {
        let definition = definition.as_ref();
        let mut offer = offer(profile, definition);
        if office.active(&service).is_none() {
            offer.closed = Some(Notice::new(Tone::Warn, Refusal::StandardNotApproved.sentence()));
        }
        if visitor.may(Capability::SubmitApplication) {
            let asked = service.clone();
            let running =
                visitor.run(move |region, actor| query::applicant::running(region, actor, &asked)).await?;
            let asked = service.clone();
            let earlier = visitor
                .run(move |region, actor| query::applicant::earlier_choices(region, actor, &asked))
                .await?;
            offer.choices = choices(definition, &earlier);
            offer.running = running.map(|number| {
                Notice::new(Tone::Warn, format!("Permohonan serupa sedang berjalan: {number}."))
                    .text("Anda masih boleh mengajukan untuk objek lain.")
            });
        }
        let extra = profile.service_pages.get(&service).cloned().unwrap_or_default();
        offer.notes = extra.notes;
        let mut sources = vec![profile.identity.sample_notice.clone(), extra.source];
        sources.retain(|text| !text.trim().is_empty());
        let mut legal_basis = profile.identity.legal_basis.clone();
        legal_basis.extend(
            definition.legal_basis.iter().filter(|l| !profile.identity.legal_basis.contains(l)).cloned(),
        );
        let page = ServicePage {
            shell: visitor.shell(),
            breadcrumb: Breadcrumb::new(above, definition.name.clone()),
            id,
            name: definition.name.clone(),
            summary: definition.summary.clone(),
            body: ServiceBody::Offered(Box::new(offer)),
            legal_basis,
            source_note: sources.iter().map(|text| sentence(text)).collect::<Vec<_>>().join(" "),
        };
        return visitor.page(&page);
    }
    let Some(other) = profile.information_pages.iter().find(|p| p.id == id) else {
        return Err(Problem::not_found());
    };
    let page = ServicePage {
        shell: visitor.shell(),
        breadcrumb: Breadcrumb::new(above, other.name.clone()),
        id,
        name: other.name.clone(),
        summary: other.summary.clone(),
        body: ServiceBody::InformationOnly {
            text: format!("Layanan ini tidak diurus di kantor kami, tetapi oleh {}.", other.operator),
            link: Link::new(other.link.clone(), format!("Buka situs {}", other.operator)),
        },
        legal_basis: profile.identity.legal_basis.clone(),
        source_note: profile.identity.sample_notice.clone(),
    };
    visitor.page(&page)
}

/// A note of the profile as a sentence: a capital in front, a full stop behind.
fn sentence(text: &str) -> String {
    let mut rest = text.trim().trim_end_matches('.').chars();
    rest.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), rest.as_str()))
}

fn offer(profile: &Profile, definition: &ServiceDefinition) -> Offer {
    let (price, price_note, fee) = fee(definition);
    let time_note = match &definition.service_time_source {
        Some(word) => format!(
            "Sejak berkas lengkap. Sumber menulis “{word}”. Dasar: {}.",
            definition.service_time_basis.label()
        ),
        None => format!("Sejak berkas lengkap. Dasar: {}.", definition.service_time_basis.label()),
    };
    let documents = |sometimes: bool| {
        let chosen = definition.documents.iter().filter(|d| (d.optional || d.when.is_some()) == sometimes);
        chosen.map(|d| SummaryRow::new(d.label.clone(), d.purpose.clone())).collect()
    };
    Offer {
        price,
        price_note,
        time: definition.service_time.to_string(),
        time_note,
        product: product(definition),
        product_note: validity(definition),
        documents: documents(false),
        sometimes: documents(true),
        flow: flow(profile, definition),
        fee,
        class: class(definition).to_owned(),
        notes: Vec::new(),
        choices: choices(definition, &[]),
        running: None,
        closed: None,
    }
}

/// Price, its note, and the last worked example of the profile.
fn fee(definition: &ServiceDefinition) -> (String, String, Option<FeeTable>) {
    let free =
        ("Gratis".to_owned(), "Tidak dipungut biaya. Jangan membayar kepada siapa pun.".to_owned(), None);
    if let Some(source) = &definition.tariff_unset {
        // Neither free nor a figure: saying one of the two would be untrue (BTG68-3.2.c).
        let note = format!(
            "Menurut sumbernya: {source}. Jangan membayar sebelum kantor mengumumkan tarif dan dasarnya."
        );
        return ("Retribusi, tarif belum diisi".to_owned(), note, None);
    }
    let Some(fee) = definition.fee.as_ref().filter(|f| !f.is_free()) else { return free };
    let amounts: Vec<i64> = fee.spec().examples.iter().map(|e| e.expect).collect();
    let fixed = fee.formula().range().is_some_and(|(low, high)| low == high);
    let rupiah = |amount: i64| format_rupiah(amount.into());
    let price = match (fixed, amounts.iter().min(), amounts.iter().max()) {
        (true, Some(amount), _) => rupiah(*amount),
        (false, Some(low), Some(high)) if low != high => {
            format!("Contoh {} sampai {}", rupiah(*low), rupiah(*high))
        }
        (_, Some(amount), _) => format!("Contoh {}", rupiah(*amount)),
        _ => "Dihitung setelah disetujui".to_owned(),
    };
    let table = fee.spec().examples.last().and_then(|example| {
        let computed = fee.compute(&example.given).ok()?;
        Some(FeeTable {
            caption: "Contoh dengan data karangan".to_owned(),
            rows: computed
                .lines
                .iter()
                .map(|line| FeeRow::new(&line.label, &line.expression, &format_rupiah(line.value)))
                .collect(),
            total: rupiah(computed.amount),
            words: String::new(),
        })
    });
    (price, "Tidak ada biaya lain. Bayar hanya ke bank yang tertulis pada SKRD.".to_owned(), table)
}

fn product(definition: &ServiceDefinition) -> String {
    let kind = match definition.product.kind {
        ProductKind::Permit => "Izin",
        ProductKind::RegistrationCertificate => "Tanda daftar",
        ProductKind::Approval => "Persetujuan",
        ProductKind::Equivalent => "Dokumen yang dipersamakan",
    };
    match definition.product.signing {
        SigningMode::Electronic => format!("{kind} bertanda tangan elektronik"),
        SigningMode::Wet => format!("{kind} bertanda tangan basah"),
        SigningMode::None => kind.to_owned(),
    }
}

fn validity(definition: &ServiceDefinition) -> String {
    match &definition.product.validity {
        Validity::Unlimited => "Berlaku selama tidak ada perubahan.".to_owned(),
        Validity::Years(years) => format!("Berlaku {years} tahun sejak ditandatangani."),
        Validity::UntilField { field, years_otherwise } => {
            let label = definition
                .fields
                .iter()
                .find(|f| &f.id == field)
                .map_or(field.as_str(), |f| f.label.as_str());
            format!("Masa berlaku mengikuti isian “{label}”. Bila kosong, {years_otherwise} tahun.")
        }
    }
}

/// Who works a stage, in words: the unit, never a person.
fn who(profile: &Profile, stage: &StageDef) -> String {
    if stage.agencies.is_empty() {
        return profile.role_label(&stage.role).to_owned();
    }
    let names: Vec<&str> = stage.agencies.iter().map(|a| profile.agency_name(&a.agency)).collect();
    names.join(" dan ")
}

fn flow(profile: &Profile, definition: &ServiceDefinition) -> Flow {
    let pay_within = profile.policy.payment.as_ref().map(|p| p.pay_within);
    let budget = |b: Option<Budget>| b.map_or_else(String::new, |b| b.to_string());
    let steps = definition
        .stages
        .iter()
        .filter(|s| s.kind != StageKind::Payment || definition.fee.as_ref().is_some_and(|f| !f.is_free()))
        .map(|stage| match stage.kind {
            StageKind::Registration => FlowStep::yours(stage.label.clone(), "sekitar 20 menit"),
            StageKind::Payment => FlowStep::yours(
                stage.label.clone(),
                pay_within.map_or_else(String::new, |b| format!("paling lambat {b}")),
            ),
            StageKind::Survey => FlowStep::yours(stage.label.clone(), "2 menit"),
            StageKind::Handover => {
                let by_courier = profile.policy.courier == CourierRule::Mandatory;
                let how = if by_courier { "lewat kurir" } else { "di loket penyerahan" };
                FlowStep::yours(stage.label.clone(), how)
            }
            _ => FlowStep::office(stage.label.clone(), who(profile, stage), budget(stage.budget)),
        })
        .collect();
    Flow { steps }
}

/// The code on the sheet of a permit that is taken over from somebody else.
pub(crate) fn taken_over() -> Field {
    let mut field = Field::new(CODE, "Kode verifikasi izin yang dibalik nama", FieldKind::Text { max: 24 })
        .hint("Hanya untuk balik nama. Enam belas huruf dan angka di bawah kode QR izin lama.");
    field.required = false;
    field
}

/// Which kind is asked for, and about which of the visitor's permits.
fn choices(definition: &ServiceDefinition, earlier: &[EarlierChoice]) -> Vec<Field> {
    if definition.kinds.len() < 2 {
        return Vec::new();
    }
    let options = definition
        .kinds
        .iter()
        .map(|kind| {
            let mut choice = Choice::new(kind.name(), kind.label());
            choice.hint = kind.explanation().to_owned();
            choice
        })
        .collect();
    let usual = definition.kinds.first().map_or("", |kind| kind.name());
    let mut fields =
        vec![Field::new(KIND, "Apa yang Anda ajukan?", FieldKind::Choice { options }).value(usual)];
    if !earlier.is_empty() {
        let options = earlier.iter().map(|e| Choice::new(&e.application, &e.label)).collect();
        let mut field = Field::new(EARLIER, "Izin lama Anda", FieldKind::Select { options })
            .hint("Pilih bila bukan permohonan baru atau balik nama.");
        field.required = false;
        fields.push(field);
    }
    if definition.kinds.contains(&RequestKind::Transfer) {
        fields.push(taken_over());
    }
    if !earlier.is_empty() {
        return fields;
    }
    if !definition.earlier_on_paper
        && let Some(first) = fields.first_mut()
    {
        first.hint =
            "Selain permohonan baru, masuklah lebih dahulu; izin lama Anda dipilih dari akun.".to_owned();
    }
    fields
}
