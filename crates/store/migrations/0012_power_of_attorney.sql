-- Powers of attorney: a helper acts for an owner from an own account (MJK18-12.6; practice: a go-between).
CREATE TABLE power_of_attorney (
    id           {blob} NOT NULL PRIMARY KEY,
    owner        {blob} REFERENCES account (id),           -- null when the number asked for has no account; the helper is not told
    helper       {blob} NOT NULL REFERENCES account (id),
    asked_for    {text} NOT NULL,                          -- NIK, NPWP or telephone of the owner, masked
    services     {text} NOT NULL,                          -- JSON list of services; empty for all
    valid_from   {text} NOT NULL,                          -- first day, 2026-04-01
    valid_until  {text} NOT NULL,                          -- last day
    state        {text} NOT NULL,                          -- asked, in_force, refused, ended
    paper        {blob},                                   -- signed paper, once the helper has sent one
    asked_at     {int} NOT NULL,
    confirmed    {text},                                   -- code, paper
    settled_at   {int},
    settled_name {text},                                   -- who confirmed or refused
    reason       {text},                                   -- why it was refused
    ended_at     {int},
    ended_name   {text}
) {strict};
CREATE INDEX power_of_attorney_owner ON power_of_attorney (owner, state);
CREATE INDEX power_of_attorney_helper ON power_of_attorney (helper, state);
