//! Pages. A page is a struct with its template; a missing field does not compile. Handlers fill the struct and render it.
//!
//! | address | page |
//! |---|---|
//! | `/` | [`home::HomePage`] |
//! | `/layanan` | [`services::list::ServiceListPage`] |
//! | `/layanan/{id}` | [`services::show::ServicePage`] |
//! | `/verifikasi` | [`verification::enter::VerificationPage`] |
//! | `/verifikasi/{code}` | [`verification::result::VerificationResultPage`] |
//! | `/daftar` | [`access::start::AccessStartPage`] |
//! | `/daftar/baru/{kind}` | [`access::form::AccessFormPage`] |
//! | `/daftar/permohonan/{id}` | [`access::request::AccessRequestPage`] |
//! | `/daftar/status`, `/masuk/pertama`, `/masuk/lupa`, `/bukan-saya`, `/kelola/perangkat-umum` | [`account_form::AccountFormPage`] |
//! | `/akun/kewajiban` | [`duties::DutiesPage`] |
//! | `/akun/keamanan` | [`security::SecurityPage`] |
//! | `/ganti-petugas` | [`shared::switch::SwitchPage`] |
//! | `/kunci`, `any` while locked | [`shared::lock::LockPage`] |
//! | `/loket/orang/{id}/kontak` | [`counter::contact::CounterContactPage`] |
//! | `/kerja/akses` | [`work::access_desk::AccessDeskPage`] |
//! | `/kerja/akses/{id}` | [`work::access_case::AccessCasePage`] |
//! | `/kerja/akses/kuasa/{id}` | [`work::power_case::PowerCasePage`] |
//! | `/akun/kuasa` | [`power_of_attorney::list::PowersPage`] |
//! | `/akun/kuasa/minta` | [`power_of_attorney::ask::PowerAskPage`] |
//! | `/akun/kuasa/{id}` | [`power_of_attorney::show::PowerPage`] |
//! | `/akun/kuasa/{id}/lembar` | [`power_of_attorney::sheet::PowerSheetPage`] |
//! | `/masuk` | [`sign_in::SignInPage`] |
//! | `/informasi/{slug}` | [`content::ContentPage`] |
//! | `any` | [`problem::ProblemPage`] |
//! | `/akun` | [`account::AccountPage`] |
//! | `/folder` | [`folder::FolderPage`] |
//! | `/susun/{id}` | [`arrangement::ArrangementPage`] |
//! | `/permohonan/{id}` | [`application::draft::DraftPage`] |
//! | `/permohonan/{id}/isian/{group}` | [`application::form_group::FormGroupPage`] |
//! | `/permohonan/{id}/objek` | [`application::items::ItemsPage`] |
//! | `/permohonan/{id}/dokumen` | [`application::documents::DocumentsPage`] |
//! | `/permohonan/{id}/periksa` | [`application::check_answers::CheckAnswersPage`] |
//! | `/permohonan/{id}/terkirim` | [`application::sent::SentPage`] |
//! | `/permohonan/{id}` | [`application::status::StatusPage`] |
//! | `/permohonan/{id}/perbaikan` | [`application::correction::CorrectionPage`] |
//! | `/permohonan/{id}/survei` | [`application::survey::SurveyPage`] |
//! | `/permohonan/{id}/pesan`, `/loket/berkas/{id}/pesan` | [`application::messages::MessagesPage`] |
//! | `/permohonan/{id}/pembatalan` | [`application::cancellation::CancellationPage`] |
//! | `/kerja` | [`work::queue::QueuePage`] |
//! | `/kerja/{id}` | [`work::case::CasePage`] |
//! | `/kerja/tanda-tangan` | [`work::signing_list::SigningListPage`] |
//! | `/kerja/tanda-tangan/pin` | [`work::signing_pin::SigningPinPage`] |
//! | `/kerja/tinjauan` | [`work::visits::VisitsPage`] |
//! | `/kerja/register` | [`work::register::RegisterPage`] |
//! | `/kerja/kertas` | [`work::paper::PaperPage`] |
//! | `/kerja/pengembalian-dana` | [`work::refunds::RefundsPage`] |
//! | `/kerja/pesan` | [`work::failed_messages::FailedMessagesPage`] |
//! | `/kelola` | [`manage::home::ManagePage`] |
//! | `/kelola/orang` | [`manage::staff::StaffPage`] |
//! | `/kelola/orang/{id}` | [`manage::person::PersonPage`] |
//! | `/kelola/pejabat` | [`manage::officials::OfficialsPage`] |
//! | `/kelola/kalender` | [`manage::calendar::CalendarPage`] |
//! | `/kelola/kalender/pratinjau` | [`manage::calendar_preview::CalendarPreviewPage`] |
//! | `/kelola/sistem` | [`manage::system::SystemPage`] |
//! | `/kelola/profil` | [`manage::profile::ProfilePage`] |
//! | `/kelola/standar` | [`manage::standards::StandardsPage`] |
//! | `/jejak-audit` | [`audit::list::AuditListPage`] |
//! | `/jejak-audit/permohonan/{id}` | [`audit::story::AuditStoryPage`] |
//! | `/demo` | [`demo::guide::DemoGuidePage`] |
//! | `/demo/pesan` | [`demo::outbox::DemoOutboxPage`] |
//! | `/demo/waktu` | [`demo::clock::DemoClockPage`] |

pub mod gallery;
mod shell;

pub mod access;
pub mod account;
pub mod account_form;
pub mod application;
pub mod arrangement;
pub mod audit;
pub mod content;
pub mod counter;
pub mod demo;
pub mod duties;
pub mod folder;
pub mod home;
pub mod index;
pub mod manage;
pub mod power_of_attorney;
pub mod problem;
pub mod security;
pub mod services;
pub mod shared;
pub mod sign_in;
pub mod verification;
pub mod work;

pub use shell::{Shell, User};
