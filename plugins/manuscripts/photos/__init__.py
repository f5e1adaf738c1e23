"""The photographs of a manuscript: `matching.py` compares captions with file names, `captions.py` gives each photograph
its caption, `files.py` names the files and copies them.
"""
