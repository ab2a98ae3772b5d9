//! Everything that a service names exists in the region or in the service itself.

use crate::load::Parts;
use crate::problem::{ProblemKind, Problems};
use crate::service::ServiceDraft;
use domain::definition::{SigningMode, StageKind, Validity};
use std::collections::BTreeSet;

pub(crate) fn check(draft: &ServiceDraft, parts: &Parts, problems: &Problems) {
    stages(draft, parts, problems);
    region(draft, parts, problems);
    own_fields(draft, problems);
}

fn stages(draft: &ServiceDraft, parts: &Parts, problems: &Problems) {
    for (i, stage) in draft.definition.stages.iter().enumerate() {
        match parts.region.roles.get(&stage.role) {
            None => {
                let roles: Vec<&str> = parts.region.roles.keys().map(|r| r.0.as_str()).collect();
                let what =
                    format!("stage `{}` is worked by `{}`, a role that does not exist", stage.id, stage.role);
                let mend = format!("use one of: {}", roles.join(", "));
                problems.add(
                    ProblemKind::UnknownRole,
                    &draft.spots.of(&format!("stages[{i}].role")),
                    what,
                    mend,
                );
            }
            Some(role) if !role.capabilities.contains(&stage.kind.capability()) => {
                let need = stage.kind.capability();
                let what =
                    format!("the role `{}` cannot work stage `{}`: it lacks {need:?}", stage.role, stage.id);
                let mend = "name the role that does this work, or give it the capability in profile.toml";
                let spot = draft.spots.of(&format!("stages[{i}].role"));
                problems.add(ProblemKind::RoleCannotWorkStage, &spot, what, mend);
            }
            Some(_) => {}
        }
        if stage.kind == StageKind::TechnicalRecommendation && stage.agencies.is_empty() && draft.fields_whole
        {
            let spot = draft.spots.of(&format!("stages[{i}].id"));
            let what = format!("stage `{}` asks no agency", stage.id);
            problems.add(ProblemKind::TechnicalWithoutAgency, &spot, what, "add `[[stage.agency]]`");
        }
        if stage.kind != StageKind::TechnicalRecommendation && !stage.agencies.is_empty() {
            let spot = draft.spots.of(&format!("stages[{i}].agencies[0].agency"));
            let what = format!("stage `{}` is no technical recommendation but names an agency", stage.id);
            problems.add(ProblemKind::AgencyWithoutTechnical, &spot, what, "remove the agency");
        }
        for (j, agency) in stage.agencies.iter().enumerate() {
            if !parts.region.agencies.iter().any(|a| a.id == agency.agency) {
                let known: Vec<&str> = parts.region.agencies.iter().map(|a| a.id.0.as_str()).collect();
                let spot = draft.spots.of(&format!("stages[{i}].agencies[{j}].agency"));
                let what = format!("there is no agency `{}`", agency.agency);
                problems.add(
                    ProblemKind::UnknownAgency,
                    &spot,
                    what,
                    format!("use one of: {}", known.join(", ")),
                );
            }
        }
    }
}

fn region(draft: &ServiceDraft, parts: &Parts, problems: &Problems) {
    let definition = &draft.definition;
    let product = &definition.product;
    if !product.paper.0.is_empty() && !parts.region.papers.iter().any(|p| p.id == product.paper) {
        let known: Vec<&str> = parts.region.papers.iter().map(|p| p.id.0.as_str()).collect();
        let what = format!("there is no paper `{}`", product.paper.0);
        let mend = format!("use one of: {}", known.join(", "));
        problems.add(ProblemKind::UnknownPaper, &draft.spots.of("product.paper"), what, mend);
    }
    let template = &definition.number_template;
    if !template.is_empty() && !parts.numbers.contains_key(template) && parts.numbers_read {
        let known: Vec<&str> = parts.numbers.keys().map(String::as_str).collect();
        let what = format!("there is no number template `{template}`");
        let mend = format!("use one of: {}", known.join(", "));
        problems.add(ProblemKind::UnknownNumberTemplate, &draft.spots.of("number_template"), what, mend);
    }
    let mut chain = BTreeSet::new();
    for (i, position) in definition.paraf.iter().enumerate() {
        let spot = draft.spots.of(&format!("paraf[{i}]"));
        if !parts.region.positions.iter().any(|p| &p.id == position) {
            let known: Vec<&str> = parts.region.positions.iter().map(|p| p.id.as_str()).collect();
            let what = format!("there is no post `{position}`");
            problems.add(
                ProblemKind::UnknownPosition,
                &spot,
                what,
                format!("use one of: {}", known.join(", ")),
            );
        }
        if !chain.insert(position) {
            let what = format!("`{position}` initials twice");
            problems.add(ProblemKind::DuplicateId, &spot, what, "remove one");
        }
    }
    let letters = [
        ("permit", &product.letters.permit, true),
        ("refusal", &product.letters.refusal, true),
        (
            "technical_recommendation",
            &product.letters.technical_recommendation,
            definition.stage_of_kind(StageKind::TechnicalRecommendation).is_some(),
        ),
    ];
    for (key, file, needed) in letters {
        if needed && !file.is_empty() && !parts.letters.contains_key(file) {
            let known: Vec<&str> = parts.letters.keys().map(String::as_str).collect();
            let spot = draft.spots.of(&format!("product.letters.{key}"));
            let what = format!("there is no letter {file}");
            let mend = format!("write letters/{file}, or use one of: {}", known.join(", "));
            problems.add(ProblemKind::UnknownLetter, &spot, what, mend);
        }
    }
    if product.signing == SigningMode::Electronic && !parts.region.gives.pin {
        let what =
            "documents are signed electronically, but nothing says how long a PIN is valid (MJK18-13.3)";
        let mend = "add `[pin]` with `valid_minutes` and `attempts` to profile.toml";
        problems.add(ProblemKind::SigningWithoutPin, &draft.spots.of("product.signing"), what, mend);
    }
    let survey = definition.stages.iter().position(|s| s.kind == StageKind::Survey);
    if let Some(at) = survey
        && !parts.region.gives.survey
    {
        let what = "there is a survey stage, but nothing says when to remind and to suspend (MJK18-17)";
        let mend = "add `[survey]` to profile.toml, or remove the stage";
        problems.add(
            ProblemKind::SurveyWithoutPolicy,
            &draft.spots.of(&format!("stages[{at}].id")),
            what,
            mend,
        );
    }
    if let Some(division) = &draft.page.division
        && !parts.region.divisions.iter().any(|d| &d.id == division)
    {
        let what = format!("there is no division `{division}`");
        problems.add(ProblemKind::WrongValue, &draft.spots.of("id"), what, "use a division of profile.toml");
    }
}

fn own_fields(draft: &ServiceDraft, problems: &Problems) {
    let definition = &draft.definition;
    if !draft.fields_whole {
        return;
    }
    let field = |id: &str| definition.fields.iter().any(|f| f.id == id);
    if let Some(id) = &definition.object_field
        && !field(id)
    {
        let what = format!("the object is named by the field `{id}`, which does not exist");
        problems.add(
            ProblemKind::UnknownField,
            &draft.spots.of("object_field"),
            what,
            "name a field of this form",
        );
    }
    if let Validity::UntilField { field: id, .. } = &definition.product.validity
        && !definition.validity_field_exists()
    {
        let what = if field(id) {
            format!("the validity ends with the field `{id}`, which is no date")
        } else {
            format!("the validity ends with the field `{id}`, which does not exist")
        };
        problems.add(
            ProblemKind::ValidityField,
            &draft.spots.of("product.validity"),
            what,
            "name a date field",
        );
    }
    let recommended = |id: &str| {
        definition.stages.iter().flat_map(|s| &s.agencies).flat_map(|a| &a.fields).any(|f| f.id == id)
    };
    for (i, row) in definition.product.rows.iter().enumerate() {
        let known = match row.value.split_once('.') {
            Some(("form", id)) => field(id),
            Some(("rec", id)) => recommended(id),
            _ => false,
        };
        if !known {
            let spot = draft.spots.of(&format!("product.rows[{i}]"));
            let what = format!("the permit shows `{}`, which does not exist", row.value);
            let mend = "name a field as form.<id>, or a value of an agency as rec.<id>";
            problems.add(ProblemKind::UnknownField, &spot, what, mend);
        }
    }
}
