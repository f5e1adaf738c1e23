"""Programs that made files this repository ships; run by hand, needed by nobody who builds or tests."""
