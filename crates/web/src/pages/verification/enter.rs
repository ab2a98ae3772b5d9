//! `/verifikasi`: entry of a verification code, or of a PDF.

use crate::components::{Breadcrumb, ErrorSummary, Field, FieldKind, FileUpload, Link};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Entry of a verification code, or of a PDF.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/verification/enter.html")]
pub struct VerificationPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// The code.
    pub code: Field,
    /// The PDF.
    pub upload: FileUpload,
}

impl VerificationPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = |code: Field, upload: FileUpload| VerificationPage {
            shell: Shell::sample(links::verification()),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::home(), "Beranda")], "Periksa dokumen"),
            code,
            upload,
        };
        let field = || {
            Field::new("kode", "Kode verifikasi", FieldKind::Text { max: 24 })
                .hint("16 huruf dan angka di bawah kode QR, contoh ABCD-EFGH-JKMN-PQRS.")
        };
        let upload = FileUpload::pdf("dokumen", "Dokumen PDF");
        let wrong = field()
            .value("ABCD")
            .error("Kode verifikasi terdiri dari 16 huruf dan angka. Periksa kembali dokumen Anda.");
        vec![("usual", page(field(), upload.clone())), ("error", page(wrong, upload))]
    }
}
