"""Films as phones and drones make them, drawn by this script so that they may be given away."""

from __future__ import annotations

import io
import struct
import tempfile
from fractions import Fraction
from pathlib import Path

import av
import numpy

PLACE = "+31.8437+109.6742/"
PHONE = "SECRETPHONE-12"
DAY = "2021-06-12T09:30:00.000000Z"


def film(frames: int = 12, sound: bool = True, front: bool = False) -> bytes:
    """An MP4 of 64 by 48 pixels that gets lighter, with a tone; it says where, when and with what it was taken.

    front: whether its index stands in front.
    """
    flags = "use_metadata_tags" + ("+faststart" if front else "")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "film.mp4")  # FFmpeg moves an index to the front only in a file
        _write(file, flags, frames, sound)
        return file.read_bytes()


def _write(file: Path, flags: str, frames: int, sound: bool) -> None:
    with av.open(file, "w", format="mp4", options={"movflags": flags}) as container:
        container.metadata.update({"location": PLACE, "location-eng": PLACE, "creation_time": DAY, "artist": "张某"})
        container.metadata["com.apple.quicktime.model"] = PHONE
        container.metadata["com.apple.quicktime.location.ISO6709"] = PLACE
        picture = container.add_stream("mpeg4", rate=12)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
        tone = container.add_stream("aac", rate=16_000) if sound else None
        for n in range(frames):
            shade = numpy.full((48, 64, 3), 20 + 200 * n // frames, dtype=numpy.uint8)
            container.mux(picture.encode(av.VideoFrame.from_ndarray(shade)))
        container.mux(picture.encode())
        if tone:
            wave = numpy.sin(numpy.arange(16_000 * frames // 12) / 9).astype(numpy.float32)[None]
            frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = 16_000, 0, Fraction(1, 16_000)
            container.mux(tone.encode(frame))
            container.mux(tone.encode())


def with_positions(data: bytes) -> bytes:
    """The film with its sound called a track of metadata, as cameras keep their positions."""
    place = data.index(b"soun")
    return data[:place] + b"meta" + data[place + 4 :]


def with_box(data: bytes, kind: bytes = b"uuid", body: bytes = PHONE.encode()) -> bytes:
    """The film with one more box at its end."""
    return data + struct.pack(">I", len(body) + 8) + kind + body


def shown(data: bytes) -> tuple[list[bytes], bytes]:
    """Every picture of a film, decoded, and its sound."""
    with av.open(io.BytesIO(data), "r") as container:
        pictures = [frame.to_ndarray(format="rgb24").tobytes() for frame in container.decode(video=0)]
    with av.open(io.BytesIO(data), "r") as container:
        tones = container.streams.audio
        sound = b"".join(frame.to_ndarray().tobytes() for frame in container.decode(tones[0])) if tones else b""
    return pictures, sound
