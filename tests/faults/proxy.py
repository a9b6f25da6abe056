"""nginx in front, with the file that ships in deploy/, on ports of this machine; and whoever comes through it."""

from __future__ import annotations

import re
import shutil
import signal
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from http.cookies import Morsel, SimpleCookie
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.faults import deployed
from tests.faults.deployed import HOST
from tests.faults.visitor import Visitor

SITE = "talk.example.gov"
SHIPPED = deployed.ROOT / "deploy" / "nginx.conf"
KINDS_OF_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def program() -> str | None:
    """nginx, where this machine has it; distributions put it where root's PATH alone leads."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@dataclass(frozen=True)
class Proxy:
    """nginx, as it runs: its folder with all that it could write, its ports."""

    folder: Path
    plain: int
    secure: int
    process: subprocess.Popen[bytes]

    def children(self) -> list[int]:
        """Its processes that carry what comes and goes."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in found]


@contextmanager
def in_front(folder: Path, pages: int, uploads: int) -> Iterator[Proxy]:
    """The shipped file before these two servers; only ports, the certificate and the temporary folders are ours."""
    nginx = program()
    if nginx is None:
        pytest.skip("no nginx here; to include these tests: apt-get install nginx")
    folder.mkdir()
    plain, secure = deployed.a_port(), deployed.a_port()
    _certificate(folder)
    (folder / "site.conf").write_text(_on_this_machine(SHIPPED.read_text(), folder, (pages, uploads, plain, secure)))
    # As distributions have it: whoever is not told otherwise writes who asked for what into a file.
    logs = f"    access_log {folder}/access.log;\n"
    places = logs + "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in KINDS_OF_TEMPORARY)
    main = f"pid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nworker_processes 1;\n"
    (folder / "nginx.conf").write_text(f"{main}events {{}}\nhttp {{\n{places}    include {folder}/site.conf;\n}}\n")
    words = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    subprocess.run([*words, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(words, start_new_session=True)
    try:
        proxy = Proxy(folder, plain, secure, process)
        _until_it_listens(proxy)
        yield proxy
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _on_this_machine(text: str, folder: Path, ports: tuple[int, int, int, int]) -> str:
    pages, uploads, plain, secure = ports
    text = re.sub(r"^\s+listen \[::\][^\n]*\n", "", text, flags=re.MULTILINE)
    changes = {
        "127.0.0.1:8000": f"{HOST}:{pages}",
        "127.0.0.1:8001": f"{HOST}:{uploads}",
        "listen 80;": f"listen {HOST}:{plain};",
        "listen 443 ": f"listen {HOST}:{secure} ",
        f"/etc/letsencrypt/live/{SITE}": str(folder),
    }
    for old, new in changes.items():
        assert old in text, f"{SHIPPED} says it otherwise by now: {old}"
        text = text.replace(old, new)
    return text


def _certificate(folder: Path) -> None:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SITE)])
    today = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(today - timedelta(days=1)).not_valid_after(today + timedelta(days=30))
    signed = made.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(key.private_bytes(*form))


def _until_it_listens(proxy: Proxy) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            with Guest(proxy.plain, secure=False) as guest:
                guest.get("/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("nginx did not come up")


@dataclass
class Guest(Visitor):
    """Somebody at the site by its name: through nginx, or as nginx would send their request on."""

    secure: bool = True
    morsels: dict[str, Morsel[str]] = field(default_factory=dict)

    def open(self) -> HTTPConnection:
        """A connection to the site."""
        if self.secure:
            trusting = ssl.create_default_context()
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
            return HTTPSConnection(HOST, self.port, timeout=self.timeout, context=trusting)
        return HTTPConnection(HOST, self.port, timeout=self.timeout)

    def says(self) -> dict[str, str]:
        """What stands in the head of each request; where no nginx is between, what it would have added."""
        told = {**super().says(), "Host": SITE, "Referer": f"https://{SITE}/"}
        return told if self.secure else {**told, "X-Forwarded-Proto": "https", "X-Forwarded-For": HOST}

    def _remember(self, response: HTTPResponse) -> None:
        super()._remember(response)
        for line in response.headers.get_all("Set-Cookie") or []:
            self.morsels |= dict(SimpleCookie(line).items())
