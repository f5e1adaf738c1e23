"""What a story refers to.

reference    what a written reference names: a file beside the copy, or nothing of ours
attachment   links to files, alone in a paragraph: files offered with the story
addresses    every other link: to copy, to a file, to another site
"""
