"""How right the tables are: what they say of documents, against what people have annotated.

A gold file holds what a careful reader finds in one document (docs/evaluate.md describes it). `evaluate` lays the rows
of the tables beside it and counts what is right, what is missing and what nobody wanted.
"""

from __future__ import annotations

from pipeline.evaluation.evaluate import DocumentScore, Evaluation, evaluate
from pipeline.evaluation.gold import GoldPlan, read_gold
from pipeline.evaluation.misses import Miss
from pipeline.evaluation.tally import Figures

__all__ = ["DocumentScore", "Evaluation", "Figures", "GoldPlan", "Miss", "evaluate", "read_gold"]
