-- Access rights: requests, codes that confirm an address, changes of address, accepted duties, failed sign-ins.
-- Personal values (`*_enc`) are encrypted with the region's key; `*_index` is a keyed blind index for look-ups.

-- Permohonan hak akses (MJK18-8.1 to 8.6). A draft has neither number nor indexes.
CREATE TABLE access_request (
    id             {blob} NOT NULL PRIMARY KEY, -- UUIDv7, 16 bytes
    number         {text} UNIQUE,               -- with check digit; null for drafts
    visitor        {blob} NOT NULL,             -- keyed hash of the cookie of who fills it in
    kind           {text} NOT NULL CHECK (kind IN ('person', 'business')),
    state          {text} NOT NULL CHECK (state IN ('draft', 'open', 'granted', 'refused')),
    claims_enc     {blob} NOT NULL,             -- JSON of everything stated
    papers         {text} NOT NULL,             -- JSON: paper to file
    identity_index {blob} UNIQUE,               -- NIK or NPWP while the request is open (MJK18-11.2)
    phone_index    {blob} UNIQUE,               -- mobile number while it is open
    email_index    {blob} UNIQUE,               -- e-mail while it is open
    told_index     {blob},                      -- mobile number, so that the person may ask for the state afterwards
    phone_confirmed {blob},                     -- blind index of the number that was confirmed by code
    email_confirmed {blob},                     -- blind index of the mailbox that was confirmed by code
    created_at     {int} NOT NULL,
    received_at    {int},                       -- when the complete request came (A-74)
    decided_at     {int},
    decided_by     {text},                      -- name of the officer
    reason         {text},                      -- why it was refused
    account        {blob},                      -- what was granted
    version        {int} NOT NULL
) {strict};
CREATE INDEX access_request_open ON access_request (received_at, id) WHERE state = 'open';

-- Codes by SMS or e-mail; the digits only as a keyed hash.
CREATE TABLE contact_code (
    id            {blob} NOT NULL PRIMARY KEY,
    subject       {blob} NOT NULL,              -- request or account
    purpose       {text} NOT NULL,              -- confirm, change, first_password, new_password
    address_index {blob} NOT NULL,              -- the address that it went to, and that it confirms
    code_hash     {blob} NOT NULL,
    state         {text} NOT NULL,              -- JSON
    created_at    {int} NOT NULL
) {strict};
CREATE INDEX contact_code_subject ON contact_code (subject, purpose, created_at);
CREATE INDEX contact_code_address ON contact_code (address_index, created_at);

-- Changes of number or mailbox; one whose old address is lost waits.
CREATE TABLE contact_change (
    id           {blob} NOT NULL PRIMARY KEY,
    account      {blob} NOT NULL REFERENCES account (id),
    channel      {text} NOT NULL CHECK (channel IN ('sms', 'email')),
    address_enc  {blob} NOT NULL,               -- the new address
    lost         {int} NOT NULL CHECK (lost IN (0, 1)), -- the old one cannot confirm
    state        {text} NOT NULL CHECK (state IN ('asked', 'waiting', 'done', 'cancelled')),
    asked_at     {int} NOT NULL,
    effective_at {int}                          -- end of the waiting time
) {strict};
CREATE INDEX contact_change_account ON contact_change (account, asked_at);

-- Duties, guide and confidentiality that a person has accepted, each with the digest of its text (MJK18-9.1, 20.a, 20.c).
CREATE TABLE acceptance (
    account     {blob} NOT NULL REFERENCES account (id),
    document    {text} NOT NULL,                -- page of the profile
    version     {blob} NOT NULL,                -- SHA-256 of its text
    accepted_at {int} NOT NULL,
    PRIMARY KEY (account, document, version)
) {strict};

-- Failed sign-ins of an account name or a network address, under a keyed hash.
CREATE TABLE sign_in_failure (
    key   {blob} NOT NULL PRIMARY KEY,
    state {text} NOT NULL                       -- JSON
) {strict};

-- Reports of misuse (MJK18-9.2): the account is blocked until an officer has looked.
CREATE TABLE misuse_report (
    id          {blob} NOT NULL PRIMARY KEY,
    account     {blob} NOT NULL REFERENCES account (id),
    note        {text} NOT NULL,
    reported_at {int} NOT NULL,
    settled_at  {int},
    settled_by  {text}
) {strict};
CREATE INDEX misuse_report_open ON misuse_report (reported_at) WHERE settled_at IS NULL;
