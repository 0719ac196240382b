"""Ids and reasons of documents of which nothing could be read."""

from __future__ import annotations

import json

from pipeline.failures import crash_notice, failed_records, id_of_content, id_of_unopened
from schemas.checks import check_records


def error_of(text: str) -> Exception:
    try:
        json.loads(text)
    except ValueError as error:
        return error
    raise AssertionError("it must fail")


def test_id_is_the_beginning_of_the_hash_of_the_content() -> None:
    assert id_of_content("0123456789abcdef" * 4) == "0123456789abcdef"


def test_ids_of_unopened_files_differ_by_path() -> None:
    assert id_of_unopened("../raw/a.txt") == id_of_unopened("../raw/a.txt") != id_of_unopened("../raw/b.txt")
    assert len(id_of_unopened("a.txt")) == 16


def test_place_is_ours_even_when_a_library_raises() -> None:
    notice = crash_notice("a.txt", error_of("{"))
    assert notice.code == "internal_error"
    assert "JSONDecodeError" in notice.sentence
    assert "tests/pipeline/test_failures.py:" in notice.sentence


def test_long_messages_are_one_short_line() -> None:
    sentence = crash_notice("a.txt", ValueError("one\n" * 1000)).sentence
    assert "\n" not in sentence and len(sentence) < 400


def test_error_without_message_or_place() -> None:
    assert "(KeyError);" in crash_notice("a.txt", KeyError()).sentence


def test_failed_row_keeps_the_contract() -> None:
    notice = crash_notice("a.txt", KeyError())
    assert check_records(failed_records("0" * 16, "a.txt", None, None, notice)) == []
