//! An append-only Merkle log after RFC 6962: leaf, tile, checkpoint, proof, verify. Knows nothing of permits.
