//! Lays out a profile's letters through the typesetting child processes.

use anyhow::{Context as _, Result, bail};
use app::ports::{LaidOut, LetterPlace, LetterRequest, TypesetFailure, Typesetter};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use profile::Profile;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;
use typeset::{Attachment, DocumentDate, Output, Pool, PoolConfig, Rendered, Request};

/// The hidden subcommand that is the child.
pub const WORKER_COMMAND: &str = "typeset-worker";
/// The child as a program of its own.
const WORKER_PROGRAM: &str = "satupintu-typeset";
/// On a busy small machine the first letter of a child takes seconds.
const DEADLINE: Duration = Duration::from_secs(30);
const EMBLEM: &str = "emblem.svg";

/// Typesets the letters of one region.
pub struct LetterTypesetter {
    pool: Pool,
    letters: BTreeMap<String, String>,
    emblem: Vec<u8>,
    zone: TimeZone,
}

impl LetterTypesetter {
    /// For the letters of a profile. Nothing is started yet. `worker` is the configured program, when there is one.
    ///
    /// # Errors
    /// When no worker can be found, or the profile names an unknown time zone.
    pub fn new(profile: &Profile, worker: Option<&Path>) -> Result<Self> {
        let mut config = PoolConfig::new(worker_command(worker)?);
        config.deadline = DEADLINE;
        let zone = &profile.identity.time_zone;
        Ok(LetterTypesetter {
            pool: Pool::new(config),
            letters: profile.letters.clone(),
            emblem: profile.theme.emblem_svg.clone().into_bytes(),
            zone: TimeZone::get(zone).with_context(|| format!("the time zone {zone} is unknown"))?,
        })
    }

    fn render(&self, letter: &LetterRequest, output: Output) -> Result<Rendered, TypesetFailure> {
        let name = &letter.template;
        let template = self
            .letters
            .get(name)
            .ok_or_else(|| TypesetFailure(format!("the profile has no letter {name}")))?;
        let files = self
            .letters
            .iter()
            .filter(|(other, _)| *other != name)
            .map(|(n, text)| (n.clone(), text.clone()));
        let mut attachments: Vec<Attachment> = letter
            .attachments
            .iter()
            .map(|(name, bytes)| Attachment { name: name.clone(), bytes: bytes.clone() })
            .collect();
        if !attachments.iter().any(|attachment| attachment.name == EMBLEM) {
            attachments.push(Attachment { name: EMBLEM.to_owned(), bytes: self.emblem.clone() });
        }
        let request = Request {
            name: name.clone(),
            template: template.clone(),
            files: files.collect(),
            data: letter.data.clone(),
            attachments,
            output,
            expected_pages: None,
            date: document_date(letter.at, &self.zone),
            ident: Some(letter.ident.clone()),
        };
        let rendered = self.pool.render(&request).map_err(|e| TypesetFailure(format!("{name}: {e}")))?;
        for warning in &rendered.warnings {
            tracing::debug!(letter = name, %warning, "the compiler warns");
        }
        Ok(rendered)
    }
}

impl Typesetter for LetterTypesetter {
    fn pdf(&self, request: &LetterRequest) -> Result<LaidOut, TypesetFailure> {
        let rendered = self.render(request, Output::PdfA2a)?;
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

    fn pictures(&self, request: &LetterRequest, ppi: f32) -> Result<Vec<Vec<u8>>, TypesetFailure> {
        // Within 10 to 600, so nothing is cut off.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let ppi = ppi.clamp(10.0, 600.0).round() as u16;
        let rendered = self.render(request, Output::Png { ppi })?;
        let mut pages = vec![rendered.bytes];
        pages.extend(rendered.further_pages);
        Ok(pages)
    }
}

/// The moment as a PDF's metadata hold it: local time of the region.
fn document_date(at: Timestamp, zone: &TimeZone) -> DocumentDate {
    let local = at.to_zoned(zone.clone());
    let small = |n: i8| n.unsigned_abs();
    DocumentDate {
        year: local.year().unsigned_abs(),
        month: small(local.month()),
        day: small(local.day()),
        hour: small(local.hour()),
        minute: small(local.minute()),
        second: small(local.second()),
        offset_minutes: i16::try_from(local.offset().seconds() / 60).unwrap_or(0),
    }
}

/// The command of the child: the configured program; this binary, when it holds the compiler; else the program beside it
/// or in the release folder of the same build.
///
/// # Errors
/// One sentence that says what was looked for.
pub fn worker_command(configured: Option<&Path>) -> Result<Vec<OsString>> {
    if let Some(program) = configured {
        if !program.is_file() {
            bail!("the typesetting program {} is not there (typeset.worker)", program.display());
        }
        return Ok(vec![program.into()]);
    }
    let own = std::env::current_exe().context("the path of this program is unknown")?;
    if cfg!(feature = "typeset") {
        return Ok(vec![own.into(), WORKER_COMMAND.into()]);
    }
    let folder = own.parent().unwrap_or(Path::new("."));
    // target/debug/satupintu and target/debug/deps/server-… both find target/release/satupintu-typeset.
    let beside: [PathBuf; 3] = [folder.to_owned(), folder.join("../release"), folder.join("../../release")];
    match beside.iter().map(|folder| folder.join(WORKER_PROGRAM)).find(|program| program.is_file()) {
        Some(program) => Ok(vec![program.into()]),
        None => bail!(
            "no typesetting program: this binary was built without it, and {WORKER_PROGRAM} is neither beside it nor \
             named by typeset.worker (SATUPINTU_TYPESET_WORKER)"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_the_regions_own() {
        let zone = TimeZone::get("Asia/Jakarta").unwrap();
        let date = document_date("2026-03-31T18:30:05Z".parse().unwrap(), &zone);
        assert_eq!((date.year, date.month, date.day), (2026, 4, 1));
        assert_eq!((date.hour, date.minute, date.second, date.offset_minutes), (1, 30, 5, 420));
    }

    #[test]
    fn a_configured_program_must_be_there() {
        let error = worker_command(Some(Path::new("/nowhere/typeset"))).unwrap_err().to_string();
        assert!(error.contains("/nowhere/typeset is not there"), "{error}");
    }
}
