//! `/kerja/tanda-tangan`: what waits for an official, and one PIN for several documents (MJK18-13.3). Where the region asks for
//! no PIN, the choice itself is sent (PWK63-6.2.c).

use super::case_page::deadline;
use super::consent::entry;
use super::perform::file_id;
use super::pin::{act_named, name};
use crate::components::{Notice, PinEntry, Tone};
use crate::forms::Sent;
use crate::links;
use crate::pages::work::signing_list::{SigningListPage, SigningRow};
use crate::pages::work::signing_pin::SigningPinPage;
use crate::problem_response::Problem;
use crate::visitor::{Answer, Visitor};
use app::query::signing_list::{
    AskedBatch, BatchOutcome, SigningItem, act_on_batch, act_on_chosen, ask_batch_pin, masked_phone,
    open_for_signing, signing_list, with_pin,
};
use app::signing::blocked;
use app::{AppError, Region};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::calendar::WarnLevel;
use domain::party::{Actor, ApplicationRecord};
use domain::pin::PinAct;
use domain::process::Refusal;
use domain::value::{Digest, Id, date_text};

fn verb(act: PinAct) -> &'static str {
    match act {
        PinAct::Initial => "Paraf",
        PinAct::Decide => "Penetapan",
        PinAct::Sign => "Tanda tangan",
        PinAct::Cancel => "Pembatalan",
        PinAct::Declare => "Pernyataan",
    }
}

fn row(item: &SigningItem) -> SigningRow {
    let what = if item.refusal { "surat penolakan" } else { item.service_short.as_str() };
    let mut warnings = item.warnings.clone();
    if item.digest.is_none() && item.in_batch() {
        warnings.push("Dokumen disiapkan saat dibuka.".to_owned());
    }
    // Beside a refusal or a cancellation, recommendation and fee of an approval would only mislead.
    let plain = item.refusal || item.act == PinAct::Cancel;
    let recommended = match item.recommended_by.as_slice() {
        _ if plain => String::new(),
        [] => "tidak diperlukan".to_owned(),
        by => by.join("; "),
    };
    let paid = item.fee.clone().filter(|_| !plain);
    let act = if item.ink { "Tanda tangan basah" } else { verb(item.act) };
    SigningRow {
        id: item.id.to_string(),
        what: format!("{act}: {what} {}", item.registration),
        who: item.holder_name.clone(),
        recommended,
        paid: paid.unwrap_or_else(|| if plain { "" } else { "tidak dipungut biaya" }.to_owned()),
        alone: match (item.in_batch(), item.ink) {
            (true, _) => None,
            (false, true) => Some("Buka berkas dan catat tanda tangan".to_owned()),
            (false, false) => Some("Buka berkas dan putuskan".to_owned()),
        },
        warnings,
        due: deadline(item.due.as_ref()),
        opened: item.seen,
        digest: item.digest.map_or_else(String::new, |d| d.to_string()),
    }
}

/// Words on the button of a list without PIN: one kind of act by its name.
fn at_once(items: &[SigningItem]) -> String {
    let mut acts: Vec<PinAct> = items.iter().filter(|i| i.in_batch()).map(|i| i.act).collect();
    acts.dedup();
    match acts.as_slice() {
        [PinAct::Initial] => "Paraf yang dipilih",
        [PinAct::Decide] => "Tetapkan yang dipilih",
        [PinAct::Sign] => "Tanda tangani yang dipilih",
        _ => "Kirim yang dipilih",
    }
    .to_owned()
}

fn posts(region: &Region, actor: &Actor) -> String {
    let office = region.office();
    let today = office.calendar.local_date(region.now());
    let held = office
        .officials
        .positions
        .iter()
        .filter(|p| actor.account.is_some_and(|account| office.officials.holds(account, &p.id, today)));
    let titles: Vec<&str> = held.map(|p| p.title.as_str()).collect();
    if titles.is_empty() {
        return match with_pin(region) {
            true => "Anda tidak memegang jabatan hari ini, jadi tidak ada yang menunggu tanda tangan Anda.",
            false => "Anda tidak memegang jabatan hari ini, jadi tidak ada yang menunggu keputusan Anda.",
        }
        .to_owned();
    }
    format!("Hari ini Anda bertindak sebagai {}.", titles.join(" dan "))
}

async fn page(visitor: &Visitor, status: StatusCode, notice: Option<Notice>) -> Answer {
    let (items, right, is_blocked) = visitor
        .run(|region, actor| {
            let account = actor.account.ok_or(AppError::NotSignedIn)?;
            Ok((signing_list(region, actor)?, posts(region, actor), blocked(region, account)?))
        })
        .await?;
    let with =
        |level: WarnLevel| items.iter().filter(|i| i.due.as_ref().is_some_and(|d| d.level == level)).count();
    let plain = !with_pin(visitor.region());
    let sentence = match (plain, items.len(), with(WarnLevel::Late), with(WarnLevel::DueToday)) {
        (false, 0, ..) => "Tidak ada dokumen yang menunggu tanda tangan Anda.".to_owned(),
        (false, n, 0, 0) => format!("{n} dokumen menunggu tanda tangan Anda."),
        (false, n, 0, soon) => format!("{n} dokumen menunggu tanda tangan Anda, {soon} mendekati batas."),
        (false, n, late, _) => format!("{n} dokumen menunggu tanda tangan Anda, {late} lewat batas."),
        (true, 0, ..) => "Tidak ada berkas yang menunggu keputusan Anda.".to_owned(),
        (true, n, 0, 0) => format!("{n} berkas menunggu keputusan Anda."),
        (true, n, 0, soon) => format!("{n} berkas menunggu keputusan Anda, {soon} mendekati batas."),
        (true, n, late, _) => format!("{n} berkas menunggu keputusan Anda, {late} lewat batas."),
    };
    let mut shell = visitor.shell();
    if notice.is_some() {
        shell.flash = notice;
    }
    let rows = items.iter().map(row).collect();
    let at_once = plain.then(|| at_once(&items));
    visitor.page_with(status, &SigningListPage { shell, sentence, rows, right, blocked: is_blocked, at_once })
}

/// Shows the list.
pub(super) async fn show(visitor: Visitor) -> Answer {
    page(&visitor, StatusCode::OK, None).await
}

/// Opens a document; from then on it may be signed.
pub(super) async fn open(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let application = file_id::<ApplicationRecord>(&id)?;
    match visitor.run(move |region, actor| open_for_signing(region, actor, application)).await {
        Ok((file, _)) => visitor.go(&links::case_file(&id, &file.to_string())),
        Err(error) => refused(&visitor, error).await,
    }
}

async fn refused(visitor: &Visitor, error: AppError) -> Answer {
    match error {
        AppError::Refused(refusal) if !matches!(refusal, Refusal::NotAllowed { .. } | Refusal::NotYours) => {
            let notice = Notice::new(Tone::Bad, visitor.region().profile.refusal(&refusal));
            page(visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(notice)).await
        }
        other => Err(other.into()),
    }
}

/// What was ticked: file and the digest that was seen.
fn chosen(sent: &Sent) -> Vec<(Id<ApplicationRecord>, Digest)> {
    sent.all("pilih")
        .into_iter()
        .filter_map(|value| {
            let (id, digest) = value.split_once(':')?;
            Some((id.parse().ok()?, digest.parse().ok()?))
        })
        .collect()
}

/// Asks the one PIN.
pub(super) async fn ask(visitor: Visitor, sent: Sent) -> Answer {
    let wanted = chosen(&sent);
    match visitor.run(move |region, actor| ask_batch_pin(region, actor, &wanted)).await {
        Ok(batch) => visitor.page(&entry_page(&visitor, &batch)),
        Err(error) => refused(&visitor, error).await,
    }
}

fn entry_page(visitor: &Visitor, batch: &AskedBatch) -> SigningPinPage {
    let act = batch.pin.act;
    let expires = date_text::time_at(batch.pin.expires_at, visitor.region().office().calendar.time_zone());
    let mut hidden = vec![
        ("challenge".to_owned(), batch.pin.challenge.to_string()),
        ("tindakan".to_owned(), name(act).to_owned()),
        ("berlaku".to_owned(), expires.clone()),
    ];
    for ((id, version, _), label) in batch.pin.documents.iter().zip(&batch.labels) {
        hidden.push(("dokumen".to_owned(), format!("{id}:{version}")));
        hidden.push(("nama".to_owned(), label.clone()));
    }
    pin_page(
        visitor,
        act,
        batch.labels.clone(),
        batch.dropped.clone(),
        hidden,
        (&batch.pin.phone, &expires),
        None,
    )
}

fn pin_page(
    visitor: &Visitor,
    act: PinAct,
    labels: Vec<String>,
    dropped: Vec<String>,
    hidden: Vec<(String, String)>,
    (phone, expires): (&str, &str),
    error: Option<String>,
) -> SigningPinPage {
    let shell = visitor.shell();
    let count = labels.len();
    let pin = PinEntry {
        action: links::signing_confirm(),
        guard: shell.forms.part("pin"),
        hidden,
        what: format!("{} {count} dokumen", act.verb()),
        phone: phone.to_owned(),
        expires: expires.to_owned(),
        error,
        send: format!("{} {count} dokumen", verb(act)),
        // A new PIN is asked from the list, where every document is looked at again.
        resend: links::signing_pin(),
        resend_guard: shell.forms.part("pin-baru"),
    };
    SigningPinPage { shell, documents: labels, dropped, pin }
}

fn outcome(act: PinAct, outcomes: &[BatchOutcome], dropped: Vec<String>) -> Notice {
    let mut failed: Vec<String> = outcomes
        .iter()
        .filter_map(|o| o.problem.as_ref().map(|p| format!("{} {}: {p}", o.registration, o.holder_name)))
        .collect();
    let good = outcomes.len() - failed.len();
    let title = format!("{}: {good} dari {} dokumen selesai.", verb(act), outcomes.len() + dropped.len());
    failed.extend(dropped);
    let tone = if failed.is_empty() { Tone::Good } else { Tone::Warn };
    Notice::new(tone, title).text(failed.join(" "))
}

/// Acts on what was chosen, at once: this region asks for no PIN.
async fn at_once_on(visitor: &Visitor, sent: &Sent) -> Answer {
    let wanted = chosen(sent);
    let key = sent.key().unwrap_or_default().to_owned();
    match visitor.run(move |region, actor| act_on_chosen(region, actor, &wanted, &key)).await {
        Ok(done) => {
            let notice = outcome(done.act, &done.outcomes, done.dropped);
            page(visitor, StatusCode::OK, Some(notice)).await
        }
        Err(error) => refused(visitor, error).await,
    }
}

/// Signs what stands on the list; each document has its own outcome.
pub(super) async fn confirm(visitor: Visitor, sent: Sent) -> Answer {
    if !with_pin(visitor.region()) {
        return at_once_on(&visitor, &sent).await;
    }
    let act =
        act_named(sent.text("tindakan")).filter(|a| *a != PinAct::Cancel).ok_or_else(Problem::not_found)?;
    let documents: Vec<(Id<ApplicationRecord>, u64)> = sent
        .all("dokumen")
        .into_iter()
        .filter_map(|value| {
            let (id, version) = value.split_once(':')?;
            Some((id.parse().ok()?, version.parse().ok()?))
        })
        .collect();
    let Some(entry) = entry(&sent) else { return Err(Problem::BadForm) };
    let key = sent.key().unwrap_or_default().to_owned();
    let done =
        visitor.run(move |region, actor| act_on_batch(region, actor, &entry, act, &documents, &key)).await;
    match done {
        Ok(outcomes) => page(&visitor, StatusCode::OK, Some(outcome(act, &outcomes, Vec::new()))).await,
        Err(AppError::Refused(
            refusal @ (Refusal::PinWrong { .. }
            | Refusal::PinExpired
            | Refusal::PinAttemptsUsedUp
            | Refusal::PinAlreadyUsed
            | Refusal::PinForAnotherAct),
        )) => {
            let labels: Vec<String> = sent.all("nama").into_iter().map(str::to_owned).collect();
            let kept = ["challenge", "tindakan", "berlaku", "dokumen", "nama"];
            let hidden = sent.fields().iter().filter(|(n, _)| kept.contains(&n.as_str())).cloned().collect();
            let phone = visitor.run(masked_phone).await?;
            let until = sent.text("berlaku").chars().take(5).collect::<String>();
            let error = Some(refusal.sentence());
            let page = pin_page(&visitor, act, labels, Vec::new(), hidden, (&phone, &until), error);
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => refused(&visitor, error).await,
    }
}
