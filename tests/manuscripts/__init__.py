"""Tests of the manuscripts room."""
