"""A browser without script and without mercy: keeps cookies, reads forms as they stand, and sends whatever it is told."""

import http.client
import urllib.parse
from html.parser import HTMLParser

PASSWORD = "contoh-2026"
SECONDS = 30


class Form:
    """A form of a page, with the values that stand in it."""

    def __init__(self, action, method, upload):
        self.action, self.method, self.upload = action, method, upload
        self.fields, self.texts, self.files, self.buttons, self.also = [], [], [], [], []

    def values(self, **more):
        """The values as a browser would send them, some replaced."""
        more = {name.replace("__", "."): value for name, value in more.items()}
        kept = [(name, value) for name, value in self.fields if name not in more]
        return kept + list(more.items())


class Reader(HTMLParser):
    """Links, forms, ids and text of a page."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.links, self.forms, self.text, self.sources, self.tags = [], [], [], [], []
        self._form, self._area, self._select, self._quiet = None, None, None, 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag in ("img", "iframe", "script") and found.get("src"):
            self.sources.append(found["src"])
        if tag == "link" and found.get("href"):
            self.sources.append(found["href"])
        if tag in ("script", "style"):
            self._quiet += 1
        if tag == "form":
            upload = found.get("enctype") == "multipart/form-data"
            self._form = Form(found.get("action", ""), found.get("method", "get").lower(), upload)
            self.forms.append(self._form)
        form, name = self._form, found.get("name")
        if form is None:
            return
        if tag == "input":
            kind = found.get("type", "text")
            if kind == "file":
                form.files.append(name)
            elif kind in ("radio", "checkbox"):
                if "checked" in found:
                    form.fields.append((name, found.get("value", "on")))
            elif name:
                form.fields.append((name, found.get("value") or ""))
                if kind != "hidden":
                    form.texts.append(name)
        elif tag == "textarea":
            self._area = (name, [])
            form.texts.append(name)
        elif tag == "select":
            self._select = name
            form.fields.append((name, ""))
        elif tag == "option" and self._select and "selected" in found:
            form.fields[-1] = (self._select, found.get("value") or "")
        elif tag == "button":
            form.buttons.append((name, found.get("value", "")))
            if found.get("formaction"):
                form.also.append(found["formaction"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag in ("script", "style"):
            self._quiet -= 1
        elif tag == "textarea" and self._area and self._form is not None:
            self._form.fields.append((self._area[0], "".join(self._area[1])))
            self._area = None

    def handle_data(self, data):
        if self._area:
            self._area[1].append(data)
        if not self._quiet:
            self.text.append(data)


class Answer:
    """What came back."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self._read = None

    def header(self, name):
        """A header, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def all(self, name):
        """Every value of a header."""
        return [value for key, value in self.headers if key.lower() == name]

    @property
    def html(self):
        return self.body.decode("utf-8", "replace")

    @property
    def page(self):
        if self._read is None:
            self._read = Reader(self.html)
        return self._read

    @property
    def text(self):
        return " ".join("".join(self.page.text).split())

    def form(self, action):
        """The form that is sent to this path; `None` without one."""
        forms = [f for f in self.page.forms if urllib.parse.urlsplit(f.action).path == action]
        return next(iter(forms), None)


class Client:
    """One person's browser."""

    def __init__(self, base):
        self.host = urllib.parse.urlsplit(base).netloc
        self.cookies, self.set_cookies = {}, []

    def ask(self, method, path, body=None, headers=None):
        """Sends a request exactly as given; nothing in the path is put right."""
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS)
        send = {"Connection": "close", **(headers or {})}
        if self.cookies:
            send["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in send.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            answer = Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()
        for cookie in answer.all("set-cookie"):
            self.set_cookies.append(cookie)
            pair, _, rest = cookie.partition(";")
            name, _, value = pair.partition("=")
            if "max-age=0" in rest.lower():
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        """Sends values as a plain form."""
        body = urllib.parse.urlencode(list(fields)).encode()
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, path, fields, name, file, data):
        """Sends values and one file."""
        mark = "batas7f3a91"
        parts = []
        for key, value in fields:
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode())
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n")
        parts.append(f"--{mark}--\r\n".encode())
        return self.ask("POST", path, b"".join(parts), {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def sign_in(self, login):
        """Signs in; the answer leads to the start page of the role."""
        form = self.get("/masuk").form("/masuk")
        answer = self.post("/masuk", form.values(akun=login, sandi=PASSWORD))
        if answer.status != 303:
            raise AssertionError(f"{login} could not sign in: {answer.status} {answer.text[:300]}")
        return answer

    def hidden(self):
        """The hidden values that every form of ours holds."""
        form = self.get("/verifikasi").form("/verifikasi")
        return [(n, v) for n, v in form.fields if n in ("csrf", "idempotency_key")]


def small_pdf(note):
    """A small whole PDF; its bytes differ by the note."""
    text = f"BT /F1 18 Tf 60 700 Td (CONTOH {note}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
