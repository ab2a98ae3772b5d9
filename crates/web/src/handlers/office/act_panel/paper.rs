//! Printing, numbering, hand-over.

use super::super::case_page::Forms;
use super::{in_the_way, preparing};
use crate::components::{Choice, Field, FieldKind, FileUpload, FormSeed, Link, SummaryList, SummaryRow};
use crate::links;
use crate::pages::work::acts::ActPanel;
use crate::pages::work::acts::handover::HandoverPanel;
use crate::pages::work::acts::numbering::{NumberingPanel, NumberingStep};
use crate::pages::work::acts::printing::PrintingPanel;
use app::query::case::DeskAct;
use domain::definition::SigningMode;
use domain::process::CourierRule;

pub(super) fn printing(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    if state.frozen.is_none() {
        return ActPanel::Nothing(preparing("Halaman izin"));
    }
    let print = links::case_print(&forms.id);
    let spoil = links::case_spoil(&forms.id);
    let serial = Field::new("seri", "Nomor seri lembar", FieldKind::Text { max: 20 })
        .value(case.next_sheet.clone().unwrap_or_default())
        .hint(if case.next_sheet.is_some() {
            "Seri berikutnya di persediaan."
        } else {
            "Persediaan kertas ini habis."
        });
    let reason =
        Field::new("alasan-rusak", "Mengapa lembar rusak", FieldKind::Text { max: 200 }).named("alasan");
    let page = state.frozen.as_ref().map(|p| {
        Link::new(links::case_file(&forms.id, &p.file.to_string()), "Buka halaman untuk dicetak (PDF)")
    });
    ActPanel::Printing(Box::new(PrintingPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        paper: case.paper_label.clone(),
        serial: forms.field(&print, serial),
        electronic: case.definition.product.signing == SigningMode::Electronic,
        preview: page,
        printed: state.valid_sheet().map_or_else(String::new, |s| s.serial.clone()),
        outlived: case.page_outlived,
        spoil_reason: forms.field(&spoil, reason),
    }))
}

pub(super) fn numbering(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    let wet = case.definition.product.signing == SigningMode::Wet;
    let step = match (&state.number, &state.scan) {
        (None, _) => NumberingStep::Assign,
        (Some(_), _) if !wet => return ActPanel::Nothing(preparing("Dokumen bersegel")),
        (Some(_), None) => NumberingStep::Scan,
        (Some(_), Some(scan)) if scan.compared_by.is_none() => NumberingStep::Compare,
        (Some(_), Some(_)) => return ActPanel::Nothing(preparing("Dokumen bersegel")),
    };
    let act = match step {
        NumberingStep::Assign => DeskAct::AssignNumber,
        NumberingStep::Scan => DeskAct::Scan,
        _ => DeskAct::SettleScan,
    };
    if let Some(why) = case.panels.blocked(act) {
        return ActPanel::Nothing(why.to_owned());
    }
    let upload = links::case_scan(&forms.id);
    let settle = links::case_settle_scan(&forms.id);
    let mut scan = FileUpload::single("pindaian", "Pindaian lembar bernomor");
    if forms.visitor.region().demo.is_some() {
        scan.hint =
            "Dalam contoh ini tidak ada kertas: tanpa berkas, sistem membuat pindaian contoh.".to_owned();
    }
    scan.error = forms.was_sent(&upload).then(|| forms.error("pindaian")).flatten();
    let number = state.number.as_ref().map_or_else(String::new, |n| n.number.clone());
    let mut data = vec![
        SummaryRow::new("Nomor", number.clone()),
        SummaryRow::new("Pemegang", state.holder_name.clone()),
    ];
    if let Some(sheet) = state.valid_sheet() {
        data.push(SummaryRow::new("Seri lembar", sheet.serial.clone()));
    }
    let note = Field::new("catatan", "Apa yang berbeda", FieldKind::LongText { max: 500 }).optional();
    ActPanel::Numbering(Box::new(NumberingPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        step,
        next: case.next_number.clone().unwrap_or_default(),
        number,
        scan,
        scanned: state
            .scan
            .as_ref()
            .map(|s| Link::new(links::case_file(&forms.id, &s.file.file.to_string()), "Buka pindaian")),
        data: SummaryList { rows: data },
        note: forms.field(&settle, note),
    }))
}

pub(super) fn handover(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    let (deliver, ship) = (links::case_hand_over(&forms.id), links::case_ship(&forms.id));
    let action = if forms.was_sent(&ship) { &ship } else { &deliver };
    let out = state.shipment.is_some();
    let couriers = forms.visitor.region().profile.policy.courier != CourierRule::None || out;
    let mut options = vec![
        Choice::new("holder", "Pemegang izin"),
        Choice {
            hint: "Dengan surat kuasa dan KTP.".to_owned(),
            ..Choice::new("representative", "Orang yang diberi kuasa")
        },
    ];
    if couriers {
        options.push(Choice::new("courier", if out { "Kurir, bukti terima sudah ada" } else { "Kurir" }));
    }
    let recipient = Field::new("penerima", "Siapa yang menerima?", FieldKind::Choice { options });
    let (_, waybill) = state.shipment.clone().unwrap_or_default();
    let text = |id: &str, label: &str, max: usize| Field::new(id, label, FieldKind::Text { max });
    let holder = vec![text("identitas", "Bukti diri yang dilihat", 60).hint("Contoh: KTP.")];
    let representative = vec![
        text("nama", "Nama orang yang diberi kuasa", 100),
        text("hubungan", "Hubungan dengan pemegang", 60),
        text("identitas_wakil", "Bukti diri yang dilihat", 60).hint("Contoh: KTP."),
        Field::new("surat_kuasa", "Surat kuasa sudah dilihat", FieldKind::Tick),
    ];
    let courier = if !couriers {
        Vec::new()
    } else if out {
        vec![
            text("penerima_kurir", "Nama yang menerima dari kurir", 100),
            text("resi", "Nomor resi kurir", 40).value(waybill),
        ]
    } else {
        vec![text("kurir", "Nama jasa kurir", 40), text("resi", "Nomor resi kurir", 40)]
    };
    let filled =
        |fields: Vec<Field>| -> Vec<Field> { fields.into_iter().map(|f| forms.field(action, f)).collect() };
    let mut papers = vec![Field::new("izin", "Izin diserahkan", FieldKind::Tick)];
    if state.skrd.is_some() {
        papers.push(Field::new("skrd", "SKRD diserahkan bersama izin", FieldKind::Tick));
    }
    let originals = case.definition.documents.iter();
    let originals = originals.filter(|d| d.original_at_handover && state.documents.contains_key(&d.id));
    ActPanel::Handover(Box::new(HandoverPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        recipient: forms.field(action, recipient),
        holder: filled(holder),
        representative: filled(representative),
        courier: filled(courier),
        ships: couriers && !out,
        papers: papers.into_iter().map(|f| forms.field(action, f)).collect(),
        originals: originals.map(|d| d.label.clone()).collect(),
        blocked: case.panels.blocked(DeskAct::HandOver).map(in_the_way),
        came_back: case.panels.open(DeskAct::ReturnShipment).then(|| {
            let back = links::case_return_shipment(&forms.id);
            let reason =
                Field::new("alasan-kembali", "Mengapa dokumen kembali", FieldKind::Text { max: 200 })
                    .named("alasan")
                    .hint("Contoh: alamat kosong, penerima menolak.");
            forms.field(&back, reason)
        }),
    }))
}
