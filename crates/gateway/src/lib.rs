//! Outward edges: each a trait with a real client and a simulator that speaks the same protocol.
