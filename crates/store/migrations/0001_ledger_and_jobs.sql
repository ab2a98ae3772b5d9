-- The ledger, outgoing messages, jobs, answers to repeated requests, and counters.
-- Words in braces are replaced for each engine; see src/migrate.rs. Times are microseconds UTC, flags 0 or 1.

-- One act each; what is hashed is `body` and nothing else.
CREATE TABLE ledger_leaf (
    arrival        {identity},                 -- order in which leaves were written; has gaps, is never shown
    id             {blob} NOT NULL UNIQUE,     -- UUIDv7 of the leaf, 16 bytes
    seq            {int} UNIQUE,               -- place in the log from 0 without gaps; null while it waits for the sequencer
    object_kind    {text} NOT NULL,            -- what the act is about: application, permit, account …
    object_id      {blob} NOT NULL,            -- id of that object, 16 bytes
    object_version {int} NOT NULL,             -- version of the object after the act; leaves of one object keep this order
    body           {text} NOT NULL,            -- canonical JSON (RFC 8785), final when written, holds no seq
    hash           {blob},                     -- RFC 6962 leaf hash, 32 bytes; null while it waits
    recorded_at    {int} NOT NULL,             -- when the act was recorded
    CHECK ((seq IS NULL) = (hash IS NULL))
) {strict};
-- What waits for a number.
CREATE INDEX ledger_leaf_pending ON ledger_leaf (arrival) WHERE seq IS NULL;
-- The history of one object.
CREATE INDEX ledger_leaf_object ON ledger_leaf (object_kind, object_id, arrival);

-- Complete nodes of the Merkle tree; they never change once written. Tiles and proofs are read from here.
CREATE TABLE ledger_node (
    level {int} NOT NULL,                      -- 0 for a leaf
    idx   {int} NOT NULL,                      -- from 0 within its level, from the left
    hash  {blob} NOT NULL,                     -- RFC 6962, 32 bytes
    PRIMARY KEY (level, idx)
) {strict};

-- The right edge of the tree; one row.
CREATE TABLE ledger_head (
    one        {int} NOT NULL PRIMARY KEY CHECK (one = 1), -- makes a second row impossible
    size       {int} NOT NULL,                 -- number of numbered leaves
    frontier   {blob} NOT NULL,                -- size and edge hashes, as crate `ledger` writes them
    checkpoint {text}                          -- the last signed note; null before the first
) {strict};

-- What leaves the house after the commit: SMS, e-mail, WhatsApp, webhooks.
CREATE TABLE outbox_message (
    id              {blob} NOT NULL PRIMARY KEY, -- UUIDv7, 16 bytes
    channel         {text} NOT NULL,           -- sms, email, whatsapp …
    recipient_enc   {blob} NOT NULL,           -- address, encrypted with the region's key
    body_enc        {blob} NOT NULL,           -- text, encrypted with the region's key; empty once erased
    template        {text} NOT NULL,           -- name of the message in the profile
    application_id  {blob},                    -- the file it belongs to, if any
    state           {text} NOT NULL,           -- waiting, sending, delivered, failed, cancelled
    attempts        {int} NOT NULL,            -- how often it was handed to the gateway
    next_attempt_at {int} NOT NULL,            -- not before
    created_at      {int} NOT NULL,            -- when the act wrote it
    delivered_at    {int},                     -- when the gateway or the receiver confirmed it
    provider_ref    {text},                    -- the gateway's name for it
    last_error      {text},                    -- what went wrong last, without personal data
    secret          {int} NOT NULL CHECK (secret IN (0, 1)), -- body holds a PIN, code or one-time link: erase on hand-over
    expires_at      {int}                      -- a secret body is erased then, also when never sent
) {strict};
CREATE INDEX outbox_message_due ON outbox_message (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX outbox_message_application ON outbox_message (application_id, created_at);

-- Work that is done after the commit.
CREATE TABLE job (
    id          {blob} NOT NULL PRIMARY KEY,   -- UUIDv7, 16 bytes
    kind        {text} NOT NULL,               -- which program does it
    payload     {text} NOT NULL,               -- JSON
    state       {text} NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')), -- running: under a lease
    run_at      {int} NOT NULL,                -- not before
    attempts    {int} NOT NULL,                -- how often it was claimed; also the token of the present claim
    lease_until {int},                         -- a running job may be claimed anew after this; null when not running
    dedup       {text} UNIQUE,                 -- at most one open job of this name; null once it is closed
    priority    {int} NOT NULL,                -- greater goes first
    last_error  {text},                        -- what went wrong last, without personal data
    created_at  {int} NOT NULL                 -- when it was asked for
) {strict};
CREATE INDEX job_open ON job (priority DESC, run_at, id) WHERE state IN ('waiting', 'running');

-- Answers to requests that may come twice. They do not expire.
CREATE TABLE idempotency (
    key         {text} NOT NULL,               -- chosen by the caller
    actor       {text} NOT NULL,               -- who asked: two people may choose the same key
    operation   {text} NOT NULL,               -- which use case
    body_digest {blob} NOT NULL,               -- SHA-256 of the request: the same key with another request is refused
    response    {text} NOT NULL,               -- the answer, JSON; empty only inside the transaction that claims the key
    created_at  {int} NOT NULL,                -- when it was first asked
    PRIMARY KEY (actor, operation, key)
) {strict};

-- Numbers without gaps. A counter is a row, never a sequence: a rolled-back act gives its number back.
CREATE TABLE counter (
    name  {text} NOT NULL PRIMARY KEY,         -- what is counted, with its period
    value {int} NOT NULL                       -- the last number given
) {strict};
