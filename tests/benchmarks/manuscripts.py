"""What it costs to take in a long manuscript: a Word file of 200 pages with 150 photos, and the same as a .zip.

python -m tests.benchmarks.manuscripts

CPU seconds and the most memory of `draft` in a process of its own, beside the limits it must keep: 20 seconds, 500 MB.
A row of its own is python-docx merely opening the file, which takes all photos into memory: why the room reads a .docx part
by part.
"""

from __future__ import annotations

import random
import sys
import tempfile
import zipfile
from pathlib import Path

from docx import Document
from docx.shared import Cm

from tests.samples.photographs import giant

from .cost import measure, median

PAGES, PHOTOS, PHOTO, RUNS = 200, 150, 3_000_000, 3
SECONDS, MEMORY = 20, 500
SENTENCE = "丰溪的山一层叠着一层，路从沟底绕上来，绕过药田、茶园和菌棚，绕到云里去。"
OPEN = "import sys, docx; docx.Document(sys.argv[1])"
RUN = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from plugins.manuscripts.desk import hand_in
sys.exit(hand_in(sys.argv[1], Path(sys.argv[2]), now=datetime(2021, 9, 10, tzinfo=timezone.utc)))
"""


def photograph(number: int) -> bytes:
    """A JPEG of 3 MB, another for each number: comments that decoders pass over, of bytes that do not pack."""
    noise, plain = random.Random(number), giant(1600, 1200)
    comments = (b"\xff\xfe\xfd\xe8" + noise.randbytes(0xFDE8 - 2) for _ in range((PHOTO - len(plain)) // 0xFDE8))
    head = 4 + int.from_bytes(plain[4:6], "big")  # its first segment says that it is JFIF, and has to come first
    return plain[:head] + b"".join(comments) + plain[head:]


def write_word(file: Path) -> None:
    """A page is 7 paragraphs of 4 lines; a photo and its caption stand on three pages of four."""
    document = Document()
    document.add_heading("一条沟里的二十年", 0)
    document.add_paragraph("——丰溪镇产业发展长卷")
    document.add_paragraph("本站记者")
    for page in range(PAGES):
        if page % 10 == 0:
            document.add_heading(f"第{page // 10 + 1}章的山和水", 1)
        for number in range(7):
            paragraph = document.add_paragraph()
            paragraph.add_run(f"第{page + 1}页第{number + 1}段。").bold = True
            paragraph.add_run(SENTENCE * 4)
        if page * PHOTOS // PAGES != (page + 1) * PHOTOS // PAGES:
            number = page * PHOTOS // PAGES
            path = file.with_name("photo.jpg")
            path.write_bytes(photograph(number))
            document.add_paragraph().add_run().add_picture(str(path), width=Cm(12))
            document.add_paragraph(f"沟里的第{number + 1}处景致（本站记者 摄）", style="Caption")
            path.unlink()
    document.save(str(file))


def write_zip(file: Path) -> None:
    """The text in a .txt, the photos beside it under names that only near their captions."""
    captions = [f"沟里的第{number + 1}处景致" for number in range(PHOTOS)]
    text = "一条沟里的二十年\n\n本站记者\n\n" + (SENTENCE * 4 + "\n\n") * PAGES * 7 + "\n\n".join(captions)
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("稿件.txt", text)
        for number, caption in enumerate(captions):
            package.writestr(f"照片/IMG_0001（{caption}）.jpg", photograph(number))


def main() -> int:
    """Print the table; 1 where a limit is not kept."""
    print(
        f"| 稿件（{PAGES} 页，{PHOTOS} 张照片） | 大小（MB） | CPU 秒 | 用时（秒） | 内存（MB） |\n|---|---|---|---|---|"
    )
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("long.docx", write_word), ("long.zip", write_zip)):
            file = Path(folder) / name
            write(file)
            costs = []
            for run in range(RUNS):
                content = str(Path(folder) / f"{name}-{run}" / "content")
                costs.append(measure([sys.executable, "-c", RUN, str(file), content]))
            cost = median(costs)
            size = file.stat().st_size / 1e6
            print(f"| {name} | {size:.0f} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.memory:.0f} |", flush=True)
            kept = kept and cost.cpu <= SECONDS and cost.memory <= MEMORY
            if file.suffix == ".docx":
                opening = measure([sys.executable, "-c", OPEN, str(file)])
                print(
                    f"| {name}，python-docx 只打开 | {size:.0f} | {opening.cpu:.1f} | {opening.wall:.1f} | {opening.memory:.0f} |",
                    flush=True,
                )
    print("都在限度以内：" if kept else "超过限度：", f"{SECONDS} 秒、{MEMORY} MB")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
