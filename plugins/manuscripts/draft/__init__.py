"""The draft on disk: `story.py` writes front matter and body, `markdown.py` letters that stay letters, `slug.py` names
in pinyin, `folder.py` finds and fills the story's folder, `blank.py` is the empty story that `new` makes.
"""
