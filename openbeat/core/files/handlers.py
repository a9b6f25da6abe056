"""Reading what is uploaded: into a file of its own on the disk, and no more than may be kept."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

BODIES = 8  # how many times the largest file a whole form may weigh


class TooLarge(Exception):
    """The whole form is larger than any that we offer."""


def largest_body() -> int:
    """The most bytes that a form may have: more is not read at all."""
    return int(settings.OPENBEAT_PHOTO_BYTES) * BODIES


class Nameless(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """A file on the disk that has no name there: of a program that is killed, no original photo stays behind."""

    too_large = False

    def __init__(self, name: str | None, content_type: str | None, charset: str | None, extra: Any) -> None:
        file = TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  the request closes it
        super().__init__(file, name, content_type, 0, charset, extra)


class LimitedUploadHandler(FileUploadHandler):
    """Stops writing when a file is too large, and reading when all is: the form then says so beside the words."""

    file: Nameless

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.read = 0
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.file = Nameless(self.file_name, self.content_type, self.charset, self.content_type_extra)
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece, or let it pass by when there is too much already; after a fault nothing is left."""
        self.read += len(raw_data)
        self.too_large = self.too_large or start + len(raw_data) > settings.OPENBEAT_PHOTO_BYTES
        if self.read > largest_body():
            self.upload_interrupted()
            raise TooLarge
        try:
            if not self.too_large:
                self.file.write(raw_data)
        except OSError:
            self.upload_interrupted()
            raise
        return None

    def file_complete(self, file_size: int) -> Nameless:
        """Hand over the file; of one that is too large, only the fact."""
        self.file.seek(0)
        self.file.size = file_size
        self.file.too_large = self.too_large
        if self.too_large:
            self.file.truncate(0)
        return self.file

    def upload_interrupted(self) -> None:
        """Whoever sent it is gone, or there is no room: nothing is left of it."""
        if hasattr(self, "file"):
            self.file.close()
