"""Tests of the photos room; most look at the pixels of what comes out."""
