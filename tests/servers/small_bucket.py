"""A bucket of a few objects behind a small S3 server, honest or with a fault of choice."""

import hashlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class SmallBucket:
    """fault: "" is honest. "lies" lets every conditional writer win, "refuses" has no conditional
    writes, "ranges" answers every range with the whole object, "mixes" keeps the losers' bytes,
    "closed" lets nobody write, "keeps" lets nobody delete.
    """

    def __init__(self, fault=""):
        self.fault, self.objects, self.lock = fault, {}, threading.Lock()
        handler = type("Handler", (_Handler,), {"home": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.storage = {
            "endpoint": f"http://127.0.0.1:{self._server.server_port}",
            "access_key_id": "a",
            "secret_access_key": "b",
            "region": "us-east-1",
        }

    def end(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _send(self, status, body=b"", **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _fail(self, status, code):
        self._send(status, f"<Error><Code>{code}</Code></Error>".encode())

    def do_PUT(self):
        name = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.home.fault == "closed":
            return self._fail(403, "AccessDenied")
        conditional = self.headers.get("If-None-Match") == "*"
        fault, objects = self.home.fault, self.home.objects
        with self.home.lock:
            if conditional and fault == "refuses":
                return self._fail(501, "NotImplemented")
            taken = conditional and name in objects
            if not taken or fault in ("lies", "mixes"):
                objects[name] = body
        if taken and fault != "lies":
            return self._fail(412, "PreconditionFailed")
        return self._send(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

    def do_GET(self):
        if "list-type=2" in self.path:
            return self._send(200, b"<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>")
        body = self.home.objects.get(urlsplit(self.path).path)
        if body is None:
            return self._fail(404, "NoSuchKey")
        facts = {
            "ETag": f'"{hashlib.md5(body).hexdigest()}"',
            "Last_Modified": "Sat, 21 Nov 2026 10:00:00 GMT",
        }
        said = self.headers.get("Range")
        if said is None or self.command == "HEAD":
            return self._send(200, body, **facts)
        start, end = (int(n) for n in said.removeprefix("bytes=").split("-"))
        whole = self.home.fault == "ranges"
        part = body if whole else body[start : end + 1]
        facts["Content_Range"] = f"bytes {start}-{end}/{len(body)}"
        return self._send(200 if whole else 206, part, **({} if whole else facts))

    do_HEAD = do_GET

    def do_POST(self):
        """Several deletions in one request."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.home.fault == "keeps":
            return self._fail(403, "AccessDenied")
        bucket = urlsplit(self.path).path.rstrip("/")
        keys = re.findall("<Key>(.*?)</Key>", body)
        for key in keys:
            self.home.objects.pop(f"{bucket}/{key}", None)
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._send(200, f"<DeleteResult>{deleted}</DeleteResult>".encode())

    def do_DELETE(self):
        if self.home.fault == "keeps":
            return self._fail(403, "AccessDenied")
        self.home.objects.pop(urlsplit(self.path).path, None)
        self._send(204)

    def log_message(self, *args):
        pass
