"""The verbs with which plans assign work: `xây dựng`, `tổ chức`, `rà soát`."""

from __future__ import annotations

from functools import cache

import regex

from extractors import lexicon


@cache
def _opening() -> regex.Pattern[str]:
    verbs = sorted((row["verb"] for row in lexicon.rows("action_verbs")), key=len, reverse=True)
    adverbs = r"(?:(?:tiếp tục|thường xuyên|kịp thời|chủ động|tích cực|khẩn trương|định kỳ|nghiêm túc|phấn đấu)[,\s]{1,3}){0,2}"
    return regex.compile(rf"\W{{0,5}}{adverbs}(?:{'|'.join(map(regex.escape, verbs))})\b", regex.IGNORECASE)


def opens_with_action(text: str) -> bool:
    """Whether a text opens with a verb that assigns work, adverbs before it aside."""
    return _opening().match(text) is not None
