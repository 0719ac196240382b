"""What the tables of a plan hold: which column is the task, its lead, its deadline; which rows are groups.

A table is understood by the words of its header; where the header is lost, by what its cells hold.
"""

from __future__ import annotations

import regex

from extractors.column_heads import (
    COLUMN_NUMBERS,
    DITTO,
    column_heads,
    lowest_heads,
    numbers_columns,
    with_periods,
)
from extractors.markers import clean_label, is_label, marker_of
from extractors.parts import is_capitals
from extractors.plan_text import Cell, PlanText, Table
from extractors.spaces import one_line
from extractors.table_words import (
    Role,
    is_agency_cell,
    is_period_head,
    is_time_cell,
    role_of_head,
    with_one_lead,
)
from extractors.values import value_class


@value_class(frozen=True, slots=True)
class TaskRow:
    """A row that assigns work: the cells of each role; `group` is the index of its group row in `TaskTable.groups`."""

    label: str | None
    task: Cell
    cells: dict[Role, tuple[Cell, ...]]
    group: int | None


@value_class(frozen=True, slots=True)
class GroupRow:
    """A row that is a heading for the rows below it; `start`/`end` is the span of label and heading."""

    label: str | None
    heading: str
    start: int
    end: int
    page: int | None
    depth: int
    parent: int | None


@value_class(frozen=True, slots=True)
class TaskTable:
    """A table of tasks: its columns' roles, its group rows and its task rows in reading order.

    `heads` are the words right over each column.
    """

    table: Table
    roles: tuple[Role, ...]
    heads: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    rows: tuple[TaskRow, ...]


_MOSTLY = 0.6
"""Which share of its filled cells tells what a column holds."""
# The costs of a group of tasks, in a column of costs; the row of their total.
_SUM = regex.compile(r"\d{1,3}(?:[. ]?\d{3})*(?:,\d+)?")
_TOTAL = regex.compile(r"(?:tổng(?: cộng| số| kinh phí)?|cộng)\W*", regex.IGNORECASE)


def task_table_of(plan: PlanText, table: Table, above: TaskTable | None = None) -> TaskTable | None:
    """The table read as a table of tasks, None when it is none (a form, a table of targets, a layout).

    `above` is the one right above it, whose columns it has where it goes on without a header.
    """
    header = header_rows(plan, table)
    heads = lowest_heads(plan, table, header)
    roles = _roles_by_header(plan, table, header) if header else None
    if roles is None and not header and above is not None and _goes_on(plan, table, above):
        roles, heads = above.roles, above.heads
    if roles is None:
        roles = _roles_by_content(plan, table, header)
    if roles is None:
        return None
    groups, rows = _read_rows(plan, table, roles, header)
    return TaskTable(table, roles, heads, groups, rows) if rows else None


def _goes_on(plan: PlanText, table: Table, above: TaskTable) -> bool:
    """Whether a table has the columns of the one above it: numbers where that has numbers, times where it has times."""
    if len(table.rows[0]) != len(above.roles) or Role.LABEL not in above.roles:
        return False
    labels = [plan[row[above.roles.index(Role.LABEL)]].strip() for row in table.rows]
    column, fits = (Role.TIME, is_time_cell) if Role.TIME in above.roles else (Role.LEAD, is_agency_cell)
    if column not in above.roles:
        return False
    filled = [text for row in table.rows if (text := plan[row[above.roles.index(column)]].strip())]
    is_alike = bool(filled) and 2 * sum(map(fits, filled)) >= len(filled)
    return bool(labels[0]) and all(is_label(label) for label in labels if label) and is_alike


def header_rows(plan: PlanText, table: Table) -> int:
    """How many rows at the top are the header: those that name columns, and a row of column numbers below."""
    count = 0
    for row in table.rows[:4]:
        texts = [plan[cell].strip() for cell in _distinct(row)]
        filled = [t for t in texts if t]
        if not filled:
            break
        named = sum(role_of_head(t) is not None or is_period_head(t) for t in filled)
        if count and numbers_columns(plan, row):
            count += 1
            break
        if not _names_columns(texts, filled, named, under_span=count > 0 and any(cell.row < count for cell in row)):
            break
        count += 1
    return count


def _names_columns(texts: list[str], filled: list[str], named: int, *, under_span: bool) -> bool:
    if is_label(filled[0]) and filled[0].strip(". ").isdigit():
        return False
    if named >= 2 and 2 * named >= len(filled):
        return True
    return under_span and named > 0 and not is_label(texts[0] or "x") and all(len(t) < 80 for t in filled)


def _roles_by_header(plan: PlanText, table: Table, header: int) -> tuple[Role, ...] | None:
    heads, lowest = column_heads(plan, table, header), lowest_heads(plan, table, header)
    own = [role_of_head(last) or role_of_head(head) or Role.OTHER for head, last in zip(heads, lowest, strict=True)]
    roles = with_periods(plan, table, with_one_lead(heads, own), header)
    roles = _with_doers(plan, table, roles, lowest, header)
    if Role.TASK not in roles:
        roles = _schedule_roles(plan, table, roles, header)
    if Role.TASK not in roles:
        return None
    kinds = set(roles)
    if not kinds & {Role.LEAD, Role.BOTH, Role.COORDINATING, Role.TIME, Role.PERIOD, Role.OUTPUT}:
        return None
    if Role.TARGET in kinds and not kinds & {Role.LEAD, Role.BOTH, Role.TIME}:
        return None
    return _numbered(plan, table, _one_task_column(plan, table, roles, header), header)


# `Thực hiện` may as well stand over what was done: the cells tell.
_DOERS = regex.compile(r"\W*(?:người |bộ phận )?(?:thực hiện|đảm nhiệm|chuẩn bị|đơn vị|cơ quan)\W*", regex.IGNORECASE)


def _with_doers(
    plan: PlanText, table: Table, roles: tuple[Role, ...], heads: tuple[str, ...], header: int
) -> tuple[Role, ...]:
    """With a column of bodies below `Thực hiện` or `Đơn vị` as that of who leads, where no other names them."""
    if set(roles) & {Role.LEAD, Role.BOTH}:
        return roles
    for column, (role, head) in enumerate(zip(roles, heads, strict=True)):
        if role is Role.OTHER and _DOERS.fullmatch(one_line(head)):
            cells = [row[column] for row in table.rows[header:] if len(_distinct(row)) > 2]
            if _shares(plan, cells)["agency"] >= _MOSTLY:
                return (*roles[:column], Role.LEAD, *roles[column + 1 :])
    return roles


def _numbered(plan: PlanText, table: Table, roles: tuple[Role, ...], header: int) -> tuple[Role, ...]:
    """With a first column of running numbers as that of labels, whatever its head says: `Đợt | Nội dung | …`."""
    if Role.LABEL in roles or roles[0] is not Role.OTHER:
        return roles
    numbers = [text.strip(".") for row in table.rows[header:] if (text := one_line(plan[row[0]]))]
    is_running = len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return (Role.LABEL, *roles[1:]) if is_running else roles


def _schedule_roles(plan: PlanText, table: Table, roles: tuple[Role, ...], header: int) -> tuple[Role, ...]:
    """A schedule has a time column and no column named for work: its first wordy column is what is done.

    So has a table of criteria (`Tiêu chí | Chủ trì | Phối hợp`) with columns for who leads and who takes part.
    """
    is_shared = Role.BOTH in roles or {Role.LEAD, Role.COORDINATING} <= set(roles)
    if Role.TARGET in roles or not (Role.TIME in roles or is_shared):
        return roles
    for column, role in enumerate(roles):
        if role in (Role.OTHER, Role.LEAD) and _mean_length(plan, table, column, header) >= 8:
            return (*roles[:column], Role.TASK, *roles[column + 1 :])
    return roles


def _one_task_column(plan: PlanText, table: Table, roles: tuple[Role, ...], header: int) -> tuple[Role, ...]:
    """Of several columns named for work the wordiest is the task."""
    columns = [c for c, role in enumerate(roles) if role is Role.TASK]
    best = max(columns, key=lambda c: (_mean_length(plan, table, c, header), -c))
    return tuple(Role.OTHER if role is Role.TASK and c != best else role for c, role in enumerate(roles))


def _roles_by_content(plan: PlanText, table: Table, header: int) -> tuple[Role, ...] | None:
    """Roles of a table that lost its header: numbers, the wordiest column, times, one or two of agencies."""
    body = [row for row in table.rows[header:] if len(_distinct(row)) > 2]
    if len(body) < 3 or len(table.rows[0]) < 3:
        return None
    shares = [_shares(plan, [row[c] for row in body]) for c in range(len(table.rows[0]))]
    roles = [Role.OTHER] * len(shares)
    for column, share in enumerate(shares):
        if share["label"] >= _MOSTLY:
            roles[column] = Role.LABEL
        elif share["time"] >= 0.5:
            roles[column] = Role.TIME
        elif share["agency"] >= _MOSTLY:
            roles[column] = Role.COORDINATING if Role.LEAD in roles else Role.LEAD
    wordy = [c for c, role in enumerate(roles) if role is Role.OTHER]
    if not wordy or Role.LEAD not in roles or Role.TIME not in roles:
        return None
    task = max(wordy, key=lambda c: _mean_length(plan, table, c, header))
    roles[task] = Role.TASK
    time = roles.index(Role.TIME)
    for column in wordy:
        if column > task and column == time - 1 and shares[column]["filled"] >= 0.5:
            roles[column] = Role.OUTPUT
    return tuple(roles)


def _shares(plan: PlanText, cells: list[Cell]) -> dict[str, float]:
    """Which share of a column's filled cells looks like a number, a time, agencies; zero for a column half empty."""
    texts = [plan[cell].strip() for cell in cells]
    filled = [t for t in texts if t]
    if len(filled) * 2 < len(texts):
        return dict.fromkeys(("filled", "label", "time", "agency"), 0.0)
    return {
        "filled": len(filled) / len(texts),
        "label": sum(is_label(t) for t in filled) / len(filled),
        "time": sum(map(is_time_cell, filled)) / len(filled),
        "agency": sum(map(is_agency_cell, filled)) / len(filled),
    }


def _mean_length(plan: PlanText, table: Table, column: int, header: int) -> float:
    cells = [row[column] for row in table.rows[header:] if len(_distinct(row)) > 2 or len(row) < 3]
    return sum(len(plan[cell]) for cell in cells) / max(1, len(cells))


def _distinct(row: tuple[Cell, ...]) -> list[Cell]:
    return list({(cell.row, cell.column): cell for cell in row}.values())


def _read_rows(
    plan: PlanText, table: Table, roles: tuple[Role, ...], header: int
) -> tuple[tuple[GroupRow, ...], tuple[TaskRow, ...]]:
    groups: list[GroupRow] = []
    rows: list[TaskRow] = []
    current: int | None = None
    above: tuple[Cell, ...] | None = None
    for written in table.rows[header:]:
        row = _as_above(plan, written, above, roles, opens_group=not rows or rows[-1].group != current)
        if _repeats_header(plan, table, row, header) or _is_total(plan, row, roles):
            continue
        group = _group_row(plan, row, roles)
        if group is not None:
            current = _place(groups, group, current)
            continue
        task = row[roles.index(Role.TASK)]
        if not plan[task].strip() or not _has_other_cells(plan, row, roles):
            continue
        label = _row_label(plan, row, roles)
        current = _still_below(groups, current, label)
        rows.append(TaskRow(label, task, _cells_by_role(row, roles), current))
        above = row
    return tuple(groups), tuple(rows)


def _as_above(
    plan: PlanText,
    row: tuple[Cell, ...],
    above: tuple[Cell, ...] | None,
    roles: tuple[Role, ...],
    *,
    opens_group: bool,
) -> tuple[Cell, ...]:
    """The row with the cells of the task row above in the place of those that say `nt`, `như trên`.

    So is a blank time before the work, as in a schedule; one behind it says that no time is set. `opens_group` tells
    that the row is the first of its group, which has no time of another.
    """
    if above is None:
        return row
    task = roles.index(Role.TASK)
    return tuple(
        upper
        if (role not in (Role.TASK, Role.LABEL) and DITTO.fullmatch(words := plan[cell].strip()))
        or (role is Role.TIME and column < task and not words and not opens_group)
        else cell
        for column, (cell, upper, role) in enumerate(zip(row, above, roles, strict=True))
    )


def _repeats_header(plan: PlanText, table: Table, row: tuple[Cell, ...], header: int) -> bool:
    texts = [plan[cell].strip().casefold() for cell in row]
    return any(texts == [plan[cell].strip().casefold() for cell in head] for head in table.rows[:header]) or all(
        COLUMN_NUMBERS.fullmatch(t) and "(" in t for t in texts if t
    )


def _is_total(plan: PlanText, row: tuple[Cell, ...], roles: tuple[Role, ...]) -> bool:
    return _TOTAL.fullmatch(one_line(plan[row[roles.index(Role.TASK)]])) is not None


def _group_row(plan: PlanText, row: tuple[Cell, ...], roles: tuple[Role, ...]) -> GroupRow | None:
    """The row read as a heading: all its words stand in one cell (beside a number), or all cells repeat them."""
    cells = [cell for cell in _distinct(row) if plan[cell].strip()]
    if any(is_capitals(plan[cell]) for cell in cells if cell == row[roles.index(Role.TASK)]):
        other = {cell for cell, role in zip(row, roles, strict=True) if role is Role.OTHER}
        cells = [cell for cell in cells if cell not in other or not _SUM.fullmatch(plan[cell].strip())]
    if not cells:
        return None
    numbers = [cell for cell in cells if is_label(plan[cell].strip()) and cell.column == cells[0].column]
    words = [cell for cell in cells if cell not in numbers]
    texts = {" ".join(plan[cell].split()) for cell in words}
    task_column = roles.index(Role.TASK)
    if len(texts) != 1:
        return None
    if len(words) == 1:
        word = words[0]
        spanning = word.column_span >= max(2, len(row) - 2)
        if not spanning and not (word.column <= task_column < word.column + word.column_span):
            return None
        if not spanning and word.row_span > 1:
            return None
    text = texts.pop()
    label = clean_label(plan[numbers[0]]) if numbers else None
    start = min(cell.start for cell in cells)
    end = words[0].end
    if label is None and (marker := marker_of(text)) is not None and not marker.is_bullet:
        label, text = marker.label, text[marker.end :]
    heading = text.rstrip(" .:;")
    return GroupRow(label, heading, start, end, words[0].page, 1, None) if heading else None


def _place(groups: list[GroupRow], group: GroupRow, current: int | None) -> int:
    """Adds a group row below the groups that its label is below, and gives its index."""
    parent = current
    while parent is not None and not _is_below(group.label, groups[parent].label, is_group=True):
        parent = groups[parent].parent
    depth = 1 if parent is None else groups[parent].depth + 1
    groups.append(GroupRow(group.label, group.heading, group.start, group.end, group.page, depth, parent))
    return len(groups) - 1


def _still_below(groups: list[GroupRow], current: int | None, label: str | None) -> int | None:
    while current is not None and not _is_below(label, groups[current].label, is_group=False):
        current = groups[current].parent
    return current


def _is_below(label: str | None, group: str | None, *, is_group: bool) -> bool:
    """Whether a row with `label` stands below a group row labelled `group`; a row without a number always does."""
    if label is None:
        return not is_group
    if group is None:
        return True
    inner, outer = marker_of(f"{label}. X"), marker_of(f"{group}. X")
    if outer is None or inner is None:
        return not is_group
    if group.replace(".", "").isdigit():
        return label.startswith(f"{group}.") or (inner.style > outer.style and not label[0].isdigit())
    return inner.style > outer.style


def _row_label(plan: PlanText, row: tuple[Cell, ...], roles: tuple[Role, ...]) -> str | None:
    if Role.LABEL in roles:
        return clean_label(plan[row[roles.index(Role.LABEL)]])
    return None


def _has_other_cells(plan: PlanText, row: tuple[Cell, ...], roles: tuple[Role, ...]) -> bool:
    task = row[roles.index(Role.TASK)]
    return any(
        plan[cell].strip() and cell != task for cell, role in zip(row, roles, strict=True) if role is not Role.LABEL
    )


def _cells_by_role(row: tuple[Cell, ...], roles: tuple[Role, ...]) -> dict[Role, tuple[Cell, ...]]:
    found: dict[Role, tuple[Cell, ...]] = {}
    for cell, role in zip(row, roles, strict=True):
        if role in (Role.OTHER, Role.LABEL, Role.TASK, Role.TARGET):
            continue
        if cell not in found.get(role, ()):
            found[role] = (*found.get(role, ()), cell)
    return found
