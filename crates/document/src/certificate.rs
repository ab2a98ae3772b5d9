//! A small certificate authority (RFC 5280) for offices without one, and for rehearsals.
//!
//! Everything is deterministic: the same key, subject, validity and serial give the same bytes.

use aws_lc_rs::signature::KeyPair as _;
use der::asn1::{
    Any, BitString, GeneralizedTime, ObjectIdentifier, OctetString, PrintableString, SetOfVec, UtcTime,
    Utf8StringRef,
};
use der::{Decode, Encode};
use jiff::Timestamp;
use spki::SubjectPublicKeyInfoOwned;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::certificate::{TbsCertificate, Version};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, KeyUsage, KeyUsages, SubjectKeyIdentifier,
};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate, der::oid::AssociatedOid};

use crate::algorithm;
use crate::error::{DocumentError, Result, SignError};
pub use crate::signer::{generate_rsa_2048, public_key_of};
use crate::signer::{read_key, sign_with};

const COUNTRY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.6");
const ORGANIZATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
const TITLE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.12");
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// 2050-01-01T00:00:00Z in seconds: from here on certificates write GeneralizedTime (RFC 5280, 4.1.2.5).
const YEAR_2050: u64 = 2_524_608_000;

/// Whom a certificate names. The country is always Indonesia.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// Full name with titles, as the certificate's owner writes it.
    pub common_name: String,
    /// The office.
    pub organization: Option<String>,
    /// The post (*jabatan*).
    pub title: Option<String>,
    /// A number of the person in office, for instance the NIP. Printable ASCII letters, digits and spaces.
    pub serial_number: Option<String>,
}

/// From when until when a certificate counts, both ends included, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First second.
    pub from: Timestamp,
    /// Last second.
    pub until: Timestamp,
}

/// What a certificate says, for the record of a signature (MJK18-13.2).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CertificateFacts {
    /// Common name of the subject.
    pub common_name: String,
    /// Organisation of the subject.
    pub organization: Option<String>,
    /// Common name of the issuer.
    pub issuer: String,
    /// Serial number, lower-case hexadecimal.
    pub serial: String,
    /// First second of its validity.
    pub valid_from: Timestamp,
    /// Last second of its validity.
    pub valid_until: Timestamp,
    /// SHA-256 of the certificate, lower-case hexadecimal.
    pub sha256: String,
}

impl CertificateFacts {
    /// Whether the certificate is valid at this time, both ends included.
    pub fn valid_at(&self, time: Timestamp) -> bool {
        (self.valid_from.as_second()..=self.valid_until.as_second()).contains(&time.as_second())
    }
}

/// Reads what a certificate (DER) says.
///
/// # Errors
/// [`DocumentError::Encoding`] when it is no certificate, [`DocumentError::Plan`] for a time outside all calendars.
pub fn describe(certificate: &[u8]) -> Result<CertificateFacts> {
    let tbs = Certificate::from_der(certificate)?.tbs_certificate;
    let at = |time: Time| -> Result<Timestamp> {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        Timestamp::from_second(seconds).map_err(|_| DocumentError::Plan("a time outside the calendar"))
    };
    Ok(CertificateFacts {
        common_name: common_name(&tbs.subject),
        organization: organization(&tbs.subject),
        issuer: common_name(&tbs.issuer),
        serial: hex::encode(tbs.serial_number.as_bytes()),
        valid_from: at(tbs.validity.not_before)?,
        valid_until: at(tbs.validity.not_after)?,
        sha256: hex::encode(algorithm::sha256(&[certificate])),
    })
}

/// Issues a self-signed root certificate in DER. `key` is PKCS#8 DER.
///
/// # Errors
/// [`DocumentError::Sign`] for an unreadable key, [`DocumentError::Encoding`] for a time or name X.509 cannot hold.
pub fn issue_root(key: &[u8], subject: &Subject, period: Period, serial: u64) -> Result<Vec<u8>> {
    let pair = read_key(key)?;
    let public = SubjectPublicKeyInfoOwned {
        algorithm: algorithm::rsa_encryption(),
        subject_public_key: BitString::from_bytes(pair.public_key().as_ref())?,
    };
    let name = name(subject)?;
    let extensions = vec![
        extension(true, &BasicConstraints { ca: true, path_len_constraint: Some(0) })?,
        extension(true, &KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign))?,
        extension(false, &SubjectKeyIdentifier(key_id(&public)?))?,
    ];
    issue(&pair, name.clone(), name, public, period, serial, extensions)
}

/// Issues a certificate for signing documents: key usage digitalSignature and nonRepudiation.
///
/// `ca` is the issuer's certificate (DER), `ca_key` its key (PKCS#8 DER), `public_key` a SubjectPublicKeyInfo (DER).
///
/// # Errors
/// As [`issue_root`], and [`SignError::Chain`] when `ca` and `ca_key` do not belong together.
pub fn issue_leaf(
    ca: &[u8],
    ca_key: &[u8],
    subject: &Subject,
    public_key: &[u8],
    serial: u64,
    period: Period,
) -> Result<Vec<u8>> {
    let pair = read_key(ca_key)?;
    let ca = Certificate::from_der(ca)?;
    let ca_public = &ca.tbs_certificate.subject_public_key_info;
    if ca_public.subject_public_key.raw_bytes() != pair.public_key().as_ref() {
        return Err(SignError::Chain("the authority's certificate belongs to another key".to_owned()).into());
    }
    let public = SubjectPublicKeyInfoOwned::from_der(public_key)?;
    let authority = AuthorityKeyIdentifier { key_identifier: Some(key_id(ca_public)?), ..Default::default() };
    let extensions = vec![
        extension(true, &BasicConstraints { ca: false, path_len_constraint: None })?,
        extension(true, &KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation))?,
        extension(false, &SubjectKeyIdentifier(key_id(&public)?))?,
        extension(false, &authority)?,
    ];
    issue(&pair, ca.tbs_certificate.subject, name(subject)?, public, period, serial, extensions)
}

fn issue(
    key: &aws_lc_rs::rsa::KeyPair,
    issuer: Name,
    subject: Name,
    public: SubjectPublicKeyInfoOwned,
    period: Period,
    serial: u64,
    extensions: Vec<Extension>,
) -> Result<Vec<u8>> {
    // A serial number is positive (RFC 5280, 4.1.2.2); the leading zero byte keeps it so.
    let digits: Vec<u8> = serial.max(1).to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    let tbs_certificate = TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(&digits)?,
        signature: algorithm::sha256_with_rsa(),
        issuer,
        validity: Validity { not_before: time(period.from)?, not_after: time(period.until)? },
        subject,
        subject_public_key_info: public,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(extensions),
    };
    let signature = sign_with(key, &tbs_certificate.to_der()?)?;
    let certificate = Certificate {
        tbs_certificate,
        signature_algorithm: algorithm::sha256_with_rsa(),
        signature: BitString::from_bytes(&signature)?,
    };
    Ok(certificate.to_der()?)
}

/// The subject as a distinguished name; parts that are missing are left out.
fn name(subject: &Subject) -> Result<Name> {
    let utf8 = |text: &str| -> Result<Any> { Ok(Any::encode_from(&Utf8StringRef::new(text)?)?) };
    let printable = |text: &str| -> Result<Any> { Ok(Any::encode_from(&PrintableString::new(text)?)?) };
    let mut parts = vec![(COUNTRY, printable("ID")?)];
    if let Some(organization) = &subject.organization {
        parts.push((ORGANIZATION, utf8(organization)?));
    }
    if let Some(title) = &subject.title {
        parts.push((TITLE, utf8(title)?));
    }
    if let Some(number) = &subject.serial_number {
        parts.push((SERIAL_NUMBER, printable(number)?));
    }
    parts.push((COMMON_NAME, utf8(&subject.common_name)?));
    let single = |(oid, value)| -> Result<RelativeDistinguishedName> {
        Ok(RelativeDistinguishedName(SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }])?))
    };
    Ok(RdnSequence(parts.into_iter().map(single).collect::<Result<_>>()?))
}

/// The common name of a certificate's subject, or an empty string.
pub(crate) fn common_name(name: &Name) -> String {
    attribute(name, COMMON_NAME).unwrap_or_default()
}

/// The organisation of a certificate's subject.
pub(crate) fn organization(name: &Name) -> Option<String> {
    attribute(name, ORGANIZATION)
}

fn attribute(name: &Name, oid: ObjectIdentifier) -> Option<String> {
    let found = name.0.iter().flat_map(|rdn| rdn.0.iter()).find(|part| part.oid == oid)?;
    // UTF8String and PrintableString are both plain UTF-8 bytes.
    std::str::from_utf8(found.value.value()).ok().map(str::to_owned)
}

fn extension<T: Encode + AssociatedOid>(critical: bool, value: &T) -> Result<Extension> {
    Ok(Extension { extn_id: T::OID, critical, extn_value: OctetString::new(value.to_der()?)? })
}

/// The first 20 bytes of SHA-256 over the key (RFC 7093, 2, method 1).
fn key_id(key: &SubjectPublicKeyInfoOwned) -> Result<OctetString> {
    let mut digest = algorithm::sha256(&[key.subject_public_key.raw_bytes()]);
    digest.truncate(20);
    Ok(OctetString::new(digest)?)
}

fn time(at: Timestamp) -> Result<Time> {
    let seconds =
        u64::try_from(at.as_second()).map_err(|_| DocumentError::Plan("a certificate before 1970"))?;
    let since = std::time::Duration::from_secs(seconds);
    if seconds < YEAR_2050 {
        return Ok(Time::UtcTime(UtcTime::from_unix_duration(since)?));
    }
    Ok(Time::GeneralTime(GeneralizedTime::from_unix_duration(since)?))
}
