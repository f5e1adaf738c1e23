"""What keeps one photo out of the edition."""

from __future__ import annotations


class PhotoFault(Exception):
    """A photo that cannot be shown: `message` says what is wrong, `remedy` what to do; both Chinese.

    Raised where the fault is found, in whatever process, and turned into one Problem for each story that shows the
    photo.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy


class PassingFault(PhotoFault):
    """A fault of which the photo's file is innocent: with nothing changed, the next build may be without it."""
