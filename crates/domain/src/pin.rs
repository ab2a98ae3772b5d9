//! The PIN by SMS for paraf, approval and signature (MJK18-13.3): one use, five minutes, three attempts, bound to the kind
//! of act and to the digest of what is signed.

use crate::party::{Account, Pin};
use crate::process::{PinPolicy, Refusal};
use crate::value::{Digest, Id};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What the PIN is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinAct {
    /// *Paraf*.
    Initial,
    /// *Persetujuan* or refusal.
    Decide,
    /// *Tanda tangan*.
    Sign,
    /// Decision on a cancellation or revocation.
    Cancel,
    /// The applicant's own declaration of truth on a form that an officer filled for him (MJK18-12.3, 12.6).
    Declare,
}

impl PinAct {
    /// The verb in the message.
    pub fn verb(self) -> &'static str {
        match self {
            PinAct::Initial => "memaraf",
            PinAct::Decide => "menetapkan",
            PinAct::Sign => "menandatangani",
            PinAct::Cancel => "memutus pembatalan",
            PinAct::Declare => "menyatakan benar",
        }
    }
}

/// A PIN that was sent. The code itself is kept only as a keyed hash, outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinChallenge {
    /// Id.
    pub id: Id<Pin>,
    /// Whose.
    pub account: Id<Account>,
    /// What for.
    pub act: PinAct,
    /// Digest of the document, or of the ordered list of documents of a batch.
    pub digest: Digest,
    /// Until when.
    pub expires_at: Timestamp,
    /// Wrong attempts so far.
    pub wrong: u8,
    /// Attempts allowed.
    pub attempts: u8,
    /// Used, or cancelled by too many wrong attempts.
    pub closed: bool,
}

/// Evidence, only made by [`PinChallenge::attempt`], that a PIN was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinProof {
    id: Id<Pin>,
    account: Id<Account>,
    act: PinAct,
    digest: Digest,
}

impl PinProof {
    /// The challenge.
    pub fn id(&self) -> Id<Pin> {
        self.id
    }

    /// Whether the proof is for this person and kind of act.
    pub fn is_for(&self, account: Id<Account>, act: PinAct) -> bool {
        self.account == account && self.act == act
    }

    /// Digest to which the PIN was bound: of one document, or of the ordered list of a batch.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }
}

impl PinChallenge {
    /// A new challenge.
    pub fn new(
        id: Id<Pin>,
        account: Id<Account>,
        act: PinAct,
        digest: Digest,
        now: Timestamp,
        policy: &PinPolicy,
    ) -> Self {
        let valid = SignedDuration::from_mins(i64::from(policy.valid_minutes));
        PinChallenge {
            id,
            account,
            act,
            digest,
            expires_at: now.checked_add(valid).unwrap_or(now),
            wrong: 0,
            attempts: policy.attempts,
            closed: false,
        }
    }

    /// One attempt. Returns the challenge as it must be stored, whatever the outcome, and the outcome.
    ///
    /// `code_matches` is the result of comparing keyed hashes in constant time.
    pub fn attempt(
        mut self,
        account: Id<Account>,
        act: PinAct,
        digest: &Digest,
        code_matches: bool,
        now: Timestamp,
    ) -> (Self, Result<PinProof, Refusal>) {
        if self.closed {
            let refusal = if self.wrong >= self.attempts {
                Refusal::PinAttemptsUsedUp
            } else {
                Refusal::PinAlreadyUsed
            };
            return (self, Err(refusal));
        }
        if self.account != account || self.act != act || &self.digest != digest {
            return (self, Err(Refusal::PinForAnotherAct));
        }
        if now > self.expires_at {
            return (self, Err(Refusal::PinExpired));
        }
        if !code_matches {
            self.wrong += 1;
            if self.wrong >= self.attempts {
                self.closed = true;
            }
            let left = self.attempts.saturating_sub(self.wrong);
            return (self, Err(Refusal::PinWrong { left }));
        }
        self.closed = true;
        let proof = PinProof { id: self.id, account, act, digest: *digest };
        (self, Ok(proof))
    }
}
