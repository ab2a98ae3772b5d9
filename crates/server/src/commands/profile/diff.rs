//! `satupintu profile diff`: where two regions differ, in plain words.

use anyhow::Result;
use profile::Profile;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Most lines of the general part: one screen.
const SCREEN: usize = 40;
/// Widest line.
const WIDTH: usize = 110;
/// A profile cannot be read; one difference or more gives 1.
const TROUBLE: u8 = 2;

/// Arguments of `profile diff`.
#[derive(Debug, Clone, clap::Args)]
pub struct DiffArgs {
    /// Profile folder of one region.
    pub a: PathBuf,
    /// Profile folder of the other.
    pub b: PathBuf,
    /// Also says everything about each service, and every smaller difference.
    #[arg(long)]
    pub services: bool,
}

/// Compares; ends with 0 when nothing differs, 1 when something does, 2 when a profile cannot be read.
///
/// # Errors
/// None of its own; the type is the commands' common one.
pub fn run(args: &DiffArgs) -> Result<ExitCode> {
    let (Some(a), Some(b)) = (load(&args.a), load(&args.b)) else { return Ok(ExitCode::from(TROUBLE)) };
    let found = profile::differences(&a, &b);
    if found.is_empty() {
        println!("No difference.");
        return Ok(ExitCode::SUCCESS);
    }
    let general: Vec<Vec<String>> = found.general.iter().map(|text| wrapped(text)).collect();
    let mut lines = 0;
    for (at, sentence) in general.iter().enumerate() {
        let rest = general.len() - at;
        // The last line of the screen says what is left out.
        if !args.services && lines + sentence.len() > SCREEN - 1 && rest > 0 {
            println!("… and {rest} smaller difference(s); --services shows them.");
            break;
        }
        sentence.iter().for_each(|line| println!("{line}"));
        lines += sentence.len();
    }
    if args.services {
        for (service, sentences) in &found.services {
            println!("\n{service}");
            for line in sentences.iter().flat_map(|text| wrapped(text)) {
                println!("  {line}");
            }
        }
    }
    Ok(ExitCode::FAILURE)
}

fn load(dir: &Path) -> Option<Profile> {
    match super::super::load_profile(dir) {
        Ok(profile) => Some(profile),
        Err(error) => {
            eprintln!("satupintu: {error}");
            None
        }
    }
}

/// A sentence in lines of a screen's width; those behind the first are indented.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines
            .last()
            .is_some_and(|line| !line.is_empty() && line.chars().count() + word.chars().count() >= WIDTH);
        if full {
            lines.push("   ".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_wrapped_and_lose_nothing() {
        let text = "kata ".repeat(60);
        let lines = wrapped(&text);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(lines.join(" ").split_whitespace().count(), 60);
        assert!(lines[1].starts_with("    kata"));
    }
}
