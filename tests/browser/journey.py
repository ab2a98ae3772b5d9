"""Walks the demo as every role and takes the pictures of the guides.

Arguments: address of a fresh demo, and (not required) the folder for the pictures, otherwise docs/images of this checkout.
A picture keeps its name from run to run, so that the guides need no change when the pages look different.
"""

import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

import house
from album import DESK, PHONE, Album
from eyes import FLAGS
from results import Results
from stories import Days

NUMBER = re.compile(r"\b\d{2}-\d{6}-\d\b")
# The part of a file's page where an officer acts: the section around a form.
PANEL = "main section:has(form[action$='{}'])"
# A doctor who has no other file of this kind under way, and what she has at hand when she applies.
APPLICANT = "mardiyah"
KNOWN = {"nomor_str": "STR CONTOH 11", "str_sampai": "31-12-2029", "tempat_praktik": "Klinik Contoh Melati",
         "alamat_praktik": "Jalan Kembang Sore 21", "jadwal": "Senin sampai Jumat, 16.00 sampai 20.00"}


class Journey:
    """One file from the service's page to the verification of its number, with a picture at every desk."""

    def __init__(self, album):
        self.album, self.results = album, album.results
        self.days = Days(album.browser, album.base, album.results)
        self.number = self.case = None

    def press(self, page, text):
        """Presses a button and follows where it leads."""
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=text).first.click()
        wrong = page.locator(".errors").all_inner_texts()
        self.results.check(not wrong, f"{text}: {wrong}")

    def open_case(self, login, number, size=DESK):
        """Opens a file by its number as somebody at a desk types it, and takes it when it is free."""
        page = self.album.at(login, "/kerja", size)
        box = page.locator("main form[action='/kerja'] input[name='cari']")
        box.fill(number)
        with page.expect_navigation():
            box.press("Enter")
        self.results.check(re.search(r"/kerja/[0-9A-Z]{26}$", page.url), f"{login} finds {number}: {page.url}")
        self.take(page)
        return page

    def take(self, page):
        """Takes the file when it is free; whoever overtakes older files says why."""
        if page.get_by_role("button", name="Ambil berkas").count():
            reason = page.locator("#alasan-ambil")
            if reason.count():
                reason.fill("Pemohon menunggu di loket.")
            self.press(page, "Ambil berkas")

    # --- the applicant ---------------------------------------------------------------------------------------------

    def applies(self):
        """The doctor on a telephone: service, tasks, questions, photos, check, sent."""
        album = self.album
        page = album.at(APPLICANT, "/layanan/sip-dokter", PHONE)
        album.take(page, "layanan")
        self.press(page, "Ajukan permohonan")
        draft = page.url
        album.take(page, "tugas")
        for at, href in enumerate([h for h in self.days.hrefs(page) if "/isian/" in h]):
            page.goto(album.base + href)
            self.days.fill(page, KNOWN)
            if at == 0:
                album.take(page, "isian")
            with page.expect_navigation():
                page.locator("main form button.button").first.click()
        self.uploads(page, draft)
        page.goto(f"{draft}/periksa")
        page.locator("main input[type=checkbox]").last.check()
        album.take(page, "periksa", since="main h2 >> nth=-1", until="main form >> nth=-1")
        with page.expect_navigation():
            page.locator("main form[action$='/kirim'] button").last.click()
        album.take(page, "terkirim")
        self.number = NUMBER.search(page.inner_text("main")).group(0)
        page.goto(draft)
        album.take(page, "status-diproses")
        page.context.close()

    def uploads(self, page, draft):
        """Documents, one by one; two photos show how pages are arranged."""
        album, shown = self.album, False
        page.goto(f"{draft}/dokumen")
        album.take(page, "dokumen")
        asked = "main form[action*='/dokumen/']:has(input[type=file])"
        for at in range(page.locator(asked).count()):
            form = page.locator(asked).nth(at)
            field = form.locator("input[type=file]")
            several = field.get_attribute("multiple") is not None and at > 0 and not shown
            papers = [album.sheet(f"Contoh {at + 1}")] + ([album.sheet("Halaman dua")] if several else [])
            if not form.locator("button").first.is_visible():
                continue
            field.set_input_files(papers)
            with page.expect_navigation():
                form.locator("button").first.click()
            if "/susun/" in page.url:
                if several:
                    album.take(page, "susun-foto", until="main form >> nth=0")
                    shown = True
                with page.expect_navigation():
                    page.locator("main button[value='simpan']").click()
            wrong = page.locator(".errors").all_inner_texts()
            self.results.check(not wrong, f"document {at}: {wrong}")
        self.results.check(shown, "two photos were arranged")

    def is_told(self):
        """What applicants of the demo's files see: paying, correcting, a refusal, the folder."""
        album = self.album
        for login, word, name in (("nunuk", "Menunggu pembayaran", "status-bayar"), ("yulia", "Ditolak", "status-ditolak")):
            page = album.at(login, "/akun", PHONE)
            self.open_status(page, word)
            album.take(page, name)
            page.context.close()
        page = album.at("sumberwarna", "/akun", PHONE)
        album.take(page, "akun")
        page.locator("main a[href$='/perbaikan']").first.click()
        page.wait_for_load_state()
        album.take(page, "perbaikan", tall=1000)
        page.context.close()
        for path, name in (("/folder", "folder"), ("/akun/keamanan", "keamanan")):
            page = album.at(APPLICANT, path, PHONE)
            album.take(page, name)
            page.context.close()

    def open_status(self, page, word):
        """Opens the first application of a list whose state is this word."""
        page.locator("main li", has_text=word).locator("a[href^='/permohonan/']").first.click()
        page.wait_for_load_state()

    def surveys(self):
        """The applicant answers the survey and finds the permit."""
        album = self.album
        page = album.page(APPLICANT, PHONE)
        page.goto(self.status)
        link = page.locator("main a[href$='/survei']")
        self.wait_for(page, link, self.status)
        link.first.click()
        page.wait_for_load_state()
        form = "main form[action$='/survei']"
        groups = page.locator(f"{form} fieldset")
        for at in range(groups.count()):
            groups.nth(at).locator("input[type=radio][value='4']").check()
        album.take(page, "survei")
        with page.expect_navigation():
            page.locator(f"{form} button:not([formaction])").last.click()
        page.goto(self.status)
        album.take(page, "status-terbit", tall=1000)
        page.context.close()

    def wait_for(self, page, what, address):
        """Work behind the pages takes a moment; asks again until it is there."""
        for _ in range(120):
            if what.count():
                return
            page.wait_for_timeout(500)
            page.goto(address)
        self.results.check(False, f"{address}: what was waited for did not come")

    # --- the desks -------------------------------------------------------------------------------------------------

    def is_examined(self):
        """Clerk, validator, technical agency."""
        album = self.album
        page = album.at("sukinem", "/kerja")
        album.take(page, "antrean")
        page.context.close()
        page = self.open_case("sukinem", self.number)
        shown = page.locator("main a[href*='?dok=']").nth(1)
        page.goto(album.base + shown.get_attribute("href"))
        ticks = page.locator(".check input.ok")
        for at in range(ticks.count()):
            if at != 1:
                ticks.nth(at).check()
        album.take(page, "berkas-verifikasi", tall=1300)
        page.locator(".check input.no").nth(1).check()
        note = page.locator(".check textarea, .check input[type=text]")
        if note.nth(1).is_visible():
            note.nth(1).fill("Foto KTP terpotong. Mohon unggah foto yang utuh.")
        album.take(page, "verifikasi", only=PANEL.format("/periksa"), tall=1000)
        ticks.nth(1).check()
        self.press(page, "Teruskan ke validasi")
        page.context.close()
        page = self.open_case("yohanes", self.number)
        album.take(page, "validasi", tall=900)
        self.press(page, "Nyatakan valid")
        page.context.close()
        page = self.open_case("maheswari", self.number)
        self.choose_first(page, "/rekomendasi")
        self.press(page, "Kirim rekomendasi")
        page.context.close()

    def choose_first(self, page, action):
        """The first answer of every choice of a form."""
        form = f"main form[action$='{action}']"
        for name in {one.get_attribute("name") for one in page.locator(f"{form} input[type=radio]").all()}:
            page.locator(f"{form} input[name='{name}']").first.check()

    def is_visited(self):
        """The agency for buildings records a visit and writes its recommendation."""
        album = self.album
        # Before the only planned visit is made.
        page = album.at("gunadi", "/kerja/tinjauan")
        album.take(page, "daftar-tinjauan", tall=1080)
        page.context.close()
        page = album.at("gunadi", "/kerja")
        number = NUMBER.search(page.inner_text("main table, main ol, main ul")).group(0)
        page.context.close()
        page = self.open_case("gunadi", number)
        form = "main form[action$='/tinjauan']"
        if page.locator(f"{form} input[name='tanggal']").count():
            for name, value in (("tanggal", "01-04-2026"), ("jam", "08.30"), ("surat_tugas", "094/017-CONTOH/2026"),
                                ("tim", "Ir. Gunadi Lesmana\nPetugas ukur contoh"),
                                ("temuan", "Bangunan belum berdiri. Batas tanah sesuai gambar.")):
                page.fill(f"{form} [name='{name}']", value)
            album.take(page, "tinjauan", only=form)
            self.press(page, "Simpan tinjauan")
        self.choose_first(page, "/rekomendasi")
        album.take(page, "rekomendasi", only="main form[action$='/rekomendasi']")
        page.context.close()

    def signs(self, login, what):
        """Opens the document in the signing list, then one PIN for it."""
        album = self.album
        page = album.page(login, PHONE)
        address = f"{album.base}/kerja/tanda-tangan"
        line = page.locator(".sign > li", has_text=self.number)
        page.goto(address)
        self.wait_for(page, line, address)
        line.get_by_role("button", name="Buka dokumen").click()
        page.wait_for_load_state()
        page.goto(address)
        line.locator("input[type=checkbox]").check()
        if what == "tanda-tangan":
            album.take(page, "daftar-tanda-tangan", since=".sign > li:has(input:checked)", until="#kelompok")
        used = set(self.days.pins(page))
        page.locator("#kelompok button").click()
        pin = self.days.new_pin(page, used)
        if what == "tanda-tangan":
            page.locator("input[name=pin]").fill("••••••")
            album.take(page, "pin", tall=700)
        page.locator("input[name=pin]").fill(pin)
        with page.expect_navigation():
            page.locator("main form:has(input[name=pin]) button").first.click()
        self.results.check("1 dari 1" in page.inner_text("main"), f"{what}: {page.inner_text('main')[:200]}")
        page.context.close()

    def is_decided(self):
        """Draft, initials, decision, sheet, signature, number."""
        album = self.album
        page = self.open_case("laksmi", self.number)
        if page.get_by_role("button", name="Susun konsep persetujuan").count():
            self.press(page, "Susun konsep persetujuan")
        album.take(page, "konsep", only="main section[aria-labelledby='act-h']")
        page.context.close()
        self.signs("bagas", "paraf")
        self.signs("laksmi", "penetapan")
        page = self.open_case("darsono", self.number)
        album.take(page, "cetak", only=PANEL.format("/cetak"))
        self.press(page, "Cadangkan lembar")
        self.case = page.url
        page.context.close()
        self.signs("laksmi", "tanda-tangan")
        page = album.page("laksmi", PHONE)
        page.goto(f"{album.base}/kerja/tanda-tangan/hari-ini")
        album.take(page, "hari-ini")
        page.context.close()
        page = album.page("darsono")
        button = page.get_by_role("button", name="Beri nomor")
        page.goto(self.case)
        self.wait_for(page, button, self.case)
        self.take(page)
        album.take(page, "penomoran", only=PANEL.format("/nomor"))
        self.press(page, "Beri nomor")
        page.context.close()
        self.status = f"{album.base}/permohonan/{self.case.rsplit('/', 1)[1]}"

    def is_handed_over(self):
        """The counter hands over; the applicant downloads; anybody verifies."""
        album = self.album
        page = self.open_case("ayu", self.number)
        form = "main form[action$='/penyerahan']"
        self.choose_first(page, "/penyerahan")
        page.fill(f"{form} [name='identitas']", "KTP")
        for one in page.locator(f"{form} input[type=checkbox]").all():
            if "kuasa" not in (one.get_attribute("name") or ""):
                one.check()
        album.take(page, "penyerahan", only=PANEL.format("/penyerahan"))
        self.press(page, "Catat penyerahan")
        page.context.close()
        page = album.page(APPLICANT, PHONE)
        page.goto(self.status)
        album.take(page, "unduh", since="main aside", tall=500)
        link = page.locator("main a[href*='/verifikasi/']").first
        link.click()
        page.wait_for_load_state()
        self.results.check("BERLAKU" in page.inner_text("main"), f"it is in force: {page.inner_text('main')[:200]}")
        album.take(page, "verifikasi-berlaku")
        page.goto(f"{album.base}/verifikasi/ABCDEFGHJKMNPQRS")
        album.take(page, "verifikasi-tidak-dikenal")
        page.context.close()

    def whole_way(self):
        """In the order of the office; what fails at one desk leaves the desks after it without work."""
        for part in (self.applies, self.is_examined, self.is_decided, self.surveys, self.is_handed_over):
            part()


def main(base, folder=None):
    """Takes every picture."""
    results = Results("journey")
    folder = folder or pathlib.Path(__file__).parents[2] / "docs" / "images"
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, "--lang=id"])
        album = Album(browser, base.rstrip("/"), folder, results)
        journey = Journey(album)
        results.story("the applicants", journey.is_told)
        results.story("the visit", journey.is_visited)
        for what, run in house.stories(journey):
            results.story(what, run)
        results.story("the whole way", journey.whole_way)
        album.weigh()
        browser.close()
    return results.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
