//! The way in: one list of addresses, grouped by who calls. Each line names its permission; what is not on the list does
//! not exist, and a handler that no guard stands before gets no visitor.

use crate::forms::{FORM_LIMIT, Sent, UPLOAD_LIMIT};
use crate::handlers::{
    access, applicant, audit, counter, demo, machine, manage, office, power_of_attorney, public, shared,
};
use crate::hosting::{Hosting, elsewhere};
use crate::links::path;
use crate::problem_response::{Problem, render};
use crate::visitor::Visitor;
use app::AppError;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::handler::Handler;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get as axum_get, post as axum_post};
use domain::capability::Capability;
use http_body_util::BodyExt as _;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};

/// Who may call an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// A machine without a session: probes, style, delivery reports. No visitor, no page.
    Machine,
    /// Anybody.
    Public,
    /// Anybody with an account.
    SignedIn,
    /// Anybody who works in the office.
    Staff,
    /// Who holds the capability.
    May(Capability),
    /// Who holds at least one of them.
    MayOneOf(&'static [Capability]),
    /// Anybody, in a demo only.
    Demo,
}

/// One line of the list.
pub struct Line {
    /// GET or POST.
    pub method: Method,
    /// Pattern from `links`.
    pub path: &'static str,
    /// Who may call it.
    pub permission: Permission,
    /// Takes files.
    pub upload: bool,
    handler: MethodRouter,
}

/// A line for reading.
pub fn get<H, T>(path: &'static str, permission: Permission, handler: H) -> Line
where
    H: Handler<T, ()>,
    T: 'static,
{
    Line { method: Method::GET, path, permission, upload: false, handler: axum_get(handler) }
}

/// A line for a form.
pub fn post<H, T>(path: &'static str, permission: Permission, handler: H) -> Line
where
    H: Handler<T, ()>,
    T: 'static,
{
    Line { method: Method::POST, path, permission, upload: false, handler: axum_post(handler) }
}

/// A line for a form with files.
pub fn upload<H, T>(path: &'static str, permission: Permission, handler: H) -> Line
where
    H: Handler<T, ()>,
    T: 'static,
{
    Line { upload: true, ..post(path, permission, handler) }
}

/// Every address of the house.
pub fn lines() -> Vec<Line> {
    use Capability::{FillSurvey, RequestCancellation, SubmitApplication};
    use Permission::{Machine, May, Public, SignedIn};
    let mut lines = vec![
        // Machines
        get("/healthz", Machine, machine::healthz),
        get("/readyz", Machine, machine::readyz),
        get(crate::assets::CSS_PATH, Machine, machine::css),
        get(crate::assets::JS_PATH, Machine, machine::js),
        get(crate::assets::FONT_PATH, Machine, machine::font),
        get(crate::assets::SAMPLE_PATH, Machine, machine::sample),
        get("/sms/laporan", Machine, machine::sms_report),
        // Anybody
        get(path::THEME_CSS, Public, public::theme::colours),
        get(path::EMBLEM, Public, public::theme::emblem),
        get(path::HOME, Public, public::home::show),
        get(path::SERVICES, Public, public::services::list),
        get(path::SERVICE, Public, public::service::show),
        get(path::SERVICE_SAMPLE, Public, public::sample::document),
        get(path::SERVICE_SAMPLE_PICTURE, Public, public::sample::picture),
        get(path::CONTENT, Public, public::content::show),
        get(path::PUBLIC_INDEX, Public, public::index::show),
        get(path::VERIFICATION, Public, public::verification::enter),
        upload(path::VERIFICATION, Public, public::verification::ask),
        get(path::VERIFICATION_RESULT, Public, public::verification::show),
        get(path::SIGN_IN, Public, public::sign_in::show),
        post(path::SIGN_IN, Public, public::sign_in::send),
        post(path::LANGUAGE, Public, public::language::send),
        // Anybody with an account
        post(path::SIGN_OUT, SignedIn, public::sign_out::send),
        get(path::ACCOUNT, SignedIn, applicant::account::show),
        get(path::FOLDER, SignedIn, applicant::folder::show),
        upload(path::FOLDER, SignedIn, applicant::folder::send),
        get(path::FOLDER_FILE, SignedIn, applicant::folder::file),
        get(path::FOLDER_PICTURE, SignedIn, applicant::folder::picture),
        post(path::FOLDER_REMOVE, SignedIn, applicant::folder::remove),
        get(path::ARRANGEMENT, SignedIn, applicant::arrangement::show),
        upload(path::ARRANGEMENT, SignedIn, applicant::arrangement::send),
        get(path::ARRANGEMENT_PAGE, SignedIn, applicant::arrangement::picture),
        post(path::UPLOADS, SignedIn, applicant::pieces::start),
        get(path::UPLOAD, SignedIn, applicant::pieces::show),
        upload(path::UPLOAD, SignedIn, applicant::pieces::send),
        // The applicant: every one of these is for the owner's own file
        post(path::APPLY, May(SubmitApplication), applicant::start::send),
        get(path::APPLICATION, SignedIn, applicant::application::show),
        get(path::APPLICATION_FORM, May(SubmitApplication), applicant::form_group::show),
        post(path::APPLICATION_FORM, May(SubmitApplication), applicant::form_group::send),
        get(path::APPLICATION_ITEMS, May(SubmitApplication), applicant::items::show),
        post(path::APPLICATION_ITEMS, May(SubmitApplication), applicant::items::send),
        get(path::APPLICATION_DOCUMENTS, May(SubmitApplication), applicant::documents::show),
        upload(path::APPLICATION_UPLOAD, May(SubmitApplication), applicant::documents::send),
        post(path::APPLICATION_REUSE, May(SubmitApplication), applicant::documents::reuse),
        get(path::APPLICATION_CHECK, May(SubmitApplication), applicant::check::show),
        post(path::APPLICATION_SEND, May(SubmitApplication), applicant::check::send),
        post(path::APPLICATION_DISCARD, May(SubmitApplication), applicant::discard::send),
        get(path::APPLICATION_SENT, SignedIn, applicant::sent::show),
        get(path::APPLICATION_CORRECTION, May(SubmitApplication), applicant::correction::show),
        upload(path::APPLICATION_CORRECTION, May(SubmitApplication), applicant::correction::send),
        get(path::APPLICATION_SURVEY, May(FillSurvey), applicant::survey::show),
        post(path::APPLICATION_SURVEY, May(FillSurvey), applicant::survey::send),
        get(path::APPLICATION_CANCELLATION, May(RequestCancellation), applicant::cancellation::show),
        post(path::APPLICATION_CANCELLATION, May(RequestCancellation), applicant::cancellation::send),
        get(path::APPLICATION_MESSAGES, SignedIn, applicant::messages::show),
        get(path::APPLICATION_PAPER, SignedIn, applicant::paper::file),
    ];
    // Asking for an account, the office and its administration, the auditor, the demo
    lines.extend(access::lines());
    lines.extend(office::lines());
    lines.extend(power_of_attorney::lines());
    lines.extend(counter::lines());
    lines.extend(shared::lines());
    lines.extend(manage::lines());
    lines.extend(audit::lines());
    lines.extend(demo::lines());
    lines
}

/// The whole service.
pub fn router(hosting: Hosting) -> Router {
    let secure = hosting.secure_cookies;
    let hosting = Arc::new(hosting);
    // PDFs are compressed inside already.
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("application/pdf"));
    let mut router = Router::new();
    for line in lines() {
        // Everything else waits until the duties are accepted (MJK18-9.1).
        let before_duties =
            line.permission == Permission::Public || [path::SIGN_OUT, path::DUTIES].contains(&line.path);
        let gate = Gate {
            hosting: hosting.clone(),
            permission: line.permission,
            upload: line.upload,
            before_duties,
        };
        let handler = match line.permission {
            Permission::Machine => line.handler.layer(axum::Extension(hosting.clone())),
            _ => line.handler.layer(from_fn_with_state(gate, guard)),
        };
        router = router.route(line.path, handler);
    }
    router
        .fallback(move |request: Request| nowhere(hosting.clone(), request))
        .method_not_allowed_fallback(back_to_the_page)
        // Bodies have their limits in the guard, where a refusal can be a page.
        .layer(DefaultBodyLimit::disable())
        .layer(axum::middleware::map_response(
            move |response: Response| async move { protect(response, secure) },
        ))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(CatchPanicLayer::new())
}

#[derive(Clone)]
struct Gate {
    hosting: Arc<Hosting>,
    permission: Permission,
    upload: bool,
    before_duties: bool,
}

/// The page for addresses that are not on the list.
async fn nowhere(hosting: Arc<Hosting>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    match Visitor::find(&hosting, &parts).await {
        None => elsewhere(&hosting, &parts),
        Some(Err(problem)) => problem.status().into_response(),
        Some(Ok(visitor)) => finish(&visitor, render(&visitor, &Problem::not_found())),
    }
}

/// A form's own address stands in the browser when its page came back with a refusal; whoever reads it again (a reload, a
/// bookmark) is led to the page that holds the form.
async fn back_to_the_page(request: Request) -> Response {
    if request.method() != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let page = request.uri().path().rsplit_once('/').map_or("", |(page, _)| page);
    Redirect::to(if page.is_empty() { "/" } else { page }).into_response()
}

/// Stands before every handler: region, person, lock, permission, body, token.
async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut visitor = match Visitor::find(&gate.hosting, &parts).await {
        None => return elsewhere(&gate.hosting, &parts),
        Some(Err(problem)) => return problem.status().into_response(),
        Some(Ok(visitor)) => visitor,
    };
    if visitor.has_left() {
        let response = shared::start_again(&visitor).unwrap_or_else(|problem| render(&visitor, &problem));
        return finish(&visitor, response);
    }
    let posted = parts.method == Method::POST;
    let (mut body, mut sent) = (Some(body), None);
    if visitor.locked().is_some() && !matches!(gate.permission, Permission::Public | Permission::Demo) {
        let answer = if posted {
            match read(&gate, &visitor, &parts, body.take()).await {
                Err(problem) => Some(Err(problem)),
                Ok(form) => match shared::open(&visitor, &form).await {
                    Ok(form) => {
                        sent = Some(form);
                        None
                    }
                    Err(answer) => Some(answer),
                },
            }
        } else {
            Some(shared::ask(&visitor))
        };
        if let Some(answer) = answer {
            let response = answer.unwrap_or_else(|problem| render(&visitor, &problem));
            return finish(&visitor, response);
        }
        // The password was right: the same request goes on with its person.
        visitor = match Visitor::find(&gate.hosting, &parts).await {
            Some(Ok(visitor)) => visitor,
            Some(Err(problem)) => return problem.status().into_response(),
            None => return elsewhere(&gate.hosting, &parts),
        };
    }
    if let Err(problem) = permitted(gate.permission, &visitor) {
        record(&visitor, gate.permission, &problem).await;
        return finish(&visitor, render(&visitor, &problem));
    }
    if !gate.before_duties
        && let Some(answer) = access::must_accept(&visitor, &parts.method)
    {
        let response = answer.unwrap_or_else(|problem| render(&visitor, &problem));
        return finish(&visitor, response);
    }
    if posted && sent.is_none() {
        match read(&gate, &visitor, &parts, body.take()).await {
            Ok(form) => sent = Some(form),
            Err(problem) => return finish(&visitor, render(&visitor, &problem)),
        }
    }
    if let Some(sent) = sent {
        parts.extensions.insert(sent);
    }
    parts.headers.remove(CONTENT_LENGTH);
    parts.extensions.insert(visitor.clone());
    let response = next.run(Request::from_parts(parts, Body::empty())).await;
    let response = match response.extensions().get::<Problem>().cloned() {
        Some(problem) => render(&visitor, &problem),
        None => response,
    };
    finish(&visitor, response)
}

/// The whole form, when a page of ours sent it.
async fn read(
    gate: &Gate,
    visitor: &Visitor,
    parts: &axum::http::request::Parts,
    body: Option<Body>,
) -> Result<Sent, Problem> {
    let limit = if gate.upload { UPLOAD_LIMIT } else { FORM_LIMIT };
    let bytes = whole(body.unwrap_or_default(), limit).await?;
    let sent = Sent::read(Request::from_parts(parts.clone(), Body::from(bytes))).await?;
    if visitor.sent_by_our_form(&sent) { Ok(sent) } else { Err(Problem::NotOurForm) }
}

fn permitted(permission: Permission, visitor: &Visitor) -> Result<(), Problem> {
    let signed_in = || visitor.signed_in().map(|_| ()).map_err(Problem::from);
    let holds = |yes: bool| if yes { Ok(()) } else { Err(Problem::Forbidden) };
    match permission {
        Permission::Public => Ok(()),
        Permission::SignedIn => signed_in(),
        Permission::Staff => signed_in().and_then(|()| holds(visitor.is_staff())),
        Permission::May(capability) => signed_in().and_then(|()| holds(visitor.may(capability))),
        Permission::MayOneOf(list) => signed_in().and_then(|()| holds(list.iter().any(|c| visitor.may(*c)))),
        Permission::Demo if visitor.region().demo.is_some() => Ok(()),
        Permission::Demo => Err(Problem::not_found()),
        Permission::Machine => Err(Problem::Forbidden),
    }
}

/// Keeps a refused page in the audit record. Anonymous attempts are kept once per address and minute.
async fn record(visitor: &Visitor, permission: Permission, problem: &Problem) {
    let capability = match permission {
        Permission::May(capability) => Some(capability),
        _ => None,
    };
    let signed_in = visitor.actor().is_some();
    if matches!(problem, Problem::App(AppError::NotFound)) {
        return;
    }
    let address = visitor.address().to_owned();
    let actor = visitor.actor().cloned();
    let kept = visitor
        .look(move |region| app::query::public::refused_page(region, actor.as_ref(), capability, &address))
        .await;
    if let Err(error) = kept {
        tracing::error!(signed_in, %error, "a refused page could not be recorded");
    }
}

/// Reads a body up to `limit` bytes. A larger one is read on for a while and thrown away, so that the sender hears the
/// answer instead of a broken connection.
async fn whole(mut body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Problem::BadForm)?;
        let Ok(data) = frame.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen > limit.saturating_mul(4) {
            break;
        }
        if seen <= limit {
            bytes.extend_from_slice(&data);
        }
    }
    if seen > limit { Err(Problem::TooLarge) } else { Ok(bytes) }
}

/// Pages of a signed-in person are kept by nobody; on a public device no page is.
fn finish(visitor: &Visitor, mut response: Response) -> Response {
    if !response.headers().contains_key(CACHE_CONTROL) {
        let nobody = visitor.holder().is_none() && !visitor.on_public_device();
        let rule = if !nobody { "no-store" } else { "no-cache" };
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(rule));
    }
    response
}

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' blob:; script-src 'self'; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Headers of every answer.
fn protect(mut response: Response, secure: bool) -> Response {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if secure {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
