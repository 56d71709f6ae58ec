"""Programs of one house, begun as people begin them, and browsers that ask them."""

import os
import re
import signal
import subprocess
import sys

from servers import warm
from servers.service import WORD, Browser

LONG = 240


class Begun:
    """A program of ours that runs, and what it has printed."""

    def __init__(self, environment, *words):
        self.program = warm.Program(
            [sys.executable, "-m", "reelwright", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        self.printed = ""

    def says(self, pattern):
        """The first match of a pattern in what it prints from here on."""
        for line in self.program.stdout:
            self.printed += line
            if found := re.search(pattern, line):
                return found
        raise AssertionError(self.printed)

    def ends(self, by=signal.SIGINT):
        self.program.send_signal(by)
        rest, _ = self.program.communicate(timeout=LONG)
        self.printed += rest
        return self.program.returncode


class House:
    """Programs of one house and browsers that ask them; none outlives its test."""

    def __init__(self, at):
        self.database = at / "library" / "house.db"
        self.environment = {k: v for k, v in os.environ.items() if k != "REELWRIGHT_WHO"}
        self.environment["REELWRIGHT_LIBRARY"] = str(at / "library")
        self.environment["REELWRIGHT_CAMPAIGNS"] = str(at / "campaigns")
        self.begun, self.opened = [], []

    def begin(self, *words):
        self.begun.append(Begun(self.environment, *words))
        return self.begun[-1]

    def serve(self):
        """A service on a free port, and its address."""
        service = self.begin("service", "--port", "0")
        return service, service.says(r"listening at (\S+);")[1]

    def browser(self, address, name=None, like=None):
        """A browser at a service: as a person, or with the cookie that another one has."""
        self.opened.append(Browser(address, name))
        if like:
            self.opened[-1].http.cookies.update(like.http.cookies)
            self.opened[-1].proof = like.proof
        return self.opened[-1]

    def found(self, program, address):
        """The first administrator, signed in with the word that a program printed."""
        word = program.says(r"signs in with the word (\S+)")[1]
        browser = self.browser(address)
        given = {"word": word, "name": "admin", "password": WORD}
        answer = browser.http.post("/api/founding", json=given)
        assert answer.status_code == 200, answer.text
        browser.proof = answer.json()["proof"]
        return browser

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for browser in self.opened:
            browser.http.close()
        for one in self.begun:
            if one.program.poll() is None:
                one.ends(signal.SIGKILL)
            one.program.stdout.close()
