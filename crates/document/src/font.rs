//! Cuts a TrueType font down to printable ASCII, the characters a number template can give, and describes it for PDF.
//! A font may lack some of them, but no digit.
//!
//! The PDF font is a simple TrueType font with WinAnsiEncoding and a (3,1) character map, which PDF/A-2 (ISO 19005-2,
//! 6.2.11.6) asks of non-symbolic fonts. Hinting is dropped: it would triple the size and print gains nothing from it.

use std::collections::BTreeMap;

use aws_lc_rs::digest;

use crate::error::{DocumentError, Result};

/// The font's name in the form's resources.
pub(crate) const FONT_NAME: &str = "Nomor";

/// The first character of the subset.
pub(crate) const FIRST: u8 = 0x20;
/// The last character of the subset.
pub(crate) const LAST: u8 = 0x7E;

/// A font reduced to ASCII, ready to be embedded.
pub(crate) struct AsciiFont {
    /// The TrueType program.
    pub(crate) program: Vec<u8>,
    /// PostScript name with its six-letter subset tag.
    pub(crate) name: String,
    /// Advance of each character from [`FIRST`] to [`LAST`], in thousandths of the font size; 0 when it is missing.
    pub(crate) widths: Vec<i64>,
    pub(crate) bounds: [i64; 4],
    pub(crate) ascent: i64,
    pub(crate) descent: i64,
    pub(crate) fixed_pitch: bool,
}

struct Tables<'a> {
    font: &'a [u8],
    places: BTreeMap<[u8; 4], (usize, usize)>,
}

impl<'a> Tables<'a> {
    fn read(font: &'a [u8]) -> Result<Self> {
        if !matches!(font.get(..4), Some([0, 1, 0, 0] | b"true")) {
            return Err(DocumentError::Font("only TrueType outlines can be embedded"));
        }
        let count = usize::from(u16_at(font, 4)?);
        let mut places = BTreeMap::new();
        for index in 0..count {
            let at = 12 + index * 16;
            let tag = font.get(at..at + 4).and_then(|tag| <[u8; 4]>::try_from(tag).ok()).ok_or(BROKEN)?;
            places.insert(tag, (u32_at(font, at + 8)? as usize, u32_at(font, at + 12)? as usize));
        }
        Ok(Self { font, places })
    }

    fn table(&self, tag: &[u8; 4]) -> Result<&'a [u8]> {
        let (at, length) = *self.places.get(tag).ok_or(DocumentError::Font("a table is missing"))?;
        at.checked_add(length).and_then(|end| self.font.get(at..end)).ok_or(BROKEN)
    }
}

const BROKEN: DocumentError = DocumentError::Font("the file is cut off");

fn u16_at(bytes: &[u8], at: usize) -> Result<u16> {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(u16::from_be_bytes).ok_or(BROKEN)
}

fn i16_at(bytes: &[u8], at: usize) -> Result<i64> {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(i16::from_be_bytes).map(i64::from).ok_or(BROKEN)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32> {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_be_bytes).ok_or(BROKEN)
}

/// Reduces the font to printable ASCII.
pub(crate) fn ascii_subset(font: &[u8]) -> Result<AsciiFont> {
    let tables = Tables::read(font)?;
    let (head, hhea, maxp) = (tables.table(b"head")?, tables.table(b"hhea")?, tables.table(b"maxp")?);
    let hmtx = tables.table(b"hmtx")?;
    let units = i64::from(u16_at(head, 18)?);
    if units == 0 {
        return Err(DocumentError::Font("no units per em"));
    }
    let thousandths = |value: i64| (value * 1000 + units / 2).div_euclid(units);
    let metrics = usize::from(u16_at(hhea, 34)?);

    // Character c gets glyph c - 31, so that one line of the character map says it all.
    let mut glyphs = vec![0u16];
    for character in FIRST..=LAST {
        match glyph_of(tables.table(b"cmap")?, u16::from(character))? {
            0 if character.is_ascii_digit() => return Err(DocumentError::Font("a digit is missing")),
            // Missing: no width, so that the number field refuses the character by name.
            glyph => glyphs.push(glyph),
        }
    }
    let mut outlines = Vec::new();
    let mut index = 0;
    while let Some(&glyph) = glyphs.get(index) {
        let outline = outline(&tables, glyph)?;
        outlines.push(without_hints(outline, &mut glyphs)?);
        index += 1;
    }

    let mut glyf = Vec::new();
    let mut loca = Vec::new();
    for outline in &outlines {
        loca.extend((glyf.len() as u32).to_be_bytes());
        glyf.extend(outline);
        while glyf.len() % 4 != 0 {
            glyf.push(0);
        }
    }
    loca.extend((glyf.len() as u32).to_be_bytes());
    let mut new_hmtx = Vec::new();
    let mut widths = Vec::new();
    for (index, &glyph) in glyphs.iter().enumerate() {
        let glyph = usize::from(glyph);
        let missing = glyph == 0 && index > 0;
        let advance = if missing { 0 } else { u16_at(hmtx, glyph.min(metrics.saturating_sub(1)) * 4)? };
        let bearing_at = if glyph < metrics { glyph * 4 + 2 } else { metrics * 4 + (glyph - metrics) * 2 };
        new_hmtx.extend(advance.to_be_bytes());
        new_hmtx.extend(u16_at(hmtx, bearing_at)?.to_be_bytes());
        if index >= 1 && index <= usize::from(LAST - FIRST) + 1 {
            widths.push(thousandths(i64::from(advance)));
        }
    }
    let count = u16::try_from(glyphs.len()).map_err(|_| DocumentError::Font("too many glyphs"))?;
    let mut new_head = head.get(..54).ok_or(BROKEN)?.to_vec();
    patch(&mut new_head, 8, &[0; 4]);
    patch(&mut new_head, 50, &[0, 1]);
    let mut new_hhea = hhea.get(..36).ok_or(BROKEN)?.to_vec();
    patch(&mut new_hhea, 34, &count.to_be_bytes());
    let mut new_maxp = maxp.get(..32).ok_or(BROKEN)?.to_vec();
    patch(&mut new_maxp, 4, &count.to_be_bytes());
    // No instructions are left, so nothing of what they would need.
    patch(&mut new_maxp, 16, &[0; 12]);

    let program = assemble(&[
        (b"cmap", character_map()),
        (b"glyf", glyf),
        (b"head", new_head),
        (b"hhea", new_hhea),
        (b"hmtx", new_hmtx),
        (b"loca", loca),
        (b"maxp", new_maxp),
    ]);
    let drawn = || widths.iter().filter(|width| **width != 0);
    let fixed_pitch = drawn().all(|width| Some(width) == drawn().next());
    Ok(AsciiFont {
        name: format!("{}+{}", subset_tag(&program), postscript_name(&tables)),
        program,
        widths,
        bounds: [i16_at(head, 36)?, i16_at(head, 38)?, i16_at(head, 40)?, i16_at(head, 42)?].map(thousandths),
        ascent: thousandths(i16_at(hhea, 4)?),
        descent: thousandths(i16_at(hhea, 6)?),
        fixed_pitch,
    })
}

fn patch(bytes: &mut [u8], at: usize, new: &[u8]) {
    if let Some(slot) = bytes.get_mut(at..at + new.len()) {
        slot.copy_from_slice(new);
    }
}

/// Looks a character up in the Unicode map of format 4.
fn glyph_of(cmap: &[u8], character: u16) -> Result<u16> {
    for index in 0..usize::from(u16_at(cmap, 2)?) {
        let record = 4 + index * 8;
        let platform = (u16_at(cmap, record)?, u16_at(cmap, record + 2)?);
        let at = u32_at(cmap, record + 4)? as usize;
        if !matches!(platform, (3, 1) | (0, 0..=4)) || u16_at(cmap, at)? != 4 {
            continue;
        }
        let double = usize::from(u16_at(cmap, at + 6)?);
        for segment in (0..double).step_by(2) {
            let end = u16_at(cmap, at + 14 + segment)?;
            if end < character {
                continue;
            }
            let start = u16_at(cmap, at + 16 + double + segment)?;
            if start > character {
                return Ok(0);
            }
            let delta = u16_at(cmap, at + 16 + 2 * double + segment)?;
            let range_at = at + 16 + 3 * double + segment;
            let range = usize::from(u16_at(cmap, range_at)?);
            if range == 0 {
                return Ok(character.wrapping_add(delta));
            }
            let glyph = u16_at(cmap, range_at + range + 2 * usize::from(character - start))?;
            return Ok(if glyph == 0 { 0 } else { glyph.wrapping_add(delta) });
        }
    }
    Ok(0)
}

fn outline<'a>(tables: &Tables<'a>, glyph: u16) -> Result<&'a [u8]> {
    let loca = tables.table(b"loca")?;
    let long = u16_at(tables.table(b"head")?, 50)? == 1;
    let place = |index: usize| -> Result<usize> {
        if long {
            u32_at(loca, index * 4).map(|at| at as usize)
        } else {
            u16_at(loca, index * 2).map(|at| usize::from(at) * 2)
        }
    };
    let (start, end) = (place(usize::from(glyph))?, place(usize::from(glyph) + 1)?);
    tables.table(b"glyf")?.get(start..end).ok_or(BROKEN)
}

/// The outline without instructions. Parts of composed glyphs are added to `glyphs` and renumbered.
fn without_hints(outline: &[u8], glyphs: &mut Vec<u16>) -> Result<Vec<u8>> {
    if outline.is_empty() {
        return Ok(Vec::new());
    }
    let contours = i16_at(outline, 0)?;
    if let Ok(contours) = usize::try_from(contours) {
        let length_at = 10 + contours * 2;
        let instructions = usize::from(u16_at(outline, length_at)?);
        let mut bare = outline.get(..length_at).ok_or(BROKEN)?.to_vec();
        bare.extend([0, 0]);
        bare.extend(outline.get(length_at + 2 + instructions..).ok_or(BROKEN)?);
        return Ok(bare);
    }
    let mut bare = outline.get(..10).ok_or(BROKEN)?.to_vec();
    let mut at = 10;
    loop {
        let flags = u16_at(outline, at)?;
        let part = u16_at(outline, at + 2)?;
        let new = match glyphs.iter().position(|glyph| *glyph == part) {
            Some(known) => known,
            None => {
                glyphs.push(part);
                glyphs.len() - 1
            }
        };
        let arguments = if flags & 0x0001 != 0 { 4 } else { 2 };
        let scale = match flags {
            f if f & 0x0008 != 0 => 2,
            f if f & 0x0040 != 0 => 4,
            f if f & 0x0080 != 0 => 8,
            _ => 0,
        };
        bare.extend((flags & !0x0100).to_be_bytes());
        bare.extend((new as u16).to_be_bytes());
        bare.extend(outline.get(at + 4..at + 4 + arguments + scale).ok_or(BROKEN)?);
        at += 4 + arguments + scale;
        if flags & 0x0020 == 0 {
            return Ok(bare);
        }
    }
}

/// One (3,1) map of format 4: ASCII, and the segment that closes every map.
fn character_map() -> Vec<u8> {
    let delta = 1u16.wrapping_sub(u16::from(FIRST));
    let words: [u16; 22] = [
        0,
        1,
        3,
        1,
        0,
        12, // header, one record, its offset
        4,
        32,
        0,
        4,
        4,
        1,
        0, // format, length, language, two segments and their search values
        LAST as u16,
        0xFFFF,
        0,
        FIRST as u16,
        0xFFFF,
        delta,
        1,
        0,
        0,
    ];
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes
        .chunks(4)
        .map(|chunk| (0..4).fold(0u32, |word, i| (word << 8) | u32::from(chunk.get(i).copied().unwrap_or(0))))
        .fold(0, u32::wrapping_add)
}

fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = 15 - count.leading_zeros() as u16;
    let mut font = vec![0, 1, 0, 0];
    for word in [count, 16 << power, power, count * 16 - (16 << power)] {
        font.extend(word.to_be_bytes());
    }
    let mut at = 12 + tables.len() * 16;
    let mut head_at = 0;
    for (tag, table) in tables {
        if *tag == b"head" {
            head_at = at;
        }
        font.extend(*tag);
        for word in [checksum(table), at as u32, table.len() as u32] {
            font.extend(word.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        font.extend(table);
        while font.len() % 4 != 0 {
            font.push(0);
        }
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&font));
    patch(&mut font, head_at + 8, &adjustment.to_be_bytes());
    font
}

/// Six capital letters drawn from the digest, so that the same font gives the same file.
fn subset_tag(program: &[u8]) -> String {
    let digest = digest::digest(&digest::SHA256, program);
    digest.as_ref().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The PostScript name (name table, entry 6), reduced to letters, digits and hyphen.
fn postscript_name(tables: &Tables<'_>) -> String {
    let read = || -> Option<String> {
        let table = tables.table(b"name").ok()?;
        let strings = usize::from(u16_at(table, 4).ok()?);
        for index in 0..usize::from(u16_at(table, 2).ok()?) {
            let record = 6 + index * 12;
            if u16_at(table, record + 6).ok()? == 6 {
                let at = strings + usize::from(u16_at(table, record + 10).ok()?);
                let text = table.get(at..at + usize::from(u16_at(table, record + 8).ok()?))?;
                let kept = text.iter().filter(|b| b.is_ascii_alphanumeric() || **b == b'-');
                return Some(kept.map(|b| char::from(*b)).collect());
            }
        }
        None
    };
    read().filter(|name| !name.is_empty()).unwrap_or_else(|| "Nomor".to_owned())
}
