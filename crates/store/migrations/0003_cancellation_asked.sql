-- Whether the holder asks to cancel: a desk finds these among all files (MJK18-11.3.g).

ALTER TABLE application ADD COLUMN cancelling {int} NOT NULL DEFAULT 0 CHECK (cancelling IN (0, 1));
CREATE INDEX application_cancelling ON application (entered_at, id) WHERE cancelling = 1;
