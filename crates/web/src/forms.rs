//! What a form sent: values as typed, files as they came. Read once, before any handler, and only after the token
//! against forged requests was right.

use crate::problem_response::Problem;
use app::act::Request;
use axum::extract::{FromRequest, FromRequestParts, Multipart};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use domain::party::ApplicationRecord;
use domain::process::Command;
use domain::value::Id;
use std::sync::Arc;

/// Largest body of an ordinary form, in bytes.
pub const FORM_LIMIT: usize = 1024 * 1024;
/// Largest body of an upload, in bytes: above the 20 MB that a file may have, so that a file a little too large
/// gets a plain refusal instead of a dropped connection.
pub const UPLOAD_LIMIT: usize = 22 * 1024 * 1024;
/// Fields and files that one form may have.
const MOST_PARTS: usize = 2_000;

/// A file as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    /// Name of the field.
    pub field: String,
    /// Name as chosen by the person.
    pub name: String,
    /// Bytes.
    pub bytes: Vec<u8>,
}

#[derive(Debug, Default)]
struct Inner {
    fields: Vec<(String, String)>,
    files: Vec<SentFile>,
    multipart: bool,
}

/// What a form sent (see the module text). A handler takes it as an argument.
#[derive(Debug, Clone, Default)]
pub struct Sent(Arc<Inner>);

impl Sent {
    /// Of values alone, for tests.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Sent(Arc::new(Inner { fields, ..Inner::default() }))
    }

    /// Reads a body that is in memory already.
    pub(crate) async fn read(request: axum::extract::Request) -> Result<Sent, Problem> {
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        if kind.starts_with("multipart/form-data") {
            return Self::read_parts(request).await;
        }
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Problem::BadForm);
        }
        let body =
            axum::body::to_bytes(request.into_body(), UPLOAD_LIMIT).await.map_err(|_| Problem::BadForm)?;
        let fields = decode(&body);
        if fields.len() > MOST_PARTS {
            return Err(Problem::BadForm);
        }
        Ok(Sent(Arc::new(Inner { fields, ..Inner::default() })))
    }

    async fn read_parts(request: axum::extract::Request) -> Result<Sent, Problem> {
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Problem::BadForm)?;
        let mut inner = Inner { multipart: true, ..Inner::default() };
        while let Some(part) = parts.next_field().await.map_err(|_| Problem::BadForm)? {
            if inner.fields.len() + inner.files.len() >= MOST_PARTS {
                return Err(Problem::BadForm);
            }
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(name) => {
                    let bytes = part.bytes().await.map_err(|_| Problem::BadForm)?.to_vec();
                    // A browser sends an empty part for a file that was not chosen.
                    if !name.is_empty() || !bytes.is_empty() {
                        inner.files.push(SentFile { field, name, bytes });
                    }
                }
                None => inner.fields.push((field, part.text().await.map_err(|_| Problem::BadForm)?)),
            }
        }
        Ok(Sent(Arc::new(inner)))
    }

    /// The same form with values instead of the field that stood for them.
    pub(crate) fn with_typed(&self, stands_for: &str, typed: Vec<(String, String)>) -> Self {
        let rest = self.0.fields.iter().filter(|(name, _)| name != stands_for).cloned();
        Sent(Arc::new(Inner {
            fields: typed.into_iter().chain(rest).collect(),
            files: self.0.files.clone(),
            multipart: self.0.multipart,
        }))
    }

    /// All values in the order of the form.
    pub fn fields(&self) -> &[(String, String)] {
        &self.0.fields
    }

    /// The first value of a field as typed; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.0.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// Every value of a field, for lists of ticks.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.fields.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }

    /// Whether the field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.fields.iter().any(|(n, _)| n == name)
    }

    /// Whether a tick or a yes was given.
    pub fn ticked(&self, name: &str) -> bool {
        matches!(self.text(name), "ya" | "on" | "true" | "1")
    }

    /// An id in a hidden field.
    pub fn id<T: ?Sized>(&self, name: &str) -> Option<Id<T>> {
        self.text(name).parse().ok()
    }

    /// The chosen file of a field.
    pub fn file(&self, name: &str) -> Option<&SentFile> {
        self.0.files.iter().find(|f| f.field == name)
    }

    /// Whether the form was sent as parts, as one with files is.
    pub fn is_multipart(&self) -> bool {
        self.0.multipart
    }

    /// Every chosen file.
    pub fn files(&self) -> &[SentFile] {
        &self.0.files
    }

    /// The idempotency key of the form.
    pub fn key(&self) -> Option<&str> {
        Some(self.text("idempotency_key")).filter(|k| !k.is_empty() && k.len() <= 200)
    }

    /// The version that the person saw: the form's own field, or what [`Visitor::shell_at`] put into its key.
    ///
    /// [`Visitor::shell_at`]: crate::visitor::Visitor::shell_at
    pub fn version(&self) -> Option<u64> {
        let stated = self.text("version");
        if !stated.is_empty() {
            return stated.parse().ok();
        }
        let (_, after) = self.key()?.split_once('~')?;
        after.split('.').next()?.parse().ok()
    }

    /// Whole seconds since the page with this form was drawn.
    pub fn seconds_open(&self, now: jiff::Timestamp) -> Option<u32> {
        let (millis, _) = self.key()?.split_once('-')?;
        let drawn = i64::from_str_radix(millis, 16).ok()?;
        u32::try_from((now.as_millisecond() - drawn).max(0) / 1_000).ok()
    }

    /// A request with this form's key and the version that was seen.
    pub fn request(&self, application: Id<ApplicationRecord>, command: Command) -> Request {
        let mut request = Request::new(application, command);
        request.expected = self.version();
        request.key = self.key().map(str::to_owned);
        request
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Sent {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // Put there by the guard after the token was right; a handler behind no guard gets nothing.
        parts.extensions.get::<Sent>().cloned().ok_or(Problem::BadForm)
    }
}

/// Reads `application/x-www-form-urlencoded`, as the WHATWG URL standard describes it.
pub(crate) fn decode(body: &[u8]) -> Vec<(String, String)> {
    body.split(|b| *b == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let cut = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
            (plain(&pair[..cut]), plain(pair.get(cut + 1..).unwrap_or_default()))
        })
        .collect()
}

fn plain(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'+' => out.push(b' '),
            b'%' => match tail
                .get(..2)
                .and_then(|h| std::str::from_utf8(h).ok())
                .and_then(|h| u8::from_str_radix(h, 16).ok())
            {
                Some(byte) => {
                    out.push(byte);
                    rest = &tail[2..];
                }
                None => out.push(b'%'),
            },
            other => out.push(other),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_key_tells_version_and_age() {
        let key = |text: &str| super::Sent::of(vec![("idempotency_key".to_owned(), text.to_owned())]);
        let sent = key("3e8-00ff~12.kirim");
        assert_eq!(sent.version(), Some(12));
        assert_eq!(sent.seconds_open(jiff::Timestamp::from_millisecond(31_999).unwrap()), Some(30));
        assert_eq!(key("3e8-00ff.kirim").version(), None);
    }

    #[test]
    fn forms_are_decoded_as_browsers_send_them() {
        let pairs = decode(b"nama=Moch.+Sugeng&luas=112%2C5&kosong=&sisa=100%&a%3Db=c");
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(
            pairs,
            [("nama", "Moch. Sugeng"), ("luas", "112,5"), ("kosong", ""), ("sisa", "100%"), ("a=b", "c")]
        );
    }
}
