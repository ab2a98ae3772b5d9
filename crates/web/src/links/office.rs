//! Addresses of the desks and the counter.

use super::fill;

/// Patterns for the router.
pub mod path {
    /// A page of a document as a picture, with the viewer's name across it.
    pub const CASE_FILE_PAGE: &str = "/kerja/{id}/berkas/{file}/{page}";
    /// Counter: search (GET form, POST searches).
    pub const COUNTER: &str = "/loket";
    /// One file at the counter.
    pub const COUNTER_FILE: &str = "/loket/berkas/{id}";
    /// Messages of a file, to be printed at the counter.
    pub const COUNTER_MESSAGES: &str = "/loket/berkas/{id}/pesan";
    /// Receipt of a file, to be printed at the counter.
    pub const COUNTER_RECEIPT: &str = "/loket/berkas/{id}/tanda-terima";
    /// One person at the counter.
    pub const COUNTER_PERSON: &str = "/loket/orang/{id}";
    /// Starts an application for the person (POST).
    pub const COUNTER_START: &str = "/loket/orang/{id}/ajukan";
    /// What was done in my name today.
    pub const SIGNED_TODAY: &str = "/kerja/tanda-tangan/hari-ini";
    /// "Bukan saya": blocks my signing (POST).
    pub const SIGNED_NOT_ME: &str = "/kerja/tanda-tangan/bukan-saya";
    /// Blocked signing, for the system manager (GET); POST lifts one.
    pub const SIGNING_BLOCKS: &str = "/kerja/blokir-tanda-tangan";
    /// Queue; `?lihat=saya|hari-ini|terlambat|menunggu`, `?cari=`, `?layanan=`, `?meja=`, `?bidang=`, `?halaman=`.
    pub const WORK: &str = "/kerja";
    /// Gives files to a colleague (POST); the query is that of the list that is shown again.
    pub const WORK_GIVE: &str = "/kerja/bagikan";
    /// The head's overview.
    pub const OVERVIEW: &str = "/kerja/ringkasan";
    /// Files of all desks behind a figure; `?daftar=`, and narrowed as the queue.
    pub const OFFICE_LIST: &str = "/kerja/berkas";
    /// Search over all files; `?cari=`.
    pub const FIND: &str = "/kerja/cari";
    /// Index of the survey; `?triwulan=2026-1`.
    pub const SURVEY_INDEX: &str = "/kerja/survei";
    /// Case page; `?dok=` chooses the document shown.
    pub const CASE: &str = "/kerja/{id}";
    /// A document of the case, with the viewer's name on it.
    pub const CASE_FILE: &str = "/kerja/{id}/berkas/{file}";
    /// Control sheet for a paper folder.
    pub const CASE_CONTROL_SHEET: &str = "/kerja/{id}/lembar-kendali";
    /// Takes the file (POST).
    pub const CASE_TAKE: &str = "/kerja/{id}/ambil";
    /// Puts it back into the pool (POST).
    pub const CASE_RELEASE: &str = "/kerja/{id}/lepas";
    /// Back one or more desks (POST).
    pub const CASE_SEND_BACK: &str = "/kerja/{id}/kembalikan-ke-meja";
    /// Notes a call or chat (POST).
    pub const CASE_CONTACT: &str = "/kerja/{id}/kontak";
    /// Writes to the applicant (POST).
    pub const CASE_TELL: &str = "/kerja/{id}/kirim-pesan";
    /// The courier brought the document back (POST).
    pub const CASE_RETURN_SHIPMENT: &str = "/kerja/{id}/kurir/kembali";
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
    /// Plans a site visit, and invites to it (POST).
    pub const CASE_SITE_VISIT_PLAN: &str = "/kerja/{id}/tinjauan-lapangan/jadwal";
    /// Records the minutes of a site visit (POST).
    pub const CASE_SITE_VISIT: &str = "/kerja/{id}/tinjauan-lapangan";
    /// Signs the minutes off (POST).
    pub const CASE_SITE_VISIT_SIGN_OFF: &str = "/kerja/{id}/tinjauan-lapangan/pengesahan";
    /// A division releases the document (POST).
    pub const CASE_RELEASE_ISSUE: &str = "/kerja/{id}/penerbitan";
    /// Records where the file is kept (POST).
    pub const CASE_ARCHIVE: &str = "/kerja/{id}/arsip";
    /// Visits of one's agency: files without a day and rounds (GET), a round is planned (POST).
    pub const VISITS: &str = "/kerja/tinjauan";
    /// Recommends (POST).
    pub const CASE_RECOMMEND: &str = "/kerja/{id}/rekomendasi";
    /// Composes a refusal with its grounds (POST).
    pub const CASE_DRAFT_REFUSAL: &str = "/kerja/{id}/konsep-penolakan";
    /// Composes an approval, with a reason where needed (POST).
    pub const CASE_DRAFT_APPROVAL: &str = "/kerja/{id}/konsep-persetujuan";
    /// Asks for a PIN for an act, where the region uses one (POST).
    pub const CASE_PIN: &str = "/kerja/{id}/pin";
    /// Initials, with PIN where the region uses one (POST).
    pub const CASE_INITIAL: &str = "/kerja/{id}/paraf";
    /// Decides, with PIN where the region uses one (POST).
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
    /// Signs, with PIN where the region uses one (POST).
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
    /// Acts on the chosen documents, with the PIN where the region uses one (POST).
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
}

/// `/loket`: Search of the counter (GET, POST).
pub fn counter() -> String {
    path::COUNTER.to_owned()
}

/// `/loket/berkas/{id}`: One file at the counter.
pub fn counter_file(id: &str) -> String {
    fill(path::COUNTER_FILE, &[id])
}

/// `/loket/berkas/{id}/pesan`: Messages, to be printed at the counter.
pub fn counter_messages(id: &str) -> String {
    fill(path::COUNTER_MESSAGES, &[id])
}

/// `/loket/berkas/{id}/tanda-terima`: Receipt, to be printed at the counter.
pub fn counter_receipt(id: &str) -> String {
    fill(path::COUNTER_RECEIPT, &[id])
}

/// `/loket/orang/{id}`: One person at the counter.
pub fn counter_person(id: &str) -> String {
    fill(path::COUNTER_PERSON, &[id])
}

/// `/loket/orang/{id}/ajukan`: Starts an application for the person (POST).
pub fn counter_start(id: &str) -> String {
    fill(path::COUNTER_START, &[id])
}

/// `/kerja/tanda-tangan/hari-ini`: What was done in my name today.
pub fn signed_today() -> String {
    path::SIGNED_TODAY.to_owned()
}

/// `/kerja/tanda-tangan/bukan-saya`: Blocks my signing (POST).
pub fn signed_not_me() -> String {
    path::SIGNED_NOT_ME.to_owned()
}

/// `/kerja/blokir-tanda-tangan`: Blocked signing, for the system manager (GET, POST lifts).
pub fn signing_blocks() -> String {
    path::SIGNING_BLOCKS.to_owned()
}

/// `/kerja`: Queue; `?lihat=saya|hari-ini|terlambat|menunggu`, `?cari=`, `?layanan=`, `?meja=`, `?bidang=`, `?halaman=`.
pub fn work() -> String {
    path::WORK.to_owned()
}

/// `/kerja/bagikan`: Gives files to a colleague (POST); the query is that of the list that is shown again.
pub fn work_give() -> String {
    path::WORK_GIVE.to_owned()
}

/// `/kerja/ringkasan`: The head's overview.
pub fn overview() -> String {
    path::OVERVIEW.to_owned()
}

/// `/kerja/berkas`: Files of all desks behind a figure; `?daftar=`, and narrowed as the queue.
pub fn office_list() -> String {
    path::OFFICE_LIST.to_owned()
}

/// `/kerja/cari`: Search over all files; `?cari=`.
pub fn find() -> String {
    path::FIND.to_owned()
}

/// `/kerja/survei`: Index of the survey; `?triwulan=2026-1`.
pub fn survey_index() -> String {
    path::SURVEY_INDEX.to_owned()
}

/// `/kerja/{id}`: Case page; `?dok=` chooses the document shown.
pub fn case(id: &str) -> String {
    fill(path::CASE, &[id])
}

/// `/kerja/{id}/berkas/{file}`: A document of the case, with the viewer's name on it.
pub fn case_file(id: &str, file: &str) -> String {
    fill(path::CASE_FILE, &[id, file])
}

/// `/kerja/{id}/lembar-kendali`: Control sheet for a paper folder, as PDF.
pub fn case_control_sheet(id: &str) -> String {
    fill(path::CASE_CONTROL_SHEET, &[id])
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

/// `/kerja/{id}/kirim-pesan`: Writes to the applicant (POST).
pub fn case_tell(id: &str) -> String {
    fill(path::CASE_TELL, &[id])
}

/// `/kerja/{id}/kurir/kembali`: The courier brought the document back (POST).
pub fn case_return_shipment(id: &str) -> String {
    fill(path::CASE_RETURN_SHIPMENT, &[id])
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

/// `/kerja/{id}/tinjauan-lapangan/jadwal`: Plans a site visit, and invites to it (POST).
pub fn case_site_visit_plan(id: &str) -> String {
    fill(path::CASE_SITE_VISIT_PLAN, &[id])
}

/// `/kerja/{id}/tinjauan-lapangan`: Records the minutes of a site visit (POST).
pub fn case_site_visit(id: &str) -> String {
    fill(path::CASE_SITE_VISIT, &[id])
}

/// `/kerja/{id}/tinjauan-lapangan/pengesahan`: Signs the minutes off (POST).
pub fn case_site_visit_sign_off(id: &str) -> String {
    fill(path::CASE_SITE_VISIT_SIGN_OFF, &[id])
}

/// `/kerja/{id}/penerbitan`: A division releases the document (POST).
pub fn case_release_issue(id: &str) -> String {
    fill(path::CASE_RELEASE_ISSUE, &[id])
}

/// `/kerja/{id}/arsip`: Records where the file is kept (POST).
pub fn case_archive(id: &str) -> String {
    fill(path::CASE_ARCHIVE, &[id])
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

/// `/kerja/{id}/berkas/{file}/{page}`: A page of a document as a picture, with the viewer's name across it.
pub fn case_file_page(id: &str, file: &str, page: &str) -> String {
    fill(path::CASE_FILE_PAGE, &[id, file, page])
}

/// `/kerja/tinjauan`: Visits of one's agency: files without a day and rounds (GET), a round is planned (POST).
pub fn visits() -> String {
    path::VISITS.to_owned()
}
