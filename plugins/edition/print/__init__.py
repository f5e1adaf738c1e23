"""From pages as values to files of the output.

environment · filters · jinja_output   the templates' environment, and what they may say
render           a page → bytes → a file
write_edition    what is stale is rendered and written, the rest stays
page_inputs · reworded   where only words have changed: what pages were given; their pages made again
report · disk_faults     what a build says at its end; what the disk would not do
"""
