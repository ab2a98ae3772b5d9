//! A region for measuring: real engine, real chance, ticking clock; letters real or quick; commits counted.

use anyhow::{Context as _, Result};
use app::crypt::PasswordCost;
use app::keys::RegionKeys;
use app::play::sample_pdf;
use app::ports::{Clock, LaidOut, LetterPlace, LetterRequest, SystemChance, TypesetFailure, Typesetter};
use app::{Region, RegionParts};
use gateway::files::LocalFiles;
use gateway::sim::RecordingGateway;
use jiff::{SignedDuration, Timestamp};
use profile::Profile;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use store::ledger_log::LedgerSequencer;
use store::{DatabaseUrl, Sequencer, Store, StoreError, StoreOptions, WriteTx};
use typeset::{Attachment, DocumentDate, Output, Pool, PoolConfig, Request};

/// A folder of this checkout.
pub fn checkout(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The profile that is measured: a whole city with its real services.
///
/// # Errors
/// When it has mistakes.
pub fn profile() -> Result<Profile> {
    Profile::load(checkout(&profile_folder()?)).map_err(|problems| anyhow::anyhow!("{problems:#?}"))
}

/// Its folder: the first of the demo's list.
///
/// # Errors
/// When the list is not there.
pub fn profile_folder() -> Result<String> {
    let listed = std::fs::read_to_string(checkout("data/demo/default"))?;
    Ok(listed.lines().next().unwrap_or_default().trim().to_owned())
}

/// A clock that begins at a fixed moment and runs.
pub struct Ticking {
    from: Timestamp,
    since: Instant,
}

impl Ticking {
    /// Runs from `from` on.
    pub fn from(from: Timestamp) -> Self {
        Ticking { from, since: Instant::now() }
    }
}

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let micros = i64::try_from(self.since.elapsed().as_micros()).unwrap_or(i64::MAX);
        self.from.checked_add(SignedDuration::from_micros(micros)).unwrap_or(self.from)
    }
}

/// Numbers leaves as the product does, and counts the groups that were committed.
#[derive(Default)]
pub struct CountingSequencer(AtomicU64);

impl CountingSequencer {
    /// Groups with a write so far.
    pub fn groups(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Sequencer for CountingSequencer {
    fn before_commit(&self, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        LedgerSequencer.before_commit(tx)
    }
}

/// A region with what a measurement needs to know of it.
pub struct House {
    /// The region.
    pub region: Region,
    /// Groups committed (SQLite).
    pub commits: Arc<CountingSequencer>,
    /// SMS and e-mail are kept in memory.
    pub gateway: Arc<RecordingGateway>,
}

/// Opens a region over a database; makes its tables when they are not there.
///
/// # Errors
/// Database, profile, folders.
pub fn open(
    url: &DatabaseUrl,
    files: &Path,
    clock: Arc<dyn Clock>,
    typesetter: Arc<dyn Typesetter>,
) -> Result<House> {
    let commits = Arc::new(CountingSequencer::default());
    let options = StoreOptions { sequencer: commits.clone(), ..StoreOptions::default() };
    let store = Store::open(url, options)?;
    let now = clock.now();
    store.migrate(now)?;
    let profile = profile()?;
    app::setup::apply_profile(&store, &profile, now)?;
    let gateway = Arc::new(RecordingGateway::new(now));
    let region = Region::open(RegionParts {
        profile,
        store,
        files: Arc::new(LocalFiles::open(files)?),
        clock,
        chance: Arc::new(SystemChance),
        typesetter,
        inspector: intake::Inspector::here(),
        sms: gateway.clone(),
        email: gateway.clone(),
        keys: RegionKeys::from_seed([7; 32], vec![document::rehearsal::root()?]),
        base_url: "https://contoh.example".to_owned(),
        demo: None,
        password_cost: PasswordCost::Invented,
    })?;
    Ok(House { region, commits, gateway })
}

/// A fixed page, for filling a database: paper is measured elsewhere.
pub struct QuickLetters;

impl Typesetter for QuickLetters {
    fn pdf(&self, request: &LetterRequest) -> Result<LaidOut, TypesetFailure> {
        let place = |name: &str, y: f64| LetterPlace {
            name: name.to_owned(),
            page: 0,
            x: 72.0,
            y,
            width: 255.0,
            height: 17.0,
        };
        let places = vec![place("nomor", 700.0), place("ttd", 200.0), place("segel", 150.0)];
        Ok(LaidOut { pdf: sample_pdf(&[&request.ident]), pages: 1, places })
    }

    fn pictures(&self, _: &LetterRequest, _: f32) -> Result<Vec<Vec<u8>>, TypesetFailure> {
        Err(TypesetFailure("a database is filled without pictures".to_owned()))
    }
}

/// The typesetting child processes, as the server uses them; remembers what it was asked for.
pub struct ChildLetters {
    pool: Pool,
    profile: Profile,
    asked: Mutex<Vec<LetterRequest>>,
}

impl ChildLetters {
    /// Two children of the program beside this one, or of the one that `SATUPINTU_TYPESET_WORKER` names.
    ///
    /// # Errors
    /// When the program is not built.
    pub fn start() -> Result<Self> {
        let named = std::env::var_os("SATUPINTU_TYPESET_WORKER").map(PathBuf::from);
        let beside = std::env::current_exe()?.with_file_name("satupintu-typeset");
        let program = named.unwrap_or(beside);
        if !program.is_file() {
            anyhow::bail!(
                "{} is not built: cargo build --release -p typeset --features engine",
                program.display()
            );
        }
        let pool = Pool::new(PoolConfig::new(vec![program.into_os_string()]));
        Ok(ChildLetters { pool, profile: profile()?, asked: Mutex::default() })
    }

    /// Every request so far.
    pub fn asked(&self) -> Vec<LetterRequest> {
        self.asked.lock().map(|asked| asked.clone()).unwrap_or_default()
    }

    /// Lays out a letter without remembering it.
    ///
    /// # Errors
    /// As [`Typesetter::pdf`].
    pub fn lay_out(&self, letter: &LetterRequest) -> Result<LaidOut, TypesetFailure> {
        let letters = &self.profile.letters;
        let template = letters
            .get(&letter.template)
            .cloned()
            .ok_or_else(|| TypesetFailure(format!("no letter {}", letter.template)))?;
        let mut attachments: Vec<Attachment> = letter
            .attachments
            .iter()
            .map(|(name, bytes)| Attachment { name: name.clone(), bytes: bytes.clone() })
            .collect();
        let emblem = self.profile.theme.emblem_svg.clone().into_bytes();
        attachments.push(Attachment { name: "emblem.svg".to_owned(), bytes: emblem });
        let others = letters.iter().filter(|(name, _)| **name != letter.template);
        let request = Request {
            name: letter.template.clone(),
            template,
            files: others.map(|(name, text)| (name.clone(), text.clone())).collect(),
            data: letter.data.clone(),
            attachments,
            output: Output::PdfA2a,
            expected_pages: None,
            date: DocumentDate {
                year: 2026,
                month: 3,
                day: 2,
                hour: 9,
                minute: 0,
                second: 0,
                offset_minutes: 420,
            },
            ident: Some(letter.ident.clone()),
        };
        let rendered = self.pool.render(&request).map_err(|e| TypesetFailure(e.to_string()))?;
        let places = rendered.places.into_iter().map(|p| LetterPlace {
            name: p.name,
            page: p.page,
            x: p.x,
            y: p.y,
            width: p.width,
            height: p.height,
        });
        Ok(LaidOut { pdf: rendered.bytes, pages: rendered.pages, places: places.collect() })
    }
}

impl Typesetter for ChildLetters {
    fn pdf(&self, request: &LetterRequest) -> Result<LaidOut, TypesetFailure> {
        if let Ok(mut asked) = self.asked.lock() {
            asked.push(request.clone());
        }
        self.lay_out(request)
    }

    fn pictures(&self, _: &LetterRequest, _: f32) -> Result<Vec<Vec<u8>>, TypesetFailure> {
        Err(TypesetFailure("pictures are not measured".to_owned()))
    }
}

/// Parses a moment.
///
/// # Errors
/// When it is none.
pub fn moment(text: &str) -> Result<Timestamp> {
    text.parse().context("a moment")
}
