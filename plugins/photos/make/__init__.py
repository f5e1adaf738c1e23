"""The order of work.

maker               look at each original, plan, find what there is, have the rest made
work · pool         what is sent to a worker, and the workers
cluster · progress  the same on other machines; how far it is
digests · rendition_store    what files held when they were last read; the renditions that have been made
"""
