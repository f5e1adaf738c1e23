"""From files of the content folder to stories.

copy_files       which files are copy; what looks like copy and is none
reading          a file's bytes → Copy
form · words     front matter and bodies → dates, names, places, first words
stories          Copy → Story, Base, StandingPage
intake           all of them, by way of the store, by many processes
markdown_setting the Markdown extensions of the house
"""
