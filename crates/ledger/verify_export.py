#!/usr/bin/env python3
"""Second verifier of a log export: python3 verify_export.py FOLDER [VERIFIER_KEY]

Written from RFC 6962, RFC 8032, RFC 8785, C2SP signed-note and tlog-checkpoint; EXPORT.md describes the folder. Prints
every problem and exits with 1, or with 0 when there is none. Pass the key you hold from elsewhere: the key in the
folder only shows that the folder agrees with itself.
"""
import base64, hashlib, json, pathlib, sys

P = 2**255 - 19                                              # RFC 8032 section 5.1
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def add(a, b):
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P

def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        result = add(result, point) if scalar & 1 else result
        point, scalar = add(point, point), scalar >> 1
    return result

def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

BASE = decompress((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

def ed25519_verify(public, message, signature):
    s = int.from_bytes(signature[32:], "little")
    a, r = decompress(public), decompress(signature[:32])
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(h, a))
    return len(signature) == 64 and s < L and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one base64 form")
    return data

def parse_key(text):                                         # signed-note: name+hash+base64(type || key)
    name, key_id, key = text.split("+", 2)
    key = unbase64(key)
    if key[:1] != b"\x01" or len(key) != 33:
        raise ValueError("not an Ed25519 key")
    if hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex() != key_id:
        raise ValueError("its hash does not fit name and key")
    return name, bytes.fromhex(key_id), key[1:]

def parse_checkpoint(note):                                  # tlog-checkpoint: origin, size, root
    text, blank, signatures = note.rpartition("\n\n")
    if any(c < " " and c != "\n" for c in note) or not blank or not signatures.endswith("\n"):
        raise ValueError("not a signed note")
    origin, size, root, *extensions = text.split("\n")
    if not origin or not size.isascii() or not size.isdigit() or str(int(size)) != size or "" in extensions:
        raise ValueError("not a checkpoint")
    return text + "\n", signatures[:-1].split("\n"), origin, int(size), unbase64(root)

def signed_by(key, text, signatures, origin):
    results = []
    for line in signatures:
        dash, name, signature = line.split(" ")
        signature = unbase64(signature)
        if dash != "\u2014" or len(signature) < 4:
            raise ValueError("not a signature line")
        if (name, signature[:4]) == key[:2]:
            results.append(ed25519_verify(key[2], text.encode(), signature[4:]))
    return origin == key[0] and bool(results) and all(results)

def canonical(value, depth=0):                               # RFC 8785, integers within 2^53 - 1 only
    if isinstance(value, (dict, list)) and depth == 64:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: k.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k], depth + 1) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(v, depth + 1) for v in value) + "]"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise ValueError("a fraction or too large a number")
    return json.dumps(value, ensure_ascii=False)

def root_of(hashes):                                         # RFC 6962 section 2.1, on a stack of (height, hash)
    stack = []
    for h in hashes:
        stack.append((0, h))
        while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
            (height, left), (_, right) = stack[-2:]
            stack[-2:] = [(height + 1, hashlib.sha256(b"\x01" + left + right).digest())]
    while len(stack) > 1:
        stack[-2:] = [(0, hashlib.sha256(b"\x01" + stack[-2][1] + stack[-1][1]).digest())]
    return stack[0][1] if stack else hashlib.sha256().digest()

def verify(folder, trusted_key=None):
    size, root, hashes = None, None, []
    try:
        text, signatures, origin, size, root = parse_checkpoint((folder / "checkpoint").read_bytes().decode())
        key_text = (folder / "key").read_bytes().decode().removesuffix("\n")
        if trusted_key not in (None, key_text):
            yield f"key-mismatch: the export names the key {key_text}"
        if not signed_by(parse_key(trusted_key or key_text), text, signatures, origin):
            yield "bad-signature: the checkpoint is not signed by the key"
    except (OSError, ValueError) as e:
        yield f"bad-signature: {e}"
    with open(folder / "leaves.jsonl", "rb") as lines:
        for position, line in enumerate(lines):
            line = line.removesuffix(b"\n")
            hashes.append(hashlib.sha256(b"\x00" + line).digest())
            try:
                leaf = json.loads(line.decode())
                seq = leaf.get("seq", position) if isinstance(leaf, dict) else None
                if canonical(leaf).encode() != line or type(seq) is not int or seq < 0 or len(line) > 65535:
                    yield f"not-canonical: position {position}"
                elif seq != position:
                    yield f"wrong-sequence: position {position} holds the leaf that says it is {seq}"
            except (ValueError, RecursionError) as e:
                yield f"not-canonical: position {position}: {e}"
    if size is not None and size != len(hashes):
        yield f"size-mismatch: {size} leaves are signed, {len(hashes)} are here"
    computed = root_of(hashes)
    if root is not None and root != computed:
        yield f"root-mismatch: {root.hex()} is signed, {computed.hex()} computed"
    if root is not None and (folder / "hashes").exists():
        known = [bytes.fromhex(h) for h in (folder / "hashes").read_text().split()]
        if (len(known), root_of(known)) != (size, root):
            yield "hash-list-mismatch: the hash list does not lead to the signed root"
        else:
            for position in (i for i, (a, b) in enumerate(zip(hashes, known)) if a != b):
                yield f"other-leaf: position {position} does not hold the leaf that was signed there"

if __name__ == "__main__":
    problems = 0
    try:
        for problems, problem in enumerate(verify(pathlib.Path(sys.argv[1]), *sys.argv[2:]), 1):
            print(problem)
    except (OSError, ValueError) as e:
        sys.exit(f"unreadable: {e}")
    sys.exit(1 if problems else print("OK: leaves, root and signature agree"))
