"""The shared words of the newsroom: plain values that every room passes to the next. Not a Pelican plugin."""
