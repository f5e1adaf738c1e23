"""The photos of an edition's pages.

gallery     a folder as a gallery
fill        each photo with its renditions and its file's words
"""
