//! Goes through a page of ours once and offers every text that people read: between tags, and in attributes that are shown
//! or read aloud. Everything else is copied as it is.
//!
//! Our templates escape every value and close every tag (tests in `tests/pages.rs`), so forty lines see all there is; a
//! parser for pages of strangers would bring twenty crates.

/// Attributes with words.
const SHOWN: [&str; 6] = ["alt", "title", "aria-label", "placeholder", "label", "data-label"];
/// Elements whose content is no text of ours, or must stay as it was typed.
const CLOSED: [&str; 5] = ["script", "style", "textarea", "code", "kbd"];
/// Elements that hold nothing.
const VOID: [&str; 9] = ["meta", "link", "input", "img", "br", "hr", "wbr", "source", "col"];

/// Whose words a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Ours: a template's, a handler's, a profile's.
    Ours,
    /// Inside an element with `data-own`: perhaps an answer that somebody typed, perhaps a choice from a list.
    Own,
}

/// Offers every text of the page to `say`; `None` keeps it. What stands in an element with `translate="no"` is not offered.
pub fn rewrite(html: &str, say: &mut dyn FnMut(&str, Words) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    part(html, Words::Ours, &mut out, say);
    out
}

fn part(html: &str, whose: Words, out: &mut String, say: &mut dyn FnMut(&str, Words) -> Option<String>) {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text(&rest[..open], out, &mut |text| say(text, whose));
        rest = &rest[open..];
        let Some(tag) = Tag::read(rest) else { break };
        if tag.kept {
            let end = tag.end_of_element(rest);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        attributes(&tag, out, &mut |text| say(text, whose));
        let behind = &rest[tag.text.len()..];
        if tag.own {
            let end = tag.end_of_element(rest) - tag.text.len();
            part(&behind[..end], Words::Own, out, say);
            rest = &behind[end..];
        } else {
            rest = behind;
        }
    }
    text(rest, out, &mut |text| say(text, whose));
}

struct Tag<'h> {
    /// From `<` to `>`.
    text: &'h str,
    name: &'h str,
    /// The whole element stays as it is.
    kept: bool,
    /// What stands inside may be somebody's own.
    own: bool,
}

impl<'h> Tag<'h> {
    fn read(rest: &'h str) -> Option<Self> {
        let mut quoted = false;
        let end = rest.bytes().position(|b| {
            quoted ^= b == b'"';
            b == b'>' && !quoted
        })?;
        let text = &rest[..=end];
        let inner = &text[1..end];
        let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let opens = !inner.starts_with('/') && !inner.starts_with('!');
        let kept = opens && (CLOSED.contains(&name) || inner.contains(" translate=\"no\""));
        let own = opens && !kept && inner.contains(" data-own");
        Some(Tag { text, name, kept, own })
    }

    /// Where the element ends: behind its closing tag, elements of the same name inside it counted.
    fn end_of_element(&self, rest: &str) -> usize {
        if VOID.contains(&self.name) || self.text.ends_with("/>") {
            return self.text.len();
        }
        let (open, close) = (format!("<{}", self.name), format!("</{}>", self.name));
        let (mut depth, mut at) = (1_usize, self.text.len());
        while let Some(end) = rest[at..].find(&close) {
            // Texts inside script and textarea hold no tags of ours; `<p` must not count `<pre`.
            let opened = rest[at..at + end].match_indices(&open).filter(|(found, _)| {
                let next = rest[at + found + open.len()..].bytes().next();
                next.is_some_and(|b| b == b'>' || b == b' ' || b == b'\n')
            });
            depth += opened.count();
            depth -= 1;
            at += end + close.len();
            if depth == 0 {
                return at;
            }
        }
        rest.len()
    }
}

/// The words between two tags, with the white space around them kept.
fn text(raw: &str, out: &mut String, say: &mut dyn FnMut(&str) -> Option<String>) {
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        out.push_str(raw);
        return;
    }
    let start = raw.len() - raw.trim_start().len();
    match translated(trimmed, say) {
        Some(done) => {
            out.push_str(&raw[..start]);
            out.push_str(&done);
            out.push_str(&raw[start + trimmed.len()..]);
        }
        None => out.push_str(raw),
    }
}

fn attributes(tag: &Tag<'_>, out: &mut String, say: &mut dyn FnMut(&str) -> Option<String>) {
    let mut rest = tag.text;
    // `name="value"` again and again; what stands between is copied.
    while let Some((before, after)) = rest.split_once("=\"") {
        let Some((value, tail)) = after.split_once('"') else { break };
        let name = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        out.push_str(before);
        out.push_str("=\"");
        let shown = SHOWN.contains(&name)
            || (name == "content" && tag.text.contains(" name=\"description\""))
            || (name == "value" && tag.name == "input" && tag.text.contains(" type=\"submit\""));
        match shown.then(|| translated(value, say)).flatten() {
            Some(done) => out.push_str(&done),
            None => out.push_str(value),
        }
        out.push('"');
        rest = tail;
    }
    out.push_str(rest);
}

/// Offers what a reader sees (entities read, white space as one blank) and writes the answer as a page needs it.
fn translated(raw: &str, say: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let seen = unescape(raw);
    let plain = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if !plain.chars().any(char::is_alphanumeric) {
        return None;
    }
    say(&plain).map(|done| escape(&done))
}

fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        let sign = entity.and_then(|(name, tail)| Some((sign(name)?, tail)));
        match sign {
            Some((sign, tail)) => {
                out.push(sign);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn sign(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "nbsp" => Some('\u{a0}'),
        other => char::from_u32(other.strip_prefix('#')?.parse().ok()?),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Words, rewrite};

    fn shout(html: &str) -> String {
        rewrite(html, &mut |text, _| Some(text.to_uppercase()))
    }

    #[test]
    fn texts_and_shown_attributes_are_offered() {
        assert_eq!(
            shout("<p class=\"a\">\n Kirim <b>dua</b> 3</p>"),
            "<p class=\"a\">\n KIRIM <b>DUA</b> 3</p>"
        );
        assert_eq!(shout("<img alt=\"foto\" src=\"/foto\">"), "<img alt=\"FOTO\" src=\"/foto\">");
        assert_eq!(
            shout(
                "<input type=\"text\" value=\"nama\" placeholder=\"nama\"><input type=\"submit\" value=\"kirim\">"
            ),
            "<input type=\"text\" value=\"nama\" placeholder=\"NAMA\"><input type=\"submit\" value=\"KIRIM\">"
        );
        assert_eq!(shout("<option value=\"a\">satu</option>"), "<option value=\"a\">SATU</option>");
        assert_eq!(shout("a &#38; b &lt;c"), "A &#38; B &#60;C");
        assert_eq!(rewrite("a &#38; b", &mut |_, _| None), "a &#38; b");
    }

    #[test]
    fn what_may_be_somebodys_own_is_told_apart() {
        let mut heard = Vec::new();
        rewrite("<p>satu <bdi data-own>dua <b>tiga</b></bdi> empat</p>", &mut |text, whose| {
            heard.push((text.to_owned(), whose == Words::Own));
            None
        });
        let heard: Vec<_> = heard.iter().map(|(text, own)| (text.as_str(), *own)).collect();
        assert_eq!(heard, [("satu", false), ("dua", true), ("tiga", true), ("empat", false)]);
    }

    #[test]
    fn what_people_typed_and_code_is_copied() {
        for kept in [
            "<textarea name=\"x\">isi</textarea>",
            "<code>26-000147-4 a</code>",
            "<script src=\"/a\">var a</script>",
            "<p translate=\"no\" title=\"kata\">kata <p>dalam</p> kata</p>",
            "<img translate=\"no\" alt=\"kata\">",
            "<span translate=\"no\"><span>kata</span> dan <span class=\"x\">lagi</span></span>",
        ] {
            assert_eq!(shout(kept), kept);
        }
        assert_eq!(shout("<b translate=\"no\">a</b><b>a</b>"), "<b translate=\"no\">a</b><b>A</b>");
    }
}
