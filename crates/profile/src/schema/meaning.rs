//! What a key means, from the tables of `FORMAT.md`: shown by editors beside the key.

use super::narrow::visit;
use serde_json::{Value, json};

const FORMAT: &str = include_str!("../../FORMAT.md");

/// One row of `FORMAT.md`: the key with the tables above it, and its cell "meaning".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub path: String,
    pub text: String,
}

/// Rows of the section under a heading.
pub(super) fn of(heading: &str) -> Vec<Meaning> {
    let begin = format!("## {heading}");
    let section = FORMAT.lines().skip_while(|line| *line != begin).skip(1);
    let mut table = String::new();
    let mut meanings = Vec::new();
    for line in section.take_while(|line| !line.starts_with("## ")) {
        if let Some(named) = table_named(line) {
            table = named;
        } else if line.starts_with("### ") {
            table = String::new();
        }
        let cells: Vec<&str> = line.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
        let Some(first) = cells.first().filter(|_| line.starts_with("| ") && cells.len() > 2) else {
            continue;
        };
        if let Some(list) = table_named(first) {
            // A list of the region: table, keys, meaning.
            let text = cells.get(2).copied().unwrap_or_default().to_owned();
            meanings.push(Meaning { path: list.clone(), text });
            let keys = words(cells.get(1).copied().unwrap_or_default()).into_iter();
            meanings.extend(
                keys.filter(|key| *key != "true" && *key != "false")
                    .map(|key| Meaning { path: format!("{list}.{key}"), text: String::new() }),
            );
            continue;
        }
        for key in words(first) {
            let path = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
            meanings.push(Meaning { path, text: cells.get(2).copied().unwrap_or_default().to_owned() });
        }
    }
    meanings
}

/// The table that a line names: [`identity`], [[`field`]].
fn table_named(line: &str) -> Option<String> {
    let rest = line.trim_start_matches("### ").strip_prefix('[')?;
    let rest = rest.strip_prefix('[').unwrap_or(rest).strip_prefix('`')?;
    let (name, after) = rest.split_once('`')?;
    // `[table.<name>]` has names of the region's own.
    let own = after.starts_with('.');
    Some(if own { format!("{name}.*") } else { name.to_owned() })
}

/// What stands between back-ticks.
fn words(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Puts the meanings into a schema.
pub(super) fn describe(heading: &str, schema: &mut Value) {
    let meanings = of(heading);
    visit(schema, "", &mut |path, schema| {
        // Fields of items and of agencies are written like those of the form.
        let field = path.rfind("field.").map(|at| &path[at..]);
        let found = meanings.iter().find(|m| m.path == path || field == Some(m.path.as_str()));
        if let Some(found) = found.filter(|m| !m.text.is_empty())
            && let Some(parts) = schema.as_object_mut()
        {
            parts.insert("description".to_owned(), json!(found.text.replace('`', "")));
        }
    });
}
