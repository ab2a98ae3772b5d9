//! Opens a region: folders, database, keys, files, profile. Serve, demo and rehearsal come through here.

use crate::fingerprint::{self, Owner, Purpose};
use crate::lock::make_folder;
use crate::typesetter::LetterTypesetter;
use crate::{gateways, keys, location};
use anyhow::{Context as _, Result, bail};
use app::crypt::PasswordCost;
use app::keys::RegionKeys;
use app::ports::{Chance, Clock, Typesetter};
use app::{Demo, Region, RegionParts};
use gateway::email::{EmailGateway, SmtpConfig};
use gateway::files::LocalFiles;
use gateway::sms::{KannelConfig, SmsGateway};
use profile::Profile;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::ledger_log::LedgerSequencer;
use store::{DatabaseUrl, Store, StoreOptions};

/// The outward edges of a region.
pub enum Edges {
    /// Ready ones: recorders of a demo or a rehearsal.
    Given {
        /// SMS.
        sms: Arc<dyn SmsGateway>,
        /// E-mail.
        email: Arc<dyn EmailGateway>,
    },
    /// Real clients, as far as they are configured. Boxed, because both configurations are large.
    Configured {
        /// Mail server.
        smtp: Box<Option<SmtpConfig>>,
        /// SMS gateway.
        kannel: Box<Option<KannelConfig>>,
    },
}

/// What a region is opened from.
pub struct OpenRegion {
    /// Checked profile.
    pub profile: Profile,
    /// Data folder; made when it is not there.
    pub data: PathBuf,
    /// Database; `DATA/satupintu.db` when `None`.
    pub database: Option<DatabaseUrl>,
    /// Files; `DATA/files` when `None`.
    pub files: Option<PathBuf>,
    /// Key files; `DATA/keys` when `None`.
    pub keys: Option<PathBuf>,
    /// Office, demo or rehearsal; a database of another purpose is refused.
    pub purpose: Purpose,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance; also draws the keys at the first start.
    pub chance: Arc<dyn Chance>,
    /// Typesetting; the child processes when `None`.
    pub typesetter: Option<Arc<dyn Typesetter>>,
    /// Configured typesetting program.
    pub typeset_worker: Option<PathBuf>,
    /// SMS and e-mail.
    pub edges: Edges,
    /// `https://host`, without a slash at the end.
    pub base_url: String,
    /// What only the demo (and the rehearsal's outbox) has.
    pub demo: Option<Demo>,
    /// Cost of password hashes.
    pub password_cost: PasswordCost,
    /// PostgreSQL: number ledger leaves inside each write, for repeatable runs.
    pub sequence_after_write: bool,
}

/// Opens the region: makes what is missing at the first start, applies migrations and the profile.
///
/// # Errors
/// One sentence: an unwritable folder, a damaged or foreign database, a lost or changed key file, a missing typesetter.
pub fn open_region(from: OpenRegion) -> Result<Region> {
    make_folder(&from.data, "data folder")?;
    let database =
        from.database.unwrap_or_else(|| DatabaseUrl::sqlite(from.data.join(location::DATABASE_FILE)));
    let key_folder = from.keys.unwrap_or_else(|| from.data.join(location::KEY_FOLDER));
    let now = from.clock.now();
    let store = open_store(&database, from.sequence_after_write)?;
    for name in store.migrate(now)? {
        tracing::info!(name, "migration applied");
    }
    let owner = Owner { region: from.profile.id.clone(), purpose: from.purpose };
    let keys = own_keys(&store, &owner, &key_folder, from.chance.as_ref(), now)?;
    let files = open_files(&from.files.unwrap_or_else(|| from.data.join(location::FILE_FOLDER)))?;
    let applied =
        app::setup::apply_profile(&store, &from.profile, now).context("the profile cannot be applied")?;
    let typesetter = match from.typesetter {
        Some(typesetter) => typesetter,
        None => Arc::new(LetterTypesetter::new(&from.profile, from.typeset_worker.as_deref())?),
    };
    let (sms, email) = match from.edges {
        Edges::Given { sms, email } => (sms, email),
        Edges::Configured { smtp, kannel } => {
            (gateways::sms(*kannel, &gateways::report_key(&keys))?, gateways::email(*smtp)?)
        }
    };
    let region = Region::open(RegionParts {
        profile: from.profile,
        store,
        files: Arc::new(files),
        clock: from.clock,
        chance: from.chance,
        typesetter,
        inspector: crate::commands::intake_worker::inspector()?,
        sms,
        email,
        keys,
        base_url: from.base_url,
        password_cost: from.password_cost,
        demo: from.demo,
    })?;
    app::setup::record_applied(&region, &applied)?;
    app::setup::refill(&region)?;
    Ok(region)
}

/// Opens the file store.
///
/// # Errors
/// When the folder cannot be written.
pub fn open_files(folder: &Path) -> Result<LocalFiles> {
    LocalFiles::open(folder)
        .with_context(|| format!("the files folder {} cannot be written", folder.display()))
}

/// Opens a database with the ledger's sequencer.
///
/// # Errors
/// The store's own sentence.
pub fn open_store(database: &DatabaseUrl, sequence_after_write: bool) -> Result<Store> {
    let options = StoreOptions {
        sequencer: Arc::new(LedgerSequencer),
        sequence_after_write,
        ..StoreOptions::default()
    };
    Ok(Store::open(database, options)?)
}

/// Keys of a new database are made; those of a known one must be there and be the same.
fn own_keys(
    store: &Store,
    owner: &Owner,
    folder: &Path,
    chance: &dyn Chance,
    now: jiff::Timestamp,
) -> Result<RegionKeys> {
    if let Some(found) = fingerprint::owner(store)? {
        fingerprint::check_owner(&found, owner)?;
    }
    let invented = owner.purpose != Purpose::Production;
    let keys = match fingerprint::stored(store)? {
        Some(stored) => {
            let keys = keys::read(folder)?;
            fingerprint::compare(&stored, &keys, folder)?;
            keys
        }
        None => {
            keys::read_or_create(folder, chance)?;
            if invented {
                keys::put_root(folder, "latihan", &document::rehearsal::root()?)?;
            }
            let keys = keys::read(folder)?;
            fingerprint::keep(store, &keys, owner, now)?;
            keys
        }
    };
    // Everybody has the rehearsal authority's key: who trusts it trusts any forgery.
    if !invented && keys.roots.contains(&document::rehearsal::root()?) {
        bail!("the key folder {} trusts the rehearsal authority; remove it from roots", folder.display());
    }
    Ok(keys)
}
