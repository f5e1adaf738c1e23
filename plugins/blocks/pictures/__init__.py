"""Photographs and films of a story.

lift         takes every picture out of the text and leaves its mark: figure, gallery or film
figure       one picture as written; a photograph noted down
caption      a picture's title as caption and credit
video        a film and its still
"""
