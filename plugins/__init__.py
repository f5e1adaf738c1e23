"""The program: one folder per thing the newsroom does."""
