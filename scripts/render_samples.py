"""Writes the Word and PDF samples of data/raw from their sources in scripts/samples.

The sources are plans of our own writing. Needs reportlab, python-docx, PyYAML and the fonts "Liberation Serif"
(Debian: fonts-liberation2; they may be embedded). The same sources give the same bytes.

Usage: python scripts/render_samples.py [NAME …]
"""

from __future__ import annotations

import sys
from pathlib import Path

from sample_docx import write_docx
from sample_pdf import write_pdf
from sample_source import load

ROOT = Path(__file__).resolve().parent.parent


def main(names: list[str]) -> None:
    """Renders the named sources, or all of them."""
    for path in sorted((ROOT / "scripts" / "samples").glob("*.yaml")):
        if names and path.stem not in names:
            continue
        sample = load(path)
        target = ROOT / "data" / "raw" / sample.output
        write = write_pdf if target.suffix == ".pdf" else write_docx
        target.write_bytes(write(sample))
        print(target.relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
