"""Errors that a user can do something about: the message is one sentence, without a traceback."""

from __future__ import annotations


class KehoachError(Exception):
    """The command could not be carried out; the command line ends with `exit_code`."""

    exit_code = 1


class UsageError(KehoachError):
    """What was asked for does not make sense: a path that does not exist, an unknown table."""

    exit_code = 2


class NoTablesError(KehoachError):
    """There are no tables yet."""

    exit_code = 3
