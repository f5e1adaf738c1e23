"""Which block of a manuscript is what.

`zones.py` cuts the manuscript into what stands above the text, within it and below it; `above.py`, `between.py` and
`below.py` read one zone each, through `view.py` (a block with its neighbours). What one line says of itself:
`shapes.py` (short, numbered, a caption), `signatures.py` (who wrote it and who let it out), `dateline.py` (本报讯, a
date), `names.py` (names of people). `places.py` finds villages and bases. `outline.py` holds the result.
"""
