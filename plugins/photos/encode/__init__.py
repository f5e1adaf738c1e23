"""From the bytes of an original to the bytes of its renditions; nothing here touches a disk.

pixels       decoded, scaled, turned, saved
colour · icc · hdr  into sRGB
edges        whether a JPEG needs the full resolution of its colours
damage       what libjpeg went over in silence
focus        where a crop looks
moving       pictures that move go on moving
"""
