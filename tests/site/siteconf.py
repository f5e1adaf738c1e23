"""A small township, for tests: the real settings over another content folder, at a fixed moment."""

from pathlib import Path

from pelicanconf import *  # noqa: F403  # a settings file is its names

HERE = Path(__file__).resolve().parent
SITENAME = "小镇"
SITEURL = "https://town.example/xizhen"
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
NOW = "2021-12-01"
