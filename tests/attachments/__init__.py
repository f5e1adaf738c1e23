"""Attachments and films without their makers' traces."""
