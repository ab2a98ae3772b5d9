//! Whether a person could read a photo of a paper: light, sharpness, anything on it.

use crate::question::Doubt;
use crate::scale::shrink;
use image::{GrayImage, RgbImage, imageops};

/// Photos are judged at this length: fine grain of a large sensor is no sharpness.
const JUDGED: u32 = 1_200;
const TILE: u32 = 24;
/// A tile with less between its darkest and brightest point has nothing on it.
const CONTRAST: u8 = 32;
/// Where even the bright parts are below this, reading is hard.
const DARK: u8 = 80;
/// Variance of the Laplacian in the sharpest tiles; text in focus has thousands.
const SHARP: f64 = 120.0;

pub(crate) fn doubts(image: &RgbImage) -> Vec<Doubt> {
    let gray = imageops::grayscale(&shrink(image, JUDGED));
    let mut doubts = Vec::new();
    let dark = bright_part(&gray) < DARK;
    if dark {
        doubts.push(Doubt::Dark);
    }
    let tiles = tiles(&gray);
    let mut written: Vec<f64> =
        tiles.iter().filter(|t| t.contrast >= CONTRAST).map(|t| t.sharpness).collect();
    // One tile in two hundred is less than a signature.
    if written.len() * 200 < tiles.len() {
        if !dark {
            doubts.push(Doubt::Blank);
        }
    } else {
        written.sort_by(f64::total_cmp);
        let sharpest = written.get(written.len() * 19 / 20).copied().unwrap_or_default();
        if sharpest < SHARP && !dark {
            doubts.push(Doubt::Blurred);
        }
    }
    doubts
}

/// The brightness that a tenth of the picture exceeds.
fn bright_part(gray: &GrayImage) -> u8 {
    let mut counts = [0_usize; 256];
    for pixel in gray.pixels() {
        counts[usize::from(pixel.0[0])] += 1;
    }
    let tenth = gray.pixels().len() / 10;
    let mut seen = 0;
    for (value, count) in counts.iter().enumerate().rev() {
        seen += count;
        if seen > tenth {
            return u8::try_from(value).unwrap_or(255);
        }
    }
    0
}

struct Tile {
    contrast: u8,
    sharpness: f64,
}

fn tiles(gray: &GrayImage) -> Vec<Tile> {
    let (width, height) = gray.dimensions();
    let mut all = Vec::new();
    for top in (1..height.saturating_sub(TILE)).step_by(TILE as usize) {
        for left in (1..width.saturating_sub(TILE)).step_by(TILE as usize) {
            all.push(tile(gray, left, top));
        }
    }
    if all.is_empty() && width > 2 && height > 2 {
        // Smaller than one tile: nothing can be said about sharpness.
        all.push(Tile { contrast: u8::MAX, sharpness: f64::MAX });
    }
    all
}

fn tile(gray: &GrayImage, left: u32, top: u32) -> Tile {
    let at = |x: u32, y: u32| f64::from(gray.get_pixel(x, y).0[0]);
    let (mut least, mut most, mut sum, mut squares) = (u8::MAX, 0, 0.0, 0.0);
    for y in top..top + TILE {
        for x in left..left + TILE {
            let here = gray.get_pixel(x, y).0[0];
            least = least.min(here);
            most = most.max(here);
            let edge = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4.0 * f64::from(here);
            sum += edge;
            squares += edge * edge;
        }
    }
    let count = f64::from(TILE * TILE);
    let mean = sum / count;
    Tile { contrast: most - least, sharpness: squares / count - mean * mean }
}

/// Whether a drawn page of a PDF has nothing on it.
pub(crate) fn is_blank(page: &RgbImage) -> bool {
    let gray = imageops::grayscale(page);
    let first = gray.pixels().next().map_or(255, |p| p.0[0]);
    let other = gray.pixels().filter(|p| p.0[0].abs_diff(first) > 40).count();
    other * 10_000 < gray.pixels().len()
}
