"""From stories to pages as values.

assemble         the order in which the rooms take their turns
clock            the moment an edition is made for
assets           the theme's files
enclosures · links   attachments and films; where links lead
related · lists · archive · front · gallery   what stands beside what
inputs           all that pages are made of
pages · listings     the pages
"""
