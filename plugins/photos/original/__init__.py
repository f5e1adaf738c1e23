"""One file of a photo, read once.

place · header · jpeg     where it lies, what its header says before any pixel is decoded
exif · iptc · xmp         what it says of itself, by standard
photo_record              the three put together
"""
