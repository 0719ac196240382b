"""Showing the site in the browser of this computer: a server that nobody else can reach."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipeline.errors import UsageError

_LOOPBACK = "127.0.0.1"


def server_of(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of this folder on the loopback address; port 0 is any free one. The caller runs and closes it.

    Raises UsageError when the port is taken.
    """
    try:
        return ThreadingHTTPServer((_LOOPBACK, port), partial(_Handler, directory=str(site.resolve())))
    except (OSError, OverflowError) as error:
        raise UsageError(f"Port {port} cannot be used ({error}); choose another with --port, 0 for any.") from error


def address_of(server: ThreadingHTTPServer) -> str:
    """Where the front page is."""
    return f"http://{_LOOPBACK}:{server.server_address[1]}/index.html"


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, to programs of this computer that ask for it by its own name."""

    server_version = "kehoach"
    sys_version = ""

    def send_head(self) -> Any:
        # A page elsewhere whose name was made to point here must not read the plans.
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in (_LOOPBACK, "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN)
            return None
        if any(part.startswith(".") for part in unquote(self.path).split("/")):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass
