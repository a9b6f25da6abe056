"""Reading what is uploaded: into a file of its own on the disk, and no more than may be kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

BODIES = 8  # how many times the largest file a whole form may weigh


class TooLarge(Exception):
    """The whole form is larger than any that we offer."""


def largest_body() -> int:
    """The most bytes that a form may have: more is not read at all."""
    return int(settings.OPENBEAT_PHOTO_BYTES) * BODIES


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Stops writing when a file is too large, and reading when all is: the form then says so beside the words."""

    file: TemporaryUploadedFile

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.read = 0
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece, or let it pass by when there is too much already; after a fault nothing is left."""
        self.read += len(raw_data)
        self.too_large = self.too_large or start + len(raw_data) > settings.OPENBEAT_PHOTO_BYTES
        if self.read > largest_body():
            self.upload_interrupted()
            raise TooLarge
        try:
            return None if self.too_large else super().receive_data_chunk(raw_data, start)
        except OSError:
            self.upload_interrupted()
            raise

    def file_complete(self, file_size: int) -> TemporaryUploadedFile:
        """Hand over the file; of one that is too large, only the fact."""
        file: TemporaryUploadedFile = super().file_complete(file_size)  # type: ignore[assignment]
        file.too_large = self.too_large  # type: ignore[attr-defined]
        if self.too_large:
            file.truncate(0)
        return file
