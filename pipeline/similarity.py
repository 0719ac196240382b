"""Which tasks of two plans are the same work: likeness of texts, and who goes with whom.

Likeness is the cosine of TF-IDF vectors over Vietnamese words (underthesea) and their syllables, abbreviations written
out, names of provinces left out. Two weights make it tell `kiểm tra` from `tuyên truyền` of the same matter: words for
what is done count three times (`khảo sát` and `điều tra` are one of them), words that every plan is full of a fifth.

tests/cases/similar_tasks.yaml holds 106 pairs of tasks labelled by hand, half of them hard negatives (the same matter,
another act). At the threshold the first half, by which weights and threshold were chosen, has precision 0.89 and recall
0.89, the second half 0.91 and 0.81 (without the two weights, at their best threshold: 0.63 and 0.96). Words and labels
are by the same hand. The threshold is stricter than the best one for pairs (0.38), because in an alignment each task
meets hundreds of others: of 29 pairs in two real yearly plans of different provinces, we find 20 right.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import regex

from extractors import lexicon
from extractors.provinces import name_pattern
from extractors.tones import older_tones
from extractors.words import content_words

SAME_WORK = 0.45
"""Likeness from which two tasks are taken for the same work."""
SURE = 0.6
"""Likeness below which both texts should be read: of the labelled pairs above it 36 of 37 are the same work, of those
between it and the threshold 9 of 13."""

# Words for the same act: what is done distinguishes tasks more than what it is done to.
_ACTS = (
    "khảo sát, điều tra",
    "kiểm tra, thanh tra, giám sát",
    "tuyên truyền, phổ biến, truyền thông, chuyên mục",
    "tập huấn, bồi dưỡng, đào tạo, huấn luyện",
    "công bố, công khai",
    "khen thưởng",
    "báo cáo",
    "thi tuyển, tuyển dụng, bổ nhiệm",
    "kế hoạch, chương trình",
    "rà soát, đơn giản hóa, đơn giản, cắt giảm",
    "sắp xếp, hợp nhất, sáp nhập, kiện toàn",
    "trang bị, trang thiết bị, đầu tư, nâng cấp, lắp đặt, mua sắm",
    "số hóa",
    "kết nối, tích hợp, liên thông",
    "chấm điểm, xếp hạng, chỉ số, xác định chỉ số",
    "kinh phí, dự toán",
    "phê duyệt, thẩm định",
    "sửa chữa, duy tu",
    "phát động",
    "tổng kết",
    "làm sạch, đối soát",
)
# Words that every plan is full of.
_COMMON = (
    "tổ chức, thực hiện, triển khai, tiếp tục, đẩy mạnh, tăng cường, công tác, việc, xây dựng, ban hành, nâng cao, "
    "tham mưu, phối hợp, chủ trì, cơ quan, đơn vị, địa phương, sở, ngành, ban, ủy ban, ủy ban nhân dân, cán bộ, "
    "công chức, tỉnh, huyện, xã, cấp, năm, hằng năm, hàng năm, quý, giai đoạn, trước"
)
_ACT_WEIGHT = 3.0
_COMMON_WEIGHT = 0.2
_ACT, _SYLLABLE = "act:", "syllable:"
_MORE_ABBREVIATIONS = {
    "QPPL": "quy phạm pháp luật",
    "HTQLCL": "hệ thống quản lý chất lượng",
    "CNTT": "công nghệ thông tin",
    "DVC": "dịch vụ công",
    "DVCTT": "dịch vụ công trực tuyến",
    "CBCC": "cán bộ công chức",
}
_LARGEST_EXACT = 400
"""Beyond so many texts that hang together by likeness, the best pairs are taken one by one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that are alike: their places in the two lists, and how much (0 to 1)."""

    left: int
    right: int
    likeness: float


def aligned(left: Sequence[str], right: Sequence[str], threshold: float = SAME_WORK) -> list[Pair]:
    """Which text of one list goes with which of the other, each with one at most: the greatest likeness in all.

    Only pairs of at least the threshold. The weights of words come from the two lists, so a pair is judged among them.
    """
    return one_to_one(alike(left, right, threshold))


def alike(left: Sequence[str], right: Sequence[str], threshold: float = SAME_WORK) -> list[Pair]:
    """All pairs of texts of at least the threshold, in order."""
    vectors = _vectors([*left, *right])
    postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for index, vector in enumerate(vectors[len(left) :]):
        for term, weight in vector.items():
            postings[term][0].append(index)
            postings[term][1].append(weight)
    columns = {term: (np.array(places), np.array(weights)) for term, (places, weights) in postings.items()}
    found: list[Pair] = []
    for index, vector in enumerate(vectors[: len(left)]):
        scores = np.zeros(len(right))
        for term, weight in vector.items():
            if term in columns:
                places, weights = columns[term]
                scores[places] += weight * weights
        found += [Pair(index, int(j), min(1.0, float(scores[j]))) for j in np.flatnonzero(scores >= threshold)]
    return found


def one_to_one(pairs: Iterable[Pair]) -> list[Pair]:
    """Of pairs, those that leave each text in one at most and have the greatest likeness in all, in order.

    Texts that hang together by many hundred pairs are paired greedily, which may lose a little.
    """
    chosen: list[Pair] = []
    for group in _groups(pairs):
        larger = max(len({pair.left for pair in group}), len({pair.right for pair in group}))
        chosen += _best(group) if larger <= _LARGEST_EXACT else _greedy(group)
    return sorted(chosen, key=lambda pair: (pair.left, pair.right))


@lru_cache(maxsize=65536)
def terms(text: str) -> tuple[str, ...]:
    """What a text is compared by: its content words, acts under one name, and the syllables of the other words."""
    full = _abbreviation().sub(lambda match: _abbreviations()[match[0]], text)
    words = content_words(_province().sub(" ", full))
    acts = [_ACT + _acts()[word] for word in words if word in _acts()]
    others = [word for word in words if word not in _acts()]
    return (*acts, *others, *(_SYLLABLE + syllable for word in others for syllable in word.split()))


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    counts = [Counter(terms(text)) for text in texts]
    documents = Counter(term for count in counts for term in count)
    vectors = []
    for count in counts:
        vector = {
            term: (1 + math.log(number)) * (1 + math.log((1 + len(texts)) / (1 + documents[term]))) * _weight(term)
            for term, number in count.items()
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({term: weight / length for term, weight in vector.items()})
    return vectors


@cache
def _weight(term: str) -> float:
    if term.startswith(_ACT):
        return _ACT_WEIGHT
    if term.startswith(_SYLLABLE):
        return _COMMON_WEIGHT if term.removeprefix(_SYLLABLE) in _common_syllables() else 1.0
    return _COMMON_WEIGHT if term in _common() else 1.0


def _groups(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs in groups that have no text in common."""
    ordered = list(pairs)
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for pair in ordered:
        parent[root(("left", pair.left))] = root(("right", pair.right))
    groups: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in ordered:
        groups[root(("left", pair.left))].append(pair)
    yield from groups.values()


def _greedy(group: list[Pair]) -> list[Pair]:
    chosen: list[Pair] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for pair in sorted(group, key=lambda pair: (-pair.likeness, pair.left, pair.right)):
        if pair.left not in lefts and pair.right not in rights:
            chosen.append(pair)
            lefts.add(pair.left)
            rights.add(pair.right)
    return chosen


def _best(group: list[Pair]) -> list[Pair]:
    lefts = sorted({pair.left for pair in group})
    rights = sorted({pair.right for pair in group})
    by_place = {(lefts.index(pair.left), rights.index(pair.right)): pair for pair in group}
    size = max(len(lefts), len(rights))
    cost = np.zeros((size, size))
    for place, pair in by_place.items():
        cost[place] = -pair.likeness
    return [by_place[place] for place in _assignment(cost) if place in by_place]


def _assignment(cost: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """The cheapest choice of one column for each row of a square matrix (Kuhn and Munkres, with potentials)."""
    size = len(cost)
    row_of = np.full(size + 1, -1)  # by column; the last column is the row that is being placed
    of_rows, of_columns = np.zeros(size), np.zeros(size + 1)
    for row in range(size):
        row_of[size] = row
        column = size
        nearest, before = np.full(size, np.inf), np.full(size, size)
        done = np.zeros(size + 1, dtype=bool)
        while row_of[column] != -1:
            done[column] = True
            current = row_of[column]
            reduced = cost[current] - of_rows[current] - of_columns[:size]
            closer = ~done[:size] & (reduced < nearest)
            nearest[closer], before[closer] = reduced[closer], column
            free = np.where(done[:size], np.inf, nearest)
            following = int(np.argmin(free))
            step = free[following]
            of_rows[row_of[done]] += step
            of_columns[done] -= step
            nearest[~done[:size]] -= step
            column = following
        while column != size:
            row_of[column] = row_of[before[column]]
            column = int(before[column])
    return [(int(row_of[column]), column) for column in range(size)]


@cache
def _acts() -> dict[str, str]:
    return {word: group.split(", ")[0] for group in map(older_tones, _ACTS) for word in group.split(", ")}


@cache
def _common() -> frozenset[str]:
    return frozenset(older_tones(_COMMON).split(", "))


@cache
def _common_syllables() -> frozenset[str]:
    return frozenset(syllable for word in _common() for syllable in word.split())


@cache
def _abbreviations() -> dict[str, str]:
    return {row["short"]: row["long"] for row in lexicon.rows("abbreviations")} | _MORE_ABBREVIATIONS


@cache
def _abbreviation() -> regex.Pattern[str]:
    names = sorted(_abbreviations(), key=len, reverse=True)
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(map(regex.escape, names))})(?![\p{{L}}\p{{N}}])")


@cache
def _province() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?:{name_pattern()})(?!\p{{L}})")
