//! Words across a picture: who looks at it and when, so that a copy that leaves the office names its source.

use crate::join;
use crate::paper;
use image::RgbImage;

/// How much of the words is seen, of 255.
const STRENGTH: u32 = 110;

/// Writes the words several times, slanting upwards. Empty words write nothing.
pub(crate) fn write(image: &mut RgbImage, text: &str) {
    let (width, height) = image.dimensions();
    if text.is_empty() || width == 0 || height == 0 {
        return;
    }
    let Ok(words) = paper::own(join::words(text, width, height), width.max(height)) else { return };
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let Some(over) = words.get_pixel_checked(x, y) else { continue };
        let [r, g, b, a] = over.0;
        for (below, above) in pixel.0.iter_mut().zip([r, g, b]) {
            let (under, opacity) = (u32::from(*below), u32::from(a) * STRENGTH / 255);
            let mixed = (u32::from(above) * STRENGTH + under * (255 - opacity)) / 255;
            *below = u8::try_from(mixed).unwrap_or(255);
        }
    }
}
