//! Every address of the house. Nobody else writes a path by hand.
//!
//! `path` holds the patterns for the router, the functions build addresses from them. Ids are strings here.

mod access;
mod manage;
mod office;
mod power_of_attorney;
mod shared;

pub use access::{
    access, access_case, access_case_paper, access_code, access_confirm, access_data, access_desk,
    access_grant, access_new, access_paper, access_refuse, access_reopen, access_request, access_send,
    access_state, duties, first_sign_in, forgotten, security, security_cancel, security_codes,
    security_contact, security_password, security_report, security_sessions,
};
pub use manage::*;
pub use office::*;
pub use power_of_attorney::*;
pub use shared::*;
use std::fmt::Write as _;

/// Patterns for the router.
pub mod path {
    pub use super::access::path::*;
    pub use super::manage::path::*;
    pub use super::office::path::*;
    pub use super::power_of_attorney::path::*;
    pub use super::shared::path::*;
    /// Beranda.
    pub const HOME: &str = "/";
    /// List of services; `?q=` searches.
    pub const SERVICES: &str = "/layanan";
    /// Page of a service.
    pub const SERVICE: &str = "/layanan/{id}";
    /// Sample of what a service issues, as PDF.
    pub const SERVICE_SAMPLE: &str = "/layanan/{id}/contoh.pdf";
    /// The sample's first page as a picture.
    pub const SERVICE_SAMPLE_PICTURE: &str = "/layanan/{id}/contoh.png";
    /// Starts an application (POST).
    pub const APPLY: &str = "/layanan/{id}/ajukan";
    /// Entry of a verification code (GET form, POST code or PDF).
    pub const VERIFICATION: &str = "/verifikasi";
    /// Result for a code; the address in the QR.
    pub const VERIFICATION_RESULT: &str = "/verifikasi/{code}";
    /// Sign-in (GET, POST).
    pub const SIGN_IN: &str = "/masuk";
    /// Sign-out (POST).
    pub const SIGN_OUT: &str = "/keluar";
    /// Chooses the language of pages (POST).
    pub const LANGUAGE: &str = "/bahasa";
    /// Satisfaction index of the last full quarter.
    pub const PUBLIC_INDEX: &str = "/indeks-kepuasan";
    /// Information page.
    pub const CONTENT: &str = "/informasi/{slug}";
    /// My applications.
    pub const ACCOUNT: &str = "/akun";
    /// My files (GET), upload (POST).
    pub const FOLDER: &str = "/folder";
    /// One of my files.
    pub const FOLDER_FILE: &str = "/folder/{file}";
    /// Its first page as a small picture.
    pub const FOLDER_PICTURE: &str = "/folder/{file}/gambar";
    /// Takes a file out of my folder (POST).
    pub const FOLDER_REMOVE: &str = "/folder/{file}/hapus";
    /// Photos to be put in order (GET, POST).
    pub const ARRANGEMENT: &str = "/susun/{id}";
    /// One of them, small.
    pub const ARRANGEMENT_PAGE: &str = "/susun/{id}/{page}";
    /// A file that comes in pieces begins (POST).
    pub const UPLOADS: &str = "/unggahan";
    /// How far it came (GET), its next piece (POST).
    pub const UPLOAD: &str = "/unggahan/{id}";
    /// Status page, or the task list of a draft.
    pub const APPLICATION: &str = "/permohonan/{id}";
    /// One group of questions (GET, POST).
    pub const APPLICATION_FORM: &str = "/permohonan/{id}/isian/{group}";
    /// Items of an application (GET, POST saves).
    pub const APPLICATION_ITEMS: &str = "/permohonan/{id}/objek";
    /// Documents asked for (GET).
    pub const APPLICATION_DOCUMENTS: &str = "/permohonan/{id}/dokumen";
    /// Upload of one document (POST).
    pub const APPLICATION_UPLOAD: &str = "/permohonan/{id}/dokumen/{document}";
    /// Takes a file of the folder for one document (POST).
    pub const APPLICATION_REUSE: &str = "/permohonan/{id}/dokumen/{document}/folder";
    /// Check your answers (GET).
    pub const APPLICATION_CHECK: &str = "/permohonan/{id}/periksa";
    /// Sends the application (POST).
    pub const APPLICATION_SEND: &str = "/permohonan/{id}/kirim";
    /// Throws a draft away (POST).
    pub const APPLICATION_DISCARD: &str = "/permohonan/{id}/buang";
    /// Confirmation.
    pub const APPLICATION_SENT: &str = "/permohonan/{id}/terkirim";
    /// Correction (GET, POST).
    pub const APPLICATION_CORRECTION: &str = "/permohonan/{id}/perbaikan";
    /// Satisfaction survey (GET, POST).
    pub const APPLICATION_SURVEY: &str = "/permohonan/{id}/survei";
    /// Every message about it.
    pub const APPLICATION_MESSAGES: &str = "/permohonan/{id}/pesan";
    /// Request for cancellation (GET, POST).
    pub const APPLICATION_CANCELLATION: &str = "/permohonan/{id}/pembatalan";
    /// Receipt, SKRD, permit or letter as PDF.
    pub const APPLICATION_PAPER: &str = "/permohonan/{id}/surat/{paper}";
    /// Sends the applicant a code for the declaration on a form that an officer filled (POST).
    pub const APPLICATION_CODE: &str = "/permohonan/{id}/kode";
    /// Sheet for a declaration signed by hand.
    pub const APPLICATION_DECLARATION: &str = "/permohonan/{id}/pernyataan";
    /// Audit trail; filters in the query.
    pub const AUDIT_LIST: &str = "/jejak-audit";
    /// The chosen records to take along; `?bentuk=csv|bukti` and the filters of the list.
    pub const AUDIT_EXPORT: &str = "/jejak-audit/unduh";
    /// Restricted register; `?lihat=dokumen|kegiatan`.
    pub const RESTRICTED: &str = "/jejak-audit/terbatas";
    /// One file's story with proofs.
    pub const AUDIT_STORY: &str = "/jejak-audit/permohonan/{id}";
    /// Where to look first.
    pub const DEMO: &str = "/demo";
    /// Messages that would have been sent.
    pub const DEMO_OUTBOX: &str = "/demo/pesan";
    /// The clock (GET, POST moves it).
    pub const DEMO_CLOCK: &str = "/demo/waktu";
    /// Colours of the regions that a demo offers; at the machine's own address only.
    pub const DEMO_CHOICE_CSS: &str = "/pilihan/warna.css";
    /// Emblem of a region that a demo offers; at the machine's own address only.
    pub const DEMO_CHOICE_EMBLEM: &str = "/pilihan/lambang/{id}";
    /// Colours, type and components.
    pub const STYLE: &str = "/gaya";
    /// One page with invented content.
    pub const STYLE_PAGE: &str = "/gaya/halaman/{name}";
    /// The region's emblem.
    pub const EMBLEM: &str = "/tema/lambang";
    /// The region's tokens.
    pub const THEME_CSS: &str = "/tema/warna.css";
}

/// Puts values into a pattern, each percent-encoded, so that no id can leave its segment.
fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut out = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        if let Some(value) = values.next() {
            out.push_str(&encode(value));
        }
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

/// Percent-encodes everything that is not unreserved in RFC 3986.
fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An address with a query; pairs with an empty value are left out.
pub fn with_query(address: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = address.to_owned();
    let mut mark = if address.contains('?') { '&' } else { '?' };
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(mark);
        out.push_str(&encode(name));
        out.push('=');
        out.push_str(&encode(value));
        mark = '&';
    }
    out
}

/// `/`: Beranda.
pub fn home() -> String {
    path::HOME.to_owned()
}

/// `/layanan`: List of services; `?q=` searches.
pub fn services() -> String {
    path::SERVICES.to_owned()
}

/// `/layanan/{id}`: Page of a service.
pub fn service(id: &str) -> String {
    fill(path::SERVICE, &[id])
}

/// `/layanan/{id}/contoh.pdf`: Sample of what a service issues, as PDF.
pub fn service_sample(id: &str) -> String {
    fill(path::SERVICE_SAMPLE, &[id])
}

/// `/layanan/{id}/contoh.png`: The sample's first page as a picture.
pub fn service_sample_picture(id: &str) -> String {
    fill(path::SERVICE_SAMPLE_PICTURE, &[id])
}

/// `/layanan/{id}/ajukan`: Starts an application (POST).
pub fn apply(id: &str) -> String {
    fill(path::APPLY, &[id])
}

/// `/verifikasi`: Entry of a verification code (GET form, POST code or PDF).
pub fn verification() -> String {
    path::VERIFICATION.to_owned()
}

/// `/verifikasi/{code}`: Result for a code; the address in the QR.
pub fn verification_result(code: &str) -> String {
    fill(path::VERIFICATION_RESULT, &[code])
}

/// `/masuk`: Sign-in (GET, POST).
pub fn sign_in() -> String {
    path::SIGN_IN.to_owned()
}

/// `/keluar`: Sign-out (POST).
pub fn sign_out() -> String {
    path::SIGN_OUT.to_owned()
}

/// `/bahasa`: Chooses the language of pages (POST).
pub fn language() -> String {
    path::LANGUAGE.to_owned()
}

/// `/indeks-kepuasan`: Satisfaction index of the last full quarter.
pub fn public_index() -> String {
    path::PUBLIC_INDEX.to_owned()
}

/// `/informasi/{slug}`: Information page.
pub fn content(slug: &str) -> String {
    fill(path::CONTENT, &[slug])
}

/// `/akun`: My applications.
pub fn account() -> String {
    path::ACCOUNT.to_owned()
}

/// `/folder`: My files (GET), upload (POST).
pub fn folder() -> String {
    path::FOLDER.to_owned()
}

/// `/folder/{file}`: One of my files.
pub fn folder_file(file: &str) -> String {
    fill(path::FOLDER_FILE, &[file])
}

/// `/folder/{file}/gambar`: Its first page as a small picture.
pub fn folder_picture(file: &str) -> String {
    fill(path::FOLDER_PICTURE, &[file])
}

/// `/folder/{file}/hapus`: Takes a file out of my folder (POST).
pub fn folder_remove(file: &str) -> String {
    fill(path::FOLDER_REMOVE, &[file])
}

/// `/susun/{id}`: Photos to be put in order (GET, POST).
pub fn arrangement(id: &str) -> String {
    fill(path::ARRANGEMENT, &[id])
}

/// `/susun/{id}/{page}`: One of them, small.
pub fn arrangement_page(id: &str, page: &str) -> String {
    fill(path::ARRANGEMENT_PAGE, &[id, page])
}

/// `/unggahan`: A file that comes in pieces begins (POST).
pub fn uploads() -> String {
    path::UPLOADS.to_owned()
}

/// `/permohonan/{id}`: Status page, or the task list of a draft.
pub fn application(id: &str) -> String {
    fill(path::APPLICATION, &[id])
}

/// `/permohonan/{id}/isian/{group}`: One group of questions (GET, POST).
pub fn application_form(id: &str, group: &str) -> String {
    fill(path::APPLICATION_FORM, &[id, group])
}

/// `/permohonan/{id}/objek`: Items of an application (GET, POST saves).
pub fn application_items(id: &str) -> String {
    fill(path::APPLICATION_ITEMS, &[id])
}

/// `/permohonan/{id}/dokumen`: Documents asked for (GET).
pub fn application_documents(id: &str) -> String {
    fill(path::APPLICATION_DOCUMENTS, &[id])
}

/// `/permohonan/{id}/dokumen/{document}`: Upload of one document (POST).
pub fn application_upload(id: &str, document: &str) -> String {
    fill(path::APPLICATION_UPLOAD, &[id, document])
}

/// `/permohonan/{id}/dokumen/{document}/folder`: Takes a file of the folder for one document (POST).
pub fn application_reuse(id: &str, document: &str) -> String {
    fill(path::APPLICATION_REUSE, &[id, document])
}

/// `/permohonan/{id}/periksa`: Check your answers (GET).
pub fn application_check(id: &str) -> String {
    fill(path::APPLICATION_CHECK, &[id])
}

/// `/permohonan/{id}/kirim`: Sends the application (POST).
pub fn application_send(id: &str) -> String {
    fill(path::APPLICATION_SEND, &[id])
}

/// `/permohonan/{id}/buang`: Throws a draft away (POST).
pub fn application_discard(id: &str) -> String {
    fill(path::APPLICATION_DISCARD, &[id])
}

/// `/permohonan/{id}/terkirim`: Confirmation.
pub fn application_sent(id: &str) -> String {
    fill(path::APPLICATION_SENT, &[id])
}

/// `/permohonan/{id}/perbaikan`: Correction (GET, POST).
pub fn application_correction(id: &str) -> String {
    fill(path::APPLICATION_CORRECTION, &[id])
}

/// `/permohonan/{id}/survei`: Satisfaction survey (GET, POST).
pub fn application_survey(id: &str) -> String {
    fill(path::APPLICATION_SURVEY, &[id])
}

/// `/permohonan/{id}/pesan`: Every message about it.
pub fn application_messages(id: &str) -> String {
    fill(path::APPLICATION_MESSAGES, &[id])
}

/// `/permohonan/{id}/pembatalan`: Request for cancellation (GET, POST).
pub fn application_cancellation(id: &str) -> String {
    fill(path::APPLICATION_CANCELLATION, &[id])
}

/// `/permohonan/{id}/surat/{paper}`: Receipt, SKRD, permit or letter as PDF.
pub fn application_paper(id: &str, paper: &str) -> String {
    fill(path::APPLICATION_PAPER, &[id, paper])
}

/// `/permohonan/{id}/kode`: Sends the applicant a code (POST).
pub fn application_code(id: &str) -> String {
    fill(path::APPLICATION_CODE, &[id])
}

/// `/permohonan/{id}/pernyataan`: Sheet for a declaration signed by hand.
pub fn application_declaration(id: &str) -> String {
    fill(path::APPLICATION_DECLARATION, &[id])
}

/// `/jejak-audit`: Audit trail; filters in the query.
pub fn audit_list() -> String {
    path::AUDIT_LIST.to_owned()
}

/// `/jejak-audit/unduh`: The chosen records to take along; `?bentuk=csv|bukti` and the filters of the list.
pub fn audit_export() -> String {
    path::AUDIT_EXPORT.to_owned()
}

/// `/jejak-audit/terbatas`: Restricted register; `?lihat=dokumen|kegiatan`.
pub fn restricted() -> String {
    path::RESTRICTED.to_owned()
}

/// `/jejak-audit/permohonan/{id}`: One file's story with proofs.
pub fn audit_story(id: &str) -> String {
    fill(path::AUDIT_STORY, &[id])
}

/// `/demo`: Where to look first.
pub fn demo() -> String {
    path::DEMO.to_owned()
}

/// `/demo/pesan`: Messages that would have been sent.
pub fn demo_outbox() -> String {
    path::DEMO_OUTBOX.to_owned()
}

/// `/?bahasa={tag}`: the regions that a demo offers, in a language.
pub fn demo_choice(tag: &str) -> String {
    format!("{}?bahasa={tag}", path::HOME)
}

/// `/pilihan/warna.css`: Colours of the regions that a demo offers.
pub fn demo_choice_css() -> String {
    path::DEMO_CHOICE_CSS.to_owned()
}

/// `/pilihan/lambang/{id}`: Emblem of a region that a demo offers.
pub fn demo_choice_emblem(id: &str) -> String {
    fill(path::DEMO_CHOICE_EMBLEM, &[id])
}

/// `/demo/waktu`: The clock (GET, POST moves it).
pub fn demo_clock() -> String {
    path::DEMO_CLOCK.to_owned()
}

/// `/gaya`: colours, type and components.
pub fn style() -> String {
    path::STYLE.to_owned()
}

/// `/gaya/halaman/{name}`: one page with invented content.
pub fn style_page(name: &str) -> String {
    fill(path::STYLE_PAGE, &[name])
}

/// `/tema/lambang`: The region's emblem.
pub fn emblem() -> String {
    path::EMBLEM.to_owned()
}

/// `/tema/warna.css`: The region's tokens.
pub fn theme_css() -> String {
    path::THEME_CSS.to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_id_cannot_leave_its_segment() {
        assert_eq!(super::service("../masuk?x=1"), "/layanan/..%2Fmasuk%3Fx%3D1");
        assert_eq!(super::application_form("26-1", "data diri"), "/permohonan/26-1/isian/data%20diri");
    }

    #[test]
    fn empty_values_do_not_enter_the_query() {
        assert_eq!(super::with_query("/kerja", &[("lihat", "saya"), ("nomor", "")]), "/kerja?lihat=saya");
    }
}
