"""What came of a manuscript: `drafted.py` holds it, `text.py` says it in Chinese and as JSON, `terminal.py`
in colour.
"""
