"""Looks at the pages in a real browser: narrow and wide, light and dark, with axe-core as the judge, and two stories without script.

Arguments: address of a fresh demo, folder with axe.min.js, and (not required) a folder for pictures.
"""

import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

from client import PASSWORD
from results import Results

FLAGS = ["--headless", "--no-sandbox", "--disable-quic", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (360, 1280)
CASE = re.compile(r"/(permohonan|kerja)/[0-9A-Z]{26}$")
# Who looks at which pages; "*" stands for the first file that the page before links to.
PAGES = [
    (None, ["/", "/layanan", "/layanan/sip-dokter", "/layanan/imb", "/verifikasi", "/masuk", "/informasi/cara-mengajukan",
            "/demo", "/demo/pesan", "/demo/waktu", "/gaya", "/tidak-ada", "/daftar", "/daftar/baru/perorangan",
            "/daftar/baru/badan-usaha", "/daftar/status", "/masuk/pertama", "/masuk/lupa", "/bukan-saya", "/ganti-petugas", "/indeks-kepuasan"]),
    ("candrawati", ["/akun", "*", "/folder"]),
    ("ponirah", ["/akun", "*", "/akun/keamanan"]),
    ("yulia", ["/akun", "/akun/kuasa", "/akun/kuasa/minta"]),
    ("mardiyah", ["/akun", "/akun/kuasa"]),
    ("sukinem", ["/kerja", "*", "/kerja/pesan", "/kerja/akses"]),
    ("yohanes", ["/kerja", "*"]),
    ("gunadi", ["/kerja", "*", "/kerja/tinjauan"]),
    ("laksmi", ["/kerja", "*", "/kerja/tanda-tangan"]),
    ("nurlaila", ["/kerja", "*", "/kerja/pengembalian-dana"]),
    ("darsono", ["/kerja", "*", "/kerja/register", "/kerja/kertas"]),
    ("ayu", ["/kerja", "*"]),
    ("wirayuda", ["/kerja/ringkasan", "/kerja/ringkasan/perantara", "/kerja/survei", "/kerja/cari", "/kerja/berkas",
                  "/kelola/standar"]),
    ("tri", ["/loket"]),
    ("farida", ["/jejak-audit"]),
    ("gilang", ["/kelola", "/kelola/orang", "/kelola/orang/tambah", "/kelola/pejabat", "/kelola/kalender", "/kelola/sistem",
                "/kelola/profil", "/kelola/perangkat-umum"]),
]

# Looked at in English too.
ENGLISH = [
    (None, ["/", "/layanan", "/layanan/imb", "/verifikasi", "/daftar/baru/perorangan"]),
    ("sukinem", ["/kerja"]),
]


def name_of(login, path):
    """Name of a picture."""
    return f"{login or 'umum'}-{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-')[:40] or 'beranda'}"


class Eyes:
    """One browser and what it sees."""

    def __init__(self, browser, base, axe, pictures, results):
        self.browser, self.base, self.axe, self.pictures, self.results = browser, base, axe, pictures, results

    def page(self, login, width, dark=False, script=True):
        """A fresh window, signed in."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light", locale="id-ID",
            java_script_enabled=script, bypass_csp=False)
        page = context.new_page()
        if login:
            page.goto(f"{self.base}/masuk")
            page.fill("#akun", login)
            page.fill("#sandi", PASSWORD)
            page.press("#sandi", "Enter")
            page.wait_for_url(lambda url: not url.endswith("/masuk"))
        return page

    def first_case(self, page):
        """Path of the first file that the page links to."""
        links = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))")
        return next((link for link in links if CASE.match(link)), None)

    def judge(self, page, what):
        """Asks axe-core; its script does not come through our content policy, so it is put in by the browser."""
        page.evaluate(self.axe)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        told = [f"{v['id']} ({v['impact']}): {'; '.join(n['html'][:120] for n in v['nodes'][:3])}" for v in found["violations"]]
        self.results.check(len(found["passes"]) >= 8 and not told, f"{what}: axe-core: {told or 'too little was judged'}")

    def look(self, login, paths, width, dark):
        """Every page of one person at one width."""
        page, told = self.page(login, width, dark), []
        page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        for path in paths:
            if path == "*":
                path = self.first_case(page)
                if not self.results.check(path, f"{login}: the demo has no file for this desk"):
                    continue
            what = f"{login or 'nobody'} {path} at {width} {'dark' if dark else 'light'}"
            answer = page.goto(self.base + path)
            want = 404 if path == "/tidak-ada" else 200
            self.results.check(answer.status == want, f"{what}: {answer.status}")
            # A missing page is an error to the console as well; every other one is ours.
            ours = [text for text in told if "404" not in text]
            self.results.check(not ours, f"{what}: the console says {ours}")
            told.clear()
            wide = page.evaluate("document.scrollingElement.scrollWidth")
            self.results.check(wide <= width, f"{what}: {wide} px wide")
            self.judge(page, what)
            if self.pictures:
                shade = "gelap" if dark else "terang"
                kept = self.pictures / f"{name_of(login, path)}-{width}-{shade}.png"
                page.screenshot(path=kept, full_page=True)
        page.context.close()

    def english(self, login, paths):
        """The switch at the foot leads to the same page in English; nothing of it needs more room than a telephone has."""
        page = self.page(login, 360)
        for path in paths:
            page.goto(self.base + path)
            switch = page.locator("form[action='/bahasa'] button[value='en']")
            if switch.count():
                switch.click()
            what = f"{login or 'nobody'} {path} in English"
            self.results.check(page.url == self.base + path, f"{what}: the switch led to {page.url}")
            self.results.check(page.locator("html").get_attribute("lang") == "en", f"{what}: the language is not named")
            self.results.check(page.locator("footer h2", has_text="Need help?").count() == 1, f"{what}: the foot is Indonesian")
            wide = page.evaluate("document.scrollingElement.scrollWidth")
            self.results.check(wide <= 360, f"{what}: {wide} px wide")
            self.judge(page, what)
            if self.pictures:
                page.screenshot(path=self.pictures / f"{name_of(login, path)}-360-english.png", full_page=True)
        page.context.close()

    def every_state(self):
        """Every page with every invented content (empty, wrong, long, dark) at the narrowest width."""
        page = self.page(None, 320)
        page.goto(f"{self.base}/gaya")
        links = page.eval_on_selector_all("main a[href^='/gaya/halaman/']", "all => all.map(a => a.getAttribute('href'))")
        self.results.check(len(links) > 90, f"only {len(links)} states")
        for link in links:
            page.goto(self.base + link)
            wide = page.evaluate("document.scrollingElement.scrollWidth")
            self.results.check(wide <= 320, f"{link}: {wide} px wide")
            self.judge(page, link)
        page.context.close()

    def survey_opens_the_permit(self):
        """MJK18-17.1, 18.1: an applicant on a telephone, without script, answers the survey and reaches the permit."""
        page = self.page("candrawati", 360, script=False)
        page.goto(f"{self.base}/akun")
        page.click("a[href$='/survei']")
        address = page.url
        self.results.check(page.locator("a[href$='.pdf'], a[href*='/dokumen/']").count() == 0, "no permit before the survey")
        page.locator("main form[action$='/survei'] button:not([formaction])").last.click()
        self.results.check(page.locator("[role=alert], .errors, .field--error, [aria-invalid=true]").count() > 0,
                           "an empty survey is told what is missing")
        page.goto(address)
        groups = page.locator("main form[action$='/survei'] fieldset")
        for at in range(groups.count()):
            groups.nth(at).locator("input[type=radio][value='4']").check()
        page.locator("main form[action$='/survei'] button:not([formaction])").last.click()
        self.results.check(not page.url.endswith("/survei"), f"the survey was taken: {page.url}")
        page.goto(address.removesuffix("/survei"))
        again = page.locator("a[href$='/survei']").count()
        self.results.check(again == 0, "a second survey is not offered")
        page.context.close()

    def a_clerk_passes_a_file_on(self):
        """MJK18-12.3: the verifying clerk ticks every document and passes the file on; it leaves the desk."""
        page = self.page("sukinem", 1280, script=False)
        page.goto(f"{self.base}/kerja")
        case = self.first_case(page)
        page.goto(self.base + case)
        page.locator("button[formaction$='/teruskan']").click()
        self.results.check(page.locator("button[formaction$='/teruskan']").count() == 1, "an unticked file stays at the desk")
        yes = page.locator("form[action$='/periksa'] input.ok")
        for at in range(yes.count()):
            yes.nth(at).check()
        page.locator("button[formaction$='/teruskan']").click()
        page.goto(self.base + case)
        self.results.check(page.locator("button[formaction$='/teruskan']").count() == 0, "the file left the desk")
        page.context.close()


def main(base, axe_folder, pictures=None):
    """Looks at everything."""
    results = Results("eyes")
    axe = (pathlib.Path(axe_folder) / "axe.min.js").read_text(encoding="utf-8")
    pictures = pathlib.Path(pictures) if pictures else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        eyes = Eyes(browser, base, axe, pictures, results)
        for login, paths in PAGES:
            for width in WIDTHS:
                for dark in (False, True):
                    results.story(f"{login} at {width}", lambda a=(login, paths, width, dark): eyes.look(*a))
        for login, paths in ENGLISH:
            results.story(f"{login} in English", lambda a=(login, paths): eyes.english(*a))
        results.story("states", eyes.every_state)
        results.story("survey", eyes.survey_opens_the_permit)
        results.story("clerk", eyes.a_clerk_passes_a_file_on)
        browser.close()
    return results.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
