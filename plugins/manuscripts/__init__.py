"""From the Word file and the folder of photos to a draft story. Not a Pelican plugin: a desk that works before the
build.
"""
