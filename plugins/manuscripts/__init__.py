"""From the Word file and its photographs to a draft story. Not a Pelican plugin: it works before the site is built.

A manuscript takes this way:

- `desk.py`: the tasks `draft` and `new` start here; each step below is called from it.
- `readers/`: a .docx, .txt, .zip or folder becomes one `manuscript.Manuscript`: paragraphs, pictures, tables as values.
- `structure/`: each block is given its part (headline, byline, caption, paragraph …) with the reason.
- `photos/`: captions are matched with photographs, the photographs' files named and copied.
- `draft/`: front matter and Markdown are written into a folder of the story's own.
- `report/`: what was recognised, guessed and left out, for the terminal and as JSON.

`lines.py` says what of a line counts as letters; `refusal.py` is raised where nothing can be taken in.
"""
