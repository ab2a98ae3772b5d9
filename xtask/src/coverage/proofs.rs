//! Finds `#[proves("MJK18-14.3")]` in the sources and says which test stands under it.

use crate::lexer::{Kind, Token, lex};

/// One marked test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    /// The rows it claims, one to three.
    pub rows: Vec<String>,
    /// File, relative to the root.
    pub file: String,
    /// Line of the attribute.
    pub line: usize,
    /// The crate, when the file lies in one.
    pub package: Option<String>,
    /// nextest's binary: `store`, `store::both_engines`; `None` when the path does not tell.
    pub binary: Option<String>,
    /// The test as nextest names it if no macro is at work: `calendar::tests::a_holiday_does_not_count`.
    pub name: String,
}

impl Proof {
    /// The function alone.
    pub fn function(&self) -> &str {
        self.name.rsplit("::").next().unwrap_or_default()
    }

    /// Crate and test, for people.
    pub fn label(&self) -> String {
        let binary =
            self.binary.as_ref().or(self.package.as_ref()).map_or(self.file.as_str(), String::as_str);
        format!("{binary} {}", self.name)
    }
}

/// A marker that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slip {
    /// File, relative to the root.
    pub file: String,
    /// Line of the attribute.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub what: String,
}

/// All marked tests of one file, and the markers that cannot be read.
pub fn scan(file: &str, source: &str) -> (Vec<Proof>, Vec<Slip>) {
    let place = place(file);
    let tokens = lex(source);
    let (mut proofs, mut slips) = (Vec::new(), Vec::new());
    let mut modules: Vec<(String, usize)> = Vec::new();
    let mut depth = 0usize;
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.is("{") {
            depth += 1;
        } else if token.is("}") {
            depth = depth.saturating_sub(1);
            if modules.last().is_some_and(|(_, opened)| *opened == depth) {
                modules.pop();
            }
        } else if token.is("mod") && tokens.get(at + 2).is_some_and(|next| next.is("{")) {
            modules.push((tokens[at + 1].text.clone(), depth));
        } else if let Some(marker) = marker(&tokens[at..]) {
            let after = at + marker.length;
            match function(&tokens[after..]) {
                _ if marker.rows.is_empty() || marker.rows.len() > 3 => slips.push(Slip {
                    file: file.to_owned(),
                    line: token.line,
                    what: format!("names {} rows: a test proves one to three", marker.rows.len()),
                }),
                None => slips.push(Slip {
                    file: file.to_owned(),
                    line: token.line,
                    what: "stands over no `fn`: put it directly above the test".to_owned(),
                }),
                Some(name) => {
                    let path = place.modules.iter().chain(modules.iter().map(|(name, _)| name));
                    let mut parts: Vec<&str> = path.map(String::as_str).collect();
                    parts.push(name);
                    proofs.push(Proof {
                        rows: marker.rows,
                        file: file.to_owned(),
                        line: token.line,
                        package: place.package.clone(),
                        binary: place.binary.clone(),
                        name: parts.join("::"),
                    });
                }
            }
            at = after;
            continue;
        }
        at += 1;
    }
    (proofs, slips)
}

struct Marker {
    rows: Vec<String>,
    length: usize,
}

/// `#[proves("A", "B")]` or `#[proves::proves("A")]` at the start of these tokens.
fn marker(tokens: &[Token]) -> Option<Marker> {
    if !(tokens.first()?.is("#") && tokens.get(1)?.is("[")) {
        return None;
    }
    let open = tokens.iter().take(8).position(|token| token.is("("))?;
    let path = tokens.get(2..open)?;
    let plain = path.iter().all(|token| token.is("proves") || token.is(":"));
    if !plain || !path.last()?.is("proves") {
        return None;
    }
    let close = open + tokens.get(open..)?.iter().position(|token| token.is("]"))?;
    let rows = tokens[open..close].iter().filter(|t| t.kind == Kind::Str).map(|t| t.text.clone()).collect();
    Some(Marker { rows, length: close + 1 })
}

/// The name of the function that follows, past other attributes; `None` when the item ends before one.
fn function(tokens: &[Token]) -> Option<&str> {
    let mut brackets = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.is("[") {
            brackets += 1;
        } else if token.is("]") {
            brackets = brackets.saturating_sub(1);
        } else if brackets == 0 && token.is("fn") {
            return tokens.get(index + 1).map(|name| name.text.as_str());
        } else if brackets == 0 && (token.is("{") || token.is("}") || token.is(";") || token.is("!")) {
            return None;
        }
    }
    None
}

struct Place {
    package: Option<String>,
    binary: Option<String>,
    modules: Vec<String>,
}

/// What a file's path says of crate, test binary and module.
fn place(file: &str) -> Place {
    let parts: Vec<&str> = file.split('/').collect();
    let (package, rest) = match parts.as_slice() {
        ["crates", package, rest @ ..] => ((*package).to_owned(), rest),
        ["xtask", rest @ ..] => ("xtask".to_owned(), rest),
        _ => return Place { package: None, binary: None, modules: Vec::new() },
    };
    let stem = |part: &&str| part.trim_end_matches(".rs").to_owned();
    let (binary, modules): (Option<String>, Vec<String>) = match rest {
        ["src", "main.rs"] => (None, Vec::new()),
        ["src", "bin", ..] => (None, Vec::new()),
        ["src", modules @ ..] => (Some(package.clone()), modules.iter().map(stem).collect()),
        ["tests", first, modules @ ..] => {
            (Some(format!("{package}::{}", stem(first))), modules.iter().map(stem).collect())
        }
        _ => (None, Vec::new()),
    };
    let modules =
        modules.into_iter().filter(|name| !matches!(name.as_str(), "mod" | "lib" | "main")).collect();
    Place { package: Some(package), binary, modules }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_test_is_found_with_crate_module_and_rows() {
        let source = r##"
            //! `#[proves("MJK18-1")]` in a comment is none.
            mod tests {
                const TEXT: &str = "#[proves(\"MJK18-2\")] fn no() {}";
                mod inner { fn other() {} }
                #[proves("MJK18-14.3", "KDR11-14.3")]
                #[test]
                #[cfg_attr(miri, ignore)]
                fn the_tenth_day_still_counts() {}
            }
            #[proves::proves("MJK18-14.2#1")]
            #[tokio::test]
            async fn outside() {}
        "##;
        let (proofs, slips) = scan("crates/domain/src/calendar/mod.rs", source);
        assert!(slips.is_empty(), "{slips:?}");
        assert_eq!(proofs.len(), 2);
        assert_eq!(proofs[0].rows, ["MJK18-14.3", "KDR11-14.3"]);
        assert_eq!(proofs[0].name, "calendar::tests::the_tenth_day_still_counts");
        assert_eq!(proofs[0].binary.as_deref(), Some("domain"));
        assert_eq!(proofs[0].line, 6);
        assert_eq!(proofs[1].name, "calendar::outside");
        assert_eq!(proofs[1].rows, ["MJK18-14.2#1"]);
    }

    #[test]
    fn integration_tests_have_a_binary_of_their_own() {
        let (proofs, _) =
            scan("crates/store/tests/both/number.rs", "#[proves(\"MJK18-16\")] #[test] fn gap() {}");
        assert_eq!(proofs[0].binary.as_deref(), Some("store::both"));
        assert_eq!(proofs[0].name, "number::gap");
        assert_eq!(proofs[0].function(), "gap");
    }

    #[test]
    fn a_marker_over_no_function_and_one_with_four_rows_are_slips() {
        let (proofs, slips) = scan("crates/a/src/lib.rs", "#[proves(\"MJK18-16\")] struct X; fn later() {}");
        assert!(proofs.is_empty());
        assert!(slips[0].what.contains("no `fn`"));
        let four = "#[proves(\"MJK18-1\",\"MJK18-2\",\"MJK18-3\",\"MJK18-4\")] #[test] fn x() {}";
        assert!(scan("crates/a/src/lib.rs", four).1[0].what.contains("4 rows"));
    }
}
