-- People, folders, applications, permits, and what the desks of a permit office keep.
-- Words in braces are replaced for each engine; see src/migrate.rs. Times are microseconds UTC, flags 0 or 1.
-- Personal values (`*_enc`) are encrypted with the region's key; `*_index` is a keyed blind index for look-ups.

-- Akun pengguna: one person or business, one account (MJK18-11.2).
CREATE TABLE account (
    id            {blob} NOT NULL PRIMARY KEY, -- UUIDv7, 16 bytes
    kind          {text} NOT NULL CHECK (kind IN ('person', 'business', 'staff')),
    login         {text} NOT NULL UNIQUE,      -- what is typed at sign-in, lower case
    name          {text} NOT NULL,             -- Nama sesuai KTP, or the firm's name
    sort_name     {text} NOT NULL,             -- for sorting and search
    personal_enc  {blob} NOT NULL,             -- JSON of NIK, NPWP, phone, e-mail, address
    identity_index {blob} UNIQUE,              -- NIK or NPWP (MJK18-11.2: one person one account)
    phone_index   {blob} UNIQUE,               -- mobile number (MJK18-8.4.a)
    email_index   {blob} UNIQUE,               -- e-mail (MJK18-8.4.b)
    password_hash {text} NOT NULL,             -- Argon2id
    roles         {text} NOT NULL,             -- JSON list of role names
    agency        {text},                      -- technical agency of staff
    nip           {text},                      -- civil servant number, printed under signatures
    created_at    {int} NOT NULL,
    closed_at     {int}                        -- set when blocked or closed
) {strict};

-- Signed-in sessions; only a hash of the cookie is kept.
CREATE TABLE session (
    token_hash {blob} NOT NULL PRIMARY KEY,    -- SHA-256 of the cookie
    account    {blob} NOT NULL REFERENCES account (id),
    created_at {int} NOT NULL,
    seen_at    {int} NOT NULL,                 -- last use; ends after the idle time
    expires_at {int} NOT NULL,
    device     {text} NOT NULL                 -- short description for the holder's list
) {strict};
CREATE INDEX session_account ON session (account);

-- Permohonan: the state is one JSON text; columns beside it exist only for look-ups.
CREATE TABLE application (
    id           {blob} NOT NULL PRIMARY KEY,
    service      {text} NOT NULL,
    definition   {blob} NOT NULL,              -- hash of the service definition that the file keeps
    owner        {blob} NOT NULL REFERENCES account (id),
    holder_name  {text} NOT NULL,
    registration {text} UNIQUE,                -- number with check digit; null for drafts
    status       {text} NOT NULL,
    stage        {text},                       -- stage id; null outside the office
    stage_kind   {text},
    role         {text},                       -- role that works the stage
    handler      {blob},                       -- who has taken it
    object_key   {text},                       -- object that can exist once
    submitted_at {int},
    entered_at   {int},                        -- when the present stage was entered
    due_at       {int},                        -- end of the service time under the calendar at the last act; null while suspended
    stage_due_at {int},                        -- end of the stage's budget
    version      {int} NOT NULL,
    salt         {blob} NOT NULL,              -- 16 random bytes for the digests in the ledger
    state        {text} NOT NULL,              -- JSON
    code         {text} UNIQUE,                -- verification code, compact
    updated_at   {int} NOT NULL
) {strict};
CREATE INDEX application_queue ON application (role, stage_kind, entered_at, id) WHERE stage IS NOT NULL;
CREATE INDEX application_owner ON application (owner, updated_at);
CREATE INDEX application_status ON application (status, submitted_at);
CREATE INDEX application_object ON application (service, object_key) WHERE object_key IS NOT NULL;

-- Agencies whose recommendation is awaited.
CREATE TABLE application_agency (
    application {blob} NOT NULL REFERENCES application (id),
    agency      {text} NOT NULL,
    done        {int} NOT NULL CHECK (done IN (0, 1)),
    PRIMARY KEY (application, agency)
) {strict};
CREATE INDEX application_agency_open ON application_agency (agency, application) WHERE done = 0;

-- Past facts, in order; the state is what they add up to.
CREATE TABLE application_event (
    application {blob} NOT NULL REFERENCES application (id),
    version     {int} NOT NULL,
    name        {text} NOT NULL,
    body        {text} NOT NULL,               -- JSON
    at          {int} NOT NULL,
    act         {blob} NOT NULL,               -- the audit record under which it happened
    PRIMARY KEY (application, version)
) {strict};

-- Jejak audit, readable; the leaf of the same id proves it (MJK18-22.1).
CREATE TABLE audit_record (
    id          {blob} NOT NULL PRIMARY KEY,
    at          {int} NOT NULL,
    account     {blob},                        -- null for the system and for strangers
    actor_name  {text} NOT NULL,
    roles       {text} NOT NULL,
    act         {text} NOT NULL,
    object_kind {text} NOT NULL,
    object_id   {blob} NOT NULL,
    outcome     {text} NOT NULL CHECK (outcome IN ('done', 'refused')),
    code        {text},                        -- refusal code
    fields      {text} NOT NULL,               -- JSON list of field names, never values
    basis       {text}                         -- article
) {strict};
CREATE INDEX audit_record_at ON audit_record (at, id);
CREATE INDEX audit_record_object ON audit_record (object_kind, object_id, at);

-- Folder akun pengguna (MJK18-12.2) and files the office makes.
CREATE TABLE stored_file (
    id         {blob} NOT NULL PRIMARY KEY,
    owner      {blob} NOT NULL,                -- account, or the application for documents of the office
    digest     {blob} NOT NULL,                -- SHA-256 of the bytes
    object     {text} NOT NULL,                -- keyed digest: name in the object store
    name       {text} NOT NULL,
    media_type {text} NOT NULL,
    size       {int} NOT NULL,
    category   {text} NOT NULL,                -- document id, or letter kind
    created_at {int} NOT NULL
) {strict};
CREATE INDEX stored_file_owner ON stored_file (owner, created_at);

-- Register of permits.
CREATE TABLE permit (
    id          {blob} NOT NULL PRIMARY KEY,
    application {blob} NOT NULL UNIQUE REFERENCES application (id),
    service     {text} NOT NULL,
    number      {text} NOT NULL UNIQUE,
    ordinal     {int},
    holder      {blob} NOT NULL REFERENCES account (id),
    holder_name {text} NOT NULL,
    object_key  {text},
    signer      {text} NOT NULL,
    signed_at   {int} NOT NULL,
    valid_until {text},                        -- local date; null = without end
    state       {text} NOT NULL CHECK (state IN ('active', 'revoked', 'lapsed', 'replaced')),
    code        {text} NOT NULL UNIQUE,
    digest      {blob} NOT NULL UNIQUE,        -- SHA-256 of the final document
    issued_at   {int} NOT NULL
) {strict};
CREATE INDEX permit_holder ON permit (holder, service, state);

-- PIN by SMS (MJK18-13.3); the code only as a keyed hash.
CREATE TABLE pin_challenge (
    id         {blob} NOT NULL PRIMARY KEY,
    account    {blob} NOT NULL REFERENCES account (id),
    state      {text} NOT NULL,                -- JSON
    code_hash  {blob} NOT NULL,
    documents  {text} NOT NULL,                -- JSON list of digests, in order
    created_at {int} NOT NULL
) {strict};
CREATE INDEX pin_challenge_account ON pin_challenge (account, created_at);

-- Kertas khusus (MJK18-16.1).
CREATE TABLE paper_sheet (
    paper       {text} NOT NULL,
    serial      {text} NOT NULL UNIQUE,
    state       {text} NOT NULL CHECK (state IN ('stock', 'used', 'spoiled')),
    application {blob},
    changed_at  {int} NOT NULL,
    PRIMARY KEY (paper, serial)
) {strict};

-- A bank reference counts once in the whole region.
CREATE TABLE bank_reference (
    reference   {text} NOT NULL PRIMARY KEY,
    application {blob} NOT NULL REFERENCES application (id),
    used_at     {int} NOT NULL
) {strict};

-- Payments that came too late and must be paid back (MJK18-14.4).
CREATE TABLE refund (
    id             {blob} NOT NULL PRIMARY KEY,
    application    {blob} NOT NULL REFERENCES application (id),
    bank_reference {text} NOT NULL UNIQUE,
    amount         {int} NOT NULL,
    paid_at        {int} NOT NULL,
    recorded_at    {int} NOT NULL,
    recorded_by    {text} NOT NULL
) {strict};

-- Survey answers; no link to the file, so that the desks that served cannot read them (MJK18-17).
CREATE TABLE survey_answer (
    id      {blob} NOT NULL PRIMARY KEY,
    service {text} NOT NULL,
    month   {text} NOT NULL,                   -- 2026-03
    answers {text} NOT NULL,                   -- nine digits
    seconds {int} NOT NULL                     -- time taken; very fast ones are counted apart
) {strict};
CREATE INDEX survey_answer_month ON survey_answer (service, month);

-- Checked service definitions under their hash; never deleted.
CREATE TABLE service_definition (
    hash       {blob} NOT NULL PRIMARY KEY,
    service    {text} NOT NULL,
    body       {text} NOT NULL,                -- canonical JSON
    state      {text} NOT NULL CHECK (state IN ('draft', 'approved', 'active', 'retired')),
    created_at {int} NOT NULL
) {strict};
CREATE INDEX service_definition_service ON service_definition (service, created_at);

-- What officers change at run time: calendar, officials, contents. One JSON text each.
CREATE TABLE setting (
    key        {text} NOT NULL PRIMARY KEY,
    body       {text} NOT NULL,
    version    {int} NOT NULL,
    changed_at {int} NOT NULL
) {strict};

-- Signing keys, wrapped by the region's master key.
CREATE TABLE signing_key (
    owner      {text} NOT NULL PRIMARY KEY,    -- 'seal', or an account id
    wrapped    {blob} NOT NULL,
    chain      {text} NOT NULL,                -- JSON list of base64 DER, signer first
    created_at {int} NOT NULL
) {strict};

-- Which documents a signer has opened: nothing is signed unseen.
CREATE TABLE document_view (
    account {blob} NOT NULL REFERENCES account (id),
    digest  {blob} NOT NULL,
    at      {int} NOT NULL,
    PRIMARY KEY (account, digest)
) {strict};
