"""From lines to a tree: what is done to Python-Markdown before and while it reads.

fences       ``` and ~~~, put aside to the letter
indents      blanks before a Chinese paragraph
angles       `<` that opens nothing
structure    which lines are a list, a quotation, a box, code: as values
blocks       the structure as elements; the text in it goes to Python-Markdown's own block processors
paragraphs   the parser's loop over blocks, short for prose
brackets     links, pictures, calls of notes, which look only so far for their end
inline       the loop over inline patterns, short for prose
attributes   {#name} and {focus="…"}
walks        walks over the whole tree, and writing it, short
limit        a story that takes too long is stopped
straight     a whole story of plain blocks, written without a tree
"""
