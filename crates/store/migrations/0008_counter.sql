-- The counter: drafts that an officer fills for somebody, and signing that its owner has blocked.

-- Who entered a draft for its owner (MJK18-12.6); the counter lists what is not sent yet.
ALTER TABLE application ADD COLUMN entered_by {blob};
CREATE INDEX application_entered ON application (entered_by, updated_at) WHERE entered_by IS NOT NULL;

-- "Bukan saya": an official blocks the signing of the own account; the system manager lifts it with a reason (MJK18-13.3).
CREATE TABLE signing_block (
    id         {blob} NOT NULL PRIMARY KEY,    -- UUIDv7, 16 bytes
    account    {blob} NOT NULL REFERENCES account (id),
    blocked_at {int} NOT NULL,
    lifted_at  {int},                          -- null while it holds
    lifted_by  {text},                         -- name of the system manager
    reason     {text}                          -- why it was lifted
) {strict};
CREATE UNIQUE INDEX signing_block_open ON signing_block (account) WHERE lifted_at IS NULL;
