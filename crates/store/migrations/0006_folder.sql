-- The folder of an account: versions, validity, files on their way (MJK18-12.2).
-- Words in braces are replaced for each engine; see src/migrate.rs.

ALTER TABLE stored_file ADD COLUMN series {text};                     -- which paper it is a version of; null for files older than versions
ALTER TABLE stored_file ADD COLUMN version {int} NOT NULL DEFAULT 1;  -- 1, 2 … within the series of its owner; never used again
ALTER TABLE stored_file ADD COLUMN pages {int};                       -- null where nobody counted
ALTER TABLE stored_file ADD COLUMN valid_until {text};                -- last local day on which the paper is valid; null = without end, or not said

-- The last version given to a paper; its row is locked while a version is taken.
CREATE TABLE file_series (
    owner  {blob} NOT NULL,
    series {text} NOT NULL,
    last   {int} NOT NULL,
    PRIMARY KEY (owner, series)
) {strict};

-- A file that arrives in pieces, and can go on after the line was cut.
CREATE TABLE upload (
    id         {blob} NOT NULL PRIMARY KEY,
    account    {blob} NOT NULL REFERENCES account (id),
    name       {text} NOT NULL,
    size       {int} NOT NULL,               -- announced
    received   {int} NOT NULL,               -- the next piece begins here
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL
) {strict};
CREATE INDEX upload_account ON upload (account, created_at);

-- Its pieces; the bytes lie in the object store under a name of their own, so that they can be removed.
CREATE TABLE upload_piece (
    upload {blob} NOT NULL REFERENCES upload (id),
    start  {int} NOT NULL,
    size   {int} NOT NULL,
    object {text} NOT NULL,
    PRIMARY KEY (upload, start)
) {strict};

-- Photos that a person is putting in order before they are kept.
CREATE TABLE arrangement (
    id         {blob} NOT NULL PRIMARY KEY,
    account    {blob} NOT NULL REFERENCES account (id),
    target     {text} NOT NULL,              -- JSON: where the file goes
    pages      {text} NOT NULL,              -- JSON: objects, sizes, turns, doubts
    version    {int} NOT NULL,
    kept       {blob},                       -- the file it has become
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL
) {strict};
CREATE INDEX arrangement_account ON arrangement (account, created_at);
