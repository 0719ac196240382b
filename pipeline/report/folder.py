"""The folder of a site: files are written when their content changes, and what a former site left is removed."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.files import write_atomically

MANIFEST = ".kehoach-site.json"


class SiteFolder:
    """A folder that holds a site and nothing else of anybody's.

    `stamp` tells what the site was made of. Raises UsageError for a folder with files that kehoach did not write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = 0
        self._names: set[str] = set()
        self._former, self.stamp = self._read()
        self._begun = False

    def write(self, name: str, content: str) -> None:
        """Writes a file of the site, unless it has this content already."""
        self._names.add(name)
        path = self.path / name
        new = content.encode()
        if path.is_file() and path.read_bytes() == new:
            return
        if not self._begun:
            # Before the first page, so that the folder of a run that was interrupted is known as a site.
            self._write_manifest({}, self._former)
            self._begun = True
        write_atomically(path, new)
        self.written += 1

    def keep(self, name: str) -> None:
        """Keeps a file of the former site as it is."""
        self._names.add(name)

    def has(self, name: str) -> bool:
        """Whether the former site had this file and it is still there."""
        return name in self._former and (self.path / name).is_file()

    def finish(self, stamp: dict[str, str]) -> None:
        """Removes what the former site had and this one has not, and writes down what belongs to it."""
        for name in sorted(self._former - self._names):
            if ".." not in Path(name).parts and not Path(name).is_absolute():
                (self.path / name).unlink(missing_ok=True)
        self._write_manifest(stamp, self._names)

    def _write_manifest(self, stamp: dict[str, str], names: set[str]) -> None:
        manifest = {"made_by": "kehoach", "stamp": stamp, "files": sorted(names)}
        write_atomically(self.path / MANIFEST, json.dumps(manifest, indent=0).encode())

    def _read(self) -> tuple[set[str], dict[str, str]]:
        manifest = self.path / MANIFEST
        if manifest.is_file():
            try:
                read = json.loads(manifest.read_text(encoding="utf-8"))
                return set(read["files"]), dict(read["stamp"])
            except (ValueError, KeyError, TypeError):
                return set(), {}
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise UsageError(f"{self.path} holds files that are no site of kehoach; choose another folder with --out.")
        return set(), {}
