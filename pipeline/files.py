"""Writing files so that whoever looks sees the old one or the new one."""

from __future__ import annotations

import os
from pathlib import Path
from threading import get_ident


def write_atomically(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Writes a file so that it is at no moment half there, not even when the process dies.

    `durable` waits until the disk has it, for what must outlive a power failure.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Opened by its own name, not by tempfile: colleagues may read what the umask lets them.
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
