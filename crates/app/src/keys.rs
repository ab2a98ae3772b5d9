//! The region's keys: files of mode 0600, each for one purpose. `server` reads and writes the files.

use crate::crypt::PurposeKey;
use crate::error::AppError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use document::{LocalSigner, Signer};
use store::{ReadTx, WriteTx};

/// The keys of a region.
#[derive(Clone)]
pub struct RegionKeys {
    /// Wraps signing keys and encrypts personal values.
    pub master: PurposeKey,
    /// Blind indexes: look-ups without plain values.
    pub index: PurposeKey,
    /// Seed of the Ed25519 key that signs checkpoints.
    pub checkpoint: [u8; 32],
    /// Roots that the verifier trusts, DER.
    pub roots: Vec<Vec<u8>>,
}

impl RegionKeys {
    /// All keys from one seed: rehearsals, tests, and the first start of a demo.
    pub fn from_seed(seed: [u8; 32], roots: Vec<Vec<u8>>) -> Self {
        let base = PurposeKey::new(seed);
        RegionKeys {
            master: base.derive("master"),
            index: base.derive("index"),
            checkpoint: base.mac(b"checkpoint"),
            roots,
        }
    }

    /// Blind index of a value of one kind, for example `nik`.
    pub fn blind(&self, kind: &str, value: &str) -> [u8; 32] {
        self.index.derive(kind).mac(value.as_bytes())
    }

    /// Name of a file in the object store: keyed digest, so that names tell nothing about contents.
    pub fn object_name(&self, bytes: &[u8]) -> String {
        hex::encode(self.index.derive("object").mac(bytes))
    }
}

/// Keeps a signing key wrapped by the master key, with its chain.
///
/// # Errors
/// Encryption or database.
pub fn put_signing_key(
    tx: &WriteTx<'_>,
    keys: &RegionKeys,
    owner: &str,
    pkcs8: &[u8],
    chain: &[Vec<u8>],
    dice: &mut crate::Dice,
) -> Result<(), AppError> {
    let wrapped = keys.master.derive("signing").encrypt(dice.nonce(), owner.as_bytes(), pkcs8)?;
    let chain: Vec<String> = chain.iter().map(|der| STANDARD.encode(der)).collect();
    let chain = serde_json::to_string(&chain).map_err(|e| AppError::Failed(e.to_string()))?;
    store::office::put_signing_key(tx, owner, &wrapped, &chain, dice.now())?;
    Ok(())
}

/// Opens a signing key. The PIN or session that authorises its use was checked before.
///
/// # Errors
/// [`AppError::Failed`] when the owner has none; [`AppError::Damaged`] when the master key changed.
pub fn signer(tx: &ReadTx<'_>, keys: &RegionKeys, owner: &str) -> Result<Box<dyn Signer>, AppError> {
    let (wrapped, chain) = store::office::signing_key(tx, owner)?
        .ok_or_else(|| AppError::Failed(format!("no signing key for {owner}")))?;
    let pkcs8 = keys.master.derive("signing").decrypt(owner.as_bytes(), &wrapped)?;
    let chain: Vec<String> = serde_json::from_str(&chain).map_err(|e| AppError::Damaged(e.to_string()))?;
    let chain = chain
        .iter()
        .map(|text| STANDARD.decode(text).map_err(|e| AppError::Damaged(e.to_string())))
        .collect::<Result<Vec<_>, _>>()?;
    let signer = LocalSigner::from_pkcs8(&pkcs8, chain).map_err(|e| AppError::Failed(e.to_string()))?;
    Ok(Box::new(signer))
}
