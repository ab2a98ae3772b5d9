//! `#[proves("MJK18-14.3")]` marks a test with the requirement rows it proves, at most three a test.
//!
//! The attribute leaves the test as it is; `cargo xtask coverage` reads it from the source and joins it with the
//! result of the run. It checks the shape of the row IDs here, so that a slip does not compile.

use proc_macro::{TokenStream, TokenTree};

/// Names the requirement rows (`docs/law/requirements.md`) that the test below proves.
///
/// Does not compile with no row, with more than three, or with something that is not a string literal such as
/// `"MJK18-14.2#1"`.
#[proc_macro_attribute]
pub fn proves(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut rows = Vec::new();
    for token in attribute {
        match token {
            TokenTree::Literal(literal) => rows.push(literal.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            other => return refuse(&format!("expected a row ID in quotes, found `{other}`")),
        }
    }
    if rows.is_empty() || rows.len() > 3 {
        return refuse("a test proves one to three rows");
    }
    for row in &rows {
        let id = row.trim_matches('"');
        let known = ["BTG68-", "BTG50-", "MJK18-", "KDR11-", "PWK63-"].iter().any(|p| id.starts_with(p));
        if !known || !row.starts_with('"') {
            return refuse(&format!("{row} is not the ID of a requirement row"));
        }
    }
    item
}

fn refuse(why: &str) -> TokenStream {
    format!("compile_error!({why:?});").parse().unwrap_or_default()
}
