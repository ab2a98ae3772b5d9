//! What tests share: a running region on both engines, a clock that can be moved, gateways that remember.

pub mod postgres;
