"""From the bytes of an original to the bytes of its renditions; nothing here touches a disk.

pixels       decoded, scaled, turned, saved
colour · icc  into sRGB
focus        where a crop looks
moving       pictures that move go on moving
"""
