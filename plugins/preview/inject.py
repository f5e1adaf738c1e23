"""The one tag that a page gets on its way to the browser, and nowhere else."""

from __future__ import annotations

from html import escape


def inject(page: bytes, path: str, digest: str, source: str) -> bytes:
    """The page with the overlay's script at its end. It is told what it stands in: the page's path, the digest of its
    bytes as rendered, the copy it was made of."""
    tag = (
        f'<script src="/-/overlay.js" data-page="{escape(path)}" data-digest="{digest}" '
        f'data-source="{escape(source)}"></script>\n'
    ).encode()
    place = page.lower().rfind(b"</body>")
    return page + tag if place < 0 else page[:place] + tag + page[place:]
