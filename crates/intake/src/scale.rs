//! A picture made smaller, and written.

use crate::question::Refused;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};

/// Keeps the proportions; a picture that is small already stays.
pub(crate) fn shrink(image: &RgbImage, longest: u32) -> RgbImage {
    let (width, height) = image.dimensions();
    let long = width.max(height).max(1);
    if long <= longest {
        return image.clone();
    }
    let scaled = |side: u32| {
        u32::try_from(u64::from(side) * u64::from(longest) / u64::from(long)).unwrap_or(longest).max(1)
    };
    imageops::resize(image, scaled(width), scaled(height), FilterType::Triangle)
}

/// As JPEG, without anything beside the picture.
pub(crate) fn jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    image
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))
        .map_err(|_| Refused::BrokenPicture)?;
    Ok(bytes)
}
