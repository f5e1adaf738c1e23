"""Signals keep the order of their receivers."""

from __future__ import annotations

from plugins.newsroom.signals import Happening


def test_receivers_are_called_in_order() -> None:
    """Receivers are called in the order in which they were connected, however many there are."""
    happening, called = Happening("for this test"), []
    receivers = [lambda sender, number=number: called.append(number) for number in range(40)]
    for receiver in receivers:
        happening.connect(receiver)
    happening.send("edition")
    assert called == list(range(40))
