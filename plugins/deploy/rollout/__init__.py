"""The order of a deploy, one at a time, looked at afterwards."""
