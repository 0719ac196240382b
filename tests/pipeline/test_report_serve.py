"""`kehoach report` and `kehoach serve`: a site on disk, and a server that only this computer reaches."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from made_up import Workshop, identify, plan, process
from typer.testing import CliRunner

from extractors.slugs import slug
from pipeline import cli, ingest, places
from pipeline.errors import UsageError
from pipeline.places import site_of
from pipeline.report.serve import address_of, server_of


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    (tmp_path / "index.html").write_text("hello", encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / ".kehoach-site.json").write_text("{}")
    with server_of(tmp_path, 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(server: ThreadingHTTPServer, path: str, host: str | None = None, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_only_this_computer_is_served(server: ThreadingHTTPServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert address_of(server) == f"http://127.0.0.1:{server.server_address[1]}/index.html"
    assert ask(server, "/index.html") == (200, b"hello")
    assert ask(server, "/", f"localhost:{server.server_address[1]}") == (200, b"hello")
    assert ask(server, "/", "elsewhere.example")[0] == 403
    assert ask(server, "/", "elsewhere.example", "HEAD")[0] == 403


@pytest.mark.parametrize(
    "path", ["/data/", "/../made_up.py", "/.kehoach-site.json", "/%2ekehoach-site.json", "/nothing.html"]
)
def test_nothing_but_pages_is_served(server: ThreadingHTTPServer, path: str) -> None:
    assert ask(server, path)[0] == 404


def test_nothing_is_taken(server: ThreadingHTTPServer) -> None:
    assert ask(server, "/index.html", method="POST")[0] == 501


def test_a_taken_port_is_refused(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose another with --port"):
        server_of(tmp_path, int(server.server_address[1]))


@pytest.mark.parametrize(("before", "after"), [(("report",), ()), (("report", "site"), ()), (("report",), ("site",))])
def test_report_writes_the_site(workshop: Workshop, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    workshop.write({"a.txt": plan("- một", "- hai")})
    workshop.ingest()
    site = workshop.root / "pages"
    options = ("--out", str(site), "--tables", str(workshop.tables), "--as-of", "2026-11-27")
    result = CliRunner().invoke(cli.app, [*before, *options, *after])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 documents, 2 tasks;")
    assert (site / "index.html").is_file()


def test_report_without_tables(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.app, ["report", "--out", str(tmp_path / "s"), "--tables", str(tmp_path / "none")])
    assert result.exit_code == 3
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("tables", "site"),
    [
        ("data/parquet", "site"),
        ("./data/parquet/", "site"),
        ("{here}/data/parquet", "site"),
        ("file://{here}/data/parquet", "site"),
        ("my-tables", "my-tables.site"),
        ("other/data/parquet", "other/data/parquet.site"),
        ("{here}/other", "{here}/other.site"),
        (".", "{here}.site"),
        ("../tables", "../tables.site"),
        ("closed/parquet", "{slug}-closed-parquet.site"),
        ("s3://bucket/plans/parquet", "s3-bucket-plans-parquet.site"),
    ],
)
def test_each_store_has_pages_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: str, site: str
) -> None:
    here = tmp_path / "here"
    (here / "other" / "data").mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setattr(places.os, "access", lambda path, _: Path(path).name != "closed")
    words = {"here": str(here), "slug": slug(str(here))}
    assert site_of(tables.format(**words)) == Path(site.format(**words))


@pytest.mark.parametrize("command", [("report",), ("report", "site")])
def test_the_pages_of_other_tables_leave_the_own_ones_alone(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(workshop.root)
    for name, tables in (("a.txt", "data/parquet"), ("b.txt", "my-tables")):
        workshop.write({name: plan(f"- {name}")})
        ingest([workshop.raw / name], out=tables, process=process, identify=identify)
    for options in ((), ("--tables", "my-tables")):
        assert CliRunner().invoke(cli.app, [*command, *options]).exit_code == 0
    pages = {folder: len(list(Path(folder).glob("documents/*.html"))) for folder in ("site", "my-tables.site")}
    assert pages == {"site": 1, "my-tables.site": 1}
    assert "a.txt" in next(Path("site").glob("documents/*.html")).read_text(encoding="utf-8")
