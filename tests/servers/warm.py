"""Programs begun in a process that has our libraries loaded: a start costs a fork, not two seconds.

`run` and `Program` are what `subprocess` has, for command lines of Python's: a module (-m), code
(-c) or a file. What runs is a process of its own, with its own id, folder, environment and pipes,
that ends as a program does. All that begin here share the hashes' seed and what modules read as
they were loaded; what has to show how a fresh start reads or orders things begins by `subprocess`.
"""

import atexit
import contextlib
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import types
from functools import lru_cache

LOADED = ("cli", "studio", "wiring", "workflow", "library", "audience", "writing", "sound", "media")
"""Rooms whose modules are loaded before anything is begun."""

LONGEST = 200_000
"""Bytes of an order: its words, folder and environment."""


class Program(subprocess.Popen):
    """A program that was begun; as `subprocess.Popen`, which gives its pipes their ends."""

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, *rest):
        pipes = (rest[3], rest[6], rest[8])
        given = [own if pipe == -1 else pipe for own, pipe in enumerate(pipes)]
        order = {
            "words": [os.fspath(a) for a in args[1:]],
            "cwd": os.fspath(cwd or os.getcwd()),
            "env": dict(os.environ if env is None else env),
        }
        self._told, theirs = socket.socketpair()
        with theirs:
            text = json.dumps(order).encode()
            socket.send_fds(_server(), [text], [*given, theirs.fileno()])
        self._close_pipe_fds(*rest[3:9])
        self._child_created = True
        self.pid = int(self._told.recv(32))

    def _internal_poll(self, *_, **__):
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._wait(0)
        return self.returncode

    def _wait(self, timeout):
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout)
            self.returncode = int(self._told.recv(32))
            self._told.close()
        return self.returncode


def run(args, *, timeout=None, check=False, capture_output=False, **more):
    """As `subprocess.run`."""
    if capture_output:
        more |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with Program(args, **more) as program:
        try:
            out, err = program.communicate(timeout=timeout)
        except BaseException:
            program.kill()
            raise
    done = subprocess.CompletedProcess(args, program.returncode, out, err)
    if check:
        done.check_returncode()
    return done


@lru_cache(maxsize=1)
def _server():
    """Where orders are sent; what answers them ends with this process."""
    ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
    with theirs:
        server = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )

    @atexit.register
    def ended():
        ours.close()
        server.terminate()
        server.wait()

    return ours


def _serve(door):
    """Begin what is ordered; comes back in each process that was begun, with its words."""
    # Who minds a program is reaped by nobody.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        order, fds, *_ = socket.recv_fds(door, LONGEST, 4)
        if not order:
            raise SystemExit
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            door.close()
            return _begun(json.loads(order), fds)
        for fd in fds:
            os.close(fd)


def _begun(order, fds):
    *pipes, told = fds
    begun = os.fork()
    if begun:
        for fd in pipes:
            os.close(fd)
        os.write(told, b"%d" % begun)
        _, status = os.waitpid(begun, 0)
        with contextlib.suppress(OSError):
            os.write(told, b"%d" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    os.close(told)
    for own, fd in enumerate(pipes):
        os.dup2(fd, own)
        os.close(fd)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    return order["words"]


def _load():
    for room in LOADED:
        package = importlib.import_module(f"reelwright.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    importlib.import_module("reelwright.wiring.ahead")


def _main(words):
    """What the interpreter does with these words."""
    first, *rest = words
    if first == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif first == "-c":
        sys.argv = ["-c", *rest[1:]]
        sys.modules["__main__"] = main = types.ModuleType("__main__")
        exec(compile(rest[0], "<string>", "exec"), main.__dict__)
    else:
        sys.argv = words
        sys.path.insert(0, os.path.dirname(first))
        runpy.run_path(first, run_name="__main__")


if __name__ == "__main__":
    where = int(sys.argv[1])
    sys.path.pop(0)
    _load()
    _main(_serve(socket.socket(fileno=where)))
