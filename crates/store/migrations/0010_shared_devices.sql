-- Accounts on shared devices: changes of contact at the counter, locked and public sessions, limits for strangers.

-- A change of number or mailbox at the counter: two officers saw the identity card (practice: number lost).
ALTER TABLE contact_change ADD COLUMN first_by {blob};     -- officer who saw the card first; null for the holder's own change
ALTER TABLE contact_change ADD COLUMN first_name {text};   -- that officer's name
ALTER TABLE contact_change ADD COLUMN second_name {text};  -- the other officer, once confirmed
CREATE INDEX contact_change_counter ON contact_change (asked_at) WHERE first_by IS NOT NULL;

-- Personal accounts on a shared PC; public devices of the office (MJK18-11.2, 12.6).
ALTER TABLE session ADD COLUMN kind {text} NOT NULL DEFAULT 'usual'; -- usual, public
ALTER TABLE session ADD COLUMN locked_at {int};            -- the password opens it again
ALTER TABLE session ADD COLUMN place {blob};               -- network address under the region's key
ALTER TABLE session ADD COLUMN also {text};                -- device on which the account was used at the same time, until its holder has seen it

-- What a stranger may do so many times an hour, under a keyed hash of act and network address.
CREATE TABLE rate_window (
    key        {blob} NOT NULL PRIMARY KEY,
    started_at {int} NOT NULL,
    used       {int} NOT NULL
) {strict};

-- Devices on which several holders signed in: one behind many applicants is shown to the head (practice: go-between).
CREATE TABLE device_use (
    device  {blob} NOT NULL,                               -- keyed hash of a random cookie
    account {blob} NOT NULL REFERENCES account (id),
    name    {text} NOT NULL,                               -- browser and system in short
    last_at {int} NOT NULL,
    PRIMARY KEY (device, account)
) {strict};
CREATE INDEX device_use_last ON device_use (last_at);

-- A number of another holder that receives notices, never codes (practice: one number for a family).
ALTER TABLE account ADD COLUMN notice_index {blob};
CREATE INDEX account_notice ON account (notice_index) WHERE notice_index IS NOT NULL;
