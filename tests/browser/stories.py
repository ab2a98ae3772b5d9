"""Walks through the days of an applicant, a clerk and a signer in a real browser, and counts what it costs them.

Argument: address of a fresh demo.
"""

import re
import sys
import time

from playwright.sync_api import sync_playwright

from client import PASSWORD
from eyes import CASE, FLAGS
from results import Results

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# Limits for the simplest permit, a correction, and a signature.
MOST_SCREENS, MOST_FIELDS, MOST_TAPS = 12, 25, 4
# Twelve signatures in two minutes, at two and a half seconds a tap.
SIGNATURES, MOST_TAPS_A_SIGNATURE = 12, 4
FIELDS = "main input:not([type=hidden]):not([type=file]), main select:not([name=berkas]), main textarea"


def paper(title):
    """A small PDF that says what it is."""
    text = f"BT /F1 18 Tf 60 780 Td ({title}) Tj ET".encode()
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
             b"<</Length %d>>stream\n%s\nendstream" % (len(text), text), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return {"name": "contoh.pdf", "mimeType": "application/pdf", "buffer": out + end % (table, len(out))}


class Days:
    """One browser and the stories that it walks."""

    def __init__(self, browser, base, results):
        self.browser, self.base, self.results = browser, base, results

    def page(self, login, size, script):
        """A fresh window, signed in."""
        context = self.browser.new_context(viewport=size, locale="id-ID", java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{self.base}/masuk")
        page.fill("#akun", login)
        page.fill("#sandi", PASSWORD)
        page.press("#sandi", "Enter")
        page.wait_for_url(lambda url: not url.endswith("/masuk"))
        return page

    def hrefs(self, page):
        """Where the page leads."""
        return page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))")

    def fill(self, page, known):
        """Answers every question of a page, as a person would who has `known` at hand. Answers how many there were."""
        asked = set()
        for one in page.locator(FIELDS).all():
            name, kind = one.get_attribute("name"), one.evaluate("e => e.type")
            if not name or name in asked:
                continue
            asked.add(name)
            if kind == "radio":
                page.locator(f"main input[name='{name}']").first.check()
            elif kind == "checkbox":
                one.check()
            elif kind == "select-one":
                one.select_option(index=1)
            else:
                one.fill(known.get(name, "Contoh 7"))
        return len(asked)

    def applies(self, login, service, known, script):
        """MJK18-12.1, 12.4, 6.2: from the service's page to the receipt's number."""
        page, screens, fields = self.page(login, PHONE, script), 1, 0
        page.goto(f"{self.base}/layanan/{service}")
        page.locator("main form button, main a.button").first.click()
        draft, screens = page.url, screens + 1
        groups = [href for href in self.hrefs(page) if "/isian/" in href]
        self.results.check(groups, f"{service}: the task list leads to its questions")
        for href in groups:
            page.goto(self.base + href)
            screens += 1
            fields += self.fill(page, known)
            page.locator("main form button.button").first.click()
            errors = page.locator(".errors").all_inner_texts()
            self.results.check(not errors, f"{service}: {href}: {errors}")
        page.goto(f"{draft}/dokumen")
        screens += 1
        for at in range(page.locator("main input[type=file]").count()):
            page.locator("main input[type=file]").nth(at).set_input_files(paper(f"Contoh {at + 1}"))
            page.locator("main form:has(input[type=file])").nth(at).locator("button").first.click()
            fields += 1
        page.goto(f"{draft}/periksa")
        screens += 1
        page.locator("main input[type=checkbox]").last.check()
        page.locator("main form button.button").last.click()
        screens += 1
        told = re.search(r"\b\d{2}-\d{6}-\d\b", page.inner_text("main"))
        how = "with" if script else "without"
        self.results.check(page.url.endswith("/terkirim") and told, f"{service} {how} script: sent: {page.url}")
        self.results.check(screens <= MOST_SCREENS and fields <= MOST_FIELDS,
                           f"{service}: {screens} screens and {fields} fields")
        print(f"{service} {how} script: {screens} screens, {fields} fields")
        page.context.close()

    def corrects(self):
        """MJK18-12.3: from the account's page to the sent correction, in taps."""
        page, taps = self.page("sumberwarna", PHONE, True), 0
        page.goto(f"{self.base}/akun")
        page.click("a[href$='/perbaikan']")
        page.locator("main input[type=file]").first.set_input_files(paper("Perbaikan"))
        page.locator("#pernyataan").check()
        page.locator("main form button.button").last.click()
        taps += 4
        self.results.check(not page.url.endswith("/perbaikan") and not page.locator(".errors").count(),
                           f"the correction was sent: {page.url}")
        page.goto(f"{self.base}/akun")
        self.results.check(not page.locator("a[href$='/perbaikan']").count(), "nothing is left to correct")
        self.results.check(taps <= MOST_TAPS, f"a correction takes {taps} taps")
        page.context.close()

    def checks_by_keyboard(self):
        """MJK18-11.3.b: a clerk judges every document of a file and passes it on, with the keyboard alone."""
        page = self.page("sukinem", DESK, True)
        page.goto(f"{self.base}/kerja")
        cases = [href for href in self.hrefs(page) if CASE.match(href)]
        for case in cases:
            page.goto(self.base + case)
            many = page.locator(".check").count()
            if many >= 8:
                break
        self.results.check(many >= 8, f"a file with eight documents waits: {many}")
        for _ in range(many):
            page.keyboard.press("1")
        ticked = page.locator(".check input.ok:checked").count()
        self.results.check(ticked == many, f"{ticked} of {many} were ticked by key")
        for _ in range(40):
            if page.evaluate("(document.activeElement.getAttribute('formaction') || '').endsWith('/teruskan')"):
                break
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.goto(self.base + case)
        self.results.check(not page.locator("button[formaction$='/teruskan']").count(), "the file left the desk")
        page.context.close()

    def pins(self, page):
        """Every PIN that the demo's outbox shows."""
        outbox = page.context.new_page()
        outbox.goto(f"{self.base}/demo/pesan")
        found = re.findall(r"PIN Anda (\d{6})", outbox.inner_text("main"))
        outbox.close()
        return found

    def new_pin(self, page, used):
        """The PIN that was just sent; a worker sends it, so it may take a moment."""
        for _ in range(40):
            fresh = [pin for pin in self.pins(page) if pin not in used]
            if fresh:
                used.update(fresh)
                return fresh[0]
            page.wait_for_timeout(250)
        raise AssertionError("no PIN came by SMS")

    def signs_on_a_phone(self):
        """MJK18-13.4, 13.5: the signer opens each document, ticks all, and signs with one PIN for each kind of act."""
        page = self.page("laksmi", PHONE, True)
        page.goto(f"{self.base}/kerja/tanda-tangan")
        # What waits for ink, or is decided alone, has no tick.
        batch = page.locator(".sign > li:has(input[type=checkbox])")
        waiting = batch.count()
        self.results.check(waiting >= SIGNATURES, f"{waiting} documents wait for the signer")
        taps, begun = 0, time.monotonic()
        for at in range(waiting):
            opening = batch.nth(at).locator("form button")
            if opening.count():
                opening.click()
                # One tap opens it, one leads back.
                taps += 2
                page.wait_for_load_state()
                page.goto(f"{self.base}/kerja/tanda-tangan")
        ready = page.locator(".sign input[type=checkbox]:not([disabled])")
        self.results.check(ready.count() == waiting, f"{ready.count()} of {waiting} are ready to sign")
        # Decisions and signatures are two acts, each with a PIN of its own (MJK18-13.5).
        for _ in range(2):
            if not ready.count():
                break
            for at in range(ready.count()):
                ready.nth(at).check()
                taps += 1
            used = set(self.pins(page))
            page.locator("#kelompok button").click()
            page.locator("input[name=pin]").fill(self.new_pin(page, used))
            # The button that asks, six figures, the button that signs.
            taps += 8
            with page.expect_navigation():
                page.locator("main form:has(input[name=pin]) button").first.click()
            self.results.check("PIN salah" not in page.inner_text("main"), "the PIN is taken")
            page.goto(f"{self.base}/kerja/tanda-tangan")
        left = batch.count()
        self.results.check(left == 0, f"{left} of {waiting} are left")
        print(f"{waiting} signatures on a telephone: {taps} taps, {time.monotonic() - begun:.0f} s by a machine")
        self.results.check(taps / waiting <= MOST_TAPS_A_SIGNATURE, f"{taps} taps for {waiting} signatures")
        page.context.close()


def main(base):
    """Walks every story."""
    results = Results("stories")
    doctor = {"nomor_str": "STR CONTOH 7", "str_sampai": "31-12-2029", "alamat_praktik": "Jalan Contoh 7"}
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        days = Days(browser, base, results)
        for script in (True, False):
            known = {**doctor, "tempat_praktik": f"Klinik Contoh {7 + script}"}
            results.story("apply", lambda k=known, s=script: days.applies("wagiman", "sip-dokter", k, s))
        results.story("correct", days.corrects)
        results.story("check by keyboard", days.checks_by_keyboard)
        results.story("sign", days.signs_on_a_phone)
        browser.close()
    return results.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
