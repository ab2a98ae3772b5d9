//! A whole region for a test: profile, database, files, keys, people, a clock that stands still, gateways that remember.

use app::crypt::PasswordCost;
use app::keys::RegionKeys;
use app::play::{Cast, Stand};
use app::ports::{
    LaidOut, LetterPlace, LetterRequest, MovableClock, SeededChance, TypesetFailure, Typesetter,
};
use app::{Demo, Region, RegionParts};
use gateway::files::LocalFiles;
use gateway::sim::RecordingGateway;
use jiff::Timestamp;
use profile::Profile;
use std::path::PathBuf;
use std::sync::Arc;
use store::ledger_log::LedgerSequencer;
use store::{DatabaseUrl, Store, StoreOptions};
use typeset::{Attachment, DocumentDate, Output, Pool, PoolConfig, Request};

/// What goes wrong while a test sets up.
pub type SetupError = Box<dyn std::error::Error + Send + Sync>;

/// A region set up for a test. The folder goes with it.
pub struct House {
    /// The region with its people.
    pub stand: Stand,
    /// Database, files.
    pub dir: tempfile::TempDir,
}

/// Which database.
#[derive(Debug, Clone)]
pub enum Database {
    /// A file in the house's folder.
    Sqlite,
    /// A schema on a server, by URL.
    Postgres(String),
}

/// Folder of a profile of this checkout.
pub fn profile_dir(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(name)
}

/// How letters are made in a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// By the typesetting worker; `House::open` answers `None` when it is not built and not required.
    Real,
    /// A tiny fixed page with the usual places: quick, for tests that are not about paper.
    Quick,
}

impl House {
    /// Sets up a region at 8 in the morning of 2 February 2026 (Western Indonesia), with an invented cast.
    ///
    /// # Errors
    /// Whatever goes wrong; a test unwraps it.
    pub fn open(
        profile: &str,
        database: Database,
        letters: Letters,
        seed: u64,
    ) -> Result<Option<House>, SetupError> {
        let profile = Profile::load(profile_dir(profile)).map_err(|p| format!("{p:#?}"))?;
        let typesetter: Arc<dyn Typesetter> = match letters {
            Letters::Quick => Arc::new(QuickTypesetter),
            Letters::Real => match WorkerTypesetter::find(&profile) {
                Some(typesetter) => Arc::new(typesetter),
                None => return Ok(None),
            },
        };
        let start: Timestamp = "2026-02-02T01:00:00Z".parse()?;
        let dir = tempfile::tempdir()?;
        let clock = Arc::new(MovableClock::at(start));
        let gateway = Arc::new(RecordingGateway::new(start));
        let url = match database {
            Database::Sqlite => DatabaseUrl::sqlite(dir.path().join("house.db")),
            Database::Postgres(url) => url.parse()?,
        };
        let options = StoreOptions {
            sequencer: Arc::new(LedgerSequencer),
            sequence_after_write: true,
            ..StoreOptions::default()
        };
        let store = Store::open(&url, options)?;
        store.migrate(start)?;
        let applied = app::setup::apply_profile(&store, &profile, start)?;
        let region = Region::open(RegionParts {
            profile,
            store,
            files: Arc::new(LocalFiles::open(dir.path().join("files"))?),
            clock: clock.clone(),
            chance: Arc::new(SeededChance::new(seed)),
            typesetter,
            inspector: intake::Inspector::here(),
            sms: gateway.clone(),
            email: gateway.clone(),
            keys: RegionKeys::from_seed([7; 32], vec![document::rehearsal::root()?]),
            base_url: "https://contoh.example".to_owned(),
            demo: Some(Demo { clock: clock.clone(), gateway: gateway.clone() }),
            password_cost: PasswordCost::Invented,
        })?;
        app::setup::record_applied(&region, &applied)?;
        let members = Cast::invented(&region);
        let people = Cast::invented_applicants(&region);
        let cast = Cast::create(&region, &members, &people)?;
        let stand = Stand::new(region, clock, gateway, cast, seed);
        Ok(Some(House { stand, dir }))
    }
}

impl House {
    /// Puts the office back to its first day: the profile is applied, and no service standard is approved yet.
    ///
    /// # Errors
    /// Database.
    pub fn forget_approvals(&self) -> Result<(), app::AppError> {
        let region = &self.stand.region;
        let forget = |tx: &store::WriteTx<'_>| -> Result<(), store::StoreError> {
            tx.execute("DELETE FROM service_standard", store::params![])?;
            tx.execute("UPDATE service_definition SET state = 'draft'", store::params![]).map(|_| ())
        };
        region.store.write(forget)?;
        region.reload_office()
    }
}

/// The typesetting worker, as `server` uses it.
struct WorkerTypesetter {
    pool: Pool,
    profile: Profile,
}

impl WorkerTypesetter {
    fn find(profile: &Profile) -> Option<Self> {
        let named = std::env::var_os("SATUPINTU_TYPESET_WORKER").map(PathBuf::from);
        let built = std::env::current_exe()
            .ok()
            .and_then(|exe| Some(exe.parent()?.parent()?.parent()?.join("release/satupintu-typeset")));
        let program = named.or(built).filter(|p| p.is_file());
        if program.is_none() {
            assert!(
                std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(),
                "the typesetting worker is not built"
            );
            eprintln!("skipped: the typesetting worker is not built");
        }
        let pool = Pool::new(PoolConfig::new(vec![program?.into_os_string()]));
        Some(WorkerTypesetter { pool, profile: profile.clone() })
    }

    fn render(&self, letter: &LetterRequest, output: Output) -> Result<typeset::Rendered, TypesetFailure> {
        let letters = &self.profile.letters;
        let template = letters.get(&letter.template).cloned();
        let template = template.ok_or_else(|| TypesetFailure(format!("no letter {}", letter.template)))?;
        let mut attachments: Vec<Attachment> = letter
            .attachments
            .iter()
            .map(|(name, bytes)| Attachment { name: name.clone(), bytes: bytes.clone() })
            .collect();
        attachments.push(Attachment {
            name: "emblem.svg".to_owned(),
            bytes: self.profile.theme.emblem_svg.clone().into_bytes(),
        });
        let request = Request {
            name: letter.template.clone(),
            template,
            files: letters
                .iter()
                .filter(|(n, _)| **n != letter.template)
                .map(|(n, t)| (n.clone(), t.clone()))
                .collect(),
            data: letter.data.clone(),
            attachments,
            output,
            expected_pages: None,
            date: DocumentDate {
                year: 2026,
                month: 2,
                day: 2,
                hour: 8,
                minute: 0,
                second: 0,
                offset_minutes: 420,
            },
            ident: Some(letter.ident.clone()),
        };
        self.pool.render(&request).map_err(|e| TypesetFailure(e.to_string()))
    }
}

impl Typesetter for WorkerTypesetter {
    fn pdf(&self, request: &LetterRequest) -> Result<LaidOut, TypesetFailure> {
        let rendered = self.render(request, Output::PdfA2a)?;
        let places = rendered
            .places
            .into_iter()
            .map(|p| LetterPlace {
                name: p.name,
                page: p.page,
                x: p.x,
                y: p.y,
                width: p.width,
                height: p.height,
            })
            .collect();
        Ok(LaidOut { pdf: rendered.bytes, pages: rendered.pages, places })
    }

    fn pictures(&self, request: &LetterRequest, ppi: f32) -> Result<Vec<Vec<u8>>, TypesetFailure> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let ppi = ppi as u16;
        let rendered = self.render(request, Output::Png { ppi })?;
        let mut pages = vec![rendered.bytes];
        pages.extend(rendered.further_pages);
        Ok(pages)
    }
}

/// One fixed page whose bytes differ with its data.
struct QuickTypesetter;

impl Typesetter for QuickTypesetter {
    fn pdf(&self, request: &LetterRequest) -> Result<LaidOut, TypesetFailure> {
        let place = |name: &str, y: f64| LetterPlace {
            name: name.to_owned(),
            page: 0,
            x: 72.0,
            y,
            width: 255.0,
            height: 17.0,
        };
        let data = format!("{}{}", request.ident, request.data);
        let note = app::crypt::digest(data.as_bytes()).to_string();
        Ok(LaidOut {
            pdf: app::play::sample_pdf(&[&note]),
            pages: 1,
            places: vec![place("nomor", 700.0), place("ttd", 200.0), place("segel", 150.0)],
        })
    }

    fn pictures(&self, _: &LetterRequest, _: f32) -> Result<Vec<Vec<u8>>, TypesetFailure> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_luma8(1_240, 1_754)
            .write_to(&mut bytes, image::ImageFormat::Png)
            .map_err(|e| TypesetFailure(e.to_string()))?;
        Ok(vec![bytes.into_inner()])
    }
}
