//! The language of a page. Pages are made in Indonesian; where one leaves, its words are translated for whoever has chosen
//! English (docs/adr/0010).

mod rewrite;

use profile::locale::{Catalogue, PoEntry, PoMistake, Translated, Translator, read_po};
pub use rewrite::{Words, rewrite};
use std::sync::LazyLock;

/// The product's words in English: a PO file, so that translators can use their own tools.
pub const ENGLISH_PO: &str = include_str!("../../../../locales/en.po");

// A file that cannot be read is found by a test; a page would then stay in Indonesian, which is still true.
static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(entries().unwrap_or_default()));

/// The entries of [`ENGLISH_PO`].
///
/// # Errors
/// Every mistake in the file.
pub fn entries() -> Result<Vec<PoEntry>, Vec<PoMistake>> {
    read_po(ENGLISH_PO)
}

/// A language that a person may choose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locale {
    /// Bahasa Indonesia: the language of the law, and of everybody who has not chosen.
    #[default]
    Indonesian,
    /// English.
    English,
}

impl Locale {
    /// As in BCP 47; also the value of the cookie and of the form.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::Indonesian => "id",
            Locale::English => "en",
        }
    }

    /// The language of a cookie or a form. What the browser prefers is not asked: at a shared counter it is nobody's choice.
    pub fn from_tag(tag: &str) -> Option<Self> {
        [Locale::Indonesian, Locale::English].into_iter().find(|locale| locale.tag() == tag)
    }

    /// The other one, which the switch leads to.
    pub fn other(self) -> Self {
        match self {
            Locale::Indonesian => Locale::English,
            Locale::English => Locale::Indonesian,
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Locale::Indonesian => "Bahasa Indonesia",
            Locale::English => "English",
        }
    }
}

/// A page in English. The region's own words come first, so that an office can say something better than we do. Texts that
/// nobody has translated stay, and are added to `unknown`.
pub fn in_english(html: &str, region: &Catalogue, unknown: &mut Vec<String>) -> String {
    let translator = Translator::new([region, &*ENGLISH]);
    let own = translator.for_own_words();
    rewrite(html, &mut |text, whose| {
        let translator = if whose == Words::Own { &own } else { &translator };
        match translator.translate(text, unknown) {
            Translated::Done(done) => Some(done),
            Translated::Same | Translated::Unknown => None,
        }
    })
}

/// One text in English; `None` when nobody has translated it.
pub fn text_in_english(text: &str, region: &Catalogue, unknown: &mut Vec<String>) -> Option<String> {
    match Translator::new([region, &*ENGLISH]).translate(text, unknown) {
        Translated::Done(done) => Some(done),
        Translated::Same => Some(text.to_owned()),
        Translated::Unknown => None,
    }
}
