//! Release by a division, and the archive.

use super::super::archive::LONGEST;
use super::super::case_page::Forms;
use super::preparing;
use crate::components::{FieldKind, FormSeed, Link, SummaryList, SummaryRow};
use crate::links;
use crate::pages::work::acts::ActPanel;
use crate::pages::work::acts::archive::ArchivePanel;
use crate::pages::work::acts::processing_issue::ProcessingIssuePanel;
use app::query::case::DeskAct;
use domain::definition::StageKind;
use domain::value::date_text;

pub(super) fn issue(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    if state.issue.is_some() {
        return ActPanel::Nothing(preparing("Dokumen"));
    }
    if let Some(why) = case.panels.blocked(DeskAct::ReleaseIssue) {
        return ActPanel::Nothing(why.to_owned());
    }
    let mut rows = vec![
        SummaryRow::new("Dokumen", case.definition.product.title.clone()),
        SummaryRow::new("Pemegang", state.holder_name.clone()),
    ];
    if let Some(decision) = &state.decision {
        let day = date_text::date_at(decision.at, &case.zone);
        rows.push(SummaryRow::new("Disetujui oleh", format!("{}, {day}", decision.by.name)));
    }
    ActPanel::ProcessingIssue(Box::new(ProcessingIssuePanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        data: SummaryList { rows },
        draft: state.draft.as_ref().map(|d| {
            Link::new(links::case_file(&forms.id, &d.file.to_string()), "Buka konsep dokumen (PDF)")
        }),
        next: case.next_number.clone().unwrap_or_default(),
        number: state.number.as_ref().map_or_else(String::new, |n| n.number.clone()),
        later: case.definition.stage_of_kind(StageKind::Numbering).is_some(),
    }))
}

pub(super) fn archive(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let state = &case.state;
    if let Some(why) = case.panels.blocked(DeskAct::Archive) {
        return ActPanel::Nothing(why.to_owned());
    }
    let action = links::case_archive(&forms.id);
    let (form, mut place) = ArchivePanel::fields();
    place.kind = FieldKind::Text { max: LONGEST };
    // What was never printed has nothing to put into a cabinet.
    let form = form.value(if state.sheets.is_empty() { "elektronik" } else { "fisik" });
    let rows = vec![
        SummaryRow::new("Dokumen", case.definition.product.title.clone()),
        SummaryRow::new("Pemegang", state.holder_name.clone()),
    ];
    let permit = case.papers.iter().find(|p| p.category == "permit");
    ActPanel::Archive(Box::new(ArchivePanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        data: SummaryList { rows },
        number: state.number.as_ref().map_or_else(String::new, |n| n.number.clone()),
        document: permit
            .map(|p| Link::new(links::case_file(&forms.id, &p.file.to_string()), "Buka dokumen (PDF)")),
        form: forms.field(&action, form),
        place: forms.field(&action, place),
    }))
}
