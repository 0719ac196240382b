"""Values that are cheap to build behave as frozen data classes do."""

from __future__ import annotations

import pickle
from dataclasses import replace

from extractors.mentions import AgencyMention
from extractors.plan_text import Piece

MENTION = AgencyMention(start=3, end=12, quote="Sở Nội vụ", name="Sở Nội vụ", kind="department", level="province")


def test_values_are_compared_and_hashed_by_their_fields() -> None:
    assert {Piece(1, 2), Piece(1, 2), Piece(1, 3)} == {Piece(1, 2), Piece(1, 3)}
    assert hash(Piece(1, 2)) == hash(Piece(1, 2))


def test_values_go_to_another_process_and_come_back() -> None:
    assert pickle.loads(pickle.dumps(MENTION)) == MENTION


def test_a_mention_shifted_differs_in_its_place_alone() -> None:
    assert MENTION.shifted(5) == replace(MENTION, start=8, end=17)
