"""What has happened in the making of an edition. Each but the last signal is sent with the Edition
(newsroom.edition).

Receivers are called in the order in which they were connected, which is the order of PLUGINS.
"""

from blinker import Signal
from ordered_set import OrderedSet


class Happening(Signal):
    """A signal whose receivers keep their order; blinker alone keeps them in a hash set."""

    set_class = OrderedSet  # type: ignore[assignment]  # blinker asks for set[Any]; Pelican orders its own the same way


stories_read = Happening("All copy has been read; pictures have not been planned, nothing has been held.")
pages_planned = Happening("Every page is a value; none is rendered yet.")
pages_written = Happening("Every page stands in the output.")
stories_reworded = Happening("Of an edition that stands, a few stories have other bodies. Sent with a Reworded.")
