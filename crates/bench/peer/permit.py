"""The peer of the permit pipeline: the same content through WeasyPrint (PDF/A-2b) and pyHanko with its key cached.

permit.py DATA.json COUNT prints documents per second, the first one (imports, fonts) left out.
"""

import datetime
import html
import io
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from asn1crypto import keys as asn1_keys, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from weasyprint import HTML


def key_pair():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Pejabat Contoh")])
    start = datetime.datetime(2026, 1, 1)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=3650))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    return key, asn1_x509.Certificate.load(der)


class CachedSigner(signers.Signer):
    """Stock pyHanko loads and checks the key at each signature; this one keeps it."""

    def __init__(self, key, certificate):
        super().__init__(signing_cert=certificate, cert_registry=SimpleCertificateStore())
        self.key = key

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
        if dry_run:
            return bytes(256)
        return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def rows(value, name=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from rows(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from rows(inner, name)
    else:
        yield name, str(value)


def main():
    data = json.load(open(sys.argv[1], encoding="utf-8"))
    count = int(sys.argv[2])
    table = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(text)}</td></tr>" for name, text in rows(data) if text
    )
    page = (
        "<html lang='id'><head><title>Surat Izin</title><style>@page{size:A4;margin:2cm}body{font-size:8pt}"
        "th{text-align:left}</style></head><body><h1>Surat Izin Contoh {n}</h1><table>" + table + "</table></body></html>"
    )
    signer = CachedSigner(*key_pair())

    def one(n):
        pdf = HTML(string=page.replace("{n}", str(n))).write_pdf(pdf_variant="pdf/a-2b")
        for step, name in enumerate(["TandaTangan", "SegelKantor"]):
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            meta = signers.PdfSignatureMetadata(
                field_name=name,
                certify=step == 0,
                md_algorithm="sha256",
                subfilter=fields.SigSeedSubFilter.PADES,
            )
            out = signers.PdfSigner(meta, signer).sign_pdf(writer)
            pdf = out.getvalue()
        return pdf

    one(0)
    begun = time.perf_counter()
    for n in range(count):
        one(n + 1)
    print(count / (time.perf_counter() - begun))


if __name__ == "__main__":
    main()
