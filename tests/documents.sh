#!/usr/bin/env bash
# Checks that the documents are true: every link and every path they name exists, every function they name stands in its file,
# every command they name is known with its options, every picture is shown and small, and every block marked `<!-- run -->`
# runs.
#
# A ```sh block must stand under one of these lines:
#   <!-- run -->                      the block runs and ends with 0
#   <!-- run until ready -->          the block starts the demo; it must answer on /readyz, then it is stopped
#   <!-- not run: reason -->          only its commands and options are looked up
#
# Blocks run in a copy of the checkout, one copy a document, so that a later block may use what an earlier one made. In them
# `satupintu` is the debug build without Typst (or the program that SATUPINTU_BIN names), `cargo run --release --` is the same,
# and `cargo xtask` is the built tool. Arguments: only these documents.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
target=${CARGO_TARGET_DIR:-target}
mkdir -p "$target" && target=$(cd "$target" && pwd)
if [ -z "${SATUPINTU_BIN:-}" ]; then
    cargo build --quiet --locked --package server --no-default-features || exit 1
fi
cargo build --quiet --locked --package xtask || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
cp "${SATUPINTU_BIN:-$target/debug/satupintu}" "$work/bin/satupintu" && cp "$target/debug/xtask" "$work/bin/" || exit 1
cat >"$work/bin/cargo" <<EOF
#!/usr/bin/env bash
case "\$*" in
    'run --release -- '*) shift 3 && exec satupintu "\$@" ;;
    'xtask '*) shift && exec "$work/bin/xtask" "\$@" ;;
    *) exec "$(command -v cargo)" "\$@" ;;
esac
EOF
chmod +x "$work/bin/cargo"
worker=${SATUPINTU_TYPESET_WORKER:-$target/release/satupintu-typeset}
export DOCUMENTS_WORK=$work DOCUMENTS_WORKER=$worker
python3 - "$@" <<'PY'
"""Reads the documents; prints each failure and one line of totals."""
import os, pathlib, re, shutil, signal, socket, subprocess, sys, time, urllib.request

LIMIT, READY = 300, 600  # seconds
root, work = pathlib.Path.cwd(), pathlib.Path(os.environ["DOCUMENTS_WORK"])
worker = pathlib.Path(os.environ["DOCUMENTS_WORKER"])
required = "SATUPINTU_REQUIRE_TOOLS" in os.environ
names = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
documents = [root / n for n in names] + sorted((root / "docs").rglob("*.md"))
documents = [d for d in documents if d.is_file() and "law" not in d.relative_to(root).parts]
if sys.argv[1:]:
    documents = [d for d in documents if str(d.relative_to(root)) in sys.argv[1:]]
passed = failed = skipped = 0
help_texts = {}


def good(count=1):
    global passed
    passed += count


def bad(where, what):
    global failed
    failed += 1
    print(f"FAILED: {where}: {what}", flush=True)


def environment(port):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SATUPINTU_", "DOCUMENTS_"))}
    env["PATH"] = f"{work / 'bin'}:{env['PATH']}"
    env["SATUPINTU_TYPESET_WORKER"] = str(worker)
    env["SATUPINTU_LOG"] = "warn"
    env["DOCUMENTS_PORT"] = str(port)
    return env


def slug(heading):
    text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text))


def look_at_words(document, text):
    """Links, paths and functions; each document is one test."""
    where, wrong = document.relative_to(root), []
    prose = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        aim = (document.parent / path) if path else document
        if not aim.exists():
            wrong.append(f"the link {link} leads nowhere")
        elif anchor and aim.suffix == ".md":
            heads = re.findall(r"^#+ (.*)$", aim.read_text(encoding="utf-8"), flags=re.M)
            if anchor not in [slug(h) for h in heads]:
                wrong.append(f"there is no heading for {link}")
    tops = "crates|docs|profiles|data|tests|xtask|locales"
    for path in re.findall(rf"`((?:{tops})/[^`\s]*)`", prose):
        if not re.search(r"[<>{}*…]|NAME|ID", path) and not (root / path).exists():
            wrong.append(f"there is no {path}")
    for path, listed in re.findall(r"`([^`\s]+\.rs)`\s+\((`[^`]+`(?:,\s+`[^`]+`)*)\)", prose):
        source = (root / path).read_text(encoding="utf-8") if (root / path).exists() else ""
        for name in re.findall(r"`([^`]+)`", listed):
            if not re.search(rf"\b(fn|struct|enum|trait|const|macro_rules!) {re.escape(name)}\b", source):
                wrong.append(f"{path} has no {name}")
    for span in re.findall(r"`((?:satupintu|cargo xtask|\./test) [^`]+)`", prose):
        look_up(where, " ".join(span.split()))
    for what in wrong:
        bad(where, what)
    if not wrong:
        good()


def helps(words):
    """The help of a command of satupintu or xtask; None when there is no such command."""
    if words not in help_texts:
        command = [str(work / "bin" / words[0]), *words[1:], "--help"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment(0))
        help_texts[words] = done.stdout if done.returncode == 0 else None
    return help_texts[words]


def look_up(where, line):
    """Whether a line of shell names a command of ours, and its options, as they are."""
    line = line.split(" #")[0].replace("cargo run --release --", "satupintu").replace("cargo xtask", "xtask")
    found = re.search(r"(?:^|[|;&] *|-u \w+ )(satupintu|xtask|\./test)\b([^|;&<>]*)", line)
    if not found:
        return
    name, words = found[1], found[2].split()
    if name == "./test":
        script = (root / "test").read_text(encoding="utf-8")
        for step in words:
            if f"step_{step}()" not in script:
                bad(where, f"./test has no step {step}")
        return
    command, options = [name], []
    for word in words:
        if word.startswith("--"):
            options.append(word.split("=")[0])
        elif not options and "Commands:" in (helps(tuple(command)) or ""):
            if not helps(tuple(command + [word])):
                return bad(where, f"there is no command {' '.join(command)} {word}")
            command.append(word)
    text = helps(tuple(command))
    for option in options:
        if not re.search(rf"{option}\b", text or ""):
            bad(where, f"{' '.join(command)} has no option {option}")


def look_at_the_book():
    """Every document of docs/ has its place in the book; the regulations' texts are sources, not chapters."""
    listed = (root / "docs/SUMMARY.md").read_text(encoding="utf-8")
    chapters = {(root / "docs" / link).resolve() for link in re.findall(r"\]\(([^)#\s]+)\)", listed)}
    for document in sorted((root / "docs").rglob("*.md")):
        if document.name != "SUMMARY.md" and "texts" not in document.parts and document.resolve() not in chapters:
            bad("docs/SUMMARY.md", f"{document.relative_to(root)} is not in the book")
    good()


def look_at_the_pictures():
    """Every picture is shown somewhere and is small: one and all together."""
    shown = {(d.parent / link).resolve() for d in documents
             for link in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", d.read_text(encoding="utf-8"))}
    pictures = sorted((root / "docs/images").glob("*"))
    for picture in pictures:
        if picture.resolve() not in shown:
            bad("docs/images", f"no document shows {picture.name}")
        if picture.stat().st_size > 120_000:
            bad("docs/images", f"{picture.name} weighs more than 120 kB")
    if sum(p.stat().st_size for p in pictures) > 3_000_000:
        bad("docs/images", "all pictures together weigh more than 3 MB")
    good()


def copy_of_checkout(name):
    place = work / name
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, cwd=root)
    files = [f for f in listed.stdout.decode().split("\0") if f] if listed.returncode == 0 else []
    if not files:
        shutil.copytree(root, place, ignore=shutil.ignore_patterns("target", ".git", "demo-data"))
    for file in files:
        if (root / file).is_file():
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / file, place / file)
    return place


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def end(process):
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def run(where, body, place, until_ready):
    port = free_port()
    script = "set -euo pipefail\n" + body
    if until_ready:
        script = re.sub(r"(cargo run --release -- demo)\b", rf"exec \1 --listen 127.0.0.1:{port}", script)
    log = open(work / "log", "w+")
    started = time.monotonic()
    process = subprocess.Popen(["bash", "-c", script], cwd=place, env=environment(port), stdin=subprocess.DEVNULL,
                               stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    what = None
    try:
        if until_ready:
            while what is None:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5)
                    break
                except OSError:
                    if process.poll() is not None:
                        what = f"ended with {process.returncode} before it was ready"
                    elif time.monotonic() - started > READY:
                        what = f"was not ready after {READY} seconds"
                    time.sleep(0.5)
        elif process.wait(LIMIT) != 0:
            what = f"ended with {process.returncode}"
    except subprocess.TimeoutExpired:
        what = f"did not end within {LIMIT} seconds"
    finally:
        end(process)
    if what is None:
        return good()
    log.seek(0)
    bad(where, what + "".join("\n    " + line for line in log.read().splitlines()[-15:]))


if not sys.argv[1:]:
    look_at_the_book()
    look_at_the_pictures()
for document in documents:
    text = document.read_text(encoding="utf-8")
    look_at_words(document, text)
    place, lines = None, text.split("\n")
    for at, line in enumerate(lines):
        if not re.match(r"\s*```sh\b", line):
            continue
        where = f"{document.relative_to(root)}:{at + 1}"
        mark = lines[at - 1].strip() if at else ""
        close = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == "```")
        body = "\n".join(lines[at + 1 : close])
        for one in body.split("\n"):
            look_up(where, one.strip())
        if re.fullmatch(r"<!-- not run: .+ -->", mark):
            skipped += 1
        elif mark not in ("<!-- run -->", "<!-- run until ready -->"):
            bad(where, "a block of commands must say `run`, `run until ready` or `not run: why` in the line before")
        elif not worker.is_file() and not required:
            print(f"skipped: {where}: the typesetting worker is not built (./test typeset)")
            skipped += 1
        else:
            place = place or copy_of_checkout(str(document.relative_to(root)).replace("/", "_"))
            run(where, body, place, "until ready" in mark)
print(f"documents: {passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
PY
