"""What may stand on a page.

allowed      elements and attributes by name
raw_html     HTML written by hand, as elements of the tree
sanitise     the last look at the whole body
"""
