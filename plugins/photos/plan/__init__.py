"""From an original's size to its renditions: arithmetic only.

limits     what is too large to be decoded
cuts       which renditions, how large, under which names
"""
