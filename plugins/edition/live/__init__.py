"""The edition kept in memory for a preview.

read_copy        every file of copy as it was last read
pieces           stories, bases and pages made of it
effect           what a save does to other pages
resident         pages made when they are looked at
outlook          what is told to whoever shows them
"""
