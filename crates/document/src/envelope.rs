//! The CMS envelope of a PAdES B-B signature (RFC 5652, ETSI EN 319 142-1): built in one way only.
//!
//! Reading takes the certificates, the digest and the signature value out, builds the envelope again and demands the
//! same bytes. So every byte of it either is covered by a signature or has exactly one permitted value.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode, Sequence};
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::serial_number::SerialNumber;

use crate::algorithm;
use crate::error::{Result, SignError};
use crate::signer::Signer;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// `SigningCertificateV2` (RFC 5035, 3) with SHA-256, the default that DER leaves out.
#[derive(Sequence)]
struct SigningCertificateV2 {
    certs: Vec<EssCertIdV2>,
}

#[derive(Sequence)]
struct EssCertIdV2 {
    cert_hash: OctetString,
    issuer_serial: IssuerSerial,
}

#[derive(Sequence)]
struct IssuerSerial {
    issuer: Vec<GeneralName>,
    serial_number: SerialNumber,
}

/// An envelope taken apart. The signature value is checked here, the digest of the document by the caller.
pub(crate) struct Opened {
    pub(crate) signer: Certificate,
    /// The other certificates, in the order of the set.
    pub(crate) others: Vec<Certificate>,
    /// The digest of the document that was signed.
    pub(crate) digest: Vec<u8>,
    /// Whether the signature value fits the signed attributes and the signer's key.
    pub(crate) signature_ok: bool,
}

/// Room that an envelope over this chain needs, in bytes.
pub(crate) fn room(chain: &[Vec<u8>]) -> usize {
    // Attributes repeat the issuer's name; a signature has at most 1,024 bytes.
    (chain.iter().map(Vec::len).sum::<usize>() + 2_560).next_multiple_of(1_024)
}

/// Signs the digest of a document.
pub(crate) fn close(signer: &dyn Signer, digest: &[u8]) -> Result<Vec<u8>> {
    let chain = signer.certificate_chain().iter().map(|der| Certificate::from_der(der));
    let mut chain = chain.collect::<der::Result<Vec<_>>>()?;
    if chain.is_empty() {
        return Err(SignError::Chain("it is empty".to_owned()).into());
    }
    let own = chain.remove(0);
    let attributes = attributes(&own, digest)?;
    let signature = signer.sign(&attributes.to_der()?)?;
    if !algorithm::verifies(&own, &attributes.to_der()?, &signature) {
        return Err(SignError::Chain("the signature does not fit the certificate".to_owned()).into());
    }
    Ok(assemble(&own, &chain, attributes, &signature)?)
}

/// Takes an envelope apart; `None` when it is not byte for byte what [`close`] would have built.
pub(crate) fn open(envelope: &[u8]) -> Option<Opened> {
    let info = ContentInfo::from_der(envelope).ok()?;
    if info.content_type != SIGNED_DATA {
        return None;
    }
    let signed: SignedData = info.content.decode_as().ok()?;
    let [info] = signed.signer_infos.0.as_slice() else { return None };
    let mut certificates = Vec::new();
    for choice in signed.certificates?.0.iter() {
        let CertificateChoices::Certificate(certificate) = choice else { return None };
        certificates.push(certificate.clone());
    }
    let index = certificates.iter().position(|certificate| identifier(certificate) == info.sid)?;
    let signer = certificates.remove(index);
    let stated = info.signed_attrs.as_ref()?;
    let digest = stated.iter().find(|attribute| attribute.oid == MESSAGE_DIGEST)?.values.get(0)?;
    let digest = digest.decode_as::<OctetString>().ok()?.into_bytes();
    let expected = attributes(&signer, &digest).ok()?;
    let signed_bytes = expected.to_der().ok()?;
    let signature = info.signature.as_bytes();
    let signature_ok = algorithm::verifies(&signer, &signed_bytes, signature);
    let again = assemble(&signer, &certificates, expected, signature).ok()?;
    (again == envelope).then_some(Opened { signer, others: certificates, digest, signature_ok })
}

/// The signed attributes: content type, digest, and the certificate itself, so that no other can take its place. No
/// signing time: PAdES puts it into `/M` of the document.
fn attributes(signer: &Certificate, digest: &[u8]) -> der::Result<Attributes> {
    let tbs = &signer.tbs_certificate;
    let certificate = SigningCertificateV2 {
        certs: vec![EssCertIdV2 {
            cert_hash: OctetString::new(algorithm::sha256(&[&signer.to_der()?]))?,
            issuer_serial: IssuerSerial {
                issuer: vec![GeneralName::DirectoryName(tbs.issuer.clone())],
                serial_number: tbs.serial_number.clone(),
            },
        }],
    };
    let one = |oid, value: Any| -> der::Result<Attribute> {
        Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
    };
    SetOfVec::try_from(vec![
        one(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
        one(MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest)?)?)?,
        one(SIGNING_CERTIFICATE_V2, Any::encode_from(&certificate)?)?,
    ])
}

fn identifier(certificate: &Certificate) -> SignerIdentifier {
    SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
        issuer: certificate.tbs_certificate.issuer.clone(),
        serial_number: certificate.tbs_certificate.serial_number.clone(),
    })
}

fn assemble(
    signer: &Certificate,
    others: &[Certificate],
    attributes: Attributes,
    signature: &[u8],
) -> der::Result<Vec<u8>> {
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: identifier(signer),
        digest_alg: algorithm::sha256_identifier(),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm::sha256_with_rsa(),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let certificates: Vec<CertificateChoices> =
        std::iter::once(signer).chain(others).cloned().map(CertificateChoices::Certificate).collect();
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![algorithm::sha256_identifier()])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![info])?),
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()
}
