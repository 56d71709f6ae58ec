"""A small server of the /v1/videos dialect that renders real, small films.

It checks what it is sent as the engines do, keeps jobs in memory, and can be slow, fail, forget
and lose answers. Run it as a program (`python -m servers.videos PORT`) or with `running`.
"""

import base64
import io
import json
import sys
import threading
import time
from contextlib import contextmanager
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import av
import numpy as np
from PIL import Image

KEY = "sk-video-7d20c1"
MODEL = "wan-small"


class Videos(ThreadingHTTPServer):
    """jobs by id, in order of arrival; `submissions` are the fields of every request taken on.

    seconds: how long a job takes. lists_keys: it keeps Idempotency-Key. faults: what happens to
    the next submissions, "lose answer", "lose request", "busy", "refuse", "fail", "fail unbilled".
    poll_faults: the same of questions, "break", "error status".
    """

    daemon_threads = True

    def __init__(self, port=0, *, seconds=0.0, lists_keys=True, key=None):
        super().__init__(("127.0.0.1", port), _Handler)
        self.seconds, self.lists_keys, self.key = seconds, lists_keys, key
        self.jobs, self.submissions, self.deleted = {}, [], []
        self.faults, self.poll_faults = [], []
        self.most = 0
        self.lock = threading.Lock()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def running(self):
        return [j for j in self.jobs.values() if self.state(j) in ("queued", "in_progress")]

    def state(self, job):
        if job["id"] in self.deleted:
            return "cancelled"
        spent = time.monotonic() - job["began"]
        if spent < job["takes"] * 0.3:
            return "queued"
        if spent < job["takes"]:
            return "in_progress"
        return "failed" if job["fault"].startswith("fail") else "completed"

    def told(self, job):
        state = self.state(job)
        spent = time.monotonic() - job["began"]
        share = (
            100 if state == "completed" else int(min(0.99, spent / max(job["takes"], 1e-9)) * 100)
        )
        row = {
            "id": job["id"], "object": "video", "model": MODEL, "status": state,
            "progress": share, "created_at": job["created_at"], "error": None,
            "size": job["fields"]["size"], "seconds": job["fields"]["seconds"],
            "inference_time_s": 1.5,
        }  # fmt: skip
        if self.lists_keys:
            row["idempotency_key"] = job["key"]
        if state == "failed":
            row["error"] = {"code": "out_of_memory", "message": "the device ran out of memory"}
            row["billed"] = "unbilled" not in job["fault"]
        return row


def film(fields):
    """A real MP4 that depends on what was asked: colour from the prompt and the seed, moving."""
    width, height = (int(n) for n in fields["size"].split("x"))
    rng = np.random.default_rng([int(fields["seed"]), *fields["prompt"].encode()[:64]])
    base = np.asarray(
        Image.fromarray(rng.integers(40, 215, (9, 7, 3), np.uint8)).resize(
            (width + 64, height), Image.Resampling.BICUBIC
        )
    )
    if "input_reference" in fields:
        shown = Image.open(io.BytesIO(fields["input_reference"])).convert("RGB")
        assert shown.size == (width, height)
        base = np.asarray(shown.resize((width + 64, height)))
    out, count = io.BytesIO(), int(fields["num_frames"])
    with av.open(out, "w", format="mp4") as box:
        stream = box.add_stream("libx264", rate=int(fields["fps"]))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "28"}
        for n in range(count):
            x = round(48 * n / count)
            frame = av.VideoFrame.from_ndarray(
                np.ascontiguousarray(base[:, x : x + width]), format="rgb24"
            )
            box.mux(stream.encode(frame))
        box.mux(stream.encode())
    return out.getvalue()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        server = self.server
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self._shut_out():
            return
        fault = server.faults.pop(0) if server.faults else ""
        if fault == "lose request":
            self.close_connection = True
            return
        if fault == "busy":
            self._answer(503, {"error": {"message": "all workers are busy"}})
            return
        try:
            fields = _fields(self.headers["Content-Type"], data)
            _check(fields, fault)
        except ValueError as problem:
            self._answer(400, {"error": {"message": str(problem)}})
            return
        key = self.headers.get("Idempotency-Key", "")
        with server.lock:
            job = {
                "id": f"video_{len(server.submissions) + 1}", "key": key, "fields": fields,
                "began": time.monotonic(), "created_at": int(time.time()), "fault": fault,
                "takes": server.seconds,
            }  # fmt: skip
            server.submissions.append(fields | {"key": key})
            server.jobs[job["id"]] = job
            server.most = max(server.most, len(server.running()))
        if fault == "lose answer":
            self.close_connection = True
            return
        self._answer(200, server.told(job))

    def do_GET(self):
        server = self.server
        if self._shut_out():
            return
        path, _, query = self.path.partition("?")
        parts = path.removeprefix("/v1/videos").strip("/").split("/")
        if parts == [""]:
            rows = [server.told(j) for j in reversed(server.jobs.values())]
            after = query.partition("after=")[2]
            ids = [r["id"] for r in rows]
            rows = rows[ids.index(after) + 1 :] if after in ids else rows
            self._answer(200, {"object": "list", "data": rows[:100]})
            return
        fault = server.poll_faults.pop(0) if server.poll_faults else ""
        if fault == "break":
            self.close_connection = True
            return
        job = server.jobs.get(parts[0])
        if job is None:
            self._answer(404, {"error": {"message": "no such video"}})
        elif parts[1:] == ["content"]:
            if server.state(job) != "completed":
                self._answer(404, {"error": {"message": "not ready"}})
            else:
                self._send(200, film(job["fields"]), "video/mp4")
        else:
            row = server.told(job)
            self._answer(500 if row["status"] == "failed" else 200, row)

    def do_DELETE(self):
        name = self.path.rpartition("/")[2]
        if self._shut_out():
            return
        if name not in self.server.jobs:
            self._answer(404, {"error": {"message": "no such video"}})
            return
        self.server.deleted.append(name)
        self._answer(200, {"id": name, "deleted": True})

    def _shut_out(self):
        if not self.server.key or self.headers.get("Authorization") == f"Bearer {self.server.key}":
            return False
        said = self.headers.get("Authorization", "no key")
        self._answer(401, {"error": {"message": f"wrong key: {said}"}})
        return True

    def _answer(self, status, value):
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def _fields(kind, data):
    if not kind.startswith("multipart/form-data"):
        raise ValueError("requests are multipart")
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    found = {}
    for part in BytesParser(policy=policy.HTTP).parsebytes(head + data).iter_parts():
        name = part.get_param("name", header="content-disposition")
        body = part.get_payload(decode=True)
        found[name] = body if part.get_filename() else body.decode()
    return found


def _check(fields, fault):
    if fault == "refuse":
        raise ValueError("the prompt was refused by the content filter")
    if fields.get("model") != MODEL:
        raise ValueError(f"no model {fields.get('model')!r} is served here")
    missing = {"prompt", "size", "width", "height", "fps", "num_frames", "seed"} - set(fields)
    if missing:
        raise ValueError(f"missing {sorted(missing)}")
    if (int(fields["num_frames"]) - 1) % 4:
        raise ValueError("num_frames has to be 4k+1")
    for row in json.loads(fields.get("image_reference", "[]")):
        data = base64.b64decode(row["image_url"].partition("base64,")[2])
        if Image.open(io.BytesIO(data)).format != "PNG":
            raise ValueError("references are PNG")


@contextmanager
def running(**facts):
    """A server on a free port of this machine."""
    server = Videos(**facts)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    Videos(int(sys.argv[1]), seconds=float(sys.argv[2])).serve_forever()
