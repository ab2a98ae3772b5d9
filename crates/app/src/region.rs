//! One region: its profile, database, keys, files, clock and edges. Nothing is shared between regions.

use crate::crypt::PasswordCost;
use crate::dice::Dice;
use crate::error::AppError;
use crate::keys::RegionKeys;
use crate::letter::SamplePermit;
use crate::office::Office;
use crate::ports::{Chance, Clock, MovableClock, Typesetter};
use crate::query::desk_memory::DeskMemory;
use domain::value::Digest;
use gateway::email::EmailGateway;
use gateway::files::ObjectStore;
use gateway::sms::SmsGateway;
use jiff::Timestamp;
use profile::Profile;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, RwLock};
use store::Store;

/// What only the demo has: a clock that moves and an outbox that shows secrets.
#[derive(Clone)]
pub struct Demo {
    /// The movable clock.
    pub clock: Arc<MovableClock>,
    /// Delivery reports come from this simulator.
    pub gateway: Arc<gateway::sim::RecordingGateway>,
}

/// What a region is built from.
pub struct RegionParts {
    /// Profile, checked.
    pub profile: Profile,
    /// Database, migrated.
    pub store: Store,
    /// Files.
    pub files: Arc<dyn ObjectStore>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// Typesetting.
    pub typesetter: Arc<dyn Typesetter>,
    /// Looks at files of strangers.
    pub inspector: intake::Inspector,
    /// SMS.
    pub sms: Arc<dyn SmsGateway>,
    /// E-mail.
    pub email: Arc<dyn EmailGateway>,
    /// Keys.
    pub keys: RegionKeys,
    /// `https://host` that QR codes lead to, without a slash at the end.
    pub base_url: String,
    /// Cost of password hashes.
    pub password_cost: PasswordCost,
    /// Set in a demo.
    pub demo: Option<Demo>,
}

/// One region (see the module text); a cheap handle.
#[derive(Clone)]
pub struct Region(Arc<Inner>);

impl std::ops::Deref for Region {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// What a [`Region`] leads to.
pub struct Inner {
    /// Profile.
    pub profile: Profile,
    /// Database.
    pub store: Store,
    /// Files.
    pub files: Arc<dyn ObjectStore>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    /// Typesetting.
    pub typesetter: Arc<dyn Typesetter>,
    /// Looks at files of strangers.
    pub inspector: intake::Inspector,
    /// SMS.
    pub sms: Arc<dyn SmsGateway>,
    /// E-mail.
    pub email: Arc<dyn EmailGateway>,
    /// Keys.
    pub keys: RegionKeys,
    /// Address that QR codes lead to.
    pub base_url: String,
    /// Cost of password hashes.
    pub password_cost: PasswordCost,
    /// Set in a demo.
    pub demo: Option<Demo>,
    office: RwLock<Arc<Office>>,
    /// What queues have read.
    pub(crate) desk_memory: DeskMemory,
    /// Sample documents by the hash of their service's definition.
    pub(crate) samples: Mutex<BTreeMap<Digest, Arc<SamplePermit>>>,
}

impl Region {
    /// Opens a region whose database has its settings (see [`crate::setup::apply_profile`]).
    ///
    /// # Errors
    /// [`AppError::Damaged`] when the settings cannot be read.
    pub fn open(parts: RegionParts) -> Result<Region, AppError> {
        let office = parts.store.read(Office::load)?;
        Ok(Region(Arc::new(Inner {
            profile: parts.profile,
            store: parts.store,
            files: parts.files,
            clock: parts.clock,
            chance: parts.chance,
            typesetter: parts.typesetter,
            inspector: parts.inspector,
            sms: parts.sms,
            email: parts.email,
            keys: parts.keys,
            base_url: parts.base_url,
            password_cost: parts.password_cost,
            demo: parts.demo,
            office: RwLock::new(Arc::new(office)),
            desk_memory: DeskMemory::default(),
            samples: Mutex::new(BTreeMap::new()),
        })))
    }

    /// The settings now.
    pub fn office(&self) -> Arc<Office> {
        match self.office.read() {
            Ok(office) => office.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        }
    }

    /// Reads the settings again after they changed.
    ///
    /// # Errors
    /// As [`Region::open`]; the old settings then stay.
    pub fn reload_office(&self) -> Result<(), AppError> {
        let fresh = Arc::new(self.store.read(Office::load)?);
        match self.office.write() {
            Ok(mut office) => *office = fresh,
            Err(poisoned) => *poisoned.into_inner() = fresh,
        }
        Ok(())
    }

    /// Now, by the region's clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Seed and time for one use case.
    pub fn draw(&self) -> ([u8; 32], Timestamp) {
        (self.chance.seed(), self.clock.now())
    }

    /// Dice for one use case outside a transaction.
    pub fn dice(&self) -> Dice {
        let (seed, now) = self.draw();
        Dice::new(seed, now)
    }
}
