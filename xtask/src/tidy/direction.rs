//! Which crate may depend on which, after the map in ARCHITECTURE.md.

use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::Finding;
use crate::checkout::Checkout;

/// Every crate of the workspace with the crates of the workspace that it may use outside its tests.
const MAP: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("ledger", &[]),
    ("document", &[]),
    ("typeset", &[]),
    ("intake", &[]),
    ("proves", &[]),
    ("profile", &["domain"]),
    ("gateway", &["domain"]),
    ("store", &["domain", "ledger"]),
    // Typesetting is a trait in `app`: the use cases never see Typst or its child process.
    ("app", &["domain", "profile", "ledger", "document", "store", "gateway", "intake"]),
    // Pages reach data only through use cases, never through the store.
    ("web", &["app", "domain", "profile"]),
    (
        "server",
        &["domain", "ledger", "document", "typeset", "intake", "profile", "gateway", "store", "app", "web"],
    ),
    (
        "testkit",
        &[
            "domain", "ledger", "document", "typeset", "intake", "profile", "gateway", "store", "app", "web",
            "proves",
        ],
    ),
    // Measures the whole house from outside and inside; never shipped, and nothing depends on it.
    (
        "bench",
        &[
            "domain", "ledger", "document", "typeset", "intake", "profile", "gateway", "store", "app", "web",
            "testkit",
        ],
    ),
    ("xtask", &["domain", "ledger", "document", "profile", "gateway", "store", "app", "proves", "testkit"]),
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
    path: Option<String>,
}

/// Asks cargo for the members and their dependencies and compares them with the map.
pub fn check(checkout: &Checkout) -> Result<Vec<Finding>> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(&checkout.root)
        .output()
        .context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("cargo metadata failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).context("cargo metadata cannot be read")?;
    let mut findings = Vec::new();
    for package in &metadata.packages {
        let root = checkout.root.to_string_lossy();
        let manifest = package.manifest_path.strip_prefix(root.as_ref()).unwrap_or(&package.manifest_path);
        let manifest = manifest.trim_start_matches('/');
        let content = checkout.text(manifest)?.unwrap_or_default();
        findings.extend(judge(package, manifest, &content));
    }
    Ok(findings)
}

fn judge(package: &Package, manifest: &str, content: &str) -> Vec<Finding> {
    let Some((_, allowed)) = MAP.iter().find(|(name, _)| *name == package.name) else {
        let wrong = format!("crate `{}` has no place in the map of dependencies", package.name);
        return vec![Finding::error(
            manifest,
            1,
            wrong,
            "add it to MAP in xtask/src/tidy/direction.rs and to ARCHITECTURE.md",
        )];
    };
    let mut findings = Vec::new();
    for dependency in package.dependencies.iter().filter(|dependency| dependency.path.is_some()) {
        // A test may look anywhere; only what is shipped has a direction.
        if dependency.kind.as_deref() == Some("dev") || allowed.contains(&dependency.name.as_str()) {
            continue;
        }
        let line = content.lines().position(|line| {
            line.strip_prefix(dependency.name.as_str()).is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        });
        findings.push(Finding::error(
            manifest,
            line.map_or(1, |index| index + 1),
            format!("`{}` must not depend on `{}`", package.name, dependency.name),
            format!(
                "it may use [{}]: move the code to the crate that may, or pass it in as a trait",
                allowed.join(", ")
            ),
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependency: &str, kind: Option<&str>) -> Package {
        let dependency = Dependency {
            name: dependency.to_owned(),
            kind: kind.map(str::to_owned),
            path: Some("x".to_owned()),
        };
        Package { name: name.to_owned(), manifest_path: String::new(), dependencies: vec![dependency] }
    }

    #[test]
    fn pages_never_use_the_store_except_in_tests() {
        let content = "[dependencies]\naxum.workspace = true\nstore.workspace = true\n";
        let found = judge(&package("web", "store", None), "crates/web/Cargo.toml", content);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 3);
        assert!(judge(&package("web", "store", Some("dev")), "crates/web/Cargo.toml", content).is_empty());
        assert!(judge(&package("web", "app", None), "crates/web/Cargo.toml", content).is_empty());
        assert_eq!(judge(&package("app", "typeset", None), "crates/app/Cargo.toml", "").len(), 1);
        assert_eq!(judge(&package("domain", "proves", None), "crates/domain/Cargo.toml", "").len(), 1);
        assert_eq!(judge(&package("new", "domain", None), "crates/new/Cargo.toml", "").len(), 1);
    }
}
