//! The page to be signed: laid out with its fields, then frozen. From the signature on, its bytes do not change.

use super::closing::refusal_data;
use super::context::{Subject, permit_data, request, signature_block, signer_on};
use super::{NUMBER_FONT, put_file};
use crate::Region;
use crate::act::{Request, valid_until};
use crate::error::AppError;
use crate::job::Outcome;
use crate::ports::LaidOut;
use document::fields::{FieldPlace, FieldPlan, NumberPlan};
use domain::definition::SigningMode;
use domain::official::SigningRight;
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Command, FrozenPage, Refusal};
use domain::value::Id;
use jiff::civil::Date;

/// Adds the number field and both signature fields where the letter left its places.
pub(super) fn with_fields(laid: &LaidOut, numbered: bool, seal: bool) -> Result<Vec<u8>, AppError> {
    let place = laid.places.iter().find(|p| p.name == "nomor");
    let number = match (numbered, place) {
        (true, _) => None,
        (false, Some(p)) => Some(NumberPlan {
            place: FieldPlace { page: p.page, x: p.x, y: p.y, width: p.width, height: p.height },
            font: NUMBER_FONT,
            size: 11.0,
        }),
        (false, None) => return Err(AppError::Failed("the letter has no place for the number".into())),
    };
    document::fields::prepare(&laid.pdf, &FieldPlan { number, official: true, seal })
        .map_err(|e| AppError::Failed(e.to_string()))
}

fn freeze_for(
    region: &Region,
    subject: &Subject,
    account: Id<Account>,
    right: &SigningRight,
    today: Date,
) -> Result<FrozenPage, AppError> {
    let now = region.now();
    let definition = &subject.definition;
    let mode = definition.product.signing;
    let wet = mode == SigningMode::Wet;
    let date = (!wet).then_some(today);
    let signature = signature_block(region, account, right, mode)?;
    let id = subject.state.id;
    if let Some(decision) = subject.state.decision.as_ref().filter(|decision| !decision.approved) {
        let (data, qr) = refusal_data(region, subject, account, right, &decision.reasons, now)?;
        let ident = format!("{id}-refusal");
        let letter = request(&definition.product.letters.refusal, data, Some(qr), now, ident);
        let laid = region.typesetter.pdf(&letter)?;
        let bytes = with_fields(&laid, true, false)?;
        let filed = put_file(region, *id.as_bytes(), "page", "halaman.pdf", "application/pdf", &bytes)?;
        return Ok(FrozenPage { digest: filed.digest, file: filed.file, signer: account, date });
    }
    let until = valid_until(&subject.office, definition, &subject.state, now);
    let number = subject.state.number.as_ref().map(|n| n.number.as_str());
    let (data, qr) = permit_data(region, subject, signature, number, date, until)?;
    let letter = request(&definition.product.letters.permit, data, Some(qr), now, format!("{id}-permit"));
    let laid = region.typesetter.pdf(&letter)?;
    let bytes = if wet { laid.pdf } else { with_fields(&laid, number.is_some(), number.is_none())? };
    let filed = put_file(region, *id.as_bytes(), "page", "halaman.pdf", "application/pdf", &bytes)?;
    Ok(FrozenPage { digest: filed.digest, file: filed.file, signer: account, date })
}

/// Whether a page stands for this signer on this day; a page for ink leaves the day open.
fn is_for(page: &FrozenPage, account: Id<Account>, today: Date) -> bool {
    page.signer == account && page.date.is_none_or(|date| date == today)
}

/// Lays the page for ink out anew for whoever may sign today, before it is printed. The printing desk asks for it when
/// the official changed since the page was laid out (MJK18-13.4).
///
/// # Errors
/// A refusal when nobody may sign today or a sheet is printed already; typesetting.
pub fn renew_page(region: &Region, id: Id<ApplicationRecord>) -> Result<FrozenPage, AppError> {
    let subject = Subject::load(region, id)?;
    let today = subject.office.calendar.local_date(region.now());
    let signer = signer_on(region, &subject.office, &subject.definition, today);
    let (account, right) = signer.ok_or(Refusal::PageNotReady)?;
    if let Some(page) = subject.state.frozen.as_ref().filter(|p| is_for(p, account, today)) {
        return Ok(page.clone());
    }
    let page = freeze_for(region, &subject, account, &right, today)?;
    region.act(&Actor::system(), Request::new(id, Command::FreezePage { page: page.clone() }))?;
    Ok(page)
}

/// Freezes the page when a file comes to printing, and again when its sheet is spoiled and another official signs now.
///
/// # Errors
/// Typesetting or storage; tried again.
pub(crate) fn freeze_page(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let subject = Subject::load(region, id)?;
    if subject.state.signature.is_some() || subject.state.status.is_terminal() {
        return Ok(Outcome::Done);
    }
    let today = subject.office.calendar.local_date(region.now());
    let Some((account, right)) = signer_on(region, &subject.office, &subject.definition, today) else {
        return Ok(Outcome::Again("no official may sign this service today".into()));
    };
    if subject.state.frozen.as_ref().is_some_and(|p| is_for(p, account, today)) {
        return Ok(Outcome::Done);
    }
    let page = freeze_for(region, &subject, account, &right, today)?;
    match region.act(&Actor::system(), Request::new(id, Command::FreezePage { page })) {
        Ok(_) | Err(AppError::Refused(_)) => Ok(Outcome::Done),
        Err(other) => Err(other),
    }
}

/// Lays out and files the document of a service without signature: verification rests on code and ledger digest.
///
/// # Errors
/// Typesetting or storage; tried again.
pub(crate) fn issue_document(region: &Region, id: Id<ApplicationRecord>) -> Result<Outcome, AppError> {
    let subject = Subject::load(region, id)?;
    let definition = &subject.definition;
    let (Some(number), Some(decision)) = (&subject.state.number, &subject.state.decision) else {
        return Ok(Outcome::Done);
    };
    if subject.state.issued.is_some() || definition.product.signing != SigningMode::None {
        return Ok(Outcome::Done);
    }
    let account = decision.by.account.ok_or(AppError::NotFound)?;
    let signature = signature_block(region, account, &decision.right, SigningMode::None)?;
    let date = subject.office.calendar.local_date(number.at);
    let until = valid_until(&subject.office, definition, &subject.state, number.at);
    let (data, qr) = permit_data(region, &subject, signature, Some(&number.number), Some(date), until)?;
    let letter =
        request(&definition.product.letters.permit, data, Some(qr), number.at, format!("{id}-permit"));
    let laid = region.typesetter.pdf(&letter)?;
    let filed = put_file(region, *id.as_bytes(), "permit", "dokumen.pdf", "application/pdf", &laid.pdf)?;
    super::sign::file_permit(region, id, filed)
}

/// The page as the signed-in official would sign it today: frozen anew when signer or day changed. A wet sheet that is
/// printed already is not laid out again; it would have to be spoiled.
///
/// # Errors
/// A refusal without the right to sign; typesetting.
pub fn prepare_signing(
    region: &Region,
    actor: &Actor,
    id: Id<ApplicationRecord>,
) -> Result<FrozenPage, AppError> {
    let subject = Subject::load(region, id)?;
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let today = subject.office.calendar.local_date(region.now());
    let right = subject
        .office
        .officials
        .signing_right(account, &subject.definition.id, today)
        .map_err(|why| AppError::Refused(Refusal::NoSigningRight { why }))?;
    if let Some(page) = &subject.state.frozen {
        let current = is_for(page, account, today);
        let printed =
            subject.definition.product.signing == SigningMode::Wet && subject.state.valid_sheet().is_some();
        if current || printed {
            return Ok(page.clone());
        }
    }
    let page = freeze_for(region, &subject, account, &right, today)?;
    let done = region.act(&Actor::system(), Request::new(id, Command::FreezePage { page: page.clone() }))?;
    Ok(done.state.frozen.unwrap_or(page))
}

/// Remembers that the official opened the final bytes: nothing is signed unseen (practice: forty signatures unseen).
///
/// # Errors
/// Storage or database.
pub fn open_page(region: &Region, actor: &Actor, page: &FrozenPage) -> Result<Vec<u8>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (_, bytes) = super::read_file_by_id(region, page.file)?;
    let (seed, now) = region.draw();
    let digest = page.digest;
    written!(region, [region, actor], |tx| {
        let mut dice = Region::dice_of(seed, now);
        store::desk::see(tx, account, &digest, now)?;
        let subject = crate::act::Subject::account(account);
        crate::act::record_act(
            tx,
            &mut dice,
            region,
            actor,
            &subject,
            "open_page",
            Some(*digest.as_bytes()),
            &[],
        )?;
        Ok::<_, AppError>(())
    })?;
    Ok(bytes)
}
