"""Running text: what a parsed tree of heads, paragraphs, notes, tables and code becomes on the page.

unused         [TOC], <!--more-->: what other programs know
anchors        names given by hand
footnotes      notes, numbered from 1
headings       section heads, level 2 to 4; two_part: heads of two halves
lead_in        bold sentences that lead into a paragraph, and the lede
tables         tables in a frame that scrolls
code           prose that an indent made code
abbreviations  what an abbreviation stands for
urls           addresses written out in the text
cjk_lines      line breaks between Chinese characters
"""
