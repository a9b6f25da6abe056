"""A file on its way in: sealed piece by piece, its fingerprint taken on the way. In clear it is on no disk."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from time import monotonic
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from openbeat.core.evidence import store
from openbeat.core.evidence.kinds import HEAD, Kind, kind_of
from openbeat.core.files import pictures
from openbeat.core.files.checking import Unfit
from openbeat.core.vault import crypt
from openbeat.kit import pipes

MOST_FILES = 10
HOLD = 60.0  # seconds
LEAST, WINDOW = 1024, 300.0  # bytes a second, over so many seconds: the slowest mobile net of all sends as much
LONGEST_NAME = 100
UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
EMPTY = _("This file is empty: there is nothing in it. Leave it out, or choose another one.")
TOO_MANY = _("We take %(most)s files at a time, and this is one too many. Send it afterwards.")

TOO_MUCH = _("What you sent is larger than %(most)s in all. Send it in parts.")


@dataclass(eq=False)
class Arrived:
    """A file that fits: sealed and whole on the disk, waiting to belong to something. Only `identity` opens it."""

    token: str
    identity: str = field(repr=False)
    name: str = field(repr=False)
    kind: Kind
    size: int
    sha256: str  # of what was sent
    cipher_size: int
    cipher_sha256: str  # of what lies on the disk
    view: bytes | None = field(default=None, repr=False)  # the picture drawn anew, in clear: in memory only
    taken: bool = False


class _Counting:
    """Writes to a file, and keeps size and fingerprint of what was written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.digest = file, 0, sha256()

    def write(self, piece: bytes) -> int:
        self.digest.update(piece)
        self.size += len(piece)
        return self.file.write(piece)

    def flush(self) -> None:
        self.file.flush()


class Sealing:
    """Takes pieces in clear, and writes them sealed to a file of their own. Nothing is kept unless `finish` returns."""

    def __init__(self) -> None:
        self.identity = crypt.new_identity()
        recipient = crypt.recipient_of(self.identity)
        self.token, self.file = store.begin()
        self.out = _Counting(self.file)
        read_end, self.sink = pipes.pipe()
        self.stage = pipes.Stage(
            lambda source, target: crypt.seal_stream(source, target, recipient),
            read_end,
            self.out,  # type: ignore[arg-type]  # it is written to and flushed, no more
            closes=False,
        )
        self.stage.start()

    def write(self, piece: bytes) -> None:
        """Seal a piece; raises OSError, with the cause where the disk is full."""
        try:
            self.sink.write(piece)
        except BrokenPipeError:
            self.abandon()
            raise pipes.cause([self.stage]) or OSError("sealing ended too early") from None

    def finish(self) -> None:
        """No more comes: it is whole, and on the disk. Raises OSError; then nothing is left."""
        try:
            self.sink.close()
            pipes.join(self.stage)
            store.complete(self.token, self.file)
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Nothing of it is left."""
        pipes.end(self.sink, [self.stage])
        with suppress(OSError):
            self.file.close()
        store.discard(self.token)


class Arrival:
    """One file while it is sent. Its type is known after the first kilobytes; what is unfit is not even sealed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.head, self.size, self.digest = b"", 0, sha256()
        self.kind: Kind | None = None
        self.sealing: Sealing | None = None
        self.picture: BytesIO | None = None
        self.unfit: Unfit | None = None
        self.arrived: Arrived | None = None

    def take(self, piece: bytes) -> None:
        """The next piece; raises OSError where it cannot be kept. One that is unfit passes by."""
        if self.unfit:
            return
        self.size += len(piece)
        self.digest.update(piece)
        if self.size > settings.OPENBEAT_EVIDENCE_BYTES:
            most = filesizeformat(settings.OPENBEAT_EVIDENCE_BYTES)
            self.refuse(
                Unfit(
                    _("This file is larger than %(most)s. Cut it into shorter parts, or bring it to us.")
                    % {"most": most}
                )
            )
        elif self.sealing:
            self._write(piece)
        else:
            self.head += piece
            if len(self.head) >= HEAD:
                self._begin()

    def _begin(self) -> None:
        try:
            self.kind = kind_of(self.head[:HEAD])
        except Unfit as fault:
            self.refuse(fault)
            return
        self.picture = BytesIO() if self.kind.drawn else None
        self.sealing = Sealing()
        self._write(self.head)
        self.head = b""

    def _write(self, piece: bytes) -> None:
        self.sealing.write(piece)  # type: ignore[union-attr]  # begun
        if self.picture is not None:
            self.picture.write(piece)
            if self.size > settings.OPENBEAT_PHOTO_BYTES:
                self.picture = None  # too large to be drawn anew in memory: it can be downloaded

    def refuse(self, fault: Unfit) -> None:
        """It does not fit: nothing of it is left, and what still comes of it passes by."""
        self.abandon()
        self.unfit = fault

    def finish(self) -> None:
        """All of it was sent: afterwards there is either `arrived` or `unfit`. Raises OSError."""
        if not self.unfit and not self.sealing:
            if self.head:
                self._begin()
            else:
                self.refuse(Unfit(EMPTY))
        if self.unfit or self.sealing is None or self.kind is None:
            return
        self.sealing.finish()
        out, view = self.sealing.out, self._drawn()
        self.arrived = Arrived(
            token=self.sealing.token, identity=self.sealing.identity, name=plain_name(self.name, self.kind),
            kind=self.kind, size=self.size, sha256=self.digest.hexdigest(), cipher_size=out.size,
            cipher_sha256=out.digest.hexdigest(), view=view,
        )  # fmt: skip

    def _drawn(self) -> bytes | None:
        if self.picture is None:
            return None
        try:
            return pictures.redraw(self.picture).content
        except (pictures.NotAPicture, pictures.TooManyPixels):
            return None  # it may be evidence all the same: it is kept, and only ever downloaded
        finally:
            self.picture = None

    def abandon(self) -> None:
        """Nothing of it is left, unless somebody took it."""
        self.picture, self.head = None, b""
        if self.arrived is not None:
            if not self.arrived.taken:
                store.discard(self.arrived.token)
        elif self.sealing is not None:
            self.sealing.abandon()


def plain_name(name: str, kind: Kind) -> str:
    """The name somebody gave the file, as far as it is harmless on any computer, with an ending that fits."""
    bare = unicodedata.normalize("NFC", name or "").replace("\\", "/").rpartition("/")[2]
    bare = " ".join(UNSAFE.sub(" ", bare).split()).strip(". ")
    stem = bare.rpartition(".")[0] or bare
    return f"{stem[:LONGEST_NAME].strip('. ') or 'file'}{kind.ending}"


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """What a form gets of a file that was sealed while it arrived: no content, but what became of it."""

    def __init__(self, name: str | None, arrival: Arrival) -> None:
        super().__init__(BytesIO(), name, None, arrival.size)
        self.arrival = arrival


class SealingHandler(FileUploadHandler):
    """Seals each file of a form; `leave` removes what nobody took."""

    chunk_size = 16 * 1024  # a piece is waited for until it is whole: the pace is looked at only then

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.arrivals: list[Arrival] = []
        self.held_at = self.since = monotonic()
        self.came = self.all = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.arrivals.append(Arrival(self.file_name or ""))
        if len(self.arrivals) > MOST_FILES:
            self.arrivals[-1].unfit = Unfit(TOO_MANY % {"most": MOST_FILES})

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal a piece."""
        self._keep_pace(len(raw_data))
        self._hold()
        self.arrivals[-1].take(raw_data)
        self.all += len(raw_data)
        if self.all > settings.OPENBEAT_EVIDENCE_BYTES and not self.arrivals[-1].unfit:
            self.arrivals[-1].refuse(Unfit(TOO_MUCH % {"most": filesizeformat(settings.OPENBEAT_EVIDENCE_BYTES)}))

    def _keep_pace(self, size: int) -> None:
        """A bad line is honest; one that hardly sends holds a thread from everybody. Raises UnreadablePostError."""
        self.came += size
        if (passed := monotonic() - self.since) >= WINDOW:
            if self.came < LEAST * passed:
                raise UnreadablePostError("the form came too slowly")
            self.since, self.came = monotonic(), 0

    def _hold(self) -> None:
        """A form may be sent for many hours: what is whole of it is not for the sweeper yet. Raises OSError: gone."""
        if (at := monotonic()) - self.held_at >= HOLD:
            self.held_at = at
            for arrival in self.arrivals:
                if arrival.arrived is not None:
                    store.hold(arrival.arrived.token)

    def file_complete(self, file_size: int) -> SealedUpload:
        """All of the file was sent."""
        self.arrivals[-1].finish()
        return SealedUpload(self.file_name, self.arrivals[-1])

    def upload_interrupted(self) -> None:
        """The form ends inside a file: nothing is left of any of it. Raises MultiPartParserError."""
        self.leave()
        raise MultiPartParserError("the form ends inside a file")

    def leave(self) -> None:
        """The request is over: what nobody took goes."""
        for arrival in self.arrivals:
            arrival.abandon()
