//! Who asks: region by Host, person by session cookie, token for forms. Made by the guard before any handler runs.

use crate::components::{FormSeed, Link, Notice, Tone};
use crate::csrf;
use crate::forms::Sent;
use crate::hosting::Hosting;
use crate::links;
use crate::locale::{self, Locale};
use crate::pages::{Shell, User};
use crate::problem_response::Problem;
use crate::session::{self, Cookie};
use app::account::{Device, DutyText, Held};
use app::{AppError, Region};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, REFERER, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::capability::Capability;
use domain::party::Actor;
use jiff::Timestamp;
use std::sync::Arc;

struct Inner {
    region: Region,
    hosting: Arc<Hosting>,
    actor: Option<Actor>,
    staff: bool,
    /// Whose session asks for the password; then nobody is signed in.
    locked: Option<Actor>,
    /// The session on this public device was left alone and has ended.
    left: bool,
    /// The session, or the device, is everybody's.
    public: bool,
    /// The system manager has made this a public device.
    public_device: bool,
    /// Device on which the account was used at the same time.
    also: Option<String>,
    /// What officers typed who signed in on this device, last first.
    officers: Vec<String>,
    /// Random mark of a holder's own device; a fresh one where there is none yet.
    mark: [u8; 32],
    /// What the person must accept before anything else.
    pending: Vec<DutyText>,
    /// The cookie that form tokens are bound to: the session's, else the anonymous visitor's.
    bound: [u8; 32],
    /// The anonymous visitor has no cookie yet.
    new_guest: bool,
    salt: [u8; 16],
    key: String,
    path: String,
    return_to: String,
    flash: Option<Notice>,
    locale: Locale,
    address: String,
    office_device: bool,
    device: String,
}

/// Who asks (see the module text). A cheap handle; a handler takes it as its first argument.
#[derive(Clone)]
pub struct Visitor(Arc<Inner>);

/// What a handler answers.
pub type Answer = Result<Response, Problem>;

/// Only addresses of this house: a link from outside must not send people elsewhere after sign-in.
pub(crate) fn own_path(text: &str) -> Option<&str> {
    let plain = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
    (plain && text.len() < 1_000 && !text.chars().any(char::is_control)).then_some(text)
}

fn header<'h>(headers: &'h HeaderMap, name: &axum::http::HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|v| v.to_str().ok())
}

/// What the request says whom it wants to reach.
pub(crate) fn host_of(parts: &Parts) -> &str {
    header(&parts.headers, &HOST).or_else(|| parts.uri.host()).unwrap_or_default()
}

/// "Chrome di Android": enough for people to recognise their own devices, too little to recognise people.
fn device(agent: &str) -> String {
    let of = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = of(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = of(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} di {system}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => "Peramban lain".to_owned(),
    }
}

/// Where to go after sign-in: this page, or for a form the page it stands on.
fn return_to(parts: &Parts) -> String {
    let here = parts.uri.path_and_query().map_or("/", |p| p.as_str());
    if parts.method == axum::http::Method::GET || parts.method == axum::http::Method::HEAD {
        return own_path(here).unwrap_or_default().to_owned();
    }
    let host = header(&parts.headers, &HOST).unwrap_or_default();
    let from = header(&parts.headers, &REFERER).unwrap_or_default();
    let path = from.split_once("://").and_then(|(_, rest)| rest.strip_prefix(host));
    path.and_then(own_path).unwrap_or_default().to_owned()
}

impl Visitor {
    /// Finds region and person. `None` when no region answers for this host.
    pub(crate) async fn find(hosting: &Arc<Hosting>, parts: &Parts) -> Option<Result<Visitor, Problem>> {
        let region = hosting.region(host_of(parts))?.clone();
        Some(Self::of(hosting, region, parts).await)
    }

    async fn of(hosting: &Arc<Hosting>, region: Region, parts: &Parts) -> Result<Visitor, Problem> {
        let secure = hosting.secure_cookies;
        let read = |cookie: Cookie| cookie.read(&parts.headers, secure);
        let session = read(Cookie::Session).as_deref().and_then(session::from_text);
        let held = match session {
            Some(cookie) => {
                let asked = region.clone();
                blocking(move || app::account::held(&asked, &cookie)).await?
            }
            None => Held::Nobody,
        };
        let mut holder = None;
        let (mut locked, mut left) = (None, false);
        match held {
            Held::Nobody => {}
            Held::Left => left = true,
            Held::Locked(of) => locked = Some(of.actor),
            Held::Open(of) => {
                let (asked, row) = (region.clone(), of.row.clone());
                let pending = blocking(move || app::account::pending_duties(&asked, &row)).await?;
                holder = Some((*of, pending));
            }
        }
        let bound_session = session.filter(|_| holder.is_some() || locked.is_some());
        let public_device = read(Cookie::Public).is_some();
        let mut dice = region.dice();
        let guest = read(Cookie::Guest).as_deref().and_then(session::from_text);
        let new_guest = bound_session.is_none() && guest.is_none();
        let bound = bound_session.or(guest).unwrap_or_else(|| dice.secret());
        let flash = read(Cookie::Flash).and_then(|sealed| session::open_notice(&region.keys.index, &sealed));
        let address = parts
            .extensions
            .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
            .map_or_else(String::new, |info| info.0.ip().to_string());
        let office = read(Cookie::Office);
        let mark = read(Cookie::Device).as_deref().and_then(session::from_text);
        let officers = office.as_deref().map(|o| session::open_words(&region.keys.index, o));
        let (of, pending) = holder.map_or((None, Vec::new()), |(of, pending)| (Some(of), pending));
        Ok(Visitor(Arc::new(Inner {
            region,
            hosting: hosting.clone(),
            pending,
            staff: of.as_ref().is_some_and(|of| of.row.kind == "staff"),
            public: public_device || of.as_ref().is_some_and(|of| of.public),
            also: of.as_ref().and_then(|of| of.also.clone()),
            actor: of.map(|of| of.actor),
            locked,
            left,
            public_device,
            officers: officers.unwrap_or_default(),
            mark: mark.unwrap_or_else(|| dice.secret()),
            bound,
            new_guest,
            salt: dice.salt(),
            // The time stands in the key, so that a form can tell how long it was open.
            key: format!("{:x}-{}", dice.now().as_millisecond(), hex::encode(dice.salt())),
            path: parts.uri.path().to_owned(),
            return_to: return_to(parts),
            flash,
            locale: read(Cookie::Language).and_then(|tag| Locale::from_tag(&tag)).unwrap_or_default(),
            address,
            office_device: office.is_some(),
            device: device(header(&parts.headers, &USER_AGENT).unwrap_or_default()),
        })))
    }

    /// The region of the request.
    pub fn region(&self) -> &Region {
        &self.0.region
    }

    /// How the process serves.
    pub fn hosting(&self) -> &Hosting {
        &self.0.hosting
    }

    /// The person, when signed in.
    pub fn actor(&self) -> Option<&Actor> {
        self.0.actor.as_ref()
    }

    /// The person, who must be signed in.
    ///
    /// # Errors
    /// [`AppError::NotSignedIn`].
    pub fn signed_in(&self) -> Result<&Actor, AppError> {
        self.0.actor.as_ref().ok_or(AppError::NotSignedIn)
    }

    /// Whether the person works in the office.
    pub fn is_staff(&self) -> bool {
        self.0.staff
    }

    /// Whether the person is signed in and holds the capability.
    pub fn may(&self, capability: Capability) -> bool {
        self.0.actor.as_ref().is_some_and(|a| a.may(capability))
    }

    /// Now, by the region's clock.
    pub fn now(&self) -> Timestamp {
        self.0.region.now()
    }

    /// Path of the request, without query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Where to go after sign-in; empty for the start page of the person's role.
    pub(crate) fn return_to(&self) -> &str {
        &self.0.return_to
    }

    /// Network address of the caller; empty when it is not known.
    pub(crate) fn address(&self) -> &str {
        &self.0.address
    }

    /// Whether officers sign in on this device.
    pub fn on_office_device(&self) -> bool {
        self.0.office_device
    }

    /// Where the person is, for a session that begins; `public` when the person says so.
    pub(crate) fn device(&self, public: bool) -> Device {
        let public = public || self.0.public_device;
        Device {
            name: self.0.device.clone(),
            address: self.0.address.clone(),
            public,
            mark: (!public && !self.0.office_device).then_some(self.0.mark),
        }
    }

    /// Keeps the mark of a holder's own device, so that one behind many holders is seen (practice: go-between).
    pub(crate) fn keep_mark(&self, response: &mut Response, public: bool) {
        if let Some(mark) = self.device(public).mark {
            let secure = self.0.hosting.secure_cookies;
            add_cookie(response, &Cookie::Device.set(&session::to_text(&mark), secure));
        }
    }

    /// Whose session asks for the password before it goes on.
    pub(crate) fn locked(&self) -> Option<&Actor> {
        self.0.locked.as_ref()
    }

    /// Who holds the session, open or locked.
    pub(crate) fn holder(&self) -> Option<&Actor> {
        self.0.actor.as_ref().or(self.0.locked.as_ref())
    }

    /// The session on this public device was left alone and has just ended.
    pub(crate) fn has_left(&self) -> bool {
        self.0.left
    }

    /// Whether nothing may be remembered: a public device, or a session that its holder called so.
    pub(crate) fn on_public_device(&self) -> bool {
        self.0.public
    }

    /// Whether the system manager has made this a public device.
    pub(crate) fn is_public_device(&self) -> bool {
        self.0.public_device
    }

    /// What officers typed who signed in on this device, last first.
    pub(crate) fn officers(&self) -> &[String] {
        &self.0.officers
    }

    /// Device on which the account is in use at the same time, until its holder has seen it.
    pub(crate) fn also(&self) -> Option<&str> {
        self.0.also.as_deref()
    }

    /// Seconds without use after which a public device forgets.
    fn public_seconds(&self) -> u64 {
        u64::from(self.0.region.profile.policy.access.public_minutes) * 60
    }

    /// What the person must accept before anything else answers.
    pub(crate) fn pending_duties(&self) -> &[DutyText] {
        &self.0.pending
    }

    /// The cookie of the session, as bytes; of the anonymous visitor otherwise.
    pub(crate) fn bound_cookie(&self) -> &[u8; 32] {
        &self.0.bound
    }

    /// Whether a form of ours sent this.
    pub(crate) fn sent_by_our_form(&self, sent: &Sent) -> bool {
        !self.0.new_guest && csrf::is_right(&self.0.region.keys.index, &self.0.bound, sent.text("csrf"))
    }

    /// Runs a use case for the signed-in person on a thread that may block (database, files, letters).
    ///
    /// # Errors
    /// [`AppError::NotSignedIn`] for an anonymous visitor, who must never act; whatever the use case says.
    pub async fn run<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&Region, &Actor) -> Result<T, AppError> + Send + 'static,
    {
        let actor = self.signed_in()?.clone();
        let region = self.0.region.clone();
        blocking(move || work(&region, &actor)).await
    }

    /// Reads something public on a thread that may block.
    ///
    /// # Errors
    /// Whatever the query says.
    pub async fn look<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&Region) -> Result<T, AppError> + Send + 'static,
    {
        let region = self.0.region.clone();
        blocking(move || work(&region)).await
    }

    /// Header, footer, tokens: what every page of this request has around its content.
    pub fn shell(&self) -> Shell {
        let inner = &self.0;
        let identity = &inner.region.profile.identity;
        Shell {
            office_short: identity.office_short.clone(),
            office_name: identity.office_long.clone(),
            office_address: identity.address.join(", "),
            help: identity.contact.clone(),
            system_name: identity.system_name.clone(),
            region_name: identity.region_name.clone(),
            theme_css_href: Some(links::theme_css()),
            emblem_href: Some(links::emblem()),
            user: inner.actor.as_ref().map(|actor| self.user(actor)),
            charges: inner.region.profile.policy.payment.is_some(),
            sample: identity.sample,
            path: inner.path.clone(),
            forms: FormSeed {
                csrf: csrf::token(&inner.region.keys.index, inner.salt, &inner.bound),
                key: inner.key.clone(),
            },
            locale: inner.locale,
            color_scheme: None,
            footer: crate::handlers::public::content::footer(&inner.region),
            assisting: None,
            flash: inner.flash.clone(),
            public: inner.public.then(|| self.public_seconds()),
            locked: inner.locked.as_ref().map(|actor| actor.name.clone()),
            also: inner.also.as_ref().map(|device| self.also_notice(device)),
        }
    }

    fn also_notice(&self, device: &str) -> Notice {
        let link = Link::new(links::security(), "Periksa keamanan akun");
        let notice = Notice::new(Tone::Warn, format!("Akun Anda juga sedang dipakai di {device}."))
            .text("Bukan Anda? Akhiri sesi itu dan ganti kata sandi.");
        Notice { link: Some(link), ..notice }
    }

    /// The same for a page that shows a file at `version`: its forms are refused when somebody else was faster.
    pub fn shell_at(&self, version: u64) -> Shell {
        let mut shell = self.shell();
        shell.forms.key.push_str(&format!("~{version}"));
        shell
    }

    fn user(&self, actor: &Actor) -> User {
        let labels: Vec<&str> = actor.roles.iter().map(|r| self.0.region.profile.role_label(r)).collect();
        let mut menu = crate::handlers::menu(self, actor);
        let more = menu.split_off(menu.len().min(crate::handlers::EVERY_DAY));
        User {
            name: actor.name.clone(),
            role_label: labels.join(", "),
            desk: self.0.staff,
            menu,
            more: more.into_iter().chain(crate::handlers::menu_of_everybody(self)).collect(),
        }
    }

    /// A rendered page.
    ///
    /// # Errors
    /// When the template fails, which no filled page does.
    pub fn page<T: Template>(&self, page: &T) -> Answer {
        self.page_with(StatusCode::OK, page)
    }

    /// A rendered page with another status, for example 422 for a form to be put right.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub fn page_with<T: Template>(&self, status: StatusCode, page: &T) -> Answer {
        let html = page.render().map_err(|e| AppError::Failed(format!("template: {e}")))?;
        let mut html = self.in_chosen_language(html);
        if self.0.public {
            html = forgetful(&html);
        }
        let mut response = (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
        let secure = self.0.hosting.secure_cookies;
        self.keep_guest(&mut response);
        if self.0.flash.is_some() {
            add_cookie(&mut response, &Cookie::Flash.clear(secure));
        }
        Ok(response)
    }

    /// The page as the visitor reads it. Every page passes here once; nothing before knows of languages.
    fn in_chosen_language(&self, html: String) -> String {
        match self.0.locale {
            Locale::Indonesian => html,
            Locale::English => {
                let mut unknown = Vec::new();
                let english = locale::in_english(&html, &self.0.region.profile.english, &mut unknown);
                // Only how many: an unknown text may be somebody's name.
                tracing::debug!(path = self.0.path, unknown = unknown.len(), "texts that stayed Indonesian");
                english
            }
        }
    }

    /// The language of this visitor's pages.
    pub fn locale(&self) -> Locale {
        self.0.locale
    }

    /// Keeps the anonymous visitor's cookie. What somebody began on a public device is forgotten soon.
    pub(crate) fn keep_guest(&self, response: &mut Response) {
        let inner = &self.0;
        let secure = inner.hosting.secure_cookies;
        let guest = session::to_text(&inner.bound);
        if inner.public_device && self.holder().is_none() {
            add_cookie(response, &Cookie::Guest.set_for(&guest, secure, self.public_seconds()));
        } else if inner.new_guest {
            add_cookie(response, &Cookie::Guest.set(&guest, secure));
        }
    }

    /// To another page after an act (303: a reload then repeats nothing).
    ///
    /// # Errors
    /// When the address has signs that no address of ours has.
    pub fn go(&self, to: &str) -> Answer {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let to = HeaderValue::from_str(to).map_err(|_| AppError::Failed("redirect address".into()))?;
        response.headers_mut().insert(LOCATION, to);
        Ok(response)
    }

    /// The same, with a message that the next page shows once.
    ///
    /// # Errors
    /// As [`Self::go`].
    pub fn go_with(&self, to: &str, notice: &Notice) -> Answer {
        let mut response = self.go(to)?;
        let sealed = session::seal_notice(&self.0.region.keys.index, notice);
        add_cookie(&mut response, &Cookie::Flash.set(&sealed, self.0.hosting.secure_cookies));
        Ok(response)
    }

    /// A file. Only a download, unless `inline` says that the browser may show it: originals of strangers never are.
    ///
    /// # Errors
    /// When the media type is none.
    pub fn file(&self, name: &str, media_type: &str, inline: bool, bytes: Vec<u8>) -> Answer {
        let plain: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' })
            .take(100)
            .collect();
        let how = if inline { "inline" } else { "attachment" };
        let media = HeaderValue::from_str(media_type).map_err(|_| AppError::Failed("media type".into()))?;
        let disposition = HeaderValue::from_str(&format!("{how}; filename=\"{plain}\""))
            .map_err(|_| AppError::Failed("file name".into()))?;
        let mut response = bytes.into_response();
        response.headers_mut().insert(CONTENT_TYPE, media);
        response.headers_mut().insert(axum::http::header::CONTENT_DISPOSITION, disposition);
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }

    /// The pages that stand above an applicant's page.
    pub fn above_account(&self) -> Vec<Link> {
        vec![Link::new(links::home(), "Beranda"), Link::new(links::account(), "Permohonan saya")]
    }
}

/// A page whose forms no browser keeps (MJK18-12.6: nothing stays on the device).
fn forgetful(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(" autocomplete=\"") {
        out.push_str(before);
        rest = after.split_once('"').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out.replace("<form ", "<form autocomplete=\"off\" ")
}

/// Adds a `Set-Cookie`; our values have only signs that a header may have.
pub(crate) fn add_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// Runs blocking work off the async workers: the PostgreSQL client must never run on them.
pub(crate) async fn blocking<T, F>(work: F) -> Result<T, AppError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, AppError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(AppError::Failed("a use case ended in a panic".into())),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // A handler that no guard stands before gets no visitor: deny by default.
        parts.extensions.get::<Visitor>().cloned().ok_or(Problem::Forbidden)
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn people_return_only_to_this_house() {
        assert_eq!(own_path("/akun?x=1"), Some("/akun?x=1"));
        for foreign in ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "akun", "/a\nb"]
        {
            assert_eq!(own_path(foreign), None, "{foreign}");
        }
    }
}
