//! Photos: decoded within limits, made smaller, turned upright; position and camera data do not survive.

use crate::look::{Format, Kind, kind};
use crate::question::{Answer, Doubt, Refused};
use crate::scale::{jpeg, shrink};
use crate::{across, quality, shade};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Narrower photos are hard to read; the person is told and may go on.
const READABLE: u32 = 1_000;
const WIDEST: u32 = 20_000;
/// A photo of 100 megapixels, three bytes each.
const LARGEST_DECODED: u64 = 300 * 1024 * 1024;
/// An original up to this size is kept as it came when nothing in it must go.
const KEPT_AS_IT_CAME: usize = 3 * 1024 * 1024;
const THUMBNAIL: u32 = 360;

/// Looks at a photo: what is kept of it (upright, without a shadow over a paper), a small picture, and what looks poor.
pub(crate) fn look(bytes: &[u8], format: Format, longest: u32) -> Result<(Answer, Vec<Vec<u8>>), Refused> {
    let (mut image, original) = decode(bytes, format, longest)?;
    let shaded = shade::lighten(&mut image);
    let mut doubts = quality::doubts(&image);
    if original.long < READABLE {
        doubts.insert(0, Doubt::Small);
    }
    let thumbnail = shrink(&image, THUMBNAIL);
    let mut parts = vec![jpeg(&image, 82)?, jpeg(&thumbnail, 60)?];
    let plain = !shaded && original.upright && original.long <= longest && bytes.len() <= KEPT_AS_IT_CAME;
    if plain && !described(bytes, format) {
        parts.push(bytes.to_vec());
    }
    let (width, height) = image.dimensions();
    Ok((Answer::Picture { width, height, png: format == Format::Png, doubts }, parts))
}

pub(crate) fn draw(bytes: &[u8], longest: u32, text: &str) -> Result<(Answer, Vec<Vec<u8>>), Refused> {
    let Kind::Picture(format) = kind(bytes)? else { return Err(Refused::OtherType) };
    let (mut image, _) = decode(bytes, format, longest)?;
    across::write(&mut image, text);
    Ok((Answer::Drawn { pages: 1 }, vec![jpeg(&image, 75)?]))
}

struct Original {
    long: u32,
    upright: bool,
}

/// At most `longest` pixels long, upright, on white.
fn decode(bytes: &[u8], format: Format, longest: u32) -> Result<(RgbImage, Original), Refused> {
    let format = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Heic => return heic(bytes, longest),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(LARGEST_DECODED);
    reader.limits(limits);
    let refused = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Refused::TooHeavy,
        _ => Refused::BrokenPicture,
    };
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if decoder.total_bytes() > LARGEST_DECODED {
        return Err(Refused::TooHeavy);
    }
    let orientation = decoder.orientation().map_err(refused)?;
    let image = DynamicImage::from_decoder(decoder).map_err(refused)?;
    // Made smaller before it is turned: turning copies.
    let mut turned = DynamicImage::ImageRgb8(on_white(image, longest));
    turned.apply_orientation(orientation);
    let original = Original { long: width.max(height), upright: orientation == Orientation::NoTransforms };
    Ok((turned.into_rgb8(), original))
}

/// The decoder turns the photo itself.
fn heic(bytes: &[u8], longest: u32) -> Result<(RgbImage, Original), Refused> {
    let decoded =
        heifer::decode_srgb_rgba8(bytes, &heifer::Options::default()).map_err(|_| Refused::BrokenHeic)?;
    let long = decoded.width.max(decoded.height);
    let image =
        RgbImage::from_raw(decoded.width, decoded.height, decoded.into_rgb8()).ok_or(Refused::BrokenHeic)?;
    Ok((shrink(&image, longest), Original { long, upright: true }))
}

fn on_white(image: DynamicImage, longest: u32) -> RgbImage {
    if !image.color().has_alpha() {
        let rgb = match image {
            DynamicImage::ImageRgb8(rgb) => rgb,
            other => other.to_rgb8(),
        };
        return if rgb.width().max(rgb.height()) > longest { shrink(&rgb, longest) } else { rgb };
    }
    let rgba = image.to_rgba8();
    let flat = RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0;
        let over = |c: u8| {
            let mixed = (u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a))) / 255;
            u8::try_from(mixed).unwrap_or(255)
        };
        image::Rgb([over(r), over(g), over(b)])
    });
    if flat.width().max(flat.height()) > longest { shrink(&flat, longest) } else { flat }
}

/// Whether a file carries more than its picture: place, camera, author, a film behind the photo.
fn described(bytes: &[u8], format: Format) -> bool {
    let has = |word: &[u8]| bytes.windows(word.len()).any(|w| w == word);
    match format {
        Format::Heic => true,
        Format::Png => {
            let words: [&[u8]; 4] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf"];
            words.iter().any(|word| has(word)) || !bytes.ends_with(b"IEND\xaeB`\x82")
        }
        Format::Jpeg => {
            let words: [&[u8]; 3] = [b"Exif\0", b"http://ns.adobe.com/", b"Photoshop 3.0"];
            words.iter().any(|word| has(word)) || !bytes.ends_with(&[0xff, 0xd9])
        }
    }
}
