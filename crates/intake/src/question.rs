//! What the server asks and the child answers.

use serde::{Deserialize, Serialize};

/// Why a file cannot be kept. No person can override it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refused {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// Neither PDF nor JPEG nor PNG nor HEIC, whatever its name says.
    #[error("the content is neither PDF nor JPEG nor PNG nor HEIC")]
    OtherType,
    /// A HEIC photo that cannot be decoded here; the telephone can be set to JPEG.
    #[error("the HEIC photo cannot be decoded")]
    BrokenHeic,
    /// A picture that cannot be decoded.
    #[error("the picture cannot be decoded")]
    BrokenPicture,
    /// A PDF without its end.
    #[error("the PDF is cut off")]
    CutPdf,
    /// A PDF that cannot be read, or has no page.
    #[error("the PDF cannot be read")]
    BrokenPdf,
    /// A PDF with a password.
    #[error("the PDF is encrypted")]
    LockedPdf,
    /// A PDF that carries a program.
    #[error("the PDF carries a program")]
    ActivePdf,
    /// More pixels than any document needs, or it used up the memory or the time of its child.
    #[error("the file needs more memory or time than is given to it")]
    TooHeavy,
    /// There is no such page.
    #[error("there is no such page")]
    NoSuchPage,
    /// Too many files are being looked at now, or the child cannot be started.
    #[error("no child is free")]
    Busy,
}

/// What looks poor. The person is told and may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Doubt {
    /// Under 1,000 pixels at its longer side.
    Small,
    /// Even the paper is dark.
    Dark,
    /// No sharp edge anywhere.
    Blurred,
    /// Nearly nothing on it.
    Blank,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Question {
    Look { longest: u32 },
    Draw { page: u32, longest: u32, across: String },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// Parts: the page, the thumbnail, and the original when it may be kept as it is.
    Picture {
        width: u32,
        height: u32,
        png: bool,
        doubts: Vec<Doubt>,
    },
    Paper {
        pages: u32,
        doubts: Vec<Doubt>,
    },
    /// Parts: the drawn page.
    Drawn {
        pages: u32,
    },
    Refused(Refused),
}

/// A file that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// A photo.
    Picture(Picture),
    /// A PDF.
    Paper {
        /// How many pages.
        pages: u32,
        /// What looks poor.
        doubts: Vec<Doubt>,
    },
}

/// A photo, turned upright, without position data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The bytes to keep when it stays a picture.
    pub kept: Vec<u8>,
    /// Their type.
    pub media_type: &'static str,
    /// RGB JPEG for a page of a PDF.
    pub page: Vec<u8>,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// A small JPEG to show.
    pub thumbnail: Vec<u8>,
    /// What looks poor.
    pub doubts: Vec<Doubt>,
}

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// JPEG.
    pub jpeg: Vec<u8>,
    /// Pages of the whole file.
    pub pages: u32,
}
