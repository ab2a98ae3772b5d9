//! Values that are valid because they exist: parsed once, at the edge.
//!
//! Every error has a stable `code()` and a plain Indonesian sentence, `message_id()`.

mod address;
mod crockford;
pub mod date_text;
mod digest;
mod email;
mod id;
mod luhn;
mod nik;
mod nip;
mod npwp;
mod payment_code;
mod person_name;
mod phone;
pub mod reference;
mod registration_number;
mod roman;
mod rupiah;
mod search_words;
mod verification_code;

pub use address::{Address, AddressError};
pub use digest::{Digest, DigestError};
pub use email::{Email, EmailError};
pub use id::{Id, IdError};
pub use nik::{Nik, NikError, NikWarning, Sex};
pub use nip::{Nip, NipError};
pub use npwp::{Npwp, NpwpError};
pub use payment_code::{PaymentCode, PaymentCodeError};
pub use person_name::{PersonName, PersonNameError, TitledName};
pub use phone::{PhoneNumber, PhoneNumberError};
pub use reference::{Region, RegionCode, RegionCodeError, RegionLevel, RegionTable};
pub use registration_number::{RegistrationNumber, RegistrationNumberError};
pub use roman::roman_month;
pub use rupiah::{Rupiah, RupiahError, in_words};
pub use search_words::{search_words, words_match};
pub use verification_code::{VerificationCode, VerificationCodeError};
