//! A hand's shadow over a paper is lightened. Pictures of other things (a house, a face before a red cloth) stay as they are.

use crate::scale::shrink;
use image::{Rgb, RgbImage, imageops};

/// Light is measured in cells; finer ones would follow the writing, not the shadow.
const CELLS: u32 = 48;
/// Each cell is looked at with this many points a side.
const POINTS: u32 = 8;
/// Paper is bright and has next to no colour.
const BRIGHT: u8 = 70;
const COLOURLESS: u8 = 36;
/// So many cells in a hundred must be paper.
const MOSTLY: usize = 70;
/// Below this part of the full light, in hundredths, a cell lies in shadow.
const SHADOW: u16 = 80;
/// Nothing becomes more than twice as bright: noise in the dark would shout.
const MOST: f32 = 2.0;

/// The brightest point of a cell is the paper under the writing.
fn paper_of(small: &RgbImage, column: u32, row: u32) -> Rgb<u8> {
    let mut best = Rgb([0; 3]);
    for y in row * POINTS..((row + 1) * POINTS).min(small.height()) {
        for x in column * POINTS..((column + 1) * POINTS).min(small.width()) {
            let point = small.get_pixel(x, y);
            if light(*point) > light(best) {
                best = *point;
            }
        }
    }
    best
}

fn light(Rgb([red, green, blue]): Rgb<u8>) -> u8 {
    u8::try_from((u16::from(red) * 3 + u16::from(green) * 6 + u16::from(blue)) / 10).unwrap_or(255)
}

fn colour(Rgb(parts): Rgb<u8>) -> u8 {
    parts.iter().max().unwrap_or(&0) - parts.iter().min().unwrap_or(&0)
}

/// Lightens the shadow. Answers whether there was one.
pub(crate) fn lighten(image: &mut RgbImage) -> bool {
    let small = shrink(image, CELLS * POINTS);
    let (columns, rows) = (small.width().div_ceil(POINTS), small.height().div_ceil(POINTS));
    let mut lights = image::GrayImage::new(columns, rows);
    let mut paper = 0_usize;
    for row in 0..rows {
        for column in 0..columns {
            let found = paper_of(&small, column, row);
            if light(found) >= BRIGHT && colour(found) <= COLOURLESS {
                paper += 1;
            }
            lights.put_pixel(column, row, image::Luma([light(found)]));
        }
    }
    let cells = lights.pixels().len();
    if cells < 16 || paper * 100 < cells * MOSTLY {
        return false;
    }
    let mut sorted: Vec<u8> = lights.pixels().map(|p| p.0[0]).collect();
    sorted.sort_unstable();
    let full = sorted.get(cells * 9 / 10).copied().unwrap_or(255);
    let dark = |one: u8| u16::from(one) * 100 < u16::from(full) * SHADOW;
    // Less than a tenth of the page in the dark is a picture on it or a stain.
    if sorted.get(cells / 10).is_none_or(|tenth| !dark(*tenth)) {
        return false;
    }
    let even = imageops::resize(
        &imageops::blur(&lights, 1.5),
        image.width(),
        image.height(),
        imageops::FilterType::Triangle,
    );
    for (point, there) in image.pixels_mut().zip(even.pixels()) {
        let gain = (f32::from(full) / f32::from(there.0[0].max(1))).clamp(1.0, MOST);
        for part in &mut point.0 {
            *part = brighter(*part, gain);
        }
    }
    true
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a byte
fn brighter(part: u8, gain: f32) -> u8 {
    (f32::from(part) * gain).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::{light, lighten};
    use image::{Rgb, RgbImage};

    /// A page with lines of writing; `shade` says how much light a column gets, in hundredths.
    fn page(ground: [u8; 3], shade: impl Fn(u32) -> u32) -> RgbImage {
        RgbImage::from_fn(800, 600, |x, y| {
            let ink = y % 24 < 4 && x % 9 < 5;
            let part = |c: u8| u8::try_from(u32::from(if ink { c / 5 } else { c }) * shade(x) / 100).unwrap();
            Rgb(ground.map(part))
        })
    }

    #[test]
    fn a_shadow_over_half_a_page_goes_and_the_writing_stays() {
        let mut photo = page([235, 233, 228], |x| if x < 400 { 100 } else { 60 });
        assert!(lighten(&mut photo));
        let (lit, shaded) = (light(*photo.get_pixel(100, 12)), light(*photo.get_pixel(700, 12)));
        assert!(lit.abs_diff(shaded) < 12, "{lit} beside {shaded}");
        let ink = light(*photo.get_pixel(702, 24));
        assert!(u16::from(ink) * 3 < u16::from(shaded), "the writing is still dark: {ink} on {shaded}");
    }

    #[test]
    fn an_evenly_lit_page_and_a_red_cloth_stay_as_they_are() {
        let mut even = page([235, 233, 228], |_| 100);
        let before = even.clone();
        assert!(!lighten(&mut even));
        assert_eq!(even, before);
        let mut cloth = page([190, 30, 30], |x| if x < 400 { 100 } else { 60 });
        assert!(!lighten(&mut cloth), "a face before a red cloth is no paper");
    }
}
