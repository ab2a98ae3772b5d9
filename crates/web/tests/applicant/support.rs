//! A browser without script: keeps cookies, reads forms as they stand on the page, sends what they say.

use app::Region;
use app::play::PASSWORD;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use std::collections::BTreeMap;
use testkit::house::{Database, House, Letters};
use tower::ServiceExt as _;
use web::Hosting;

/// A page as it came.
pub struct Page {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub bytes: Vec<u8>,
}

impl Page {
    /// The body as text, without the marks where a long number may be broken.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).replace("<wbr>", "")
    }

    /// Where it leads.
    pub fn location(&self) -> String {
        self.headers.get(LOCATION).map(|l| l.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    /// Hidden values of the form with this action.
    pub fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let html = self.text();
        let mark = format!("action=\"{action}\"");
        let start = html.find(&mark).unwrap_or_else(|| panic!("no form {action} in\n{html}"));
        let form = &html[start..start + html[start..].find("</form>").unwrap()];
        form.split("<input type=\"hidden\" name=\"")
            .skip(1)
            .map(|part| {
                let (name, rest) = part.split_once('"').unwrap();
                let value = rest.split_once("value=\"").unwrap().1.split_once('"').unwrap().0;
                (name.to_owned(), value.to_owned())
            })
            .collect()
    }

    /// Addresses of every form that sends to a path with this start.
    pub fn actions(&self, start: &str) -> Vec<String> {
        let html = self.text();
        html.split("action=\"")
            .skip(1)
            .filter_map(|part| part.split_once('"'))
            .map(|(action, _)| action.to_owned())
            .filter(|action| action.starts_with(start))
            .collect()
    }
}

/// A browser.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    agent: String,
    address: Option<std::net::SocketAddr>,
}

/// Percent-encodes a form value.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

impl Browser {
    /// A fresh browser before a service.
    pub fn new(router: &Router) -> Self {
        Browser { router: router.clone(), cookies: BTreeMap::new(), agent: String::new(), address: None }
    }

    /// The same from a network address.
    pub fn with_address(mut self, address: [u8; 4]) -> Self {
        self.address = Some((address, 40_000).into());
        self
    }

    /// The same, telling what it is.
    pub fn with_agent(mut self, agent: &str) -> Self {
        self.agent = agent.to_owned();
        self
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Vec<u8>) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let request = request.header(HOST, "contoh.example").header(COOKIE, cookies.join("; "));
        let request = request.header(axum::http::header::USER_AGENT, &self.agent);
        let mut request = request.body(Body::from(body)).unwrap();
        if let Some(address) = self.address {
            request.extensions_mut().insert(axum::extract::ConnectInfo(address));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            assert!(attributes.contains("HttpOnly") && attributes.contains("SameSite=Lax"), "{cookie}");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Page { status, headers, bytes }
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Vec::new()).await
    }

    /// Sends plain values.
    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let body: Vec<String> =
            fields.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, body.join("&").into_bytes()).await
    }

    /// Fills and sends a form of a page.
    pub async fn fill(&mut self, page: &Page, action: &str, values: &[(&str, &str)]) -> Page {
        let mut fields = page.hidden(action);
        fields.extend(values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        self.post(action, &fields).await
    }

    /// Sends a form of a page with a file.
    pub async fn upload(
        &mut self,
        page: &Page,
        action: &str,
        field: &str,
        name: &str,
        bytes: &[u8],
        more: &[(&str, &str)],
    ) -> Page {
        self.upload_all(page, action, &[(field, name, bytes.to_vec())], more).await
    }

    /// Sends a form of a page with several files.
    pub async fn upload_all(
        &mut self,
        page: &Page,
        action: &str,
        files: &[(&str, &str, Vec<u8>)],
        more: &[(&str, &str)],
    ) -> Page {
        let hidden = page.hidden(action);
        let plain = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(more.iter().copied());
        let plain: Vec<(&str, &str)> = plain.collect();
        self.upload_bare(action, files, &plain).await
    }

    /// Sends files and values to an address, whatever the page says.
    pub async fn upload_bare(
        &mut self,
        action: &str,
        files: &[(&str, &str, Vec<u8>)],
        plain: &[(&str, &str)],
    ) -> Page {
        let mark = "batas7f3a";
        let mut body = Vec::new();
        for (name, value) in plain {
            let part =
                format!("--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        for (field, name, bytes) in files {
            let head = format!(
                "--{mark}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{mark}--\r\n").into_bytes());
        let request =
            Request::post(action).header(CONTENT_TYPE, format!("multipart/form-data; boundary={mark}"));
        self.send(request, body).await
    }

    /// Sends a piece of a file, as the script does.
    pub async fn piece(&mut self, address: &str, token: &str, start: usize, bytes: &[u8]) -> Page {
        let start = start.to_string();
        let files = [("potongan", "blob", bytes.to_vec())];
        self.upload_bare(address, &files, &[("csrf", token), ("mulai", &start)]).await
    }

    /// Signs in with the password of all invented people.
    pub async fn sign_in(&mut self, login: &str) -> Page {
        let page = self.get("/masuk").await;
        assert_eq!(page.status, StatusCode::OK);
        self.fill(&page, "/masuk", &[("akun", login), ("sandi", PASSWORD)]).await
    }
}

/// A region with its people, and the service in front of it.
pub struct Town {
    /// The region.
    pub house: House,
    /// The service.
    pub router: Router,
}

impl Town {
    /// Opens it.
    pub fn open() -> Town {
        let house = House::open("mojokerto", Database::Sqlite, Letters::Quick, 1).unwrap().unwrap();
        let router = web::router(Hosting::single(house.stand.region.clone(), false));
        Town { house, router }
    }

    /// The region.
    pub fn region(&self) -> &Region {
        &self.house.stand.region
    }

    /// Sign-in name of the n-th applicant of a kind.
    pub fn applicant(&self, n: usize) -> String {
        self.login_of(self.house.stand.cast.applicants[n].0)
    }

    /// Sign-in name of the first officer of a role.
    pub fn officer(&self, role: &str) -> String {
        self.login_of(self.house.stand.cast.by_role[&role.into()][0])
    }

    fn login_of(&self, id: domain::value::Id<domain::party::Account>) -> String {
        self.region().store.read(|tx| store::account::find(tx, id)).unwrap().unwrap().login
    }

    /// A browser in which somebody has signed in.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = Browser::new(&self.router);
        let page = browser.sign_in(login).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        browser
    }

    /// Refusals kept for an act, newest first.
    pub fn refused(&self, act: &str) -> Vec<store::audit::AuditRow> {
        let rows = self.region().store.read(|tx| store::audit::latest(tx, None, 200)).unwrap();
        rows.into_iter().filter(|r| r.act == act && r.outcome == "refused").collect()
    }
}

/// A small whole PDF whose bytes differ by its note.
pub fn small_pdf(note: &str) -> Vec<u8> {
    app::play::sample_pdf(&[note])
}
