"""`evidence`: why each value of a task is what it is."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.base import CharEnd, CharStart, DocumentId, Quote, Record

EvidenceColumn = Literal[
    "text",
    "action",
    "lead_agencies",
    "coordinating_agencies",
    "deadline_text",
    "deadline_year",
    "output",
    "field",
    "reform_area",
]
Rule = Literal[
    "leaf_item",
    "table_row",
    "subject",
    "partner_words",
    "own_words",
    "heading",
    "lead_in",
    "attribute_line",
    "closing_line",
    "cell",
    "cell_label",
    "column_mark",
    "group_row",
    "named_area",
    "hinted_area",
    "opening_verb",
    "sibling_year",
    "heading_year",
    "plan_year",
    "issue_year",
]
"""How a value was found; `RULES` says each in a sentence, `RULE_SOURCES` where it is laid down."""

RULES: dict[Rule, str] = {
    "leaf_item": "an item without sub-items under a heading that assigns work",
    "table_row": "a row of a task table with its own words and a filled cell beside them",
    "subject": "the body that the item itself tells to act, its grammatical subject",
    "partner_words": "the bodies after phối hợp với, cùng in the item itself",
    "own_words": "the words of the item itself",
    "heading": "the nearest heading over the item that states it",
    "lead_in": "the lead-in over the item: a sentence that its sub-items go on",
    "attribute_line": "a line right after the item that states nothing else: Thời gian hoàn thành: …",
    "closing_line": "a last bullet of the list that states nothing else and so holds for every item of the list",
    "cell": "the cell of its row under the column head that announces it",
    "cell_label": "a label inside a cell of its row: Chủ trì: …; phối hợp: …",
    "column_mark": "marks in the columns of its row over which periods stand: Quý I, Quý II",
    "group_row": "the group row of the table over its row",
    "named_area": "words that name the area of reform",
    "hinted_area": "words of things that belong to one area of reform",
    "opening_verb": "the verb that the item opens with; circumstances, bodies and adverbs before it are passed over",
    "sibling_year": "the time states no year; another time of the same task does",
    "heading_year": "the time states no year; the head of its column or a heading over it names one",
    "plan_year": "the time states no year; it is the plan's own, as its title or first paragraph has it",
    "issue_year": "the time states no year; it is the first one after the day of issue in which it is still to come",
}

RULE_SOURCES: dict[Rule, str] = {
    "leaf_item": "docs/rules.md, A task; Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6 (nội dung văn bản)",
    "table_row": "docs/rules.md, A task",
    "subject": "docs/rules.md, Who",
    "partner_words": "docs/rules.md, Who",
    "own_words": "docs/rules.md, When",
    "heading": "docs/rules.md, Who, When",
    "lead_in": "docs/rules.md, Who, When",
    "attribute_line": "docs/rules.md, A task",
    "closing_line": "docs/rules.md, A task",
    "cell": "docs/rules.md, Who, When",
    "cell_label": "docs/rules.md, Who",
    "column_mark": "docs/rules.md, When",
    "group_row": "docs/rules.md, A task",
    "named_area": "docs/rules.md, A task; Nghị quyết 76/NQ-CP năm 2021 (lĩnh vực cải cách hành chính)",
    "hinted_area": "docs/rules.md, A task; Nghị quyết 76/NQ-CP năm 2021 (lĩnh vực cải cách hành chính)",
    "opening_verb": "docs/rules.md, A task",
    "sibling_year": "docs/rules.md, When",
    "heading_year": "docs/rules.md, When",
    "plan_year": "docs/rules.md, When",
    "issue_year": "docs/rules.md, When",
}
"""Where each rule is laid down: a section of the documentation, and the decree or law it rests on."""


class Evidence(Record):
    """Why a value of a task is what it is: the rule that gave it, and the words it was read from."""

    table: ClassVar[str] = "evidence"
    key: ClassVar[tuple[str, ...]] = ("task_id", "column", "position")
    references: ClassVar[dict[str, str]] = {
        "task_id": "tasks.task_id",
        "document_id": "documents.document_id",
    }

    task_id: Annotated[str, Field(description="The task.")]
    document_id: DocumentId
    column: Annotated[
        EvidenceColumn,
        Field(
            description="The column of tasks that the value stands in; `deadline_year` is the year of a deadline"
            " that states none."
        ),
    ]
    position: Annotated[
        int,
        Field(ge=0, description="Order among the values of that column, from 0; a deadline's year has its position."),
    ]
    value: Annotated[str, Field(description="The value, or one of the list.")]
    rule: Annotated[Rule, Field(description="How it was found.")]
    char_start: CharStart
    char_end: CharEnd
    quote: Quote
