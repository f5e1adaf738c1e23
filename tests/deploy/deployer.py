"""A deploy in a process of its own, to be killed: `python -m tests.deploy.deployer ADDRESS OUTPUT STORE`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from plugins.deploy import desk
from plugins.deploy.settings import TargetSettings, place


def main(address: str, output: str, store: str) -> int:
    """Deploy with the settings of the shared suite."""
    if address.startswith("s3:"):
        import boto3  # noqa: F401  # loading it is not what is to be interrupted
    print("ready", flush=True)
    settings = TargetSettings(to=address, keep=3)
    return desk.publish_to(place("test", settings, Path(output), Path(store)), datetime.now().astimezone())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
