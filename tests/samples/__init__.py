"""Scripts that make the files tests look at."""
