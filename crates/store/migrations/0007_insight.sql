-- What the head, the desks and the auditor ask of all files at once: figures in columns, so that they are counted in SQL,
-- and lists found by an index. Words in braces are replaced for each engine; see src/migrate.rs.

ALTER TABLE application ADD COLUMN next_due_at {int};     -- end of the clock that counts now, under the calendar at the last act; null while none runs
ALTER TABLE application ADD COLUMN done_at {int};         -- when the service time ended
ALTER TABLE application ADD COLUMN worked {int};          -- service time used until then, hundredths of a working day
ALTER TABLE application ADD COLUMN promised {int};        -- service time published, hundredths of a working day
CREATE INDEX application_next_due ON application (next_due_at, id) WHERE stage IS NOT NULL;
CREATE INDEX application_desk ON application (stage_kind, entered_at, id) WHERE stage IS NOT NULL;
CREATE INDEX application_done ON application (done_at) WHERE done_at IS NOT NULL;

-- How an agency keeps the agreed time (MJK18-20.b).
ALTER TABLE application_agency ADD COLUMN asked_at {int};    -- when the file came to the agency
ALTER TABLE application_agency ADD COLUMN due_at {int};      -- end of the agreed time
ALTER TABLE application_agency ADD COLUMN answered_at {int}; -- when it recommended; null before
ALTER TABLE application_agency ADD COLUMN worked {int};      -- time used, hundredths of a working day
CREATE INDEX application_agency_asked ON application_agency (asked_at) WHERE asked_at IS NOT NULL;

-- What the head is told about a file, a line each; written with the act.
CREATE TABLE file_mark (
    application {blob} NOT NULL REFERENCES application (id),
    version     {int} NOT NULL,                -- version of the file after the act
    kind        {text} NOT NULL CHECK (kind IN ('returned', 'reassigned', 'overtaken', 'burst')),
    at          {int} NOT NULL,
    who         {text} NOT NULL,               -- name of the officer at that time
    note        {text} NOT NULL,               -- the reason that was given
    PRIMARY KEY (application, kind, version)
) {strict};
CREATE INDEX file_mark_kind ON file_mark (kind, at);

-- Words by which a file is found, folded: name of the holder, service, object, place (MJK18-3.d).
CREATE TABLE search_word (
    word        {text} NOT NULL,
    application {blob} NOT NULL REFERENCES application (id),
    PRIMARY KEY (word, application)
) {strict};
CREATE INDEX search_word_of ON search_word (application);

CREATE INDEX permit_issued ON permit (issued_at);

-- Answers given on a device of the office are counted apart, as are very fast ones.
ALTER TABLE survey_answer ADD COLUMN staff_device {int} NOT NULL DEFAULT 0 CHECK (staff_device IN (0, 1));
CREATE INDEX survey_answer_all ON survey_answer (month, service);

-- The auditor's filters.
CREATE INDEX audit_record_act ON audit_record (act, at, id);
CREATE INDEX audit_record_refused ON audit_record (at, id) WHERE outcome = 'refused';

-- The restricted register lists all documents, the newest first (MJK18-10.2.b).
CREATE INDEX stored_file_created ON stored_file (created_at, id);
