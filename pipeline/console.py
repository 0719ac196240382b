"""What the commands say and where: answers on the standard output, progress and errors on the other one."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TextIO

from pipeline.errors import KehoachError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.ingestion import Progress, Step

P = ParamSpec("P")

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def speak_utf8() -> None:
    """Writes UTF-8 whatever the locale says: the tables are Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(sentence: str) -> None:
    """One error for people, on the standard error output."""
    print(f"kehoach: {sentence}", file=sys.stderr)


def command(function: Callable[P, None]) -> Callable[P, None]:
    """Ends a command as shells expect: errors as a sentence and an exit code; a reader that has enough is no error."""

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
            sys.stdout.flush()
        except KehoachError as error:
            _end(str(error), error.exit_code)
        except KeyboardInterrupt as error:
            _end(str(error) or "Interrupted; what was done is kept. Run the same command to go on.", INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            _end(f"{error.filename or 'A file'}: {error.strerror or error}.", KehoachError.exit_code)

    return guarded


def _end(sentence: str, code: int) -> NoReturn:
    complain(sentence)
    sys.exit(code)


def console(stream: TextIO | None = None) -> Console:
    """A console that prints text as it is, without mark-up; on the standard output unless told otherwise."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Plain(file=stream or sys.stdout, markup=False, emoji=False, highlight=False, soft_wrap=False)


@contextmanager
def ended_like_ctrl_c() -> Iterator[None]:
    """Ends in the same way, tidily and with a summary, when a system that shuts down or a queue asks for it."""
    import signal

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Shows how far ingest is: a bar on a terminal, elsewhere a line for each document that was read."""
    if not sys.stderr.isatty():
        yield _say_step
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failures]}", style="bold red"),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", rate="", failures="")
        failures = 0

        def advance(step: Step) -> None:
            nonlocal failures
            failures += step.status == "failed"
            speed = bar.tasks[task].speed
            bar.update(
                task,
                total=step.of,
                completed=step.number,
                description=step.path,
                rate=f"{speed:.1f}/s" if speed else "",
                failures=f"{failures} failed" if failures else "",
            )

        yield advance


@contextmanager
def counting(words: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how many of something are done: a bar on a terminal, elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _say_step(step: Step) -> None:
    if step.was_read or step.is_copy:
        what = "the same content as another" if step.is_copy else f"{step.tasks} tasks"
        print(f"[{step.number}/{step.of}] {step.status:7} {step.path}: {what}", file=sys.stderr, flush=True)
