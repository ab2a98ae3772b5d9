//! Every address of the house. Nobody else writes a path by hand.
//!
//! `path` holds the patterns for the router, the functions build addresses from them. Ids are strings here.

use std::fmt::Write as _;

/// Patterns for the router.
pub mod path {
    /// Beranda.
    pub const HOME: &str = "/";
    /// List of services; `?q=` searches.
    pub const SERVICES: &str = "/layanan";
    /// Page of a service.
    pub const SERVICE: &str = "/layanan/{id}";
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
    /// Information page.
    pub const CONTENT: &str = "/informasi/{slug}";
    /// My applications.
    pub const ACCOUNT: &str = "/akun";
    /// My files (GET), upload (POST).
    pub const FOLDER: &str = "/folder";
    /// One of my files.
    pub const FOLDER_FILE: &str = "/folder/{file}";
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
    /// Upload of one document of a correction (POST).
    pub const APPLICATION_CORRECTION_UPLOAD: &str = "/permohonan/{id}/perbaikan/{document}";
    /// Satisfaction survey (GET, POST).
    pub const APPLICATION_SURVEY: &str = "/permohonan/{id}/survei";
    /// Request for cancellation (GET, POST).
    pub const APPLICATION_CANCELLATION: &str = "/permohonan/{id}/pembatalan";
    /// Receipt, SKRD, permit or letter as PDF.
    pub const APPLICATION_PAPER: &str = "/permohonan/{id}/surat/{paper}";
    /// Queue; `?lihat=saya|hari-ini|terlambat|menunggu`, `?nomor=`.
    pub const WORK: &str = "/kerja";
    /// Case page; `?dok=` chooses the document shown.
    pub const CASE: &str = "/kerja/{id}";
    /// A document of the case, with the viewer's name on it.
    pub const CASE_FILE: &str = "/kerja/{id}/berkas/{file}";
    /// A page of a document as a picture, with the viewer's name across it.
    pub const CASE_FILE_PAGE: &str = "/kerja/{id}/berkas/{file}/{page}";
    /// Takes the file (POST).
    pub const CASE_TAKE: &str = "/kerja/{id}/ambil";
    /// Puts it back into the pool (POST).
    pub const CASE_RELEASE: &str = "/kerja/{id}/lepas";
    /// Back one or more desks (POST).
    pub const CASE_SEND_BACK: &str = "/kerja/{id}/kembalikan-ke-meja";
    /// Notes a call or chat (POST).
    pub const CASE_CONTACT: &str = "/kerja/{id}/kontak";
    /// Saves verdicts on items (POST).
    pub const CASE_CHECKS: &str = "/kerja/{id}/periksa";
    /// Verified: saves verdicts and passes on (POST).
    pub const CASE_PASS: &str = "/kerja/{id}/teruskan";
    /// Saves verdicts and asks for correction (POST).
    pub const CASE_REQUEST_CORRECTION: &str = "/kerja/{id}/minta-perbaikan";
    /// Proposes to hand the file back (POST).
    pub const CASE_PROPOSE_HAND_BACK: &str = "/kerja/{id}/usul-pengembalian";
    /// Validates (POST).
    pub const CASE_VALIDATE: &str = "/kerja/{id}/validasi";
    /// Confirms or declines handing back (POST).
    pub const CASE_SETTLE_HAND_BACK: &str = "/kerja/{id}/putus-pengembalian";
    /// Records a visit (POST).
    pub const CASE_VISIT: &str = "/kerja/{id}/tinjauan";
    /// Recommends (POST).
    pub const CASE_RECOMMEND: &str = "/kerja/{id}/rekomendasi";
    /// Composes a refusal with its grounds (POST).
    pub const CASE_DRAFT_REFUSAL: &str = "/kerja/{id}/konsep-penolakan";
    /// Composes an approval, with a reason where needed (POST).
    pub const CASE_DRAFT_APPROVAL: &str = "/kerja/{id}/konsep-persetujuan";
    /// Asks for a PIN for an act (POST).
    pub const CASE_PIN: &str = "/kerja/{id}/pin";
    /// Initials with PIN (POST).
    pub const CASE_INITIAL: &str = "/kerja/{id}/paraf";
    /// Decides with PIN (POST).
    pub const CASE_DECIDE: &str = "/kerja/{id}/tetapkan";
    /// Issues the SKRD (POST).
    pub const CASE_SKRD: &str = "/kerja/{id}/skrd";
    /// Records a payment (POST).
    pub const CASE_PAYMENT: &str = "/kerja/{id}/pembayaran";
    /// Confirms a payment or takes it out (POST).
    pub const CASE_SETTLE_PAYMENT: &str = "/kerja/{id}/pembayaran/konfirmasi";
    /// Prints or reserves a sheet (POST).
    pub const CASE_PRINT: &str = "/kerja/{id}/cetak";
    /// Spoils a sheet (POST).
    pub const CASE_SPOIL: &str = "/kerja/{id}/rusak";
    /// Signs with PIN (POST).
    pub const CASE_SIGN: &str = "/kerja/{id}/tanda-tangan";
    /// Records the signature in ink (POST).
    pub const CASE_SIGN_IN_INK: &str = "/kerja/{id}/tanda-tangan-basah";
    /// Gives the number (POST).
    pub const CASE_NUMBER: &str = "/kerja/{id}/nomor";
    /// Stores the scan of the numbered sheet (POST).
    pub const CASE_SCAN: &str = "/kerja/{id}/pindaian";
    /// Compares the scan (POST).
    pub const CASE_SETTLE_SCAN: &str = "/kerja/{id}/pindaian/banding";
    /// Gives it to a courier (POST).
    pub const CASE_SHIP: &str = "/kerja/{id}/kurir";
    /// Hands over (POST).
    pub const CASE_HAND_OVER: &str = "/kerja/{id}/penyerahan";
    /// Asks for cancellation for an applicant at the counter (POST).
    pub const CASE_REQUEST_CANCELLATION: &str = "/kerja/{id}/pembatalan";
    /// Checks a request for cancellation (POST).
    pub const CASE_CHECK_CANCELLATION: &str = "/kerja/{id}/pembatalan/periksa";
    /// Decides on it with PIN (POST).
    pub const CASE_DECIDE_CANCELLATION: &str = "/kerja/{id}/pembatalan/putus";
    /// What waits for my signature (GET).
    pub const SIGNING_LIST: &str = "/kerja/tanda-tangan";
    /// Opens a document for signing and notes that it was opened (POST, leads to the PDF).
    pub const SIGNING_OPENED: &str = "/kerja/tanda-tangan/{id}/dibuka";
    /// Asks one PIN for the chosen documents (POST).
    pub const SIGNING_PIN: &str = "/kerja/tanda-tangan/pin";
    /// Signs the chosen documents with the PIN (POST).
    pub const SIGNING_CONFIRM: &str = "/kerja/tanda-tangan/kirim";
    /// Number register; `?bulan=2026-03`.
    pub const REGISTER: &str = "/kerja/register";
    /// Special paper (GET), new stock (POST).
    pub const PAPER_STOCK: &str = "/kerja/kertas";
    /// Payments to give back.
    pub const REFUNDS: &str = "/kerja/pengembalian-dana";
    /// Messages that did not arrive.
    pub const FAILED_MESSAGES: &str = "/kerja/pesan";
    /// Sends a message again (POST).
    pub const FAILED_MESSAGE_RETRY: &str = "/kerja/pesan/{id}/ulang";
    /// Audit trail; filters in the query.
    pub const AUDIT_LIST: &str = "/jejak-audit";
    /// One file's story with proofs.
    pub const AUDIT_STORY: &str = "/jejak-audit/permohonan/{id}";
    /// Where to look first.
    pub const DEMO: &str = "/demo";
    /// Messages that would have been sent.
    pub const DEMO_OUTBOX: &str = "/demo/pesan";
    /// The clock (GET, POST moves it).
    pub const DEMO_CLOCK: &str = "/demo/waktu";
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

/// `/permohonan/{id}/perbaikan/{document}`: Upload of one document of a correction (POST).
pub fn application_correction_upload(id: &str, document: &str) -> String {
    fill(path::APPLICATION_CORRECTION_UPLOAD, &[id, document])
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

/// `/permohonan/{id}/pembatalan`: Request for cancellation (GET, POST).
pub fn application_cancellation(id: &str) -> String {
    fill(path::APPLICATION_CANCELLATION, &[id])
}

/// `/permohonan/{id}/surat/{paper}`: Receipt, SKRD, permit or letter as PDF.
pub fn application_paper(id: &str, paper: &str) -> String {
    fill(path::APPLICATION_PAPER, &[id, paper])
}

/// `/kerja`: Queue; `?lihat=saya|hari-ini|terlambat|menunggu`, `?nomor=`.
pub fn work() -> String {
    path::WORK.to_owned()
}

/// `/kerja/{id}`: Case page; `?dok=` chooses the document shown.
pub fn case(id: &str) -> String {
    fill(path::CASE, &[id])
}

/// `/kerja/{id}/berkas/{file}`: A document of the case, with the viewer's name on it.
pub fn case_file(id: &str, file: &str) -> String {
    fill(path::CASE_FILE, &[id, file])
}

/// `/kerja/{id}/berkas/{file}/{page}`: A page of a document as a picture, with the viewer's name across it.
pub fn case_file_page(id: &str, file: &str, page: &str) -> String {
    fill(path::CASE_FILE_PAGE, &[id, file, page])
}

/// `/kerja/{id}/ambil`: Takes the file (POST).
pub fn case_take(id: &str) -> String {
    fill(path::CASE_TAKE, &[id])
}

/// `/kerja/{id}/lepas`: Puts it back into the pool (POST).
pub fn case_release(id: &str) -> String {
    fill(path::CASE_RELEASE, &[id])
}

/// `/kerja/{id}/kembalikan-ke-meja`: Back one or more desks (POST).
pub fn case_send_back(id: &str) -> String {
    fill(path::CASE_SEND_BACK, &[id])
}

/// `/kerja/{id}/kontak`: Notes a call or chat (POST).
pub fn case_contact(id: &str) -> String {
    fill(path::CASE_CONTACT, &[id])
}

/// `/kerja/{id}/periksa`: Saves verdicts on items (POST).
pub fn case_checks(id: &str) -> String {
    fill(path::CASE_CHECKS, &[id])
}

/// `/kerja/{id}/teruskan`: Verified: saves verdicts and passes on (POST).
pub fn case_pass(id: &str) -> String {
    fill(path::CASE_PASS, &[id])
}

/// `/kerja/{id}/minta-perbaikan`: Saves verdicts and asks for correction (POST).
pub fn case_request_correction(id: &str) -> String {
    fill(path::CASE_REQUEST_CORRECTION, &[id])
}

/// `/kerja/{id}/usul-pengembalian`: Proposes to hand the file back (POST).
pub fn case_propose_hand_back(id: &str) -> String {
    fill(path::CASE_PROPOSE_HAND_BACK, &[id])
}

/// `/kerja/{id}/validasi`: Validates (POST).
pub fn case_validate(id: &str) -> String {
    fill(path::CASE_VALIDATE, &[id])
}

/// `/kerja/{id}/putus-pengembalian`: Confirms or declines handing back (POST).
pub fn case_settle_hand_back(id: &str) -> String {
    fill(path::CASE_SETTLE_HAND_BACK, &[id])
}

/// `/kerja/{id}/tinjauan`: Records a visit (POST).
pub fn case_visit(id: &str) -> String {
    fill(path::CASE_VISIT, &[id])
}

/// `/kerja/{id}/rekomendasi`: Recommends (POST).
pub fn case_recommend(id: &str) -> String {
    fill(path::CASE_RECOMMEND, &[id])
}

/// `/kerja/{id}/konsep-penolakan`: Composes a refusal with its grounds (POST).
pub fn case_draft_refusal(id: &str) -> String {
    fill(path::CASE_DRAFT_REFUSAL, &[id])
}

/// `/kerja/{id}/konsep-persetujuan`: Composes an approval, with a reason where needed (POST).
pub fn case_draft_approval(id: &str) -> String {
    fill(path::CASE_DRAFT_APPROVAL, &[id])
}

/// `/kerja/{id}/pin`: Asks for a PIN for an act (POST).
pub fn case_pin(id: &str) -> String {
    fill(path::CASE_PIN, &[id])
}

/// `/kerja/{id}/paraf`: Initials with PIN (POST).
pub fn case_initial(id: &str) -> String {
    fill(path::CASE_INITIAL, &[id])
}

/// `/kerja/{id}/tetapkan`: Decides with PIN (POST).
pub fn case_decide(id: &str) -> String {
    fill(path::CASE_DECIDE, &[id])
}

/// `/kerja/{id}/skrd`: Issues the SKRD (POST).
pub fn case_skrd(id: &str) -> String {
    fill(path::CASE_SKRD, &[id])
}

/// `/kerja/{id}/pembayaran`: Records a payment (POST).
pub fn case_payment(id: &str) -> String {
    fill(path::CASE_PAYMENT, &[id])
}

/// `/kerja/{id}/pembayaran/konfirmasi`: Confirms a payment or takes it out (POST).
pub fn case_settle_payment(id: &str) -> String {
    fill(path::CASE_SETTLE_PAYMENT, &[id])
}

/// `/kerja/{id}/cetak`: Prints or reserves a sheet (POST).
pub fn case_print(id: &str) -> String {
    fill(path::CASE_PRINT, &[id])
}

/// `/kerja/{id}/rusak`: Spoils a sheet (POST).
pub fn case_spoil(id: &str) -> String {
    fill(path::CASE_SPOIL, &[id])
}

/// `/kerja/{id}/tanda-tangan`: Signs with PIN (POST).
pub fn case_sign(id: &str) -> String {
    fill(path::CASE_SIGN, &[id])
}

/// `/kerja/{id}/tanda-tangan-basah`: Records the signature in ink (POST).
pub fn case_sign_in_ink(id: &str) -> String {
    fill(path::CASE_SIGN_IN_INK, &[id])
}

/// `/kerja/{id}/nomor`: Gives the number (POST).
pub fn case_number(id: &str) -> String {
    fill(path::CASE_NUMBER, &[id])
}

/// `/kerja/{id}/pindaian`: Stores the scan of the numbered sheet (POST).
pub fn case_scan(id: &str) -> String {
    fill(path::CASE_SCAN, &[id])
}

/// `/kerja/{id}/pindaian/banding`: Compares the scan (POST).
pub fn case_settle_scan(id: &str) -> String {
    fill(path::CASE_SETTLE_SCAN, &[id])
}

/// `/kerja/{id}/kurir`: Gives it to a courier (POST).
pub fn case_ship(id: &str) -> String {
    fill(path::CASE_SHIP, &[id])
}

/// `/kerja/{id}/penyerahan`: Hands over (POST).
pub fn case_hand_over(id: &str) -> String {
    fill(path::CASE_HAND_OVER, &[id])
}

/// `/kerja/{id}/pembatalan`: Asks for cancellation for an applicant at the counter (POST).
pub fn case_request_cancellation(id: &str) -> String {
    fill(path::CASE_REQUEST_CANCELLATION, &[id])
}

/// `/kerja/{id}/pembatalan/periksa`: Checks a request for cancellation (POST).
pub fn case_check_cancellation(id: &str) -> String {
    fill(path::CASE_CHECK_CANCELLATION, &[id])
}

/// `/kerja/{id}/pembatalan/putus`: Decides on it with PIN (POST).
pub fn case_decide_cancellation(id: &str) -> String {
    fill(path::CASE_DECIDE_CANCELLATION, &[id])
}

/// `/kerja/tanda-tangan`: What waits for my signature (GET).
pub fn signing_list() -> String {
    path::SIGNING_LIST.to_owned()
}

/// `/kerja/tanda-tangan/{id}/dibuka`: Opens a document for signing and notes that it was opened (POST, leads to the PDF).
pub fn signing_opened(id: &str) -> String {
    fill(path::SIGNING_OPENED, &[id])
}

/// `/kerja/tanda-tangan/pin`: Asks one PIN for the chosen documents (POST).
pub fn signing_pin() -> String {
    path::SIGNING_PIN.to_owned()
}

/// `/kerja/tanda-tangan/kirim`: Signs the chosen documents with the PIN (POST).
pub fn signing_confirm() -> String {
    path::SIGNING_CONFIRM.to_owned()
}

/// `/kerja/register`: Number register; `?bulan=2026-03`.
pub fn register() -> String {
    path::REGISTER.to_owned()
}

/// `/kerja/kertas`: Special paper (GET), new stock (POST).
pub fn paper_stock() -> String {
    path::PAPER_STOCK.to_owned()
}

/// `/kerja/pengembalian-dana`: Payments to give back.
pub fn refunds() -> String {
    path::REFUNDS.to_owned()
}

/// `/kerja/pesan`: Messages that did not arrive.
pub fn failed_messages() -> String {
    path::FAILED_MESSAGES.to_owned()
}

/// `/kerja/pesan/{id}/ulang`: Sends a message again (POST).
pub fn failed_message_retry(id: &str) -> String {
    fill(path::FAILED_MESSAGE_RETRY, &[id])
}

/// `/jejak-audit`: Audit trail; filters in the query.
pub fn audit_list() -> String {
    path::AUDIT_LIST.to_owned()
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

/// `/demo/waktu`: The clock (GET, POST moves it).
pub fn demo_clock() -> String {
    path::DEMO_CLOCK.to_owned()
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
