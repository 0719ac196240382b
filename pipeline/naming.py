"""What people call a document."""

from __future__ import annotations

from pathlib import PurePosixPath

_LONGEST_TITLE = 60


def document_name(doc_type: str | None, number: str | None, title: str | None, source_path: str) -> str:
    """`Kế hoạch 136/KH-UBND`; without a number, by the beginning of its title, else by its file.

    So documents whose numbers were left blank are told apart: `Kế hoạch “Khảo sát sự hài lòng của người dân …”`.
    """
    if number:
        name = number
    elif title:
        name = f"“{_beginning(title)}”"
    else:
        file_name = PurePosixPath(source_path).name
        name = f"({file_name})" if doc_type else file_name
    return f"{doc_type} {name}" if doc_type else name


def _beginning(title: str) -> str:
    plain = " ".join(title.split())
    if len(plain) <= _LONGEST_TITLE:
        return plain
    return f"{plain[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
