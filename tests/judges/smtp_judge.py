"""A mail server by other hands: takes messages with aiosmtpd and tells what Python's parser reads in them.

Writes one JSON object a line: first {"port": N}, then one for each message taken. Ends when its input is closed, so
it never outlives the test that started it.

Options: --starttls CERT KEY (required before MAIL), --tls CERT KEY (from the first byte), --auth USER PASSWORD.
Recipients that begin with "refuse" get 550, with "later" 451.
"""

import argparse
import asyncio
import base64
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def tell(value):
    print(json.dumps(value), flush=True)


def describe(part):
    return {
        "name": part.get_filename(),
        "type": part.get_content_type(),
        "bytes": base64.b64encode(part.get_payload(decode=True)).decode(),
    }


class Judge:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse"):
            return f"550 5.1.1 <{address}> unknown"
        if address.startswith("later"):
            return "451 4.7.1 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        text = message.get_body(("plain",))
        html = message.get_body(("html",))
        tell({
            "hello": session.host_name,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "signed_in": bool(session.authenticated),
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "defects": [str(d) for p in message.walk() for d in p.defects]
            + [f"{n}: {d}" for n, h in message.items() for d in getattr(h, "defects", ())],
            "headers": {name: str(value) for name, value in message.items()},
            "display_name": message["from"].addresses[0].display_name,
            "text": text.get_content() if text else None,
            "html": html.get_content() if html else None,
            "attachments": [describe(p) for p in message.iter_attachments()],
            "longest_line": max(len(line) for line in envelope.original_content.split(b"\r\n")),
        })
        return "250 2.0.0 taken"


async def serve(options):
    def context(pair):
        if pair is None:
            return None
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(*pair)
        return made

    def authenticate(server, session, envelope, mechanism, data):
        right = [data.login.decode(), data.password.decode()] == options.auth
        return AuthResult(success=right, handled=False)

    starttls = context(options.starttls)

    def protocol():
        extra = {}
        if options.auth:
            extra = {"authenticator": authenticate, "auth_required": True,
                     "auth_require_tls": starttls is not None}
        return SMTP(Judge(), hostname="hakim.invalid", tls_context=starttls,
                    require_starttls=starttls is not None, **extra)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=context(options.tls))
    tell({"port": server.sockets[0].getsockname()[1]})
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


parser = argparse.ArgumentParser()
parser.add_argument("--starttls", nargs=2)
parser.add_argument("--tls", nargs=2)
parser.add_argument("--auth", nargs=2)
asyncio.run(serve(parser.parse_args()))
