"""The program, started once: each call of it is a fork, with everything imported and made already.

To start Python, to import the library and to make its models takes longer than most calls do. A
fork has its own streams, environment, session and terminal, as a program of its own has; what
Python itself does when it starts and ends is not in it, so that tests of that start the program
anew.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence

_LONGEST = 1 << 20


class Started:
    """The program, waiting for calls."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.started", str(theirs.fileno())],
            env=environment,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def end(self) -> None:
        """Take no more calls."""
        self._ours.close()
        self._process.wait(timeout=60)

    def call(self, arguments: Sequence[str], environment: Mapping[str, str], terminal: int) -> None:
        """Run the program with a terminal for everything; `code` then waits for its end."""
        message = json.dumps([arguments, dict(environment)]).encode()
        socket.send_fds(self._ours, [message], [terminal])

    def code(self) -> int:
        """Return the exit code of the last call."""
        self._ours.settimeout(60)
        return int(self._ours.recv(_LONGEST))


def wait_for_calls(calls: socket.socket) -> None:
    """Answer each call with an exit code, until nobody is there to call."""
    # What the pages need, which the program imports when it is called for.
    import archive.cli
    import archive.formats.json
    import archive.formats.tei
    import archive.revision.diff
    import archive.revision.rebase
    import archive.view.show
    from tests.samples import assessed

    # And what is made on first use: models, rules, tables.
    archive.validate(archive.write(assessed(), "json").data)
    archive.rebase(assessed(), onto=assessed())
    archive.diff(assessed(), assessed())

    while True:
        message, (*terminals,), _, _ = socket.recv_fds(calls, _LONGEST, 1)
        if not message:
            return
        [terminal] = terminals
        child = os.fork()
        if child == 0:
            calls.close()
            _run(*json.loads(message), terminal)
        os.close(terminal)
        _, status = os.waitpid(child, 0)
        calls.send(str(os.waitstatus_to_exitcode(status)).encode())


def _run(arguments: list[str], environment: dict[str, str], terminal: int) -> None:
    """Be the program: as if just started, from its streams to its end."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(terminal, stream)
    os.close(terminal)
    os.environ.clear()
    os.environ.update(environment)
    encoding = environment.get("PYTHONIOENCODING")
    sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115
    code: object = 1
    try:
        from archive.cli import main

        main(arguments, prog_name="archive")
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    wait_for_calls(socket.socket(fileno=int(sys.argv[1])))
