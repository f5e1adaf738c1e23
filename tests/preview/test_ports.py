"""Where a preview listens."""

from __future__ import annotations

import socket

import pytest

from plugins.preview.ports import NoPort, listen


def test_only_this_machine() -> None:
    """It listens on loopback and on nothing else."""
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
        with socket.create_connection(listening.getsockname(), timeout=5):
            pass


def test_the_next_free_port() -> None:
    """A port that is taken is stepped over."""
    with listen(0) as first:
        taken = first.getsockname()[1]
        with listen(taken) as second:
            assert taken < second.getsockname()[1] < taken + 50


@pytest.mark.parametrize("port", [-1, 65536, 123456])
def test_no_such_port(port: int) -> None:
    """A number that is no port is answered with one that is."""
    with pytest.raises(NoPort, match="--port 8000"):
        listen(port)
