//! Cookies: the session, the anonymous visitor, and the message that an act leaves for the next page.

use crate::components::{Link, Notice, Tone};
use app::crypt::{PurposeKey, same};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The signed-in session.
    Session,
    /// A visitor who is not signed in; its only use is to bind form tokens.
    Guest,
    /// What the act just done brought about, shown once.
    Flash,
    /// Officers sign in on this device: survey answers from it are counted apart. It tells nothing about anybody.
    Office,
    /// The language that was chosen, `id` or `en`.
    Language,
}

impl Cookie {
    /// Its name. `__Host-` binds it to this host and to https, so a sister domain cannot plant one.
    pub fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Cookie::Session, true) => "__Host-sesi",
            (Cookie::Session, false) => "sesi",
            (Cookie::Guest, true) => "__Host-tamu",
            (Cookie::Guest, false) => "tamu",
            (Cookie::Flash, true) => "__Host-kabar",
            (Cookie::Flash, false) => "kabar",
            (Cookie::Office, true) => "__Host-kantor",
            (Cookie::Office, false) => "kantor",
            (Cookie::Language, true) => "__Host-bahasa",
            (Cookie::Language, false) => "bahasa",
        }
    }

    /// Its value in a request.
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        let name = self.name(secure);
        headers.get_all(COOKIE).iter().filter_map(|h| h.to_str().ok()).flat_map(|h| h.split(';')).find_map(
            |pair| {
                let (found, value) = pair.trim().split_once('=')?;
                (found == name).then(|| value.to_owned())
            },
        )
    }

    /// A `Set-Cookie` value. It ends with the browser, the server ends sessions earlier; only the mark of a device of the
    /// office and the language stay, for a year.
    pub fn set(self, value: &str, secure: bool) -> String {
        let name = self.name(secure);
        let guard = if secure { "; Secure" } else { "" };
        let lasting = matches!(self, Cookie::Office | Cookie::Language) && !value.is_empty();
        let stays = if lasting { "; Max-Age=31536000" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{guard}{stays}")
    }

    /// A `Set-Cookie` value that removes it.
    pub fn clear(self, secure: bool) -> String {
        format!("{}; Max-Age=0", self.set("", secure))
    }
}

/// Thirty-two bytes as a cookie value.
pub fn to_text(bytes: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a cookie value.
pub fn from_text(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// A notice as a sealed cookie value, so that nobody can plant words into our pages.
pub(crate) fn seal_notice(key: &PurposeKey, notice: &Notice) -> String {
    let link =
        notice.link.as_ref().map_or((String::new(), String::new()), |l| (l.href.clone(), l.text.clone()));
    let text = [notice.tone.name(), &notice.title, &notice.text, &link.0, &link.1].join("\u{1f}");
    let mac = key.derive("flash").mac(text.as_bytes());
    format!("{}.{}", URL_SAFE_NO_PAD.encode(text), URL_SAFE_NO_PAD.encode(mac))
}

/// Opens [`seal_notice`]; `None` when it is not ours.
pub(crate) fn open_notice(key: &PurposeKey, sealed: &str) -> Option<Notice> {
    let (text, mac) = sealed.split_once('.')?;
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let mac: [u8; 32] = URL_SAFE_NO_PAD.decode(mac).ok()?.try_into().ok()?;
    if !same(&mac, &key.derive("flash").mac(text.as_bytes())) {
        return None;
    }
    let mut parts = text.split('\u{1f}');
    let tone = [Tone::Neutral, Tone::Info, Tone::Good, Tone::Warn, Tone::Bad];
    let name = parts.next()?;
    let tone = tone.into_iter().find(|t| t.name() == name)?;
    let (title, more) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let (href, label) = (parts.next()?, parts.next()?);
    let link = (!href.is_empty()).then(|| Link::new(href, label));
    Some(Notice { tone, title, text: more, link })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_opens_only_under_its_own_key() {
        let key = PurposeKey::new([1; 32]);
        let notice = Notice::new(Tone::Good, "Tersimpan.").text("Anda boleh melanjutkan.");
        let sealed = seal_notice(&key, &notice);
        assert_eq!(open_notice(&key, &sealed), Some(notice));
        assert_eq!(open_notice(&PurposeKey::new([2; 32]), &sealed), None);
        assert_eq!(open_notice(&key, &sealed.replacen('.', "A.", 1)), None);
    }

    #[test]
    fn production_cookies_are_bound_to_host_and_https() {
        let set = Cookie::Session.set("x", true);
        assert!(set.starts_with("__Host-sesi=x; Path=/; HttpOnly; SameSite=Lax"));
        assert!(set.ends_with("; Secure"));
        assert!(!Cookie::Session.set("x", false).contains("Secure"));
    }
}
