"""The theme's static files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.edition.plan.assets import read_assets


def a_theme(folder: Path, **files: str) -> Path:
    """A static folder with these files; in their names __ stands for a slash and the last _ for the dot."""
    for name, text in files.items():
        file = folder / re.sub(r"_([a-z0-9]+)$", r".\1", name.replace("__", "/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return folder


def sheet(folder: Path, name: str = "css/site.css") -> str:
    """A stylesheet as it is published."""
    paths, published = read_assets(folder)
    return published[paths[name]].decode()


def test_named_by_content(tmp_path: Path) -> None:
    """A file is published under theme/ with a digest before its ending; other bytes have another name, the same bytes
    the same."""
    theme = a_theme(tmp_path, js__modes_js="1;", favicon_svg="<svg/>")
    paths, published = read_assets(theme)
    assert set(paths) == {"js/modes.js", "favicon.svg"}
    assert re.fullmatch(r"theme/js/modes\.[0-9a-f]{8}\.js", paths["js/modes.js"])
    assert published[paths["js/modes.js"]] == b"1;"
    assert read_assets(theme) == (paths, published)
    a_theme(tmp_path, js__modes_js="2;")
    again, _ = read_assets(theme)
    assert again["js/modes.js"] != paths["js/modes.js"]
    assert again["favicon.svg"] == paths["favicon.svg"]


def test_two_files_of_one_name(tmp_path: Path) -> None:
    """Files of one name in two folders do not meet, even with the same bytes."""
    paths, published = read_assets(a_theme(tmp_path, a__x_js="1;", b__x_js="1;"))
    assert len(set(paths.values())) == len(published) == 2


def test_a_file_without_an_ending(tmp_path: Path) -> None:
    """A file without an ending keeps its name at the front, whatever dots its folders have."""
    (tmp_path / "fonts.v1").mkdir()
    (tmp_path / "fonts.v1" / "LICENSE").write_bytes(b"OFL")
    paths, _ = read_assets(tmp_path)
    assert re.fullmatch(r"theme/fonts\.v1/LICENSE\.[0-9a-f]{8}", paths["fonts.v1/LICENSE"])


def test_imports_are_set_in(tmp_path: Path) -> None:
    """An imported stylesheet stands in the place of its import, in its layer, through any number of imports; only the
    whole is published."""
    theme = a_theme(
        tmp_path,
        css__site_css='@layer reset, blocks;\n@import "reset.css" layer(reset);\n@import url("blocks/all.css") layer(blocks);\n',
        css__reset_css="/* why */\n* { margin: 0 }\n",
        css__blocks__all_css="@import 'nav.css';\n",
        css__blocks__nav_css=".nav { color: red }\n",
    )
    paths, published = read_assets(theme)
    assert list(paths) == ["css/site.css"]
    assert sheet(theme) == "@layer reset,blocks;@layer reset{*{margin:0}}@layer blocks{.nav{color:red}}"
    assert len(published) == 1


def test_a_changed_import_renames_the_whole(tmp_path: Path) -> None:
    """A change in an imported stylesheet gives the whole another name."""
    theme = a_theme(tmp_path, css__site_css='@import "a.css";', css__a_css="a { top: 0 }")
    before = read_assets(theme)[0]["css/site.css"]
    a_theme(tmp_path, css__a_css="a { top: 1px }")
    assert read_assets(theme)[0]["css/site.css"] != before


def test_what_a_stylesheet_shows(tmp_path: Path) -> None:
    """What a stylesheet shows by url() is addressed under its published name, also out of an imported stylesheet in
    another folder; data and other hosts' addresses are left alone."""
    theme = a_theme(
        tmp_path,
        css__site_css='@import "blocks/seal.css";\na { background: url(ridge.svg) }\nb { background: url("data:image/png;base64,AA") }',
        css__blocks__seal_css=".seal { background: url('../../img/seal.svg') }",
        css__ridge_svg="<svg/>",
        img__seal_svg="<svg id='s'/>",
    )
    paths, _ = read_assets(theme)
    ridge, seal = paths["css/ridge.svg"], paths["img/seal.svg"]
    assert f'url("{ridge.removeprefix("theme/css/")}")' in sheet(theme)
    assert f'url("../{seal.removeprefix("theme/")}")' in sheet(theme)
    assert 'url("data:image/png;base64,AA")' in sheet(theme)


def test_what_is_not_there(tmp_path: Path) -> None:
    """A stylesheet that shows what the theme does not have is an error of ours, with both names."""
    theme = a_theme(tmp_path, css__site_css="a { background: url(gone.svg) }")
    with pytest.raises(FileNotFoundError, match=r"css/site\.css.*gone\.svg"):
        read_assets(theme)


def test_comments(tmp_path: Path) -> None:
    """Comments are not published, and an import within one imports nothing."""
    theme = a_theme(tmp_path, css__site_css='/* a\n@import "b.css";\n*/\na { top: 0 }', css__b_css="b { top: 0 }")
    assert sheet(theme) == "a{top:0}"
    assert sheet(theme, "css/b.css") == "b{top:0}"


def test_white_space(tmp_path: Path) -> None:
    """White space is published where it means something and nowhere else: in strings, between selectors, before a
    pseudo-class, in sums and lists of values."""
    style = """
        .a  > .b , .c :hover /* y */ ,
        .d:hover { content: "x ; /* y */  { z }" ; width: calc( 1px + 2px ) ; font: 1em / 2 a, b ; }
        @media (min-width: 48em) and (orientation: portrait) { .e { --x: 1px 2px; } }
    """
    assert sheet(a_theme(tmp_path, css__site_css=style)) == (
        '.a>.b,.c :hover,.d:hover{content:"x ; /* y */  { z }";width:calc( 1px + 2px );font:1em / 2 a,b}'
        "@media (min-width:48em) and (orientation:portrait){.e{--x:1px 2px}}"
    )


def test_scripts(tmp_path: Path) -> None:
    """A script is published without its indents and the comments on lines of their own, and one with a template
    literal as it is."""
    source = '/* a\n   b */\n(function () {\n  // why\n  var a = "// no /* comment */"; // kept\n\n  return a;\n})();\n'
    literal = "// why\n  var a = `\n  // text`;\n"
    paths, published = read_assets(a_theme(tmp_path, js__a_js=source, js__b_js=literal))
    assert published[paths["js/a.js"]].decode() == (
        '(function () {\nvar a = "// no /* comment */"; // kept\nreturn a;\n})();\n'
    )
    assert published[paths["js/b.js"]].decode() == literal


def test_the_same_on_every_system(tmp_path: Path) -> None:
    """A stylesheet checked out with CRLF is published with the bytes of one that was not."""
    one = a_theme(tmp_path / "one", css__site_css="a { top: 0 }\nb { top: 0 }\n")
    other = a_theme(tmp_path / "other", css__site_css="a { top: 0 }\r\nb { top: 0 }\r\n")
    assert read_assets(one) == read_assets(other)


def test_what_a_desktop_leaves_behind(tmp_path: Path) -> None:
    """Hidden files that a Mac leaves in a folder are no part of the theme."""
    paths, published = read_assets(a_theme(tmp_path, css__site_css="a { top: 0 }", **{"css__.DS_Store": "x"}))
    assert list(paths) == ["css/site.css"]
    assert len(published) == 1
