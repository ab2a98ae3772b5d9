//! `/tema/…`: the region's colours and emblem. Values come checked from the profile.

use crate::visitor::{Answer, Visitor};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use std::collections::BTreeMap;

const KEPT: &str = "public, max-age=3600";

/// The region's tokens as custom properties.
pub async fn colours(visitor: Visitor) -> Answer {
    let css = rule(":root", &visitor.region().profile.theme.tokens);
    Ok(([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, KEPT)], css).into_response())
}

/// Tokens as custom properties of whatever the selector names.
pub(crate) fn rule(selector: &str, tokens: &BTreeMap<String, String>) -> String {
    let mut css = format!("{selector} {{\n");
    for (name, value) in tokens {
        match name.as_str() {
            "primary" => {
                css.push_str(&format!("  --brand-600: {value};\n"));
                // Mixed here, because the browsers of cheap phones cannot; the profile's check has found the colour
                // itself readable on white.
                for (shade, towards, percent) in
                    [("50", 255, 93), ("100", 255, 84), ("700", 0, 15), ("900", 0, 40)]
                {
                    if let Some(mixed) = mixed(value, towards, percent) {
                        css.push_str(&format!("  --brand-{shade}: {mixed};\n"));
                    }
                }
            }
            "accent" => css.push_str(&format!("  --brand-accent: {value};\n")),
            _ => {}
        }
    }
    css.push_str("}\n");
    css
}

/// The emblem, shown as a picture only: a script inside it never runs.
pub async fn emblem(visitor: Visitor) -> Answer {
    let svg = visitor.region().profile.theme.emblem_svg.clone();
    Ok(([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, KEPT)], svg).into_response())
}

/// A colour `#rrggbb` mixed with `percent` of black (0) or white (255).
fn mixed(colour: &str, towards: u32, percent: u32) -> Option<String> {
    let hex = colour.strip_prefix('#').filter(|h| h.len() == 6)?;
    let mut out = String::from("#");
    for at in [0, 2, 4] {
        let part = u32::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
        out.push_str(&format!("{:02x}", (part * (100 - percent) + towards * percent) / 100));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn shades_are_mixed_from_one_colour() {
        assert_eq!(mixed("#0b4f6c", 0, 100).as_deref(), Some("#000000"));
        assert_eq!(mixed("#0b4f6c", 255, 100).as_deref(), Some("#ffffff"));
        assert_eq!(mixed("#204060", 0, 50).as_deref(), Some("#102030"));
        assert_eq!(mixed("red", 0, 50), None);
    }
}
