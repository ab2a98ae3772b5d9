use crate::support::{jpeg, png, sheet, with_orientation};
use image::imageops;
use intake::{Doubt, Inspector, Leaf, Looked, Picture, Refused, join};
use proves::proves;

fn look(bytes: &[u8]) -> Picture {
    match Inspector::here().look(bytes, 2_400).unwrap() {
        Looked::Picture(picture) => picture,
        Looked::Paper { .. } => panic!("a photo was taken for a PDF"),
    }
}

#[test]
fn a_sharp_photo_of_a_paper_raises_no_doubt() {
    assert_eq!(look(&jpeg(&sheet(1_500, 2_000))).doubts, []);
    assert_eq!(look(&jpeg(&sheet(3_000, 4_000))).doubts, []);
}

#[test]
#[proves("MJK18-12.1")]
fn what_cannot_be_read_is_named() {
    let sharp = sheet(1_500, 2_000);
    let blurred = imageops::fast_blur(&sharp, 12.0);
    assert_eq!(look(&jpeg(&blurred)).doubts, [Doubt::Blurred]);
    let mut dark = sharp.clone();
    for pixel in dark.pixels_mut() {
        pixel.0 = pixel.0.map(|c| c / 5);
    }
    assert_eq!(look(&jpeg(&dark)).doubts, [Doubt::Dark]);
    let empty = image::RgbImage::from_fn(1_500, 2_000, |x, _| {
        // A shadow over an empty sheet.
        let light = u8::try_from(180 + x / 30).unwrap();
        image::Rgb([light, light, light])
    });
    assert_eq!(look(&jpeg(&empty)).doubts, [Doubt::Blank]);
    assert_eq!(look(&jpeg(&sheet(600, 800))).doubts, [Doubt::Small]);
}

#[test]
fn a_large_photo_becomes_smaller_and_a_small_one_stays_as_it_came() {
    let large = look(&jpeg(&sheet(3_000, 4_000)));
    assert_eq!((large.width, large.height), (1_800, 2_400));
    assert!(large.page.len() < 2 * 1024 * 1024);
    assert!(large.thumbnail.len() < 60_000, "{}", large.thumbnail.len());
    let bytes = png(&sheet(1_200, 800));
    let small = look(&bytes);
    assert_eq!((small.media_type, small.kept == bytes), ("image/png", true));
}

#[test]
fn a_photo_is_turned_upright_and_forgets_where_it_was_taken() {
    let lying = with_orientation(&jpeg(&sheet(2_000, 1_500)), 6);
    let upright = look(&lying);
    assert_eq!((upright.width, upright.height), (1_500, 2_000));
    let mentions = |bytes: &[u8]| bytes.windows(3).any(|w| w == b"GPS");
    assert!(mentions(&lying) && !mentions(&upright.kept) && !mentions(&upright.page));
}

#[test]
fn a_photo_of_a_telephone_set_to_heic_is_read() {
    let sheet = sheet(640, 480);
    let rgba: Vec<u8> = sheet.pixels().flat_map(|p| [p.0[0], p.0[1], p.0[2], 255]).collect();
    let bytes = heifer::encode_rgba8(640, 480, &rgba, &heifer::EncodeOptions::default()).unwrap();
    let seen = look(&bytes);
    assert_eq!((seen.width, seen.height, seen.media_type), (640, 480, "image/jpeg"));
    assert_eq!(Inspector::here().look(&bytes[..200], 2_400), Err(Refused::BrokenHeic));
}

#[test]
fn a_cut_photo_and_a_program_are_refused() {
    let whole = png(&sheet(1_200, 800));
    let look = |bytes: &[u8]| Inspector::here().look(bytes, 2_400).unwrap_err();
    assert_eq!(look(&whole[..whole.len() / 2]), Refused::BrokenPicture);
    assert_eq!(look(b"MZ\x90\0 program"), Refused::OtherType);
    assert_eq!(look(b""), Refused::Empty);
}

#[test]
fn photos_become_one_pdf_in_their_order_each_upright() {
    let (tall, wide) = (look(&jpeg(&sheet(900, 1_200))), look(&jpeg(&sheet(1_200, 900))));
    let leaf = |p: &'static Picture, turn| Leaf { jpeg: &p.page, width: p.width, height: p.height, turn };
    let (tall, wide): (&'static Picture, &'static Picture) =
        (Box::leak(Box::new(tall)), Box::leak(Box::new(wide)));
    let pdf = join(&[leaf(tall, 0), leaf(wide, 1), leaf(wide, 0), leaf(tall, 2)]);
    assert_eq!(Inspector::here().look(&pdf, 2_400), Ok(Looked::Paper { pages: 4, doubts: vec![] }));
    let size = |n: u32| {
        let drawn = Inspector::here().draw(&pdf, n, 800, "").unwrap();
        let page = image::load_from_memory(&drawn.jpeg).unwrap();
        page.width() < page.height()
    };
    // A wide photo turned once stands upright; left alone its page lies.
    assert_eq!([size(0), size(1), size(2), size(3)], [true, true, false, true]);
}

#[test]
fn each_quarter_turn_shows_the_corner_where_it_belongs() {
    // White with one black corner: top left.
    let mut marked = image::RgbImage::from_pixel(1_200, 1_200, image::Rgb([255, 255, 255]));
    for (x, y) in (0..300).flat_map(|x| (0..300).map(move |y| (x, y))) {
        marked.put_pixel(x, y, image::Rgb([0, 0, 0]));
    }
    let picture = look(&jpeg(&marked));
    for (turn, corner) in [(0, (0, 0)), (1, (1, 0)), (2, (1, 1)), (3, (0, 1))] {
        let leaf = Leaf { jpeg: &picture.page, width: picture.width, height: picture.height, turn };
        let drawn = Inspector::here().draw(&join(&[leaf]), 0, 842, "").unwrap();
        let page = image::load_from_memory(&drawn.jpeg).unwrap().to_luma8();
        // The photo is a square in the middle of the page, 567 points wide.
        let at = |(right, down): (u32, u32)| page.get_pixel(40 + right * 510, 160 + down * 510).0[0];
        for place in [(0, 0), (1, 0), (1, 1), (0, 1)] {
            assert_eq!(at(place) < 100, place == corner, "turn {turn}, {place:?}");
        }
    }
}

#[test]
fn a_preview_carries_the_viewer_across_it() {
    let bytes = jpeg(&sheet(1_200, 1_600));
    let plain = Inspector::here().draw(&bytes, 0, 1_000, "").unwrap().jpeg;
    let named = Inspector::here().draw(&bytes, 0, 1_000, "Sukinem, 1 April 2026 09.30").unwrap().jpeg;
    let (plain, named) = (
        image::load_from_memory(&plain).unwrap().to_luma8(),
        image::load_from_memory(&named).unwrap().to_luma8(),
    );
    let differs = plain.pixels().zip(named.pixels()).filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > 25).count();
    let share = differs * 1_000 / plain.pixels().len();
    assert!((5..250).contains(&share), "{share} of a thousand points carry the words");
    if let Some(dir) = std::env::var_os("SATUPINTU_KEEP_PAPERS") {
        named.save(std::path::Path::new(&dir).join("across.png")).unwrap();
    }
}
