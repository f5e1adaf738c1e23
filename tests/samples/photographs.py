"""Photos as cameras, phones, newsrooms and vandals make them, drawn by this script so that they may be given away.

Every function returns the bytes of one file. The picture, where it matters, is `scene`: a grey gradient with a square
of another colour in each corner, so that pixels tell which way up it is and which colours it has.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw, TiffImagePlugin

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (40, 60, 190), (220, 200, 40)
CORNERS = (RED, GREEN, BLUE, YELLOW)  # top left, top right, bottom left, bottom right


def scene(size: tuple[int, int] = (600, 400)) -> Image.Image:
    """The picture, upright."""
    width, height = size
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    side = max(2, min(size) // 4)
    draw = ImageDraw.Draw(image)
    for colour, (x, y) in zip(CORNERS, corners(size, side), strict=True):
        draw.rectangle((x, y, x + side - 1, y + side - 1), fill=colour)
    return image


def corners(size: tuple[int, int], side: int) -> list[tuple[int, int]]:
    """Left and top of the square in each corner."""
    right, bottom = size[0] - side, size[1] - side
    return [(0, 0), (right, 0), (0, bottom), (right, bottom)]


def saved(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    """The bytes of an image file; a JPEG keeps its colours sharp (4:4:4, quality 95) unless told otherwise."""
    out = io.BytesIO()
    if format == "JPEG":
        options = {"quality": 95, "subsampling": "4:4:4", **options}
    image.save(out, format, **options)
    return out.getvalue()


def jpeg(size: tuple[int, int] = (600, 400), **options: Any) -> bytes:
    """An ordinary JPEG of the scene."""
    return saved(scene(size), **options)


# How the upright picture is stored for each EXIF orientation: the inverse of what shows it upright.
STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def oriented(orientation: int, size: tuple[int, int] = (600, 400), format: str = "JPEG") -> bytes:
    """The scene as a camera held this way stores it (EXIF orientation 1–8)."""
    image = scene(size)
    if orientation in STORED:
        image = image.transpose(STORED[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(image, format, exif=exif)


def private(size: tuple[int, int] = (600, 400)) -> bytes:
    """A JPEG that tells on its photographer: position, serial numbers, owner, maker note, thumbnail, comment."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "Make", "Model", "Artist Zhang"
    exif[0x8298] = "Copyright Xishan"
    shot = exif.get_ifd(0x8769)
    shot[0x9003] = "2021:06:12 09:30:00"
    shot[0xA430], shot[0xA431], shot[0xA435] = "Owner Zhang", "SERIAL-4711", "LENS-SERIAL-42"
    shot[0x927C] = b"MAKERNOTE-SECRET" * 4
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (31.0, 50.0, 12.0), "E", (109.0, 40.0, 30.0)
    data = saved(scene(size), exif=exif, comment="shot by Zhang")
    iptc = iptc_segment({90: "SECRET-CITY", 110: "Xishan News", 116: "Copyright Xishan", 120: "Caption-Secret"})
    return with_segment(data, iptc)


def with_segment(data: bytes, segment: bytes) -> bytes:
    """A JPEG with one more segment right after its start."""
    return data[:2] + segment + data[2:]


def iptc_segment(fields: dict[int, str], encoding: str = "utf-8", declared: bool = False) -> bytes:
    """APP13 with the data sets of IPTC record 2."""
    sets = b"\x1c\x01\x5a\x00\x03\x1b%G" if declared else b""
    for number, words in fields.items():
        value = words.encode(encoding)
        sets += struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(sets)) + sets + b"\0" * (len(sets) % 2)
    body = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def xmp_packet(inner: str) -> bytes:
    """An XMP packet round some RDF."""
    names = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
    )
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {names}>{inner}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def progressive(size: tuple[int, int] = (600, 400)) -> bytes:
    """A progressive JPEG."""
    return jpeg(size, progressive=True)


def resized_header(data: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame header claims another size."""
    place = _frame_header(data)
    return data[: place + 5] + struct.pack(">HH", height, width) + data[place + 9 :]


def twelve_bits() -> bytes:
    """A JPEG whose frame header says 12 bits a sample."""
    data = jpeg()
    place = _frame_header(data)
    return data[: place + 4] + b"\x0c" + data[place + 5 :]


def _frame_header(data: bytes) -> int:
    """Where the SOF marker stands."""
    place = 2
    while data[place + 1] not in (0xC0, 0xC1, 0xC2):
        place += 2 + struct.unpack_from(">H", data, place + 2)[0]
    return place


def giant(width: int = 20_000, height: int = 14_000) -> bytes:
    """An honest baseline JPEG of many megapixels, made by repeating one row of blocks: left half red, right half blue.

    Height is a multiple of 16. Rows stand between restart markers, so each decodes alike.
    """
    strip = Image.new("RGB", (width, 32), (190, 40, 40))
    strip.paste((40, 60, 190), (width // 2, 0, width, 32))
    data = saved(strip, subsampling="4:2:0", quality=75, restart_marker_rows=1)
    head, _, rest = data.partition(b"\xff\xd0")  # before the first restart marker: header and the first row
    scan = _scan_start(head)
    row = head[scan:]
    assert rest.endswith(b"\xff\xd9")
    rows = height // 16
    body = b"".join(row + (bytes((0xFF, 0xD0 + n % 8)) if n < rows - 1 else b"\xff\xd9") for n in range(rows))
    return resized_header(head[:scan] + body, width, height)


def _scan_start(head: bytes) -> int:
    place = head.index(b"\xff\xda")
    return place + 2 + int(struct.unpack_from(">H", head, place + 2)[0])


def png(size: tuple[int, int], bits: int, colour: int, rows: list[bytes], *chunks: bytes) -> bytes:
    """A PNG written by hand: `colour` is PNG's colour type, `rows` the packed samples of each row."""
    header = struct.pack(">IIBBBBB", *size, bits, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + b"".join((chunk(b"IHDR", header), *chunks, chunk(b"IDAT", data), chunk(b"IEND", b"")))


def chunk(name: bytes, data: bytes) -> bytes:
    """One PNG chunk."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def sixteen_bits(colour: int) -> bytes:
    """A 16-bit PNG, 64 by 64: grey (0), RGB (2) or grey with alpha (4), light at the left, dark at the right.

    The right half of the one with alpha is transparent.
    """
    row = b""
    for x in range(64):
        light = 60_000 if x < 32 else 10_000
        samples = {0: (light,), 2: (light, light // 2, 5_000), 4: (light, 65_535 if x < 32 else 0)}[colour]
        row += struct.pack(f">{len(samples)}H", *samples)
    return png((64, 64), 16, colour, [row] * 64)


def bomb_png() -> bytes:
    """A PNG of a few bytes that claims 65,536 by 65,536 pixels."""
    return png((65_536, 65_536), 8, 2, [b"\0" * 16])


def bomb_text() -> bytes:
    """A small PNG with 80 MB of compressed text in front of its pixels."""
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 80_000_000, 9))
    return png((1, 1), 8, 2, [b"\0\0\0"], text)


def bomb_avif(side: int = 17_000) -> bytes:
    """An AVIF of few bytes that claims to be a square of so many pixels."""
    data = saved(scene((64, 64)), "AVIF")
    place = data.index(b"ispe") + 8
    return data[:place] + struct.pack(">II", side, side) + data[place + 8 :]


def gif_outside(reach: int) -> bytes:
    """A GIF of 100 by 100 pixels whose second frame begins this far to the right and below."""
    data = moving("GIF", 2, (100, 100))
    place = data.rindex(b"\x2c", 0, data.rindex(b"\x21\xf9") + 10)
    return data[: place + 1] + struct.pack("<HH", reach, reach) + data[place + 5 :]


def junk_before_frame(data: bytes, junk: bytes) -> bytes:
    """A JPEG with bytes of no segment before its frame header, which decoders pass over."""
    place = _frame_header(data)
    return data[:place] + junk + data[place:]


def motion_photo(count: int = 1000) -> bytes:
    """A progressive JPEG with a film behind its end, and metadata before its frame, that hold the marker of a scan."""
    data = progressive((64, 64))
    metadata = b"\xff\xef" + struct.pack(">H", 2 + 10 * count) + b"\xff\xda\0\0\0\0\0\0\0\0" * count
    return with_segment(data, metadata) + b"\0\0\0\x18ftypmp42" + b"\xff\xda\0\x03" * count


def scans_bomb(count: int = 1000) -> bytes:
    """A progressive JPEG whose last scan is repeated many times."""
    data = progressive((64, 64))
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + b"\xff\xd9"


def with_alpha(format: str, size: tuple[int, int] = (600, 400)) -> bytes:
    """The scene with its middle and left cut out: the left third is transparent (and black underneath)."""
    image = scene(size).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, size[0] // 3, size[1]))
    return saved(image, format, **({"lossless": True, "exact": True} if format == "WEBP" else {}))


def moving(format: str, frames: int = 6, size: tuple[int, int] = (160, 120)) -> bytes:
    """A red square that walks from left to right over a white field, 80 ms a frame, for ever."""
    shots = []
    for n in range(frames):
        shot = Image.new("RGB", size, "white")
        left = n * (size[0] - 40) // max(1, frames - 1)
        shot.paste(RED, (left, 40, left + 40, 80))
        shots.append(shot)
    return saved(shots[0], format, save_all=True, append_images=shots[1:], duration=80, loop=0)


def stereo() -> bytes:
    """An MPO: the scene, and a second picture that is all blue."""
    return saved(scene(), "MPO", save_all=True, append_images=[Image.new("RGB", (600, 400), BLUE)], quality=95)


def cmyk_adobe() -> bytes:
    """A CMYK JPEG as Adobe writes it, inverted: cyan, magenta and yellow stripes over white."""
    image = Image.new("CMYK", (300, 200), (0, 0, 0, 0))
    for n, ink in enumerate(((255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0))):
        image.paste(ink, (0, 50 * n, 300, 50 * n + 50))
    return saved(image)


def cmyk_profile() -> bytes:
    """An ICC profile of a press with strange inks: its cyan prints orange, its magenta green; the rest is usual.

    ICC.1:2001-04 6.5.8 (lut8Type): sixteen corners of the CMYK cube to Lab.
    """
    orange, green, yellow, paper = (65, 45, 70), (50, -60, 40), (90, -5, 80), (95, 0, 0)
    nodes = b""
    for corner in range(16):
        c, m, y, k = (corner >> n & 1 for n in (3, 2, 1, 0))
        inks = [ink for ink, on in ((orange, c), (green, m), (yellow, y)) if on]
        lab = tuple(sum(ink[n] for ink in inks) / len(inks) for n in range(3)) if inks else paper
        light = lab[0] * (0.08 if k else 1)
        nodes += bytes((round(light * 2.55), *(round(v * (1 - k)) + 128 for v in lab[1:])))
    ramp = bytes(range(256))
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + identity + ramp * 4 + nodes + ramp * 3
    name = b"Strange press\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 78,
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": lut,
    }
    start, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for tag, data in tags.items():
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    head = struct.pack(
        ">I4sI4s4s4s12s4s", start + len(body), b"\0" * 4, 0x02100000, b"prtr", b"CMYK", b"Lab ", b"", b"acsp"
    )
    head = (head + b"\0" * 28 + struct.pack(">3i", 63190, 65536, 54061)).ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + table + body


def detailed(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture with detail everywhere, as photographs have it: soft noise, the same each time."""
    draw = random.Random(7)
    small = Image.frombytes("RGB", (size[0] // 4, size[1] // 4), draw.randbytes(size[0] // 4 * (size[1] // 4) * 3))
    return Image.blend(small.resize(size, Image.Resampling.BICUBIC), Image.new("RGB", size, (128, 128, 128)), 0.5)


def broken_data() -> bytes:
    """A JPEG with bits in the middle of its picture that are no code, as a bad card leaves them."""
    data = saved(detailed())
    middle = len(data) // 2
    return data[:middle] + b"\xff\0" * 40 + data[middle + 80 :]


def half(end: bytes = b"\xff\xd9") -> bytes:
    """A JPEG that lost its second half, and got an end."""
    data = saved(detailed())
    return data[: len(data) // 2] + end


def shifted(by: int = 40, column: int = 200, row: int = 240) -> bytes:
    """A JPEG that is lighter or darker from a unit of 16 pixels on, whose column and row these are."""
    image = detailed()
    other = image.point([min(255, max(0, value + by)) for value in range(256)] * 3)
    image.paste(other.crop((column, row, 640, row + 16)), (column, row))
    image.paste(other.crop((0, row + 16, 640, 480)), (0, row + 16))
    return saved(image, subsampling="4:2:0")


def ends_grey(height: int = 160, column: int = 640) -> bytes:
    """A JPEG whose foot is the grey of blocks without content; from this column on it begins 16 pixels higher."""
    image = detailed()
    image.paste((128, 128, 128), (column, 480 - height - 16, 640, 480))
    image.paste((128, 128, 128), (0, 480 - height, 640, 480))
    return saved(image, subsampling="4:2:0")


def padded_restart(padding: int) -> bytes:
    """A JPEG with so many bytes before one of its restart markers."""
    data = saved(detailed(), restart_marker_rows=1)
    place = data.index(b"\xff\xd3")
    return data[:place] + b"\x5a" * padding + data[place:]


def numbered(primaries: int, transfer: int, colour: tuple[int, int, int], format: str = "AVIF") -> bytes:
    """A file of one colour whose colours are named by numbers, without a profile (ISO/IEC 23091-2)."""
    image = Image.new("RGB", (64, 64), colour)
    if format == "PNG":
        data = saved(image, "PNG")
        return data[:33] + chunk(b"cICP", bytes((primaries, transfer, 0, 1))) + data[33:]
    data = saved(image, format, quality=95, **({"subsampling": "4:4:4"} if format == "AVIF" else {"chroma": 444}))
    place = data.index(b"colrnclx") + 8
    return data[:place] + struct.pack(">HH", primaries, transfer) + data[place + 4 :]


def late_exif(orientation: int, how: str = "eXIf") -> bytes:
    """A PNG whose EXIF stands behind its pixels, or in front in one of the texts that older programs wrote."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    packet = exif.tobytes()
    data = saved(scene().transpose(STORED[orientation]), "PNG")
    if how == "eXIf":
        return data[:-12] + chunk(b"eXIf", packet.removeprefix(b"Exif\0\0")) + data[-12:]
    text = b"\nexif\n%8d\n%s\n" % (len(packet), packet.hex().encode())
    name = b"Raw profile type " + (b"APP1" if how == "tEXt" else b"exif") + b"\0"
    body = {"tEXt": text, "zTXt": b"\0" + zlib.compress(text), "iTXt": b"\1\0\0\0" + zlib.compress(text)}[how]
    return data[:33] + chunk(how.encode(), name + body) + data[33:]


def exif_copyright(words: bytes) -> bytes:
    """A JPEG with these bytes as EXIF's copyright, whatever their encoding."""
    exif = Image.Exif()
    exif[0x8298] = "x" * len(words)
    plain = exif.tobytes().replace(b"x" * len(words), words)
    return saved(scene(), exif=plain)


def dng() -> bytes:
    """A TIFF that says it is a camera's raw file, with a thumbnail in front as those have."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[0xC612] = bytes((1, 4, 0, 0))
    return saved(scene((60, 40)), "TIFF", tiffinfo=tags)


def banner(size: tuple[int, int] = (960, 320)) -> bytes:
    """White strokes of one and two pixels on a red banner over green."""
    image = Image.new("RGB", size, (40, 120, 50))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size[1] // 4, size[0], size[1] // 2), fill=(215, 20, 30))
    for x in range(20, size[0] - 20, 9):
        draw.line((x, size[1] // 4 + 10, x + 3, size[1] // 2 - 10), fill=(250, 225, 60), width=1 + x % 2)
    return saved(image, "PNG")
