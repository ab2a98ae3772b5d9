"""Takes the pictures of the guides: signs in, cuts what matters out of a page, and makes the files small."""

import io
import pathlib

from PIL import Image

from client import PASSWORD

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 860}
# The most that one picture and all together may weigh, in bytes.
MOST_ONE, MOST_ALL = 120_000, 3_000_000
# How tall a picture may grow, in pixels.
TALL_PHONE, TALL_DESK = 1100, 1300
# A sheet of paper as somebody photographs it: large enough to be read, and plainly no real document.
SHEET = """<body style="margin:0;background:#d9d2c5"><div style="margin:26px 22px;padding:60px 56px;height:1560px;background:#fff;
box-shadow:0 0 18px #0006;font:34px/1.55 serif;position:relative;transform:rotate(.4deg)"><p style="font:bold 60px sans-serif;
margin:0 0 12px">{title}</p><p style="font:30px sans-serif;color:#a00;margin:0 0 46px;border-bottom:5px solid #222;
padding-bottom:24px">CONTOH – TIDAK BERLAKU</p>{lines}<div style="position:absolute;left:56px;bottom:70px;border:6px solid
#244a8a;color:#244a8a;padding:24px 34px;font:bold 34px sans-serif;transform:rotate(-5deg)">CAP CONTOH</div></div></body>"""
# What sticks to a window's edge would lie over the middle of a tall picture.
UNSTICK = """scrollTo(0, 0); for (const one of document.querySelectorAll("main *, header"))
    if (getComputedStyle(one).position === "sticky") one.style.position = "static";"""
LINE = "<p style='margin:0 0 22px'>Baris karangan {n}: huruf yang tajam dan mudah dibaca, 0123456789.</p>"


class Album:
    """One browser and the pictures that it takes."""

    def __init__(self, browser, base, folder, results):
        self.browser, self.base, self.results = browser, base, results
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.taken = {}

    def page(self, login=None, size=DESK):
        """A fresh window, signed in when a name is given."""
        context = self.browser.new_context(viewport=size, locale="id-ID", color_scheme="light", reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(20_000)
        if login:
            page.goto(f"{self.base}/masuk")
            page.fill("#akun", login)
            page.fill("#sandi", PASSWORD)
            page.press("#sandi", "Enter")
            page.wait_for_url(lambda url: not url.endswith("/masuk"))
        return page

    def at(self, login, path, size=DESK):
        """A fresh window of somebody at a path."""
        page = self.page(login, size)
        page.goto(self.base + path)
        return page

    def take(self, page, name, only=None, since=None, until=None, tall=None):
        """Keeps a picture: of the innermost `only`, or from the top of `since` to the end of `until`, or one window high.

        On a telephone it begins below the header, which is the same on every page.
        """
        page.wait_for_load_state("load")
        page.evaluate(UNSTICK)
        size = page.viewport_size
        phone = size["width"] < 600
        most = tall or (TALL_PHONE if phone else TALL_DESK)
        box = self.box(page, only, last=True) if only else None
        if box:
            left, right = max(0, box["x"] - 16), min(size["width"], box["x"] + box["width"] + 16)
            top, end = max(0, box["y"] - 16), box["y"] + box["height"] + 16
        else:
            left, right = 0, size["width"]
            begin = self.box(page, since or "main") if since or phone else None
            top = max(0, begin["y"] - 12) if begin else 0
            stop = self.box(page, until, last=True) if until else None
            end = stop["y"] + stop["height"] + 16 if stop else top + (tall or size["height"])
        foot = self.box(page, "main")
        end = min(end, top + most, max(top + 200, foot["y"] + foot["height"]) if foot else end)
        clip = {"x": left, "y": top, "width": right - left, "height": end - top}
        self.keep(name, page.screenshot(full_page=True, clip=clip))

    def box(self, page, what, last=False):
        """Where something stands on the whole page; the first of it or the last."""
        found = page.locator(what)
        if not found.count():
            self.results.check(False, f"{page.url}: there is no {what} for a picture")
            return None
        return (found.last if last else found.first).bounding_box()

    def keep(self, name, data):
        """Writes a picture with as many colours as its weight allows."""
        whole = Image.open(io.BytesIO(data)).convert("RGB")
        for colours in (128, 64, 32, 16):
            small = io.BytesIO()
            whole.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
            if small.tell() <= MOST_ONE:
                break
        self.results.check(small.tell() <= MOST_ONE, f"{name} weighs {small.tell()} bytes")
        self.results.check(name not in self.taken, f"{name} was taken twice")
        (self.folder / f"{name}.png").write_bytes(small.getvalue())
        self.taken[name] = small.tell()

    def sheet(self, title):
        """A photo of an invented sheet of paper, to be uploaded."""
        page = self.browser.new_page(viewport={"width": 1240, "height": 1754})
        page.set_content(SHEET.format(title=title, lines="".join(LINE.format(n=n) for n in range(1, 15))))
        photo = page.screenshot(type="jpeg", quality=82)
        page.close()
        return {"name": f"{title.lower().replace(' ', '-')}.jpg", "mimeType": "image/jpeg", "buffer": photo}

    def weigh(self):
        """All together must stay small."""
        whole = sum(self.taken.values())
        self.results.check(whole <= MOST_ALL, f"all pictures weigh {whole} bytes")
        print(f"{len(self.taken)} pictures, {whole // 1000} kB, the largest {max(self.taken.values(), default=0) // 1000} kB")
