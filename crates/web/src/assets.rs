//! Style and script, compiled in. Their addresses carry a digest, so that browsers may keep them for a year.

use std::sync::LazyLock;

/// The style of every page.
pub const APP_CSS: &str = include_str!("../static/app.css");
/// Improvements for browsers with script; nothing depends on it.
pub const APP_JS: &str = include_str!("../static/app.js");
/// Face of headings, the one of the letters (`data/fonts/README.md`); pages read as well without it.
pub const FONT: &[u8] = include_bytes!("../static/judul-1.woff2");
/// Pattern for the router. Browsers keep the face for a year: another face takes another number.
pub const FONT_PATH: &str = "/static/judul-1.woff2";
/// Pattern for the router.
pub const CSS_PATH: &str = "/static/app.css";
/// Pattern for the router.
pub const JS_PATH: &str = "/static/app.js";

static CSS_HREF: LazyLock<String> = LazyLock::new(|| format!("{CSS_PATH}?v={:016x}", mark(APP_CSS)));
static JS_HREF: LazyLock<String> = LazyLock::new(|| format!("{JS_PATH}?v={:016x}", mark(APP_JS)));

/// FNV-1a: enough to see that a file has changed, and needs no dependency.
fn mark(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Address of the style.
pub fn css_href() -> &'static str {
    &CSS_HREF
}

/// Address of the script.
pub fn js_href() -> &'static str {
    &JS_HREF
}
