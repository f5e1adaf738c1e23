"""What every kind of target can do (transport), how releases lie in a folder (layout), and one kind a file."""
