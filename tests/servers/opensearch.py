"""A small server that speaks the part of OpenSearch's REST that the index uses, and no more.

It is strict: an unknown key, a wrong dimension, a field outside the mapping or an id that a
Serverless collection would refuse is an error with the engine's own status and type. What is
written is found only after a refresh. No OpenSearch can be installed where the tests run; request
bodies are compared with the documented shapes in test_index_opensearch.py.
"""

import hashlib
import json
import math
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np

from reelwright.backends.index.exact import words


class Refused(Exception):
    def __init__(self, status, kind, reason):
        super().__init__(reason)
        self.status, self.kind = status, kind

    def body(self):
        error = {"type": self.kind, "reason": str(self)}
        return {"error": {**error, "root_cause": [error]}, "status": self.status}


def only(given, *known):
    """Refuse keys that the engine would not know."""
    unknown = set(given) - set(known)
    if unknown:
        raise Refused(400, "parsing_exception", f"unknown key {sorted(unknown)} in {given}")
    return given


class Index:
    """Documents of one index; pending ones are not found yet."""

    def __init__(self, body):
        only(body, "settings", "mappings")
        only(body["settings"], "index.knn", "index.knn.algo_param.ef_search")
        if str(body["settings"].get("index.knn")).lower() != "true":
            raise Refused(400, "illegal_argument_exception", "index.knn is not on")
        self.settings, self.mapping = body["settings"], {"properties": {}}
        self.found, self.pending = {}, []
        self.change_mapping(body["mappings"])

    def change_mapping(self, body):
        only(body, "_meta", "dynamic", "properties")
        for field, said in body.get("properties", {}).items():
            self._check_field(field, said)
        self.mapping["properties"].update(body.get("properties", {}))
        # As the engine does it: notes are put in the place of those before, not merged.
        self.mapping.update({k: body[k] for k in ("_meta", "dynamic") if k in body})

    def _check_field(self, field, said):
        if said["type"] == "knn_vector":
            only(said, "type", "dimension", "method")
            method = only(said["method"], "name", "engine", "space_type", "parameters")
            assert (method["name"], method["engine"]) == ("hnsw", "faiss")
            assert method["space_type"] == "innerproduct"
            only(method["parameters"], "m", "ef_construction")
            assert 1 <= said["dimension"] <= 16_000
        else:
            only(said, "type", "analyzer")
            assert said["type"] in ("keyword", "text", "long")
        held = self.mapping["properties"].get(field)
        if held not in (None, said):
            raise Refused(400, "illegal_argument_exception", f"[{field}] cannot be changed")

    def check(self, document):
        for field, value in document.items():
            said = self.mapping["properties"].get(field)
            if said is None:
                raise Refused(400, "strict_dynamic_mapping_exception", f"[{field}] is not allowed")
            if said["type"] == "knn_vector" and len(value) != said["dimension"]:
                raise Refused(400, "mapper_parsing_exception", f"Vector dimension of [{field}]")
            if said["type"] == "keyword":
                for v in value if isinstance(value, list) else [value]:
                    if len(v.encode()) > 32_766:
                        raise Refused(400, "illegal_argument_exception", "immense term")

    def refresh(self):
        for key, document in self.pending:
            if document is None:
                self.found.pop(key, None)
            else:
                self.found[key] = document
        self.pending = []

    def matched(self, query):
        """Scores by document id."""
        ((kind, said),) = query.items()
        return getattr(self, f"_{kind}")(said)

    def _match_all(self, said):
        return dict.fromkeys(self.found, 1.0)

    def _terms(self, said):
        ((field, values),) = said.items()
        assert self.mapping["properties"][field]["type"] == "keyword"
        if len(values) > 65_536:
            raise Refused(400, "illegal_argument_exception", "too many terms")
        wanted = set(values)
        held = {k: d.get(field, []) for k, d in self.found.items()}
        return {k: 1.0 for k, v in held.items() if wanted & set(v if isinstance(v, list) else [v])}

    def _match(self, said):
        ((field, asked),) = said.items()
        only(asked, "query", "operator")
        assert self.mapping["properties"][field]["analyzer"] == "english"
        texts = {k: Counter(words(d.get(field, ""))) for k, d in self.found.items()}
        usual = sum(t.total() for t in texts.values()) / max(1, len(texts))
        wanted = sorted(set(words(asked["query"])))
        enough = all if asked.get("operator", "or") == "and" else any
        scores = {}
        for key, text in texts.items():
            if wanted and enough(w in text for w in wanted):
                long = 1.2 * (0.25 + 0.75 * text.total() / usual)
                scores[key] = sum(
                    math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) * text[w] / (text[w] + long)
                    for w in wanted
                    if w in text
                    for n in [sum(w in t for t in texts.values())]
                )
        return scores

    def _bool(self, said):
        only(said, "must", "filter")
        passing = [self.matched(q) for q in said.get("filter", [])]
        scores = [self.matched(q) for q in said.get("must", [])]
        keys = set.intersection(*(set(s) for s in [*passing, *scores]))
        return {k: sum(s[k] for s in scores) for k in keys}

    def _knn(self, said):
        ((field, asked),) = said.items()
        only(asked, "vector", "k", "filter")
        mapped = self.mapping["properties"].get(field)
        if mapped is None or mapped["type"] != "knn_vector":
            raise Refused(400, "query_shard_exception", f"[{field}] is not knn_vector")
        if len(asked["vector"]) != mapped["dimension"]:
            raise Refused(400, "query_shard_exception", "Query vector has invalid dimension")
        if not 1 <= asked["k"] <= 10_000:
            raise Refused(400, "illegal_argument_exception", "k")
        keys = [k for k, d in self.found.items() if field in d]
        if "filter" in asked:
            passing = self.matched(asked["filter"])
            keys = [k for k in keys if k in passing]
        inner = {k: float(np.dot(self.found[k][field], asked["vector"])) for k in keys}
        best = sorted(inner, key=lambda k: (-inner[k], k))[: asked["k"]]
        return {k: 1 + inner[k] if inner[k] > 0 else 1 / (1 - inner[k]) for k in best}

    def search(self, body):
        only(body, "size", "query", "_source", "sort", "search_after", "aggs", "track_total_hits")
        scores = self.matched(body.get("query", {"match_all": {}}))
        size = body.get("size", 10)
        if size > 10_000:
            raise Refused(400, "illegal_argument_exception", "Result window is too large")
        hits = [{"_id": k, "_score": s, "_source": self.found[k]} for k, s in scores.items()]
        if "sort" in body:
            fields = [next(iter(s.items())) for s in body["sort"]]
            assert all(order == "asc" for _, order in fields)
            for hit in hits:
                hit["sort"] = [hit["_source"][field] for field, _ in fields]
            hits.sort(key=lambda h: h["sort"])
            if "search_after" in body:
                hits = [h for h in hits if h["sort"] > body["search_after"]]
        else:
            hits.sort(key=lambda h: -h["_score"])
        shown = [{**h, "_source": _shown(h["_source"], body.get("_source"))} for h in hits[:size]]
        total = {"value": len(scores), "relation": "eq"}
        answer = {"hits": {"total": total, "hits": shown}}
        if "aggs" in body:
            answer["aggregations"] = {n: self._gathered(a) for n, a in body["aggs"].items()}
        return answer

    def _gathered(self, asked):
        ((kind, said),) = asked.items()
        only(said, "field", "precision_threshold")
        values = [d[said["field"]] for d in self.found.values()]
        if kind == "cardinality":
            return {"value": len(set(values))}
        assert kind == "max"
        return {"value": max(values, default=None)}


def _shown(source, wish):
    if wish is False:
        return {}
    if isinstance(wish, list):
        return {k: v for k, v in source.items() if k in wish}
    if wish:
        only(wish, "exclude", "excludes")
        return {k: v for k, v in source.items() if k not in next(iter(wish.values()))}
    return source


class OpenSearchServer:
    """The server. signed: "es" or "aoss" requires requests signed for that service.

    requests holds (method, path, body) of all that was asked. busy: so many writes are put off
    with status 429. settles: False holds back what is written until settle() is called.
    """

    def __init__(self, signed=None):
        self.signed, self.requests, self.indices = signed, [], {}
        self.busy, self.settles = 0, True
        self._lock, self._ids = threading.Lock(), 0
        handler = type("Handler", (_Handler,), {"home": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        self.address = f"opensearch+http://127.0.0.1:{self._server.server_port}"

    def end(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def settle(self):
        with self._lock:
            for index in self.indices.values():
                index.refresh()

    def answer(self, method, path, params, body, headers):
        if self.signed:
            self._check_signature(body, headers)
        with self._lock:
            parts = [unquote(p) for p in path.strip("/").split("/")]
            if parts == ["_bulk"]:
                lines = [json.loads(line) for line in body.decode().splitlines()]
                self.requests.append((method, path, lines))
                return self._bulk(lines, params)
            told = json.loads(body) if body else None
            self.requests.append((method, path, told))
            return self._one(method, parts[0], parts[1:], params, told)

    def _one(self, method, name, rest, params, body):
        index = self.indices.get(name)
        if method == "PUT" and not rest:
            if index is not None:
                raise Refused(400, "resource_already_exists_exception", f"index [{name}] exists")
            self.indices[name] = Index(body)
            return {"acknowledged": True, "index": name}
        if index is None:
            if method == "DELETE" and params.get("ignore_unavailable") == ["true"]:
                return {"acknowledged": True}
            raise Refused(404, "index_not_found_exception", f"no such index [{name}]")
        if self.settles and self.signed == "aoss":
            index.refresh()
        match method, rest:
            case "HEAD", []:
                return {}
            case "DELETE", []:
                del self.indices[name]
                return {"acknowledged": True}
            case "GET", ["_mapping"]:
                return {name: {"mappings": index.mapping}}
            case "PUT", ["_mapping"]:
                index.change_mapping(body)
                return {"acknowledged": True}
            case "POST", ["_search"]:
                return index.search(body)
            case "POST", ["_count"]:
                only(body, "query")
                return {"count": len(index.matched(body["query"]))}
        raise Refused(405, "method_not_allowed", f"{method} {name} {rest}")

    def _bulk(self, lines, params):
        if self.signed == "aoss" and "refresh" in params:
            raise Refused(400, "illegal_argument_exception", "refresh is not supported")
        items, rest = [], list(lines)
        while rest:
            ((verb, said),) = rest.pop(0).items()
            only(said, "_index", "_id")
            document = rest.pop(0) if verb == "index" else None
            try:
                items.append({verb: self._act(verb, said, document)})
            except Refused as refused:
                items.append({verb: {"status": refused.status, "error": refused.body()["error"]}})
        if params.get("refresh") == ["true"]:
            for index in self.indices.values():
                index.refresh()
        return {
            "errors": any(next(iter(i.values()))["status"] > 299 for i in items),
            "items": items,
        }

    def _act(self, verb, said, document):
        if self.busy:
            self.busy -= 1
            raise Refused(429, "rejected_execution_exception", "queue is full")
        index = self.indices.get(said["_index"])
        if index is None:
            raise Refused(404, "index_not_found_exception", "no such index")
        key = said.get("_id")
        if verb == "delete":
            written = index.found.keys() | {k for k, d in index.pending if d is not None}
            index.pending.append((key, None))
            return {"_id": key, "status": 200 if key in written else 404}
        if key is not None and self.signed == "aoss":
            reason = "Document ID is not supported in create/index operation request"
            raise Refused(400, "illegal_argument_exception", reason)
        if key is not None and len(key.encode()) > 512:
            raise Refused(400, "illegal_argument_exception", "id is too long")
        if key is None:
            self._ids += 1
            key = f"own-{self._ids}"
        index.check(document)
        index.pending.append((key, document))
        return {"_id": key, "status": 201}

    def _check_signature(self, body, headers):
        said = headers.get("Authorization", "")
        if not said.startswith("AWS4-HMAC-SHA256") or f"/{self.signed}/aws4_request" not in said:
            raise Refused(403, "security_exception", "the request is not signed for this service")
        if headers.get("X-Amz-Content-SHA256") != hashlib.sha256(body).hexdigest():
            raise Refused(403, "security_exception", "the body is not the one that was signed")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _do(self):
        length = int(self.headers.get("Content-Length") or 0)
        body, url = self.rfile.read(length), urlsplit(self.path)
        status = 200
        try:
            answer = self.home.answer(
                self.command, url.path, parse_qs(url.query), body, self.headers
            )
        except Refused as refused:
            status, answer = refused.status, refused.body()
        except Exception as problem:
            status, answer = 400, Refused(400, "test_server", repr(problem)).body()
        told = b"" if self.command == "HEAD" else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _do

    def log_message(self, *args):
        pass
