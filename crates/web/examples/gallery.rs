//! Writes every page with every sample as a static file: `cargo run -p web --example gallery -- FOLDER`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: gallery FOLDER");
        return ExitCode::FAILURE;
    };
    match write(&folder) {
        Ok(count) => {
            println!("{count} pages in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder.join("static"))?;
    std::fs::write(folder.join("static/app.css"), web::assets::APP_CSS)?;
    std::fs::write(folder.join("static/app.js"), web::assets::APP_JS)?;
    std::fs::write(folder.join("static/judul-1.woff2"), web::assets::FONT)?;
    std::fs::write(folder.join("static/sample-document.svg"), include_str!("../static/sample-document.svg"))?;
    let pages = web::pages::gallery::render_all().map_err(std::io::Error::other)?;
    let mut index = String::from("<!doctype html><meta charset=utf-8><title>Gallery</title><ul>");
    for page in &pages {
        std::fs::write(
            folder.join(format!("{}.html", page.name)),
            page.html.replace("\"/static/", "\"static/"),
        )?;
        index.push_str(&format!("<li><a href=\"{0}.html\">{0}</a></li>", page.name));
    }
    std::fs::write(folder.join("index.html"), index)?;
    Ok(pages.len())
}
