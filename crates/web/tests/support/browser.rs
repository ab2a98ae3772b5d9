//! A browser without script: follows cookies, reads forms from pages, sends them as a browser would.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, REFERER, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use std::collections::BTreeMap;
use tower::ServiceExt as _;

/// What came back.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

impl Page {
    /// The page as text.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether the page says this, with entities undone.
    pub fn says(&self, text: &str) -> bool {
        plain(&self.html()).contains(text)
    }

    /// The form that is sent to `action`, as the page holds it.
    pub fn form(&self, action: &str) -> Option<Form> {
        forms(&self.html()).into_iter().find(|f| f.action.split('?').next() == Some(action))
    }

    /// Every form, for messages of failed tests.
    pub fn actions(&self) -> Vec<String> {
        forms(&self.html()).into_iter().map(|f| f.action).collect()
    }
}

/// Undoes the entities that the templates write.
fn plain(html: &str) -> String {
    html.replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// A form with the values that stand in it.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The same with another value.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with one more value of the same name.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, sent by a button that names another address.
    pub fn to(mut self, action: &str) -> Self {
        self.action = action.to_owned();
        self
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = tag[start..].find('"')? + start;
    Some(plain(&tag[start..end]))
}

fn has_flag(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|word| word.trim_end_matches('>') == name)
}

fn forms(html: &str) -> Vec<Form> {
    let mut found = Vec::new();
    for part in html.split("<form").skip(1) {
        let body = part.split("</form>").next().unwrap_or_default();
        let head = format!("<form{}", body.split('>').next().unwrap_or_default());
        let mut form = Form { action: attribute(&head, "action").unwrap_or_default(), fields: Vec::new() };
        for tag in body.split('<') {
            let inner = format!("<{}", tag.split('>').next().unwrap_or_default());
            let text = tag.split_once('>').map_or("", |(_, t)| t);
            if tag.starts_with("input") {
                let kind = attribute(&inner, "type").unwrap_or_else(|| "text".to_owned());
                let choice = kind == "radio" || kind == "checkbox";
                if kind == "file" || kind == "submit" || (choice && !has_flag(&inner, "checked")) {
                    continue;
                }
                if let Some(name) = attribute(&inner, "name") {
                    form.fields.push((name, attribute(&inner, "value").unwrap_or_default()));
                }
            } else if tag.starts_with("textarea") {
                if let Some(name) = attribute(&inner, "name") {
                    form.fields.push((name, plain(text)));
                }
            } else if tag.starts_with("select") {
                if let Some(name) = attribute(&inner, "name") {
                    form.fields.push((name, String::new()));
                }
            } else if tag.starts_with("option")
                && has_flag(&inner, "selected")
                && let Some(last) = form.fields.last_mut()
            {
                last.1 = attribute(&inner, "value").unwrap_or_default();
            }
        }
        found.push(form);
    }
    found
}

fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// One person's browser.
pub struct Browser {
    router: Router,
    host: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// A browser without cookies.
    pub fn new(router: &Router) -> Self {
        Browser::at(router, "127.0.0.1:8080")
    }

    /// A browser without cookies that asks under this host name.
    #[allow(dead_code)] // only tests of several regions need it
    pub fn at(router: &Router, host: &str) -> Self {
        Browser { router: router.clone(), host: host.to_owned(), cookies: BTreeMap::new() }
    }

    /// The same cookies shown to another host, as no browser would do it.
    #[allow(dead_code)] // only tests of several regions need it
    pub fn moved_to(&self, host: &str) -> Self {
        Browser { router: self.router.clone(), host: host.to_owned(), cookies: self.cookies.clone() }
    }

    /// Signs in on the page of the host.
    pub async fn sign_in(&mut self, login: &str, password: &str) {
        let page = self.get("/masuk").await;
        let form = page.form("/masuk").expect("a sign-in form").with("akun", login).with("sandi", password);
        let answer = self.send(&form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login}: {}", answer.html());
    }

    /// A browser of somebody who has signed in.
    pub async fn signed_in(router: &Router, login: &str, password: &str) -> Self {
        let mut browser = Browser::new(router);
        browser.sign_in(login, password).await;
        browser
    }

    async fn ask(&mut self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Page {
        self.ask_from(None, method, path, kind, body).await
    }

    async fn ask_from(
        &mut self,
        from: Option<&str>,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut request = Request::builder().method(method).uri(path).header(HOST, &self.host);
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        if let Some(from) = from {
            request = request.header(REFERER, from);
        }
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap_or_default();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let text = |name| response.headers().get(name).map_or("", |v| v.to_str().unwrap_or("")).to_owned();
        let (status, location, content_type) = (response.status(), text(LOCATION), text(CONTENT_TYPE));
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Page { status, location, content_type, bytes }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.ask(Method::GET, path, None, Vec::new()).await
    }

    /// Sends a form.
    pub async fn send(&mut self, form: &Form) -> Page {
        let pairs: Vec<String> =
            form.fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        let body = pairs.join("&").into_bytes();
        self.ask(Method::POST, &form.action, Some("application/x-www-form-urlencoded"), body).await
    }

    /// Sends a form and names the address of the page that it stands on, as browsers do.
    #[allow(dead_code)] // only the choice of language needs it
    pub async fn send_from(&mut self, form: &Form, from: &str) -> Page {
        let pairs: Vec<String> =
            form.fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        let kind = Some("application/x-www-form-urlencoded");
        self.ask_from(Some(from), Method::POST, &form.action, kind, pairs.join("&").into_bytes()).await
    }

    /// Sends a form with one file.
    pub async fn upload(&mut self, form: &Form, field: &str, name: &str, bytes: &[u8]) -> Page {
        let boundary = "----satupintu";
        let mut body = Vec::new();
        for (key, value) in &form.fields {
            let part =
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        self.ask(Method::POST, &form.action, Some(&format!("multipart/form-data; boundary={boundary}")), body)
            .await
    }
}
