//! `/tema/…`: the region's colours and emblem. Values come checked from the profile.

use crate::visitor::{Answer, Visitor};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

const KEPT: &str = "public, max-age=3600";

/// The region's tokens as custom properties.
pub async fn colours(visitor: Visitor) -> Answer {
    let tokens = &visitor.region().profile.theme.tokens;
    let mut css = String::from(":root {\n");
    for (name, value) in tokens {
        match name.as_str() {
            "primary" => {
                // Shades are mixed from the one colour that the profile's check has found readable on white.
                css.push_str(&format!("  --brand-600: {value};\n"));
                for (shade, mix) in [("50", "white 93%"), ("100", "white 84%"), ("700", "black 15%"), ("900", "black 40%")] {
                    css.push_str(&format!("  --brand-{shade}: color-mix(in srgb, {value}, {mix});\n"));
                }
            }
            "accent" => css.push_str(&format!("  --brand-accent: {value};\n")),
            _ => {}
        }
    }
    css.push_str("}\n");
    Ok(([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, KEPT)], css).into_response())
}

/// The emblem, shown as a picture only: a script inside it never runs.
pub async fn emblem(visitor: Visitor) -> Answer {
    let svg = visitor.region().profile.theme.emblem_svg.clone();
    Ok(([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, KEPT)], svg).into_response())
}
