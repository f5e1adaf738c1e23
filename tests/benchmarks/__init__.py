"""Tables of what things cost. Nothing here is a test: a figure depends on the machine."""
