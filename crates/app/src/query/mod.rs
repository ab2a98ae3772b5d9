//! Read models for pages.
