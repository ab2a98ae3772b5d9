//! Typst behind a child-process protocol. Built once, rarely touched.
