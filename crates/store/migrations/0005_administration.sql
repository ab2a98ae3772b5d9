-- Administration of an office (MJK18-24.1): its people, changes of the calendar.
-- Words in braces are replaced for each engine; see src/migrate.rs. Times are microseconds UTC.

-- What the office keeps of its staff besides the account.
CREATE TABLE staff (
    account    {blob} NOT NULL PRIMARY KEY REFERENCES account (id),
    division   {text},                         -- Bidang (MJK18-24)
    ended_at   {int},                          -- service ended: the account stays closed for good
    changed_at {int} NOT NULL
) {strict};

-- Each change of the calendar with its basis; running deadlines are moved by comparing both texts.
CREATE TABLE calendar_change (
    version     {int} NOT NULL PRIMARY KEY,    -- of the setting after it
    at          {int} NOT NULL,
    actor_name  {text} NOT NULL,
    day         {text} NOT NULL,               -- 2026-05-15, or the year that was opened
    what        {text} NOT NULL CHECK (what IN ('added', 'changed', 'removed', 'opened')),
    name        {text} NOT NULL,               -- of the holiday
    decree      {text} NOT NULL,
    reason      {text} NOT NULL,
    before_body {text} NOT NULL,               -- the calendar before it, JSON
    after_body  {text} NOT NULL                -- and after it
) {strict};

-- Lists of the system's work by state, and files in somebody's hands.
CREATE INDEX application_handler ON application (handler) WHERE handler IS NOT NULL;
CREATE INDEX job_state ON job (state, run_at, id);
CREATE INDEX outbox_message_state ON outbox_message (state, created_at, id);
