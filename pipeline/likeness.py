"""How alike two texts are, told by 64 bytes of each: MinHash over runs of five words.

The share of equal bytes estimates the share of runs that both texts have (Jaccard): Broder, On the resemblance and
containment of documents (1997); keeping one byte of each minimum: Li and König, b-bit minwise hashing (2010). Of
numpy alone, as a package for it would bring scipy along.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Signature = npt.NDArray[np.uint8]

SIZE = 64
"""Bytes of a likeness."""

_WORDS_PER_RUN = 5
_BAND = 4
"""Bytes that must be equal for two texts to be compared at all; texts alike to nine tenths never fail that."""
_MIN_RUNS = 20
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_CHANCE = 1 / 256
"""Of two different minima to have the same last byte."""


def likeness_of(text: str) -> str:
    """The likeness of a text as hexadecimal digits; empty when it is too short to be compared.

    Case, punctuation and layout do not count.
    """
    import numpy as np

    words = np.array([zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())], dtype=np.uint64)
    if len(words) < _MIN_RUNS + _WORDS_PER_RUN:
        return ""
    runs = np.zeros(len(words) - _WORDS_PER_RUN + 1, dtype=np.uint64)
    for place in range(_WORDS_PER_RUN):
        runs = _mixed(runs * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(runs)])
    runs = np.unique(runs)
    minima = [_mixed(runs ^ seed).min() for seed in _seeds()]
    return (np.array(minima, dtype=np.uint64) & np.uint64(0xFF)).astype(np.uint8).tobytes().hex()


def signature(likeness: str) -> Signature:
    """The bytes of a likeness; zeros for a text too short to be compared."""
    import numpy as np

    return np.frombuffer(bytes.fromhex(likeness) or bytes(SIZE), dtype=np.uint8)


def resemblances(one: Signature, others: Sequence[Signature]) -> list[float]:
    """The estimated share of runs that a text has in common with each of others, 0 to 1; 0 for a text too short."""
    import numpy as np

    if not others or not one.any():
        return [0.0] * len(others)
    equal = (np.stack(others) == one).mean(axis=1)
    return [float(share) for share in np.clip((equal - _CHANCE) / (1 - _CHANCE), 0, 1)]


def pairs_alike(items: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids whose texts are worth comparing, of items of id and likeness.

    Whoever shares a band is paired with the first of the same band, so that many copies make few pairs.
    """
    known = sorted((name, likeness) for name, likeness in items if likeness)
    known = [known[place] for place in _with_a_band_in_common([likeness for _, likeness in known])]
    for band in range(0, 2 * SIZE, 2 * _BAND):
        first: dict[str, str] = {}
        for name, likeness in known:
            leader = first.setdefault(likeness[band : band + 2 * _BAND], name)
            if leader != name:
                yield leader, name


def _with_a_band_in_common(likenesses: Sequence[str]) -> list[int]:
    """The places of likenesses that share a band with another one: few, and found a hundred times faster by numpy."""
    import numpy as np

    if len(likenesses) < 2:
        return []
    bands = np.frombuffer(bytes.fromhex("".join(likenesses)), dtype=np.uint32).reshape(len(likenesses), -1)
    shared = np.zeros(len(likenesses), dtype=bool)
    for band in bands.T:
        order = np.argsort(band, kind="stable")
        equal = band[order][1:] == band[order][:-1]
        shared[order[1:][equal]] = True
        shared[order[:-1][equal]] = True
    return [int(place) for place in np.flatnonzero(shared)]


@cache
def _seeds() -> npt.NDArray[np.uint64]:
    import numpy as np

    return _mixed(np.arange(1, SIZE + 1, dtype=np.uint64))


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Scatters bits evenly (the finaliser of splitmix64); numpy's own multiplication wraps around as wanted."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
