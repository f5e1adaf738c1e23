"""The front desk: makes the environment the newsroom works in, then hands your words to the tasks in tasks.py.

    python3 news.py build | test | …

Needs nothing but Python; a second run finds everything in place and adds only the time to start an interpreter.
"""

import os
import sys
import time
from pathlib import Path

# Whatever else is imported is imported where it is needed: a build that changes nothing is asked for all day.
STARTED = time.time()

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
UV = HERE / "uv.txt"  # by the digests of its files
# Verbs that may be told where to: `publish county`.
TARGETED = ("publish", "rollback", "releases", "verify", "diff")
# Every Python started from here reads and prints UTF-8, whatever the console's code page.
ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1", "UV_PROJECT_ENVIRONMENT": str(VENV), "UV_NO_PROGRESS": "1"}
# A build needs neither invoke nor tasks.py: `inv build` is the same (plugins/edition/command.py).
BUILD = (
    f"import sys; sys.path.insert(0, {str(HERE)!r}); "
    "from plugins.edition.command import main; sys.exit(main(sys.argv[1:]))"
)


def install(groups: list[str]) -> None:
    """Make .venv and bring it to what uv.lock says; at once back where it already is. The stamp is written last."""
    import hashlib
    import importlib.util
    import subprocess

    lock = hashlib.sha256((HERE / "uv.lock").read_bytes()).hexdigest()
    installed = STAMP.read_text(encoding="utf-8").split() if STAMP.is_file() and PYTHON.exists() else []
    if installed[:1] == [lock] and set(groups) <= set(installed[1:]):
        return
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("这台机器的 Python 不能建虚拟环境。Debian、Ubuntu 请先运行：apt install python3-venv")
    print("第一次用到，正在安装所需的软件包……", file=sys.stderr, flush=True)
    keep = sorted({*installed[1:], *groups})
    make = [sys.executable, "-m", "venv", *(["--clear"] if not PYTHON.exists() else []), str(VENV)]
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--quiet", "--disable-pip-version-check"]
    steps = [
        *([] if Path(sys.prefix) == VENV else [make]),  # asked for by a task, which runs in it
        [*pip, "-r", str(UV)],
        [str(PYTHON), "-m", "uv", "sync", "--quiet", "--frozen", "--inexact", "--python", str(PYTHON)]
        + [word for group in keep for word in ("--group", group)],
    ]
    for step in steps:
        if subprocess.call(step, cwd=HERE, env=ENVIRONMENT):
            sys.exit(f"安装没有完成（{' '.join(step[1:4])}）。请检查网络，再运行一次")
    STAMP.write_text("\n".join([lock, *keep]), encoding="utf-8")


def spelled(words: list[str]) -> list[str]:
    """The words as invoke takes them, which knows no word that may be left out: a target gets its option's name."""
    if words[:1] and words[0] in TARGETED:
        for place, (before, word) in enumerate(zip(words, words[1:], strict=False), 1):
            if not word.startswith("-") and before not in ("-t", "--target"):
                return [*words[:place], "--target", *words[place:]]
    return words


def verbs() -> dict[str, dict[str, str]]:
    """What tasks.py does: each verb, with the words that have to follow it and what they mean."""
    import ast

    found: dict[str, dict[str, str]] = {}
    for node in ast.parse((HERE / "tasks.py").read_text(encoding="utf-8")).body:
        calls = [call for call in getattr(node, "decorator_list", []) if isinstance(call, ast.Call)]
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            tables = [word.value for call in calls for word in call.keywords if word.arg == "help"]
            rows = [
                row
                for table in tables
                if isinstance(table, ast.Dict)
                for row in zip(table.keys, table.values, strict=True)
            ]
            meaning = {getattr(key, "value", ""): getattr(value, "value", "") for key, value in rows}
            needed = node.args.args[1 : len(node.args.args) - len(node.args.defaults)]
            found[node.name] = {argument.arg: str(meaning.get(argument.arg, "")) for argument in needed}
    return found


def manual(verb: str) -> str:
    """What a verb does and which words may follow it, in Chinese, out of tasks.py; "" for no verb. Nothing is run."""
    import ast

    body = ast.parse((HERE / "tasks.py").read_text(encoding="utf-8")).body
    named = {
        target.id: node.value.value
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    task = next((node for node in body if isinstance(node, ast.FunctionDef) and node.name == verb), None)
    if task is None or not task.decorator_list:
        return ""
    meaning: dict[str, str] = {}
    for table in (word.value for call in task.decorator_list if isinstance(call, ast.Call) for word in call.keywords):
        if isinstance(table, ast.Dict):
            for key, value in zip(table.keys, table.values, strict=True):
                said = named.get(value.id, "") if isinstance(value, ast.Name) else getattr(value, "value", "")
                meaning[getattr(key, "value", "")] = str(said)
    arguments = task.args.args[1:]
    needed = len(arguments) - len(task.args.defaults)
    rows: list[tuple[str, str]] = []
    for place, argument in enumerate(arguments):
        said = meaning.get(argument.arg, "")
        default = task.args.defaults[place - needed] if place >= needed else None
        otherwise = default.value if isinstance(default, ast.Constant) else None
        option = argument.arg.replace("_", "-")
        if place < needed:
            rows.append((f"<{said.split('：')[0]}>", said))
        elif isinstance(otherwise, bool):
            rows.append((f"--no-{option}" if otherwise else f"--{option}", said))
        else:
            rows.append((f"--{option} …", said))
    wide = max((len(words) for words, _ in rows), default=0)
    usage = " ".join(["python3 news.py", verb, *(words for words, _ in rows[:needed])])
    options = [f"  {words:<{wide}}  {said}".rstrip() for words, said in rows]
    return "\n".join([usage, ast.get_docstring(task) or "", *([""] if options else []), *options])


def refused(words: list[str]) -> str:
    """Why these words cannot be done, "" where they can: invoke would say it in English."""
    if not words or words[0].startswith("-"):
        return ""
    import difflib

    verb, known = words[0], verbs()
    if verb not in known:
        close = difflib.get_close_matches(verb, known, 1)
        return f"不会“{verb}”{f'，是不是“{close[0]}”？' if close else '。'}运行 python3 news.py 列出能做的事"
    missing = next(iter(known[verb].values()), "") if len(words) == 1 else ""
    return f"{verb} 后面要写上{missing}" if missing else ""


def main(words: list[str]) -> int:
    """Install what these words need and hand them on; the exit code is the task's."""
    if sys.version_info < (3, 11):  # noqa: UP036  # an older Python gets as far as this line
        sys.exit("需要 Python 3.11 或更新的版本")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console that lacks a letter prints "?"
    if {"--help", "-h"} & set(words):
        if said := manual(words[0]):
            print(said)
            return 0
        words = []  # the list of verbs
    if words[:1] == ["build"]:
        install([])
        return start([str(PYTHON), "-c", BUILD, *words[1:]])
    if why := refused(words):
        sys.exit(why)
    install(["test"] if words[:1] == ["test"] else [])
    return start([str(PYTHON), "-m", "invoke", "--search-root", str(HERE), *spelled(words)])


def start(command: list[str]) -> int:
    """Hand over to the environment's Python; the exit code is its own."""
    environment = {**ENVIRONMENT, "XISHAN_STARTED": str(STARTED)}
    if os.name == "posix":
        os.execve(command[0], command, environment)
    import subprocess

    with subprocess.Popen(command, env=environment) as task:
        while True:
            try:
                return task.wait()
            except KeyboardInterrupt:
                continue  # the task has had the same Ctrl-C, and ends in its own way


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
