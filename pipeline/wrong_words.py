"""What is wrong with the words of a command, in a sentence: an unknown option, a value that does not fit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import regex

# The library's wording (it has had several), and what follows the option's name instead.
_WORDINGS: tuple[tuple[regex.Pattern[str], str], ...] = tuple(
    (regex.compile(pattern), words)
    for pattern, words in (
        (r"valid integer", "takes a whole number"),
        (r"valid (?:number|float)", "takes a number"),
        (r"greater than or equal to (?P<least>[\d.]+)", "takes {least} or more"),
        (r"less than or equal to (?P<most>[\d.]+)", "takes {most} or less"),
        (r"not in the range (?P<range>.+?)\.?$", "takes a number in the range {range}"),
        (r"(?P<value>'.*?') is not one of (?P<names>.+?)\.?$", "takes one of {names}, not {value}"),
    )
)


class _Context(Protocol):
    command_path: str
    command: Any


def sentence_of(error: Exception) -> str:
    """What is wrong by an error of the command line's library, and where the help is."""
    parts = vars(error)
    context: _Context | None = parts.get("ctx")
    path = context.command_path if context else "kehoach"
    return f"{_sentence(parts, path, context.command if context else None)}\nHelp: {path} --help"


def _sentence(parts: Mapping[str, Any], path: str, command: Any) -> str:
    message: str = parts["message"]
    if unknown := regex.search(r"No such command '(?P<name>.*?)'", message):
        return f"There is no command {path} {unknown['name']}{_near(unknown['name'], getattr(command, 'commands', ()))}"
    if extra := regex.search(r"unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", message):
        return f"{path} has no use for: {extra['words']}. Words with spaces stand in quotes."
    if "possibilities" in parts:
        options = [name for param in getattr(command, "params", ()) for name in param.opts]
        return f"{path} has no option {parts['option_name']}{_near(parts['option_name'], options)}"
    if "option_name" in parts:
        return f"{parts['option_name']} needs a value behind it."
    param = parts.get("param")
    if "param_type" in parts:
        return f"{path} needs {_name(param)}." if param is not None else message
    return f"{_name(param)} {_wanted(message)}." if param is not None else message


def _name(param: Any) -> str:
    """An option as it is typed, an argument as the help calls it."""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.human_readable_name)


def _wanted(message: str) -> str:
    for pattern, words in _WORDINGS:
        if match := pattern.search(message):
            return words.format(**{name: value.replace("'", "") for name, value in match.groupdict().items()})
    return f"does not fit: {message.removeprefix('Value error, ').rstrip('.')}"


def _near(name: str, names: Iterable[str]) -> str:
    found = difflib.get_close_matches(name, list(names), n=1)
    return f"; did you mean {found[0]}?" if found else "."
