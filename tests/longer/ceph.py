"""A Ceph cluster of one machine, thrown away afterwards: monitor, one store, S3 gateway.

Needs the programs of Debian's packages ceph-mon, ceph-osd and radosgw, about 0.7 GB of memory and
4 GB of disk. Nothing of it leaves the machine, and nothing stays.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import uuid
from pathlib import Path

PROGRAMS = ("ceph", "ceph-mon", "ceph-osd", "monmaptool", "radosgw", "radosgw-admin")
KEYS = {"access_key_id": "reelwright", "secret_access_key": "of-this-run-only"}
REGION = "us-east-1"
PATIENCE = 90

CONFIG = """\
[global]
fsid = {fsid}
mon host = v2:127.0.0.1:{mon}/0
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
# Without cephx no session can be ciphered; the gateway gives up where this is not said.
ms mon client mode = crc
ms client mode = crc
ms cluster mode = crc
ms service mode = crc
mon allow pool size one = true
mon warn on pool no redundancy = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
# With one copy nobody renews a lease that ran out while the machine was busy: it outlives the run.
osd heartbeat grace = 7200
mon max pg per osd = 1000
run dir = {folder}/run
admin socket = {folder}/run/$name.$pid.asok
log file = {folder}/log/$name.log
mon cluster log file = {folder}/log/cluster.log
crash dir = {folder}/crash
[mon.a]
mon data = {folder}/mon
[osd]
osd data = {folder}/osd
osd objectstore = bluestore
bluestore block size = 4294967296
osd memory target = 939524096
bluestore fsck on mount = false
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:{gateway}
rgw data = {folder}/rgw
rgw zonegroup root pool = .rgw.root
"""


class Ceph:
    """A running cluster. storage: how to reach its S3 gateway."""

    def __init__(self, folder: Path) -> None:
        lacking = [p for p in PROGRAMS if not shutil.which(p)]
        if lacking:
            raise SystemExit(
                f"Ceph is not here: {', '.join(lacking)}. On Debian: apt-get install "
                "--no-install-recommends ceph-mon ceph-osd radosgw"
            )
        self.folder = folder
        self.processes: dict[str, subprocess.Popen] = {}
        for name in ("run", "log", "crash", "mon", "osd", "rgw"):
            (folder / name).mkdir(parents=True)
        self.fsid, self.osd = str(uuid.uuid4()), str(uuid.uuid4())
        mon, self.gateway = _free_port(), _free_port()
        self.config = folder / "ceph.conf"
        self.config.write_text(
            CONFIG.format(fsid=self.fsid, mon=mon, gateway=self.gateway, folder=folder)
        )
        self.storage = {"endpoint": f"http://127.0.0.1:{self.gateway}", "region": REGION, **KEYS}
        try:
            self._monitor(mon)
            self._store()
            self.start_gateway()
            self._admin("user", "create", "--uid=tester", "--display-name=tester",
                        f"--access-key={KEYS['access_key_id']}",
                        f"--secret-key={KEYS['secret_access_key']}")  # fmt: skip
        except BaseException:
            self.end()
            raise

    def version(self) -> str:
        return self._said("ceph", "--version").split()[2]

    def memory(self) -> dict[str, int]:
        """Resident megabytes of each daemon."""
        found = {}
        for name, process in self.processes.items():
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
            found[name] = int(line.split()[1]) // 1024
        return found

    def start_gateway(self) -> None:
        self._begin("radosgw", "-n", "client.rgw.a")
        self._until(self._answers, "the gateway did not answer")

    def kill_gateway(self) -> None:
        process = self.processes.pop("radosgw")
        process.kill()
        process.wait()

    def end(self) -> None:
        for process in reversed(list(self.processes.values())):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def __enter__(self) -> "Ceph":
        return self

    def __exit__(self, *problem: object) -> None:
        self.end()

    def _monitor(self, port: int) -> None:
        where = f"v2:127.0.0.1:{port}/0"
        monmap = str(self.folder / "monmap")
        self._said("monmaptool", "--create", "--fsid", self.fsid, "--addv", "a", f"[{where}]",
                   "--set-min-mon-release", "pacific", monmap)  # fmt: skip
        self._said("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap)
        self._begin("ceph-mon", "-i", "a")
        self._until(lambda: self._ceph("mon", "stat"), "the monitor has no quorum")

    def _store(self) -> None:
        self._until(lambda: self._ceph("osd", "new", self.osd) is not None, "no store was made")
        self._said("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", self.osd)
        self._begin("ceph-osd", "-i", "0")
        self._until(
            lambda: json.loads(self._ceph("osd", "stat", "-f", "json") or "{}").get("num_up_osds"),
            "the store did not come up",
        )

    def _answers(self) -> bool:
        with socket.socket() as asked:
            asked.settimeout(1)
            return asked.connect_ex(("127.0.0.1", self.gateway)) == 0

    def _admin(self, *words: str) -> str:
        return self._said("radosgw-admin", *words)

    def _ceph(self, *words: str) -> str | None:
        try:
            return self._said("ceph", "--connect-timeout", "5", *words)
        except subprocess.CalledProcessError:
            return None

    def _said(self, program: str, *words: str) -> str:
        done = subprocess.run(
            [program, "-c", str(self.config), *words],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        if done.returncode:
            raise subprocess.CalledProcessError(
                done.returncode, [program, *words], done.stdout, done.stderr
            )
        return done.stdout

    def _begin(self, program: str, *words: str) -> None:
        log = (self.folder / "log" / f"{program}.out").open("ab")
        self.processes[program] = subprocess.Popen(
            [program, "-c", str(self.config), "-f", *words],
            stdout=log,
            stderr=log,
            env={**os.environ, "TCMALLOC_MAX_TOTAL_THREAD_CACHE_BYTES": "33554432"},
        )
        log.close()

    def _until(self, ready, otherwise: str) -> None:
        end = time.monotonic() + PATIENCE
        while not ready():
            for name, process in self.processes.items():
                if process.poll() is not None:
                    raise SystemExit(f"{name} ended at once; see {self.folder / 'log'}")
            if time.monotonic() > end:
                raise SystemExit(f"{otherwise}; see {self.folder / 'log'}")
            time.sleep(0.3)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
