//! `/daftar/permohonan/{id}`: papers, codes and sending of a draft; afterwards its state (MJK18-8.4, 8.5).

use super::state::sent_body;
use crate::components::{
    ErrorItem, ErrorSummary, Field, FieldKind, FileUpload, Notice, SummaryList, SummaryRow, Tone,
};
use crate::forms::Sent;
use crate::links;
use crate::pages::access::request::{AccessRequestPage, ContactSlot, PaperSlot, RequestBody};
use crate::problem_response::{Problem, status_of};
use crate::visitor::{Answer, Visitor};
use app::account::access::{self, Opened};
use app::{AppError, Region};
use axum::extract::Path;
use domain::access::{AccessKind, AccessPaper, CardValidity, Claims, Link as Tie, required_papers};
use domain::party::AccessRequest;
use domain::process::Refusal;
use domain::value::{Id, date_text};

/// The id in an address.
pub(super) fn request_id(text: &str) -> Result<Id<AccessRequest>, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn by_mail(channel: &str) -> Result<bool, Problem> {
    match channel {
        "ponsel" => Ok(false),
        "surel" => Ok(true),
        _ => Err(Problem::not_found()),
    }
}

/// What is stated, as people read it.
pub(super) fn claim_rows(region: &Region, claims: &Claims) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            rows.push(SummaryRow::new(key, value));
        }
    };
    match claims.kind {
        AccessKind::Person => {
            add("Nama sesuai KTP", claims.name.clone());
            add("NIK", claims.nik.as_ref().map(ToString::to_string).unwrap_or_default());
            let card = match claims.card {
                Some(CardValidity::Lifetime) => "Seumur hidup".to_owned(),
                Some(CardValidity::Until(date)) => format!("Sampai {}", date_text::date(date)),
                None => String::new(),
            };
            add("Masa berlaku KTP", card);
        }
        AccessKind::Business => {
            add("Nama badan usaha", claims.name.clone());
            add("NPWP", claims.npwp.as_ref().map(ToString::to_string).unwrap_or_default());
            add("Penanggung jawab", claims.responsible.clone());
            match &claims.power {
                None => add("Yang mendaftar", "Pimpinan badan usaha".to_owned()),
                Some(power) => {
                    add("Penerima kuasa", power.representative.clone());
                    add("Surat kuasa berlaku sampai", date_text::date(power.until));
                }
            }
        }
    }
    let tie = match claims.link {
        Tie::Domicile => "Domisili",
        Tie::Activity => "Tempat kegiatan",
    };
    let region_name = &region.profile.identity.region_name;
    let table = domain::value::RegionTable::embedded();
    let village = claims.village.parse().ok().and_then(|code| table.name(&code).map(str::to_owned));
    let address = format!("{}, {}", claims.street, village.unwrap_or_else(|| claims.village.clone()));
    add(&format!("{tie} di {region_name}"), address);
    add("Alamat di luar wilayah", claims.home_elsewhere.clone());
    add("Nomor ponsel", claims.phone.local_form());
    add("Surel", claims.email.to_string());
    rows
}

fn draft_body(
    visitor: &Visitor,
    opened: &Opened,
    refusal: Option<&(String, Refusal)>,
    asked: Option<&str>,
) -> RequestBody {
    let wrong = |place: &str| refusal.filter(|(at, _)| at == place).map(|(_, refusal)| refusal.sentence());
    let claims = &opened.stated.claims;
    let papers: Vec<PaperSlot> = required_papers(claims)
        .into_iter()
        .map(|paper| {
            let mut upload =
                FileUpload::new(format!("berkas-{}", paper.id()), format!("Foto atau PDF {}", paper.label()));
            upload.multiple = false;
            upload.hint = paper.purpose().to_owned();
            upload.error = wrong(&upload.id);
            PaperSlot {
                id: paper.id().to_owned(),
                label: paper.label().to_owned(),
                attached: opened.papers.contains_key(&paper),
                upload,
            }
        })
        .collect();
    let (phone, email) = opened.confirmed(visitor.region());
    let slot = |channel: &str, label: &str, address: String, confirmed: bool| {
        let id = format!("kode-{channel}");
        let error = wrong(&id);
        // The entry is shown once a code is on its way, and stays while it is being typed.
        let shown = !confirmed && (asked == Some(channel) || error.is_some());
        let code = shown.then(|| {
            let mut field = Field::new(id, "Kode enam angka", FieldKind::Text { max: 9 }).named("kode");
            field.error = error;
            field
        });
        ContactSlot { channel: channel.to_owned(), label: label.to_owned(), address, confirmed, code }
    };
    let contacts = vec![
        slot("ponsel", "Nomor ponsel", claims.phone.local_form(), phone),
        slot("surel", "Surel", claims.email.to_string(), email),
    ];
    let missing =
        papers.iter().filter(|p| !p.attached).count() + contacts.iter().filter(|c| !c.confirmed).count();
    let label = "Saya menyatakan semua isian dan dokumen yang saya lampirkan adalah benar dan asli.";
    let mut declaration = Field::new("pernyataan", label, FieldKind::Tick);
    declaration.error = wrong("pernyataan");
    RequestBody::Draft { papers, contacts, declaration: Box::new(declaration), missing }
}

fn page(
    visitor: &Visitor,
    opened: &Opened,
    refusal: Option<(String, Refusal)>,
    asked: Option<&str>,
) -> AccessRequestPage {
    let id = opened.row.id.to_string();
    let draft = opened.row.state == "draft";
    let mut rows = claim_rows(visitor.region(), &opened.stated.claims);
    if draft && let Some(first) = rows.first_mut() {
        first.change = Some(links::access_data(&id));
    }
    let items =
        refusal.iter().map(|(at, refusal)| ErrorItem { field: at.clone(), message: refusal.sentence() });
    let errors = ErrorSummary { items: items.collect() };
    let body = if draft {
        draft_body(visitor, opened, refusal.as_ref(), asked)
    } else {
        sent_body(visitor, &opened.row)
    };
    AccessRequestPage { shell: visitor.shell(), id, claims: SummaryList { rows }, errors, body }
}

async fn again(visitor: &Visitor, id: Id<AccessRequest>, at: &str, error: AppError) -> Answer {
    let AppError::Refused(refusal) = error else { return Err(error.into()) };
    let cookie = *visitor.bound_cookie();
    let opened = visitor.look(move |region| access::own(region, &cookie, id)).await?;
    let status = status_of(&AppError::Refused(refusal.clone()));
    visitor.page_with(status, &page(visitor, &opened, Some((at.to_owned(), refusal)), None))
}

/// Shows the draft, or the state of the request; `?kode=ponsel` shows where the code is typed.
pub(super) async fn show(
    visitor: Visitor,
    Path(id): Path<String>,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Answer {
    let (request, cookie) = (request_id(&id)?, *visitor.bound_cookie());
    let opened = visitor.look(move |region| access::own(region, &cookie, request)).await?;
    let asked = crate::handlers::public::services::query_value(query.as_deref(), "kode");
    visitor.page(&page(&visitor, &opened, None, Some(&asked)))
}

/// Attaches a paper.
pub(super) async fn attach(
    visitor: Visitor,
    Path((id, paper)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let (request, cookie) = (request_id(&id)?, *visitor.bound_cookie());
    let paper = AccessPaper::named(&paper).ok_or_else(Problem::not_found)?;
    let at = format!("berkas-{}", paper.id());
    let Some(file) = sent.files().first().cloned() else {
        let message = "Pilih satu berkas lebih dahulu.".to_owned();
        let refusal = Refusal::Upload { kind: "empty".to_owned(), message };
        return again(&visitor, request, &at, refusal.into()).await;
    };
    match visitor.look(move |region| access::attach(region, &cookie, request, paper, &file.bytes)).await {
        Ok(advice) => {
            let notice = match advice {
                Some(advice) => Notice::new(Tone::Warn, format!("{} tersimpan.", paper.label())).text(advice),
                None => Notice::new(Tone::Good, format!("{} tersimpan.", paper.label())),
            };
            visitor.go_with(&links::access_request(&id), &notice)
        }
        Err(error) => again(&visitor, request, &at, error).await,
    }
}

/// Sends a code.
pub(super) async fn send_code(visitor: Visitor, Path((id, channel)): Path<(String, String)>) -> Answer {
    let (request, cookie, mail) = (request_id(&id)?, *visitor.bound_cookie(), by_mail(&channel)?);
    let address = visitor.address().to_owned();
    match visitor.look(move |region| access::send_code(region, &cookie, &address, request, mail)).await {
        Ok(()) => {
            let to = links::with_query(&links::access_request(&id), &[("kode", &channel)]);
            let notice = Notice::new(Tone::Good, "Kode sudah kami kirim.").text("Kode berlaku 15 menit.");
            visitor.go_with(&to, &notice)
        }
        Err(error) => again(&visitor, request, &format!("kode-{channel}"), error).await,
    }
}

/// Takes a code.
pub(super) async fn confirm(
    visitor: Visitor,
    Path((id, channel)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let (request, cookie, mail) = (request_id(&id)?, *visitor.bound_cookie(), by_mail(&channel)?);
    let code = sent.text("kode").to_owned();
    match visitor.look(move |region| access::confirm(region, &cookie, request, mail, &code)).await {
        Ok(()) => {
            let what = if mail { "Surel" } else { "Nomor ponsel" };
            let notice = Notice::new(Tone::Good, format!("{what} sudah dikonfirmasi."));
            visitor.go_with(&links::access_request(&id), &notice)
        }
        Err(error) => again(&visitor, request, &format!("kode-{channel}"), error).await,
    }
}

/// Sends the request.
pub(super) async fn send(visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Answer {
    let (request, cookie, declared) = (request_id(&id)?, *visitor.bound_cookie(), sent.ticked("pernyataan"));
    match visitor.look(move |region| access::send(region, &cookie, request, declared)).await {
        Ok(_) => visitor.go(&links::access_request(&id)),
        Err(error) => again(&visitor, request, "pernyataan", error).await,
    }
}
