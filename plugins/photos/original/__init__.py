"""One file of a photo, read once.

place · header               where it lies, what its header says before any pixel is decoded
jpeg · gif · png · boxes     how such files are built
nclx                         colours named by numbers
exif · iptc · xmp            what it says of itself, by standard
photo_record                 the three put together
"""
