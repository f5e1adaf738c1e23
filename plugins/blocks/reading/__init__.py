"""From lines to a tree: what is done to Python-Markdown before and while it reads.

indents      blanks before a Chinese paragraph
straight     a whole story of plain blocks, written without a tree
paragraphs   the parser's loop over blocks, short for prose
inline       the loop over inline patterns, short for prose
attributes   {#name} and {focus="…"}
walks        walks over the whole tree, and writing it, short
"""
