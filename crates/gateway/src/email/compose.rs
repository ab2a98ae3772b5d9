//! From an [`Email`] to the bytes that travel (RFC 5322, RFC 2045 to 2047).

use std::time::SystemTime;

use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Body, Mailbox, Message, MultiPart, SinglePart};

use super::Email;
use crate::{RefusalCause, SendError};

/// Refuses what cannot become a message and reads the recipient's address.
pub(super) fn recipient(email: &Email) -> Result<Address, SendError> {
    let about = |cause, reason: &str| Err(SendError::permanent(cause, reason));
    if !email.to.is_ascii() {
        return about(RefusalCause::Recipient, "addresses outside ASCII are not supported");
    }
    let Ok(address) = email.to.parse::<Address>() else {
        return about(RefusalCause::Recipient, "not an e-mail address");
    };
    if email.subject.trim().is_empty() || email.subject.chars().any(char::is_control) {
        return about(RefusalCause::Message, "the subject must be one line and not empty");
    }
    if email.text.trim().is_empty() {
        return about(RefusalCause::Message, "the text is empty");
    }
    for file in &email.attachments {
        let name = &file.file_name;
        if name.trim().is_empty() || name.chars().any(|c| c.is_control() || c == '/' || c == '\\') {
            return about(RefusalCause::Message, "an attachment's name must be one line without path");
        }
    }
    Ok(address)
}

pub(super) fn message_id(email: &Email, domain: &str) -> String {
    format!("<{}@{domain}>", email.reference)
}

/// Writes the message. The same [`Email`] always yields the same bytes.
pub(super) fn compose(
    email: &Email,
    from: &Mailbox,
    reply_to: Option<&Mailbox>,
    to: Address,
) -> Result<Vec<u8>, SendError> {
    let malformed = |what: &str| SendError::permanent(RefusalCause::Message, what.to_owned());
    let mut builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(&email.subject)
        .date(SystemTime::from(email.written_at))
        .message_id(Some(message_id(email, from.email.domain())))
        // RFC 3834: keeps absence replies from answering.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to.clone());
    }

    let text = part(&email.text, ContentType::TEXT_PLAIN)?;
    let html = email.html.as_deref().map(|h| part(h, ContentType::TEXT_HTML)).transpose()?;
    // "=_" occurs in neither quoted-printable nor base64, so no content can imitate a border.
    let border = |kind: &str| format!("=_{kind}_{}", email.reference);
    let alternative = |text, html| {
        MultiPart::alternative().boundary(border("alternative")).singlepart(text).singlepart(html)
    };
    let message = if email.attachments.is_empty() {
        match html {
            None => builder.singlepart(text),
            Some(html) => builder.multipart(alternative(text, html)),
        }
    } else {
        let start = MultiPart::mixed().boundary(border("mixed"));
        let mut mixed = match html {
            None => start.singlepart(text),
            Some(html) => start.multipart(alternative(text, html)),
        };
        for file in &email.attachments {
            let kind = ContentType::parse(&file.content_type)
                .map_err(|_| malformed("an attachment's media type is malformed"))?;
            let body = Body::new_with_encoding(file.bytes.clone(), ContentTransferEncoding::Base64)
                .map_err(|_| malformed("an attachment cannot be encoded"))?;
            mixed = mixed.singlepart(Part::new(file.file_name.clone()).body(body, kind));
        }
        builder.multipart(mixed)
    };
    Ok(message.map_err(|_| malformed("the message cannot be composed"))?.formatted())
}

fn part(text: &str, kind: ContentType) -> Result<SinglePart, SendError> {
    // Always encoded: a plain 7-bit part could hold a line that looks like a border.
    let body = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| SendError::permanent(RefusalCause::Message, "the text cannot be encoded"))?;
    Ok(SinglePart::builder().header(kind).body(body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::Attachment;

    fn email() -> Email {
        Email {
            to: "siti@contoh.invalid".into(),
            subject: "Permohonan Anda disetujui – Rp1.400.000".into(),
            text: "Yth. Ibu Siti,\npermohonan Anda disetujui.\n".into(),
            html: Some("<p>Permohonan Anda <b>disetujui</b>.</p>".into()),
            attachments: vec![Attachment {
                file_name: "surat-izin.pdf".into(),
                content_type: "application/pdf".into(),
                bytes: vec![0, 1, 2, 255],
            }],
            reference: "m-1".parse().unwrap(),
            written_at: "2026-03-09T03:00:00Z".parse().unwrap(),
        }
    }

    fn written(email: &Email) -> String {
        let from = "DPM-PTSP Kota Contoh <layanan@contoh.invalid>".parse().unwrap();
        let bytes = compose(email, &from, None, recipient(email).unwrap()).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn same_email_same_bytes_all_ascii() {
        let message = written(&email());
        assert_eq!(message, written(&email()));
        assert!(message.is_ascii());
        assert!(message.contains("Message-ID: <m-1@contoh.invalid>\r\n"), "{message}");
        assert!(message.contains("Date: Mon, 09 Mar 2026 03:00:00 +0000\r\n"), "{message}");
        assert!(message.contains("Auto-Submitted: auto-generated\r\n"), "{message}");
    }

    #[test]
    fn a_text_cannot_imitate_a_border_or_a_header() {
        let mut hostile = email();
        hostile.text = "--=_mixed_m-1\r\nContent-Type: text/html\r\n\r\n<b>palsu</b>\r\n".into();
        let message = written(&hostile);
        assert_eq!(message.matches("\r\n--=_mixed_m-1\r\n").count(), 2, "{message}");
        for subject in ["Izin\r\nBcc: lain@contoh.invalid", "Izin\nX: y", "", "   "] {
            hostile.subject = subject.into();
            let refused = recipient(&hostile).unwrap_err();
            assert!(matches!(refused, SendError::Permanent { cause: RefusalCause::Message, .. }));
        }
    }

    #[test]
    fn bad_addresses_are_about_the_recipient() {
        for to in
            ["", "siti", "siti@", "a b@contoh.invalid", "sitì@contoh.invalid", "x@y.invalid>\r\nRCPT TO:<z"]
        {
            let refused = recipient(&Email { to: to.into(), ..email() }).unwrap_err();
            assert!(matches!(refused, SendError::Permanent { cause: RefusalCause::Recipient, .. }), "{to}");
        }
    }

    #[test]
    fn attachment_names_with_path_or_line_break_are_refused() {
        for name in ["", "../a.pdf", "a\\b.pdf", "a\r\nX: y.pdf"] {
            let mut bad = email();
            bad.attachments[0].file_name = name.into();
            assert!(recipient(&bad).is_err(), "{name:?}");
        }
    }

    #[test]
    fn debug_shows_neither_address_nor_content() {
        let shown = format!("{:?} {:?}", email(), email().attachments);
        assert!(
            !shown.contains("siti") && !shown.contains("disetujui") && !shown.contains("surat"),
            "{shown}"
        );
    }
}
