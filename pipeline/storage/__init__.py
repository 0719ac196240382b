"""Where things are kept: a folder of this machine, or a prefix of an object store (`s3://`, `gs://`, any fsspec URI).

All other modules name files by their path within a `Folder` and do not know which kind it is.
"""

from __future__ import annotations

from pipeline.storage.folder import File, Folder, Stamp
from pipeline.storage.places import Place, file_at, folder_at, is_url, local_path, parent_of, shown

__all__ = ["File", "Folder", "Place", "Stamp", "file_at", "folder_at", "is_url", "local_path", "parent_of", "shown"]
