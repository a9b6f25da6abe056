"""The real server, as a process of its own, and a real SMTP client: what it says yes to is kept, whatever comes."""

from __future__ import annotations

import json
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from openbeat.core.notices.tests.makers import a_port

DOMAIN, ANA = "talk.example.gov", "ana@example.com"
MILLRACE = f"millrace@{DOMAIN}"


@dataclass
class House:
    """A department with two beats, and its mail server."""

    env: dict[str, str]
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self._command("serve", str(self.port)), env=self.env, stderr=log)  # noqa: S603  our own program
        for _ in range(300):
            try:
                smtplib.SMTP("127.0.0.1", self.port).quit()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the mail server did not come")

    def stop(self, number: int = signal.SIGTERM) -> int:
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(20)

    def run(self, word: str) -> str:
        command = self._command(word)
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout  # noqa: S603

    def report(self) -> Any:
        return json.loads(self.run("report"))

    def client(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.port, timeout=20)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-W", "ignore", "-m", "openbeat.apps.concerns.tests.mail_program", *words]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data: Path = tmp_path_factory.mktemp("house")
    env = {
        **os.environ,
        "OPENBEAT_DATA": str(data),
        "OPENBEAT_DATABASE": "sqlite",
        "OPENBEAT_DEBUG": "1",
        "OPENBEAT_LOG": "INFO",
        "OPENBEAT_MAIL_DOMAIN": DOMAIN,
        "OPENBEAT_MAIL_BYTES": str(2 * 1024 * 1024),
        "PYTHONPATH": os.pathsep.join([str(settings.HERE.parent), os.environ.get("PYTHONPATH", "")]),
    }
    made = House(env, a_port(), data / "log")
    made.run("build")
    made.start()
    yield made
    assert made.stop() == 0


def a_letter(text: str = "It is dark.", subject: str = "Lamp", **heads: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = ANA, MILLRACE, subject
    for name, value in heads.items():
        message[name] = value
    message.set_content(text)
    return message


def test_a_letter_is_taken_and_becomes_a_concern_once(house: House) -> None:
    letter = a_letter(
        "Two lamps are out.\n\nOn 4 May 2026, Lee <lee@example.org> wrote:\n> Hi", **{"Message-ID": "<1@x>"}
    )
    with house.client() as client:
        for _ in range(2):  # the second time as if our yes had not been heard
            assert client.send_message(letter) == {}

    found = house.report()

    assert (found["waited"], found["concerns"], found["kept"]) == (1, [["Lamp", "Two lamps are out."]], 0)


def test_no_address_is_written_to_the_log(house: House) -> None:
    with house.client() as client:
        client.send_message(a_letter(subject="For the log"))
        client.docmd("VRFY", ANA)
        client.docmd("BEN@example.com")
        client.docmd("MAIL", f"FROM:<{ANA}> NONSENSE=1")

    log = house.log.read_text("utf-8")
    assert ("@" in log, "millrace" in log.lower(), "VRFY" in log) == (False, False, False)


@pytest.mark.slow
def test_what_it_said_yes_to_outlives_its_sudden_death(house: House) -> None:
    with house.client() as client:
        client.send_message(a_letter(subject="Before it died"))
    house.stop(signal.SIGKILL)
    house.start()

    assert "Before it died" in [title for title, _story in house.report()["concerns"]]


@pytest.mark.parametrize("address", [f"nobody@{DOMAIN}", "millrace@elsewhere.example", f"riverside@{DOMAIN}",
                                     f"reply+1-{'0' * 24}@{DOMAIN}", "x"])  # fmt: skip
def test_an_address_that_is_none_of_ours_is_refused_in_a_sentence(house: House, address: str) -> None:
    with house.client() as client:
        client.ehlo()
        client.mail(ANA)
        code, words = client.rcpt(address)

    assert code in {550, 553}
    assert code == 553 or b"No area of this department has this address" in words


def test_a_letter_that_says_it_is_too_large_is_refused_before_it_is_sent(house: House) -> None:
    with house.client() as client:
        client.ehlo()
        assert client.esmtp_features["size"] == str(2 * 1024 * 1024)
        code, words = client.mail(ANA, ["SIZE=31457280"])

    assert code == 552
    assert b"larger than 2 MB; please send it again without what is enclosed" in words


@pytest.mark.slow
def test_a_letter_with_thirty_megabytes_is_refused_and_the_next_one_is_taken(house: House) -> None:
    before = len(house.report()["concerns"])
    heavy = a_letter(subject="Heavy")
    heavy.add_attachment(b"\x00" * 30 * 1024 * 1024, maintype="application", subtype="octet-stream", filename="x.bin")
    with house.client() as client:
        client.ehlo()
        client.mail(ANA)  # without saying how large
        client.rcpt(MILLRACE)
        try:
            code, _words = client.data(heavy.as_bytes(policy=SMTP))
        except (smtplib.SMTPServerDisconnected, ConnectionError):
            code = 552
        assert code == 552
    with house.client() as client:
        client.send_message(a_letter(subject="Light"))

    titles = [title for title, _story in house.report()["concerns"]]
    assert (len(titles), titles[-1]) == (before + 1, "Light")


@pytest.mark.slow
def test_a_broken_character_set_loses_no_letter(house: House) -> None:
    raw = (
        f"From: {ANA}\r\nTo: {MILLRACE}\r\nSubject: =?no-such?Q?L=E1mpara?=\r\n"
        "Content-Type: text/plain; charset=no-such\r\n\r\n"
    ).encode() + "La lámpara está rota\r\n.un punto\r\n".encode("latin-1")
    with house.client() as client:
        client.sendmail(ANA, [MILLRACE], raw)

    assert house.report()["concerns"][-1][1] == "La lámpara está rota\n.un punto"


@pytest.mark.slow
def test_a_loop_of_automatic_answers_raises_nothing(house: House) -> None:
    before = house.report()["concerns"]
    with house.client() as client:
        for number in range(30):
            answer = a_letter(f"I am away. {number}", **{"Auto-Submitted": "auto-replied"})
            client.sendmail("", [MILLRACE], answer.as_bytes())

    assert house.report()["concerns"] == before


@pytest.mark.slow
def test_lines_that_are_far_too_long_and_nonsense_do_not_bring_it_down(house: House) -> None:
    with house.client() as client:
        client.send_message(a_letter(subject="Long line"), mail_options=())
        client.docmd("NONSENSE", "\x01" * 200)
    with house.client() as client:
        client.sendmail(ANA, [MILLRACE], b"From: ana@example.com\r\nSubject: Wide\r\n\r\n" + b"dark " * 3000)

    assert house.report()["concerns"][-1][0] == "Wide"
