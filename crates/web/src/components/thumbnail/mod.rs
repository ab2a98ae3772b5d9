//! A file with its first page as a small picture, so that people see what they sent without opening it.

use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// A file and its picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "thumbnail/template.html")]
pub struct Thumbnail {
    /// The whole file.
    pub href: String,
    /// The picture.
    pub picture: String,
    /// What people read below it.
    pub text: String,
}

impl Thumbnail {
    /// A file of the visitor's folder.
    pub fn of_folder(file: &str, text: impl Into<String>) -> Self {
        Thumbnail { href: links::folder_file(file), picture: links::folder_picture(file), text: text.into() }
    }

    /// An invented file.
    pub fn sample(text: &str) -> Self {
        Thumbnail {
            href: links::folder_file("f1"),
            picture: "/static/sample-document.svg".to_owned(),
            text: text.to_owned(),
        }
    }
}

impl HtmlSafe for Thumbnail {}
