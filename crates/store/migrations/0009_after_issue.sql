-- After issue: certified copies, and papers of the folder whose owner was told that they end soon.

-- The application of the permit that this one is a certified copy of (practice, section 2 "After issue").
ALTER TABLE permit ADD COLUMN copy_of {blob};
CREATE INDEX permit_copy ON permit (copy_of) WHERE copy_of IS NOT NULL;

-- When the owner was told that the paper ends soon; a paper is told of once.
ALTER TABLE stored_file ADD COLUMN expiry_told_at {int};
