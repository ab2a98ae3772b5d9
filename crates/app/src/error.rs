//! What a use case answers instead of a result.

use domain::process::Refusal;
use store::StoreError;
use thiserror::Error;

/// Why a use case did not do what was asked. `web` turns it into a page or problem+json, in one file.
#[derive(Debug, Clone, Error)]
pub enum AppError {
    /// A rule says no; nothing has changed and the attempt is recorded.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Not signed in.
    #[error("Silakan masuk lebih dahulu.")]
    NotSignedIn,
    /// There is no such thing, or it is not yours.
    #[error("Halaman atau berkas ini tidak ditemukan.")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something outside failed: typesetting, signing, storage. The work is tried again.
    #[error("{0}")]
    Failed(String),
    /// A record contradicts itself; for `doctor` and the operator.
    #[error("damaged record: {0}")]
    Damaged(String),
}

impl From<domain::process::ApplyError> for AppError {
    fn from(error: domain::process::ApplyError) -> Self {
        AppError::Damaged(error.to_string())
    }
}

impl From<crate::ports::TypesetFailure> for AppError {
    fn from(error: crate::ports::TypesetFailure) -> Self {
        AppError::Failed(error.0)
    }
}

impl From<gateway::files::ObjectError> for AppError {
    fn from(error: gateway::files::ObjectError) -> Self {
        AppError::Failed(error.to_string())
    }
}

impl AppError {
    /// The refusal, when it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            AppError::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}
