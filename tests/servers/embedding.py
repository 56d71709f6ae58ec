"""Small servers that speak the protocols of Bedrock's runtime and of OpenAI's embeddings.

They check what they are sent as the services do, and give vectors that depend on it alone.
"""

import base64
import hashlib
import io
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import numpy as np
from PIL import Image

KEY = "sk-test-4f9c1e77"
PURPOSES = (
    "GENERIC_INDEX GENERIC_RETRIEVAL TEXT_RETRIEVAL IMAGE_RETRIEVAL VIDEO_RETRIEVAL "
    "DOCUMENT_RETRIEVAL AUDIO_RETRIEVAL CLASSIFICATION CLUSTERING"
).split()


class Refused(Exception):
    """What the service answers in place of a vector."""

    def __init__(self, status, code, message, headers=()):
        self.status, self.code, self.message, self.headers = status, code, message, dict(headers)


def vector(size, *parts):
    """A vector of no particular length that depends on the parts and nothing else."""
    seed = hashlib.sha256(repr(parts).encode()).digest()
    return (np.random.default_rng(list(seed)).normal(size=size) * 3).tolist()


class Service(ThreadingHTTPServer):
    """faults: what the next requests get in place of an answer, callables that may raise.

    seen: every request's body in order of arrival, with its path and headers.
    """

    daemon_threads = True

    def __init__(self, answer, **facts):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.facts = answer, facts
        self.faults, self.seen, self.lock = [], [], threading.Lock()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        data = self.rfile.read(int(self.headers["Content-Length"]))
        server = self.server
        with server.lock:
            server.seen.append((self.path, dict(self.headers), json.loads(data)))
            fault = server.faults.pop(0) if server.faults else None
        try:
            found = fault() if fault else server.answer(server, *server.seen[-1])
            status, headers = 200, {}
        except Refused as no:
            status, headers = no.status, no.headers
            if no.code:
                headers["x-amzn-ErrorType"] = no.code
            found = {"message": no.message} if no.code else {"error": {"message": no.message}}
        body = found if isinstance(found, bytes) else json.dumps(found).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def running(answer, **facts):
    """A service on a free port of this machine."""
    server = Service(answer, **facts)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _invalid(message):
    return Refused(400, "ValidationException", message)


def _pixels(data, limit):
    picture = Image.open(io.BytesIO(base64.b64decode(data, validate=True)))
    if picture.format not in ("JPEG", "PNG") or picture.width * picture.height > limit:
        raise _invalid(f"no picture of a kind and size that is taken: {picture}")
    return picture.size, hashlib.sha256(picture.tobytes()).hexdigest()


def bedrock(server, path, headers, body):
    """Titan and Nova as Bedrock's runtime serves them."""
    if not headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential="):
        raise Refused(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
    model = unquote(path.removeprefix("/model/").removesuffix("/invoke"))
    if model.startswith("amazon.titan-embed-image"):
        return _titan(body)
    if model.startswith("amazon.nova-2-multimodal-embeddings"):
        return _nova(body)
    raise Refused(404, "ResourceNotFoundException", f"Could not resolve the model {model}")


def _titan(body):
    if body.keys() - {"inputText", "inputImage", "embeddingConfig"}:
        raise _invalid(f"extraneous key among {sorted(body)}")
    size = body.get("embeddingConfig", {}).get("outputEmbeddingLength", 1024)
    if size not in (256, 384, 1024):
        raise _invalid(f"{size} is not a valid enum value")
    given = []
    if "inputText" in body:
        if not body["inputText"].strip() or len(body["inputText"].split()) > 256:
            raise _invalid("inputText has no or too many tokens")
        given.append(("text", body["inputText"]))
    if "inputImage" in body:
        size_, pixels = _pixels(body["inputImage"], 2048 * 2048)
        if max(size_) > 2048:
            raise _invalid("inputImage is over 2048 pixels")
        given.append(("image", pixels))
    if not given:
        raise _invalid("one of inputText and inputImage is required")
    return {"embedding": vector(size, *given), "inputTextTokenCount": 3}


def _nova(body):
    if (
        body["schemaVersion"] != "nova-multimodal-embed-v1"
        or body["taskType"] != "SINGLE_EMBEDDING"
    ):
        raise _invalid("schemaVersion or taskType")
    asked = body["singleEmbeddingParams"]
    if asked.keys() - {"embeddingPurpose", "embeddingDimension", "text", "image"}:
        raise _invalid(f"extraneous key among {sorted(asked)}")
    if asked["embeddingPurpose"] not in PURPOSES:
        raise _invalid("embeddingPurpose")
    if asked["embeddingDimension"] not in (256, 384, 1024, 3072):
        raise _invalid("embeddingDimension")
    match asked:
        case {"text": {"truncationMode": "START" | "END" | "NONE", "value": str(text)}}:
            if not text.strip() or len(text) > 8192:
                raise _invalid("text.value")
            given = ("text", asked["embeddingPurpose"], text)
        case {
            "image": {
                "format": "png" | "jpeg" | "gif" | "webp",
                "detailLevel": "STANDARD_IMAGE" | "DOCUMENT_IMAGE",
                "source": {"bytes": data},
            }
        }:
            given = ("image", *_pixels(data, 4_200_000))
        case _:
            raise _invalid("exactly one of text and image is required")
    found = vector(asked["embeddingDimension"], given)
    return {"embeddings": [{"embeddingType": given[0].upper(), "embedding": found}]}


def openai(server, path, headers, body):
    """A server of /v1/embeddings.

    Its facts: key (None: asks for none), size, chosen (lets one choose the dimension), sees (takes
    pictures by vLLM's extension), deaf (leaves what it does not know aside).
    """
    facts = {"key": KEY, "size": 48, "chosen": True, "sees": False, "deaf": False} | server.facts
    if path != "/v1/embeddings":
        raise Refused(404, None, f"no route {path}")
    if facts["key"] and headers.get("Authorization") != f"Bearer {facts['key']}":
        raise Refused(401, None, f"Incorrect API key provided: {headers.get('Authorization')}")
    size = facts["size"]
    if "dimensions" in body and not facts["deaf"]:
        if not facts["chosen"]:
            raise Refused(400, None, "this model does not support changing its output dimensions")
        size = body["dimensions"]
    if "input" in body:
        if not body["input"] or not all(isinstance(t, str) and t for t in body["input"]):
            raise Refused(400, None, "'$.input' is invalid")
        found = [vector(size, "text", text) for text in body["input"]]
    elif facts["sees"]:
        (message,) = body["messages"]
        parts = message["content"]
        data = parts[0]["image_url"]["url"].removeprefix("data:image/jpeg;base64,")
        words = [p["text"] for p in parts[1:]]
        found = [vector(size, "image", _pixels(data, 2**24), words)]
    elif facts["deaf"]:
        found = [vector(size, "nothing")]
    else:
        raise Refused(400, None, "you must provide an input")
    rows = [{"object": "embedding", "index": n, "embedding": v} for n, v in enumerate(found)]
    # Nothing promises an order: the index does.
    return {"object": "list", "data": rows[::-1], "model": body["model"], "usage": {}}
