//! What all documents share: the standard library of Typst and the fonts.

use typst::foundations::Bytes;
use typst::text::Font;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_kit::fonts::{self, FontStore};

/// Our faces first. The licence lies beside them.
const FACES: [&[u8]; 6] = [
    include_bytes!("../../../../data/fonts/satupintu-sans-regular.ttf"),
    include_bytes!("../../../../data/fonts/satupintu-sans-italic.ttf"),
    include_bytes!("../../../../data/fonts/satupintu-sans-semibold.ttf"),
    include_bytes!("../../../../data/fonts/satupintu-sans-bold.ttf"),
    include_bytes!("../../../../data/fonts/satupintu-sans-heavy.ttf"),
    // A number printed at once must look like one written into the field later.
    include_bytes!("../../../../data/fonts/nomor.ttf"),
];

/// Built once per process.
pub(super) struct Base {
    pub library: LazyHash<Library>,
    pub fonts: FontStore,
}

impl Base {
    pub fn new() -> Self {
        let mut fonts = FontStore::new();
        for face in FACES {
            fonts.extend(Font::iter(Bytes::new(face)).map(|font| {
                let info = font.info().clone();
                (font, info)
            }));
        }
        // Libertinus and New Computer Modern stand in for characters our faces lack, such as Greek.
        fonts.extend(fonts::embedded());
        Self { library: LazyHash::new(Library::default()), fonts }
    }
}
