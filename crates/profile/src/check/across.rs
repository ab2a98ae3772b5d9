//! What only several services together can show.

use crate::problem::{ProblemKind, Problems};
use crate::service::ServiceDraft;
use std::collections::BTreeMap;

pub(crate) fn check(drafts: &[ServiceDraft], problems: &Problems) {
    let mut ids = BTreeMap::new();
    let mut codes = BTreeMap::new();
    // Document id to label, and label to id, with the service that had them first.
    let mut labels: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let mut papers: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    for draft in drafts {
        let definition = &draft.definition;
        let service = definition.id.0.as_str();
        if !service.is_empty() && ids.insert(service, ()).is_some() {
            let what = format!("there are two services `{service}`");
            problems.add(
                ProblemKind::DuplicateService,
                &draft.spots.of("id"),
                what,
                "give one of them another id",
            );
        }
        if !definition.code.is_empty()
            && let Some(other) = codes.insert(definition.code.as_str(), service)
        {
            let what = format!("the code `{}` is also the code of `{other}`", definition.code);
            problems.add(
                ProblemKind::DuplicateService,
                &draft.spots.of("code"),
                what,
                "give it a code of its own",
            );
        }
        for (i, document) in definition.documents.iter().enumerate() {
            let spot = draft.spots.of(&format!("documents[{i}].id"));
            let mend = "the same paper has the same id and the same words in all services (MJK18-3.e)";
            let (label, other) = *labels.entry(&document.id).or_insert((&document.label, service));
            if label != document.label && other != service {
                let what =
                    format!("`{}` is \"{}\" here and \"{label}\" in `{other}`", document.id, document.label);
                problems.add(ProblemKind::DocumentTwoNames, &spot, what, mend);
            }
            let (id, other) = *papers.entry(document.label.to_lowercase()).or_insert((&document.id, service));
            if id != document.id && label == document.label {
                let what = format!(
                    "\"{}\" has the id `{}` here and `{id}` in `{other}`",
                    document.label, document.id
                );
                problems.add(ProblemKind::DocumentTwoNames, &spot, what, mend);
            }
        }
    }
}
