//! `numbering.toml`: number templates.

use crate::problem::ProblemKind;
use crate::reader::Table;
use domain::numbering::NumberTemplate;
use std::collections::BTreeMap;

pub(crate) fn read(root: Table<'_>) -> BTreeMap<String, NumberTemplate> {
    let mut templates = BTreeMap::new();
    for table in root.tables("template") {
        let id = table.text("id");
        let pattern = table.text("pattern");
        let reset = table.choice("reset");
        let classification = table.value_or("classification", "");
        let unit = table.value_or("unit", "");
        let per_code = table.flag("per_code", false);
        if let (Some(id), Some(pattern), Some(reset)) = (id, pattern, reset) {
            let template = NumberTemplate {
                id: id.value.clone(),
                pattern: pattern.value,
                classification,
                unit,
                reset,
                per_code,
            };
            let empty = [("classification", &template.classification), ("unit", &template.unit)]
                .into_iter()
                .find(|(name, value)| value.is_empty() && template.pattern.contains(&format!("{{{name}}}")));
            if let Err(error) = template.check() {
                let mend = "use {classification} {counter:4} {code} {unit} {month} {month_roman} {year}";
                table.report(ProblemKind::BadNumberPattern, &pattern.spot, error.to_string(), mend);
            } else if let Some((name, _)) = empty {
                let what = format!("the pattern uses {{{name}}}, but `{name}` is not given");
                table.report(
                    ProblemKind::BadNumberPattern,
                    &pattern.spot,
                    what,
                    format!("add `{name} = \"…\"`"),
                );
            }
            if templates.insert(id.value.clone(), template).is_some() {
                let what = format!("there are two number templates `{}`", id.value);
                table.report(ProblemKind::DuplicateId, &id.spot, what, "give one of them another id");
            }
        }
        table.close();
    }
    root.close();
    templates
}
