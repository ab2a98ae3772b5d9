"""One permit from the service's page to the verification of its number, through every desk, in a real browser.

Arguments: address of a fresh demo, and (not required) a folder for pictures of the way.
"""

import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

from eyes import FLAGS
from results import Results
from stories import DESK, PHONE, Days, paper


class Permit:
    """The way of one file."""

    def __init__(self, days, pictures):
        self.days, self.results, self.base = days, days.results, days.base
        self.pictures, self.taken = pictures, 0
        self.number = self.case = None

    def keep(self, page, what):
        """Keeps a picture of the way."""
        if self.pictures:
            self.taken += 1
            page.screenshot(path=self.pictures / f"{self.taken:02}-{what}.png")

    def press(self, page, text):
        """Presses a button and follows where it leads."""
        button = page.locator("main").get_by_role("button", name=text).first
        with page.expect_navigation():
            button.click()
        wrong = page.locator(".errors, main .notice--bad").all_inner_texts()
        self.results.check(not wrong, f"{text}: {wrong}")

    def at_desk(self, login):
        """Opens the file at somebody's desk, by its number, and takes it when it is free."""
        page = self.days.page(login, DESK, True)
        page.goto(f"{self.base}/kerja?cari={self.number}")
        self.results.check("/kerja/" in page.url, f"{login} finds {self.number}: {page.url}")
        self.case = page.url
        self.take(page)
        return page

    def take(self, page):
        """Takes the file when it is free; whoever overtakes older files says why."""
        if page.get_by_role("button", name="Ambil berkas").count():
            reason = page.locator("#alasan-ambil")
            if reason.count():
                reason.fill("Pemohon menunggu di loket.")
            self.press(page, "Ambil berkas")

    def applies(self):
        """MJK18-12: a dentist with a telephone asks for a practice permit."""
        page = self.days.page("wagiman", PHONE, True)
        page.goto(f"{self.base}/layanan/sip-dokter")
        self.keep(page, "layanan")
        self.press(page, "Ajukan permohonan")
        draft = page.url
        self.keep(page, "daftar-tugas")
        known = {"nomor_str": "STR CONTOH 11", "str_sampai": "31-12-2029", "tempat_praktik": "Klinik Contoh Sebelas"}
        for href in [h for h in self.days.hrefs(page) if "/isian/" in h]:
            page.goto(self.base + href)
            self.days.fill(page, known)
            self.keep(page, "isian")
            page.locator("main form button.button").first.click()
        page.goto(f"{draft}/dokumen")
        for at in range(page.locator("main input[type=file]").count()):
            page.locator("main input[type=file]").nth(at).set_input_files(paper(f"Contoh {at + 1}"))
            page.locator("main form:has(input[type=file])").nth(at).locator("button").first.click()
        self.keep(page, "dokumen")
        page.goto(f"{draft}/periksa")
        page.locator("main input[type=checkbox]").last.check()
        self.keep(page, "periksa")
        with page.expect_navigation():
            page.locator("main form button.button").last.click()
        self.keep(page, "terkirim")
        self.number = re.search(r"\b\d{2}-\d{6}-\d\b", page.inner_text("main")).group(0)
        page.context.close()

    def is_examined(self):
        """MJK18-11.3.b to d: clerk, validator, technical agency."""
        page = self.at_desk("sukinem")
        for one in page.locator(".check input.ok").all():
            one.check()
        self.keep(page, "verifikasi")
        self.press(page, "Teruskan ke validasi")
        page.context.close()
        page = self.at_desk("yohanes")
        self.keep(page, "validasi")
        self.press(page, "Nyatakan valid")
        page.context.close()
        page = self.at_desk("maheswari")
        form = "main form[action$='/rekomendasi']"
        for name in {one.get_attribute("name") for one in page.locator(f"{form} input[type=radio]").all()}:
            page.locator(f"{form} input[name='{name}']").first.check()
        self.keep(page, "rekomendasi")
        self.press(page, "Kirim rekomendasi")
        page.context.close()

    def signs(self, login, what):
        """MJK18-13.3 to 13.5: opens the document in the signing list, then one PIN for it."""
        page = self.days.page(login, PHONE, True)
        line = page.locator(".sign > li", has_text=self.number)
        for _ in range(120):
            page.goto(f"{self.base}/kerja/tanda-tangan")
            if line.count():
                break
            page.wait_for_timeout(500)
        self.results.check(line.count() == 1, f"{what} of {self.number} waits for {login}")
        line.get_by_role("button", name="Buka dokumen").click()
        page.wait_for_load_state()
        page.goto(f"{self.base}/kerja/tanda-tangan")
        line.locator("input[type=checkbox]").check()
        self.keep(page, what)
        used = set(self.days.pins(page))
        page.locator("#kelompok button").click()
        page.locator("input[name=pin]").fill(self.days.new_pin(page, used))
        self.keep(page, f"{what}-pin")
        with page.expect_navigation():
            page.locator("main form:has(input[name=pin]) button").first.click()
        self.results.check("1 dari 1" in page.inner_text("main"), f"{what}: {page.inner_text('main')[:200]}")
        page.context.close()

    def is_decided(self):
        """MJK18-13: draft, initials, decision."""
        page = self.at_desk("laksmi")
        if page.get_by_role("button", name="Susun konsep persetujuan").count():
            self.press(page, "Susun konsep persetujuan")
        self.keep(page, "konsep")
        page.context.close()
        self.signs("bagas", "paraf")
        self.signs("laksmi", "penetapan")

    def is_made(self):
        """MJK18-16, 13.4, 11.3.i: a sheet is set aside, the head signs, the number is given and sealed."""
        page = self.at_desk("darsono")
        self.keep(page, "cetak")
        self.press(page, "Cadangkan lembar")
        page.context.close()
        self.signs("laksmi", "tanda-tangan")
        page = self.days.page("darsono", DESK, True)
        button = page.get_by_role("button", name="Beri nomor")
        for _ in range(120):
            page.goto(self.case)
            if button.count():
                break
            page.wait_for_timeout(500)
        self.take(page)
        self.keep(page, "penomoran")
        self.press(page, "Beri nomor")
        page.context.close()

    def is_surveyed_and_handed_over(self):
        """MJK18-17, 18: the applicant fills the survey, the counter hands over."""
        page = self.days.page("wagiman", PHONE, True)
        link = page.locator("a[href$='/survei']")
        for _ in range(120):
            page.goto(f"{self.base}/akun")
            if link.count():
                break
            page.wait_for_timeout(500)
        link.first.click()
        groups = page.locator("main form[action$='/survei'] fieldset")
        for at in range(groups.count()):
            groups.nth(at).locator("input[type=radio][value='4']").check()
        self.keep(page, "survei")
        with page.expect_navigation():
            page.locator("main form[action$='/survei'] button:not([formaction])").last.click()
        self.keep(page, "sesudah-survei")
        page.context.close()
        page = self.at_desk("ayu")
        self.keep(page, "penyerahan")
        form = "main form[action$='/penyerahan']"
        for name in {one.get_attribute("name") for one in page.locator(f"{form} input[type=radio]").all()}:
            page.locator(f"{form} input[name='{name}']").first.check()
        for one in page.locator(f"{form} input[type=text]").all():
            if one.is_visible() and not one.input_value():
                one.fill("KTP dilihat")
        for one in page.locator(f"{form} input[type=checkbox]").all():
            if one.is_visible():
                one.check()
        self.press(page, "Catat penyerahan")
        page.context.close()

    def is_true(self):
        """MJK18-1.11: anybody asks whether the permit is genuine, by the code that stands on it."""
        page = self.days.page("wagiman", PHONE, True)
        page.goto(f"{self.base}/permohonan/{self.case.rsplit('/', 1)[1]}")
        link = page.locator("main a[href*='/verifikasi/']")
        self.results.check(link.count() > 0, f"the status page leads to the verification: {page.url}")
        self.keep(page, "status")
        link.first.click()
        page.wait_for_load_state()
        self.results.check("BERLAKU" in page.inner_text("main"), f"it is in force: {page.inner_text('main')[:200]}")
        self.keep(page, "keaslian")
        page.context.close()

    def whole_way(self):
        """From the service's page to the verification."""
        for part in (self.applies, self.is_examined, self.is_decided, self.is_made, self.is_surveyed_and_handed_over,
                     self.is_true):
            part()


def main(base, pictures=None):
    """Walks it."""
    results = Results("permit")
    pictures = pathlib.Path(pictures) if pictures else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        results.story("whole way", Permit(Days(browser, base, results), pictures).whole_way)
        browser.close()
    return results.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
