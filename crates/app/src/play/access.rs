//! Somebody asks for an account: form, papers, codes, sending, as a browser would.

use super::papers::{sample_card, sample_pdf};
use super::stand::Stand;
use crate::account::access;
use crate::error::AppError;
use domain::access::{AccessKind, AccessPaper, TypedClaims, required_papers};
use domain::party::AccessRequest;
use domain::value::{Email, Id, PhoneNumber};

impl Stand {
    /// The newest code that went to a number or mailbox.
    ///
    /// # Errors
    /// [`AppError::Failed`] when none arrived.
    pub fn newest_code(&self, address: &str) -> Result<String, AppError> {
        self.gateway
            .messages_to(address)
            .iter()
            .rev()
            .find_map(|message| last_six_digits(&message.text))
            .ok_or_else(|| AppError::Failed(format!("no code arrived at {address}")))
    }

    /// Begins a request and attaches its papers; codes are not asked for yet. Answers the browser's cookie too.
    ///
    /// # Errors
    /// Whatever the use cases refuse.
    pub fn begin_access(
        &mut self,
        kind: AccessKind,
        typed: &TypedClaims,
    ) -> Result<([u8; 32], Id<AccessRequest>), AppError> {
        let cookie: [u8; 32] = std::array::from_fn(|_| self.below(256).to_le_bytes()[0]);
        let id = access::begin(&self.region, &cookie, "", kind, typed, None)?;
        let opened = access::own(&self.region, &cookie, id)?;
        for paper in required_papers(&opened.stated.claims) {
            let photo = match paper {
                AccessPaper::IdentityCard | AccessPaper::TaxCard => sample_card(),
                AccessPaper::Deed | AccessPaper::PowerOfAttorney => None,
            };
            let bytes = photo.unwrap_or_else(|| sample_pdf(&[paper.label(), &opened.stated.claims.name]));
            access::attach(&self.region, &cookie, id, paper, &bytes)?;
        }
        Ok((cookie, id))
    }

    /// Confirms number and mailbox of a request with the codes that arrive.
    ///
    /// # Errors
    /// Whatever the use cases refuse.
    pub fn confirm_access(&mut self, cookie: &[u8; 32], id: Id<AccessRequest>) -> Result<(), AppError> {
        let opened = access::own(&self.region, cookie, id)?;
        let phone: PhoneNumber = opened.stated.claims.phone.clone();
        let email: Email = opened.stated.claims.email.clone();
        for (by_mail, address) in [(false, phone.to_string()), (true, email.to_string())] {
            access::send_code(&self.region, cookie, "", id, by_mail)?;
            self.settle()?;
            let code = self.newest_code(&address)?;
            access::confirm(&self.region, cookie, id, by_mail, &code)?;
        }
        Ok(())
    }

    /// Asks for an account from form to receipt; answers the number.
    ///
    /// # Errors
    /// Whatever the use cases refuse.
    pub fn request_access(
        &mut self,
        kind: AccessKind,
        typed: &TypedClaims,
    ) -> Result<(Id<AccessRequest>, String), AppError> {
        let (cookie, id) = self.begin_access(kind, typed)?;
        self.confirm_access(&cookie, id)?;
        let number = access::send(&self.region, &cookie, id, true)?;
        self.settle()?;
        Ok((id, number))
    }
}

/// The last word of exactly six digits in a text.
fn last_six_digits(text: &str) -> Option<String> {
    // A word of its own: the middle of the request's number A26-000001-3 is no code.
    let words = text.split_whitespace().rev().map(|word| word.trim_end_matches(['.', ',']));
    words.into_iter().find(|w| w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned)
}
