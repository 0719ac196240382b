"""Calendar expressions that belong together, with the word that says how they bind: `từ … đến …`, `trước ngày …, …`."""

from __future__ import annotations

from dataclasses import replace

import regex

from extractors.deadlines.atoms import Atom, Unit, atoms_in
from extractors.deadlines.words import any_of, qualifier
from extractors.scanning import Tokens
from extractors.values import value_class
from schemas.findings import Mod, Qualifier

_S1 = r"\s{1,3}"
_CLOCK = r"\d{1,2}\s?(?:h|g|giờ)\s?(?:\d{2}\b)?(?:\s?phút)?"
_PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
_NOW = rf"(?:nay|khi[^,;.\n\d]{{1,60}}|ngày{_S1}(?:ký|ban{_S1}hành)[^,;.\n\d]{{0,60}})"
_BEFORE = regex.compile(
    rf"""
    (?<![\p{{L}}\d])
    (?:
      (?P<today>(?:kể{_S1})?từ{_S1}{_NOW}{_S1}(?:cho{_S1})?(?:đến|tới)(?:{_S1}hết)?)  # từ nay đến hết
    | từ{_S1}{_CLOCK}{_S1}(?:đến|tới)(?={_S1}{_CLOCK})                                 # từ 19 giờ đến | 20 giờ ngày 26
    | (?:(?P<approx>dự{_S1}kiến|khoảng){_S1})?(?P<word>{any_of("qualifier")})         # dự kiến trong; trước
    )?
    (?:(?:\s?:)?\s{{0,3}}(?P<clock>{_CLOCK}),?)?                                         # trước 17h00
    (?:(?<=(?:từ|đến|trước){_S1})(?P<clock>{_PART_OF_DAY}){_S1})?                    # từ chiều 28/9
    \s{{0,3}}:?\s{{0,3}}$
    """,
    regex.VERBOSE,
)
_RANGE = regex.compile(
    rf"""
    \s{{0,3}}(?:
        [-–—](?:\s{{0,3}}(?:đến{_S1})?hết)?                                     # Quý II/2023 - hết năm 2025
      | ,?\s?(?:cho{_S1})?(?:đến|tới)(?:{_S1}(?:hết|cuối|trước))?               # từ tháng 3 đến hết tháng 6
    )(?:\s{{0,3}}(?:{_CLOCK},?|{_PART_OF_DAY}\b))?\s{{0,3}}                       # … đến 24 giờ 00 ngày, đến sáng ngày
    """,
    regex.VERBOSE,
)
_LIST = regex.compile(r"\s{0,3}(?:,\s?và|,|;|&|và|hoặc)\s{0,3}")
_FOLLOWING = rf"(?:các|những){_S1}năm{_S1}(?:tiếp{_S1}theo|sau|kế{_S1}tiếp)(?:{_S1}(?:đó|nữa))?"
_ONWARDS = regex.compile(rf"\s{{0,3}}(?:trở{_S1}đi|(?:và|,){_S1}(?:trong{_S1})?{_FOLLOWING}(?!{_S1}\p{{L}}))")

_MOST_ATOMS = 40
"""What is listed in one breath at most: each deadline of a list quotes the whole of it."""


@value_class(frozen=True, slots=True)
class Group:
    """Atoms that belong together; `joints` tells for each pair whether `đến` or a dash joins them.

    `start` and `end` span the whole expression with its qualifier; `from_today` says that it begins `từ nay`.
    """

    atoms: tuple[Atom, ...]
    joints: tuple[bool, ...]
    start: int
    end: int
    qualifier: Qualifier | None = None
    mod: Mod | None = None
    onwards: bool = False
    from_today: bool = False

    @property
    def unit(self) -> Unit:
        """The unit of its last expression."""
        return self.atoms[-1].unit

    @property
    def states_year(self) -> bool:
        """Whether any of its expressions names a year."""
        return any(atom.year is not None or (atom.unit == "year" and atom.numbers) for atom in self.atoms)

    @property
    def is_range(self) -> bool:
        """Whether it runs from one expression to another, and is not a list of them."""
        if any(self.joints) or self.from_today:
            return True
        (first, *_) = self.atoms
        if not any(first.ranges) or first.family == "phase":
            return False
        descends = any(later < earlier for earlier, later in zip(first.numbers, first.numbers[1:], strict=False))
        return first.unit in ("day", "year") or any(first.repeats) or descends or self.qualifier == "from"


def groups_in(tokens: Tokens) -> list[Group]:
    """The calendar expressions of folded text, in lists and ranges, with their qualifiers."""
    folded, atoms = tokens.text, atoms_in(tokens)
    groups: list[Group] = []
    index = 0
    while index < len(atoms):
        if groups and atoms[index].start < groups[-1].end:
            index += 1
            continue
        size, joints = _run(folded, atoms, index)
        floor = groups[-1].end if groups else 0
        groups.append(_group(folded, tuple(atoms[index : index + size]), joints, floor))
        if len(groups) > 1:
            groups[-1] = _as_before(folded, groups[-2], groups[-1])
        index += size
    return groups


_AFTER_BRACKET = regex.compile(r"\s{0,3}\([^()\n]{1,40}\)\s{0,3}(?:,\s?và|,|;|và)\s{0,3}")


def _as_before(folded: str, first: Group, second: Group) -> Group:
    """The second of two days that say in brackets what each is for, bound as the first is.

    `trước ngày 10/6 (báo cáo 6 tháng) và 05/12 (báo cáo năm)`
    """
    is_pair = first.unit == second.unit == "day" and first.qualifier in ("before", "by") and second.qualifier is None
    if not is_pair or folded[second.end : second.end + 2].lstrip()[:1] != "(":
        return second
    if _AFTER_BRACKET.fullmatch(folded, first.end, second.start) is None:
        return second
    return replace(second, qualifier=first.qualifier)


def _run(folded: str, atoms: list[Atom], index: int) -> tuple[int, tuple[bool, ...]]:
    """How many atoms from `index` on belong together, and what joins them."""
    joints: list[bool] = []
    last = min(len(atoms), index + _MOST_ATOMS) - 1
    for first, second in ((atoms[at], atoms[at + 1]) for at in range(index, last)):
        gap = folded[first.end : second.start]
        is_range = _RANGE.fullmatch(gap) is not None
        if not is_range and not (_LIST.fullmatch(gap) and _listed(first, second)):
            break
        if any(joints):  # 30/4 - 01/5 | và 02/9
            break
        joints.append(is_range)
    return len(joints) + 1, tuple(joints)


def _listed(first: Atom, second: Atom) -> bool:
    return (first.unit, first.mod) == (second.unit, second.mod) and "phase" not in (first.family, second.family)


def _group(folded: str, atoms: tuple[Atom, ...], joints: tuple[bool, ...], floor: int) -> Group:
    start, end = atoms[0].start, atoms[-1].end
    leading = _BEFORE.search(folded, max(floor, start - 110), start) if start > floor else None
    word, approx, today, clock = leading.group("word", "approx", "today", "clock") if leading else (None,) * 4
    found = None if word is None else qualifier(word)
    onwards = _ONWARDS.match(folded, end)
    mods = [atom.mod for atom in atoms if atom.mod is not None]
    return Group(
        atoms=atoms,
        joints=joints,
        start=leading.start() if leading and (word or today or clock) else start,
        end=onwards.end() if onwards else end,
        qualifier=_fitting(found, atoms[-1].unit),
        mod=mods[-1] if mods else "approx" if approx else None,
        onwards=onwards is not None,
        from_today=today is not None,
    )


def _fitting(found: Qualifier | None, unit: Unit) -> Qualifier | None:
    """A qualifier as it reads before that unit: `vào ngày` is on, `vào tháng` within."""
    return "within" if found == "on" and unit != "day" else found
