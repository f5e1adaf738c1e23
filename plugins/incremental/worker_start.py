"""How a worker process settles in."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from multiprocessing import connection
from typing import Any


def settle_in() -> None:
    """In a new worker: rubbish is collected, though the parent may do without; Ctrl-C is the parent's to answer, and a
    worker whose parent was killed ends as well."""
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: Any) -> None:
    connection.wait([sentinel])
    os._exit(1)
