//! PAdES signatures, form fields, verifier and QR codes for documents that are already laid out. No Typst.
