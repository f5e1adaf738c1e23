"""What is said of a photo, by whom, in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.photo import Caption, Photo
from plugins.photos.original.iptc import decode, read_iptc
from plugins.photos.original.photo_record import PhotoRecord, clean, fill
from plugins.photos.original.xmp import read_xmp
from tests.samples.photographs import (
    exif_copyright,
    iptc_segment,
    jpeg,
    private,
    resized_header,
    saved,
    scene,
    with_segment,
    xmp_packet,
)

from .lab import read

CHINESE = {120: "下坝村的药材基地", 80: "王雁博", 110: "溪山融媒", 116: "版权所有 溪山镇", 90: "万源市", 92: "溪山镇"}


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", True), ("utf-8", False), ("gbk", False)])
def test_chinese_iptc_is_read_in_each_encoding_that_is_about(encoding: str, declared: bool) -> None:
    """UTF-8 declared or not, and GBK, which nobody declares."""
    record = read(with_segment(jpeg(), iptc_segment(CHINESE, encoding, declared))).record
    assert record.caption == "下坝村的药材基地"
    assert (record.byline, record.credit, record.copyright) == ("王雁博", "溪山融媒", "版权所有 溪山镇")
    assert record.place == "万源市溪山镇"
    assert record.credit_line == "王雁博/溪山融媒"


@pytest.mark.parametrize("words", ["Café à Orléans", "Señor Nuñez, año 2021", "naïve déjà vu"])
def test_latin_text_is_not_taken_for_chinese(words: str) -> None:
    """An é and the letter after it would make one rare Chinese character."""
    assert decode(words.encode("cp1252")) == words
    assert decode(words.encode("utf-8")) == words


@pytest.mark.parametrize("words", ["王喆摄", "朱镕基", "溪山", "联通", "2021年6月，村民在打谷。"])
def test_chinese_names_with_rare_characters_are_still_chinese(words: str) -> None:
    """喆 and 镕 are not in GB 2312, their neighbours are."""
    assert decode(words.encode("gbk")) == words


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_complaint(data: bytes) -> None:
    """Metadata is never trusted to be well formed."""
    read_iptc(b"\x1c\x02\x78" + data)
    read_iptc(data)
    read_xmp(data)


def test_several_bylines_are_all_kept() -> None:
    """IPTC repeats the data set."""
    data = read_iptc(b"\x1c\x02\x50\x00\x09" + "王雁博".encode() + b"\x1c\x02\x50\x00\x09" + "李青山".encode())
    assert data["byline"] == "王雁博、李青山"


def test_xmp_is_read_as_attributes_and_as_elements() -> None:
    """Both ways of writing RDF; of several languages the Chinese one."""
    packet = xmp_packet(
        '<rdf:Description photoshop:Credit="溪山融媒" Iptc4xmpCore:Location="溪山镇">'
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Harvest</rdf:li><rdf:li xml:lang="zh-CN">秋收</rdf:li>'
        "</rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>王雁博</rdf:li><rdf:li>李青山</rdf:li></rdf:Seq></dc:creator>"
        '<Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>'
        "</rdf:Description>"
    )
    record = read(saved(scene(), xmp=packet)).record
    assert (record.caption, record.credit, record.location) == ("秋收", "溪山融媒", "溪山镇")
    assert record.byline == "王雁博、李青山"
    assert record.source == "trainedAlgorithmicMedia"


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_xmp_is_read_in_other_formats_too(format: str) -> None:
    """Each hides the packet elsewhere."""
    packet = xmp_packet('<rdf:Description photoshop:Credit="溪山融媒"/>')
    if format == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        data = saved(scene(), "PNG", pnginfo=info)
    else:
        data = saved(scene(), format, xmp=packet)
    assert read(data).record.credit == "溪山融媒"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "packet",
    [
        BOMB.encode() + xmp_packet('<rdf:Description photoshop:Credit="&b;"/>'),
        BOMB.encode("utf-16") + xmp_packet('<rdf:Description photoshop:Credit="&b;"/>').decode().encode("utf-16"),
        b"<not xml",
        b"\xff\xfe\x00",
        xmp_packet('<rdf:Description photoshop:Credit="x"/>').ljust(1_000_001),
        "",
        None,
    ],
)
def test_xmp_that_declares_entities_or_is_broken_says_nothing(packet: object) -> None:
    """No packet needs entities; a megabyte of packet is not read."""
    assert read_xmp(packet) == {}


def test_iptc_goes_before_xmp_and_xmp_before_exif() -> None:
    """Where two say something of one field."""
    packet = xmp_packet('<rdf:Description photoshop:Credit="from XMP" photoshop:City="XMP city"/>')
    data = with_segment(saved(scene(), xmp=packet), iptc_segment({110: "from IPTC"}))
    record = read(data).record
    assert (record.credit, record.city) == ("from IPTC", "XMP city")
    assert read(private()).record.copyright == "Copyright Xishan"
    assert read(private()).record.taken == "2021-06-12T09:30:00"


def test_a_record_carries_no_control_characters() -> None:
    """They could forge a mark in a story's HTML, break a message's line, turn the direction of writing."""
    assert clean("a\x02part:0\x03b\x00c\r\nd\u2028e") == "a part:0 b; c d e"
    assert clean("\x1b[31m王\u202e小明\u200f\u2066\u2069") == "王小明"
    record = read(with_segment(jpeg(), iptc_segment({120: "\x02part:0\x03 秋收"}))).record
    assert record.caption == "part:0  秋收"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_exif_copyright_is_read_in_the_encoding_it_was_written_in(encoding: str) -> None:
    """The standard knows only ASCII."""
    assert read(exif_copyright("丰溪镇宣传办".encode(encoding))).record.copyright == "丰溪镇宣传办"
    assert read(exif_copyright("Jürgen Ärmel".encode("cp1252"))).record.copyright == "Jürgen Ärmel"


def test_names_on_lines_of_their_own_are_several_names() -> None:
    """In one data set, as some programs write them."""
    record = read(with_segment(jpeg(), iptc_segment({80: "张三\r\n李四", 120: "第一行\n第二行"}))).record
    assert (record.byline, record.caption) == ("张三、李四", "第一行 第二行")


RECORD = PhotoRecord(
    caption="文件里的<说明>", byline="文件作者", copyright="©", city="万源", alt="", taken="2021-06-12"
)


def test_the_file_fills_what_is_empty_and_says_so() -> None:
    """Every borrowed field is listed for the copydesk; the alt text falls back to the caption."""
    photo = fill(Photo("a.jpg"), RECORD)
    assert photo.caption == Caption("文件里的<说明>", "文件里的&lt;说明&gt;")
    assert (photo.credit, photo.copyright, photo.place, photo.alt) == ("文件作者", "©", "万源", "文件里的<说明>")
    assert photo.borrowed == ("caption", "credit", "place", "copyright")
    assert photo.taken == "2021-06-12"


def test_what_the_reporter_wrote_stands() -> None:
    """The file never overrules the story."""
    photo = fill(Photo("a.jpg", alt="替代", caption=Caption("说明", "说明"), credit="王雁博"), RECORD)
    assert (photo.alt, photo.caption.text, photo.credit) == ("替代", "说明", "王雁博")
    assert photo.borrowed == ("place", "copyright")


def test_a_missing_alt_falls_back_to_the_caption_in_the_story() -> None:
    """Without any word in the file."""
    photo = fill(Photo("a.jpg", caption=Caption("说明", "<em>说明</em>")), PhotoRecord())
    assert photo.alt == "说明"
    assert photo.borrowed == ()


def test_broken_metadata_does_not_cost_the_photo() -> None:
    """EXIF cut off in the middle, IPTC with a wrong length, XMP that is not XML."""
    exif = b"\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\xff"
    iptc = iptc_segment({120: "x" * 50}).replace(b"\x00\x32", b"\x7f\xff")
    data = with_segment(with_segment(saved(scene(), xmp=b"<x"), exif), iptc)
    assert read(data).record == PhotoRecord()
    assert read(data).size == (600, 400)
    assert read(resized_header(data, 600, 400)).orientation == 1
