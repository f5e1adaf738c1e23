"""Attachments and films without what they say about their makers.

clean                     one file: what is published of it, kept by content
office · pdf · archive    documents: names, paths and dates taken out; what a reader might have to see is told
film                      an MP4: place, device and dates taken out, nothing encoded again
picture                   photographs inside documents and archives
"""
