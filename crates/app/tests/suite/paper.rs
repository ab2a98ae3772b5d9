//! The papers themselves, laid out by the real worker and judged from outside.
