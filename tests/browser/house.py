"""The rest of the house in pictures: asking for an account, the counter, retribution, the head, the auditor, the administration."""

import re

from album import PHONE

# Invented: the serial 0000 and the numbers 0840 belong to nobody.
APPLICANT = {"nama": "Sulastri", "nik": "3576024605910000", "jalan": "Gang Melati Sewu 8", "ponsel": "084000000311",
             "surel": "sulastri@warga.example"}


class House:
    """Pages that do not follow one file."""

    def __init__(self, journey):
        self.journey, self.album, self.results = journey, journey.album, journey.results

    def code(self, page, channel, number):
        """The code that the demo's outbox shows for a person, newest first."""
        for _ in range(60):
            outbox = page.context.new_page()
            outbox.goto(f"{self.album.base}/demo/pesan")
            text = outbox.inner_text("main")
            outbox.close()
            after = text.partition(f"{channel} ke {number}")[2]
            found = re.search(r"kode (\d{6})|kode: (\d{6})|(\d{6})", after[:600])
            if found:
                return next(group for group in found.groups() if group)
            page.wait_for_timeout(250)
        raise AssertionError(f"no code by {channel} to {number}")

    def asks_for_an_account(self):
        """MJK18-8: a person without an account, on a telephone."""
        album = self.album
        page = album.at(None, "/daftar", PHONE)
        album.take(page, "daftar-akun")
        page.goto(f"{album.base}/daftar/baru/perorangan")
        for name, value in APPLICANT.items():
            page.fill(f"main [name='{name}']", value)
        page.locator("main select[name]").first.select_option(index=12)
        for name in {one.get_attribute("name") for one in page.locator("main input[type=radio]").all()}:
            page.locator(f"main input[name='{name}']").first.check()
        album.take(page, "daftar-isian", tall=1000)
        self.journey.press(page, "Simpan dan lanjutkan")
        request = page.url
        page.locator("main input[type=file]").first.set_input_files(album.sheet("KTP contoh"))
        self.journey.press(page, "Unggah KTP")
        if "/susun/" in page.url:
            with page.expect_navigation():
                page.locator("main button[value='simpan']").click()
        for channel, sent, address in (("ponsel", "SMS", "+6284000000311"), ("surel", "Surel", APPLICANT["surel"])):
            page.goto(request)
            button = page.locator(f"main form[action*='/kode/'][action$='{channel}'] button")
            if not button.count():
                button = page.locator("main form[action*='/kode/'] button")
            with page.expect_navigation():
                button.first.click()
            field = page.locator("main form[action*='/konfirmasi/'] input[name='kode']").first
            field.fill(self.code(page, sent, address))
            if sent == "SMS":
                album.take(page, "daftar-kode", until="main form[action*='/konfirmasi/'] >> nth=0")
            self.journey.press(page, "Konfirmasi")
        page.locator("main form[action$='/kirim'] input[type=checkbox]").last.check()
        self.journey.press(page, "Kirim permohonan")
        album.take(page, "daftar-terkirim", tall=760)
        page.context.close()

    def account_is_granted(self):
        """MJK18-8.5: the access desk compares the card with what was typed."""
        album = self.album
        page = album.at("sukinem", "/kerja/akses")
        album.take(page, "akses-daftar")
        page.locator("main a[href^='/kerja/akses/']").last.click()
        page.wait_for_load_state()
        album.take(page, "akses-berkas", tall=1100)
        page.context.close()

    def counter(self):
        """MJK18-12.6: search, what a person came for, filling for somebody."""
        album = self.album
        helper = album.at("yulia", "/akun/kuasa", PHONE)
        helper.locator("main ul.cards a", has_text="Ponirah").click()
        helper.wait_for_load_state()
        album.take(helper, "kuasa", tall=900)
        helper.context.close()
        page = album.at("tri", "/loket")
        page.fill("main form[action='/loket'] input[name='cari']", "ponirah")
        with page.expect_navigation():
            page.locator("main form[action='/loket'] button").first.click()
        album.take(page, "loket-cari", tall=700)
        page.locator("main a[href^='/loket/orang/']").first.click()
        page.wait_for_load_state()
        album.take(page, "loket-orang")
        page.goto(f"{album.base}/loket")
        page.locator("main a[href^='/permohonan/']").first.click()
        page.wait_for_load_state()
        album.take(page, "dibantu-tugas", tall=760)
        link = page.locator("main a[href$='/periksa']").first
        if link.count():
            link.click()
            page.wait_for_load_state()
            album.take(page, "dibantu-pernyataan", since="main h2 >> nth=-1", until="main form >> nth=-1")
        page.context.close()

    def retribution(self):
        """MJK18-14: the bill, and a payment that the bank reports."""
        album, journey = self.album, self.journey
        page = album.at("nurlaila", "/kerja")
        text = page.inner_text("main table")
        numbers = re.findall(r"\b\d{2}-\d{6}-\d\b", text)
        page.context.close()
        kept = {"skrd": "/skrd", "bayar": "/pembayaran"}
        for number in dict.fromkeys(numbers):
            page = journey.open_case("nurlaila", number)
            for name, action in list(kept.items()):
                form = f"main form[action$='{action}']"
                if page.locator(form).count():
                    album.take(page, f"retribusi-{name}", only=f"main section:has(form[action$='{action}'])")
                    kept.pop(name)
            page.context.close()
        self.results.check(not kept, f"pictures of the retribution: {sorted(kept)}")
        page = album.at("nurlaila", "/kerja/pengembalian-dana")
        album.take(page, "pengembalian-dana", tall=600)
        page.context.close()

    def ends(self):
        """What the head, the auditor and the clerks read."""
        album = self.album
        pages = [("wirayuda", "/kerja/ringkasan", "ringkasan", 1300), ("wirayuda", "/kelola/standar", "standar-pelayanan", 900), ("wirayuda", "/kerja/survei", "survei-kantor", 1000),
                 ("darsono", "/kerja/kertas", "kertas", 800), ("darsono", "/kerja/register", "register", 900),
                 ("farida", "/jejak-audit", "jejak-audit", 900), ("farida", "/jejak-audit/terbatas", "informasi-terbatas", 800)]
        for login, path, name, tall in pages:
            page = album.at(login, path)
            # The quarter and the month before have more to show than the first days of April.
            chosen = page.locator("main form[method='get'] select, main form:not([method]) select").first
            if name in ("survei-kantor", "register") and chosen.count():
                chosen.select_option(index=2)
                with page.expect_navigation():
                    page.get_by_role("button", name="Tampilkan").click()
            album.take(page, name, tall=tall, until="main" if tall > 1000 else None)
            page.context.close()
        page = album.at("farida", "/jejak-audit")
        page.locator("main a[href^='/jejak-audit/permohonan/']").first.click()
        page.wait_for_load_state()
        album.take(page, "cerita-berkas")
        page.context.close()
        page = album.at(None, "/indeks-kepuasan", PHONE)
        album.take(page, "indeks-kepuasan")
        page.context.close()

    def administration(self):
        """People, officials, calendar with its preview, messages and jobs, the running profile."""
        album = self.album
        pages = [("/kelola", "kelola", 700), ("/kelola/orang", "kelola-orang", 800),
                 ("/kelola/orang/tambah", "kelola-orang-tambah", 1100), ("/kelola/pejabat", "kelola-pejabat", 900),
                 ("/kelola/sistem", "kelola-sistem", 700), ("/kelola/profil", "kelola-profil", 900),
                 ("/kerja/blokir-tanda-tangan", "blokir-tanda-tangan", 600)]
        for path, name, tall in pages:
            page = album.at("gilang", path)
            album.take(page, name, tall=tall)
            page.context.close()
        page = album.at("gilang", "/kelola/kalender")
        form = "main form[action$='/pratinjau']"
        for name, value in (("tanggal", "2026-04-02"), ("nama", "Libur daerah contoh"), ("dasar", "Keputusan contoh 2026"),
                            ("alasan", "Menunjukkan batas waktu yang bergeser.")):
            page.fill(f"{form} [name='{name}']", value)
        for one in page.locator(f"{form} select").all():
            one.select_option(index=1)
        for name in {one.get_attribute("name") for one in page.locator(f"{form} input[type=radio]").all()}:
            page.locator(f"{form} input[name='{name}']").first.check()
        album.take(page, "kelola-kalender", only=form)
        with page.expect_navigation():
            page.locator(f"{form} button").last.click()
        album.take(page, "kelola-kalender-pratinjau", tall=1000)
        page.context.close()

    def revoked(self):
        """A permit that was revoked answers so to anybody."""
        album = self.album
        page = album.at("mardiyah", "/akun", PHONE)
        self.journey.open_status(page, "Dicabut")
        page.locator("main a[href*='/verifikasi/']").first.click()
        page.wait_for_load_state()
        album.take(page, "verifikasi-dicabut")
        page.context.close()


def stories(journey):
    """What is walked, in this order, and its name."""
    house = House(journey)
    return [("an account", house.asks_for_an_account), ("the access desk", house.account_is_granted),
            ("the counter", house.counter), ("retribution", house.retribution), ("reading", house.ends),
            ("administration", house.administration), ("a revoked permit", house.revoked)]
