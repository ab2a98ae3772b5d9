"""Follows every link as every role: nothing ends in 403, 404 or 500, every page has one heading and no loose code in its text."""

import re
import sys
import urllib.parse

from client import Client
from results import Results

ROLES = [None, "candrawati", "roda", "yulia", "ponirah", "sarwono", "bhakti", "sukinem", "yohanes", "maheswari", "bagas",
         "wirayuda", "laksmi", "nurlaila", "darsono", "ayu", "tri", "farida", "gilang"]
MOST = 90  # pages a role
# Words of programs that no page should say; ids of the database look like the last one.
LOOSE = re.compile(r"\b(null|None|undefined|Some\(|admin_verification|admin_validation|technical_recommendation|in_process|"
                   r"handed_over|waiting_for|submit|upload|pending|approve[d]?|user|invalid|[0-9A-HJKMNP-TV-Z]{26}|"
                   r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\b")


def kind(path):
    """The same for pages that differ only by an id, so that a long list is looked at a few times only."""
    path = urllib.parse.urlsplit(path).path
    return re.sub(r"/[0-9A-Za-z]{26}|/[0-9a-f-]{36}|/\d{2}-\d{6}-\d|/[0-9a-f]{64}", "/*", path)


def crawl(base, login, results, seen_text=None):
    """Every page that this person can reach by links."""
    client = Client(base)
    start = ["/", "/layanan", "/verifikasi", "/masuk", "/demo", "/demo/pesan", "/demo/waktu"]
    if login:
        start.insert(0, client.sign_in(login).header("location"))
    waiting, known, kinds, looked = [(p, "-") for p in start], set(start), {}, 0
    while waiting and looked < MOST:
        path, source = waiting.pop(0)
        kinds[kind(path)] = kinds.get(kind(path), 0) + 1
        if kinds[kind(path)] > 6:
            continue
        looked += 1
        answer = client.get(path)
        who = login or "nobody"
        results.check(answer.status in (200, 303), f"{who}: {path} (from {source}): {answer.status}")
        if answer.status != 200 or not answer.header("content-type").startswith("text/html"):
            continue
        heads = sum(1 for tag, _ in answer.page.tags if tag == "h1")
        results.check(heads == 1, f"{who}: {path}: {heads} first headings")
        ids = [a["id"] for _, a in answer.page.tags if a.get("id")]
        double = {i for i in ids if ids.count(i) > 1}
        results.check(not double, f"{who}: {path}: the same id twice: {sorted(double)}")
        loose = {m.group(0) for m in LOOSE.finditer(answer.text)}
        if path != "/demo/pesan":
            results.check(not loose, f"{who}: {path}: words of programs: {sorted(loose)}")
        if seen_text is not None:
            seen_text[(who, path)] = answer.text
        for link in answer.page.links + answer.page.sources:
            if link.startswith("/gaya/halaman/"):
                continue  # pages with invented content, whose links lead nowhere; eyes.py looks at them
            target = urllib.parse.urljoin(path, link)
            parts = urllib.parse.urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            if parts.fragment and parts.path == urllib.parse.urlsplit(path).path:
                results.check(parts.fragment in ids, f"{who}: {path}: nothing has the id {parts.fragment}")
            clean = urllib.parse.urlunsplit(("", "", parts.path, parts.query, ""))
            if clean not in known:
                known.add(clean)
                waiting.append((clean, path))


def main(base):
    """Crawls as everybody."""
    results = Results("links")
    for login in ROLES:
        results.story(f"as {login}", lambda login=login: crawl(base, login, results))
    return results.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
