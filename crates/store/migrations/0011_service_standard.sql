-- Service standards: kind, papers, times and cost of a service as the head of the office set them (MJK18-19).
CREATE TABLE service_standard (
    service       {text} NOT NULL,
    digest        {blob} NOT NULL,                         -- SHA-256 of the standard's canonical JSON
    decree        {text} NOT NULL,                         -- number of the decree
    decided_on    {text} NOT NULL,                         -- its day, 2026-04-01
    approved_by   {blob} NOT NULL REFERENCES account (id),
    approved_name {text} NOT NULL,
    approved_at   {int} NOT NULL,
    PRIMARY KEY (service, digest)
) {strict};

-- The register of numbers is read by month, old ones too (MJK18-11.3.i).
CREATE INDEX application_event_numbered ON application_event (at) WHERE name = 'numbered';
