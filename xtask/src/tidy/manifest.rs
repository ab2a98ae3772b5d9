//! Rules for the manifests: every crate from outside has its reason, every version stands once.

use super::Finding;

/// Checks one `Cargo.toml`.
pub fn check(file: &str, content: &str) -> Vec<Finding> {
    if file == "Cargo.toml" { reasons(file, content) } else { versions(file, content) }
}

/// Entries of the sections for which `wanted` holds: (line from 1, name, whole line, line before).
fn entries(content: &str, wanted: fn(&str) -> bool) -> Vec<(usize, &str, &str, &str)> {
    let (mut inside, mut before, mut nested) = (false, "", 0isize);
    let mut found = Vec::new();
    for (index, line) in content.lines().enumerate() {
        if nested == 0 && line.starts_with('[') {
            inside = wanted(line.trim());
        } else if inside
            && nested == 0
            && line.starts_with(|c: char| c.is_ascii_alphanumeric())
            && let Some((name, _)) = line.split_once('=')
        {
            let name = name.trim().split('.').next().unwrap_or_default();
            found.push((index + 1, name, line, before));
        }
        if inside {
            let code = line.split('#').next().unwrap_or_default();
            nested += code.matches(['[', '{']).count().cast_signed()
                - code.matches([']', '}']).count().cast_signed();
            nested = nested.max(0);
        }
        before = line;
    }
    found
}

fn reasons(file: &str, content: &str) -> Vec<Finding> {
    entries(content, |section| section == "[workspace.dependencies]")
        .into_iter()
        .filter(|(_, _, line, before)| {
            let own = line.contains("path =") || line.contains('#');
            !own && !before.trim_start().starts_with('#')
        })
        .map(|(line, name, _, _)| {
            let wrong = format!("`{name}` stands here without a reason");
            Finding::error(file, line, wrong, "say behind `#` in a few words what it is for and why this one")
        })
        .collect()
}

fn versions(file: &str, content: &str) -> Vec<Finding> {
    entries(content, |section| section.ends_with("dependencies]"))
        .into_iter()
        .filter(|(_, _, line, _)| !line.contains("workspace = true"))
        .map(|(line, name, _, _)| {
            let wrong = format!("`{name}` has a version of its own");
            let mend = format!(
                "move it with its reason to [workspace.dependencies] and write `{name}.workspace = true`"
            );
            Finding::error(file, line, wrong, mend)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_without_a_reason_is_found() {
        let content = "[workspace.dependencies]\na = { path = \"x\" }\nb = \"1\" # for this\n# for that\nc = \"1\"\nd = { version = \"1\", features = [\n    \"x\",\n] }\n[profile.dev]\ne = \"1\"\n";
        let found = check("Cargo.toml", content);
        assert_eq!(found.iter().map(|f| f.line).collect::<Vec<_>>(), [6]);
    }

    #[test]
    fn a_member_takes_its_versions_from_the_workspace() {
        let content = "[package]\nname = \"x\"\n[dependencies]\na.workspace = true\nb = { workspace = true }\n[dev-dependencies]\nc = \"1\"\n";
        let found = check("crates/x/Cargo.toml", content);
        assert_eq!(found.iter().map(|f| f.line).collect::<Vec<_>>(), [7]);
    }
}
