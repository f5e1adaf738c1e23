"""What stands in the output and whose it is: whole files written by rename, leftovers pruned. Not a Pelican plugin
yet."""
