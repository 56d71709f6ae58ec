"""An index in OpenSearch: a server of one's own, an Amazon domain or a Serverless collection."""

import hashlib
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from netrc import NetrcParseError, netrc
from typing import Any, Literal
from urllib.parse import urlsplit

import numpy as np
from opensearchpy import OpenSearch as Client
from opensearchpy import Urllib3AWSV4SignerAuth
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    NotFoundError,
    OpenSearchException,
    RequestError,
    TransportError,
)

from ...domain.errors import BackendFailed, DoesNotFit, Missing
from .fitting import (
    asked_groups,
    checked_name,
    checked_spaces,
    checked_units,
    checked_vector,
    column_of,
    new_spaces,
)
from .interface import Hit, IndexFacts, Unit, Where

BATCH = 500
"""Units in one bulk request: about 3 MB of JSON at 512 numbers a vector."""

MOST = 10_000
"""Hits that the engine gives at most (index.max_result_window)."""

TRIES = 6
SERVERLESS_DELAY = 60.0
"""Seconds until a Serverless vector collection finds what was added; it takes no refresh."""

_GRAPH = {"name": "hnsw", "engine": "faiss", "parameters": {"m": 16, "ef_construction": 256}}


class OpenSearch:
    """Keeps units as documents of one index, which many processes may use at once.

    at: opensearch+https://user:password@host:443. aws: "es" signs requests for an Amazon domain,
    "aoss" for a Serverless vector collection; then region, and profile or keys
    ("access_key_id", "secret_access_key", "session_token"), or neither for what boto3 finds.
    fields: names of vector fields by space, where they are not to follow from the space's id.

    A bulk write is not a transaction here: when the server refuses a part, BackendFailed says so,
    what it took is kept, and the same upsert again completes it. Serverless collections choose
    ids themselves and show additions after a delay (facts().delay_s): a unit written twice in that
    time is there twice until `tidy`; searches give it once. Words are cut back to their stems as
    in English. Raises DoesNotFit as every index does, BackendFailed and Missing.
    """

    def __init__(
        self,
        at: str,
        *,
        spaces: Mapping[str, int],
        weights: Mapping[str, str] | None = None,
        name: str = "units",
        aws: Literal["es", "aoss"] | None = None,
        region: str | None = None,
        profile: str | None = None,
        keys: Mapping[str, str] | None = None,
        fields: Mapping[str, str] | None = None,
        timeout: float = 60,
    ) -> None:
        self._name = checked_name(name).replace("_", "-")
        self._serverless = aws == "aoss"
        self._fields = dict(fields or {})
        host = urlsplit(str(at).removeprefix("opensearch+"))
        self._where = f"{host.hostname} ({self._name})"
        auth: Any = None
        if aws:
            auth = _signer(aws, region, profile, dict(keys or {}))
        else:
            auth = _login(host.hostname or "", host.username, host.password)
        secure = host.scheme == "https"
        self._client: Any = Client(
            hosts=[{"host": host.hostname, "port": host.port or (443 if secure else 80)}],
            http_auth=auth,
            use_ssl=secure,
            verify_certs=secure,
            timeout=timeout,
            max_retries=3,
            retry_on_timeout=True,
        )
        with self._guarded("opened"):
            self._prepare(checked_spaces(spaces), dict(weights or {}))

    def facts(self) -> IndexFacts:
        """Spaces, weights and number of units, as they are now."""
        with self._guarded("read"):
            held = self._spaces()
            count = {"cardinality": {"field": "unit_id", "precision_threshold": 40_000}}
            body = {
                "size": 0,
                "track_total_hits": True,
                "aggs": {"last": {"max": {"field": "written"}}, "units": count},
            }
            found = self._client.search(index=self._name, body=body)
        rows, last = found["hits"]["total"]["value"], found["aggregations"]["last"]["value"]
        if self._serverless:
            rows = found["aggregations"]["units"]["value"]
        return IndexFacts(
            spaces={space: size for space, (_, size, _) in held.items()},
            weights={space: weights for space, (_, _, weights) in held.items()},
            rows=rows,
            version=f"{int(last or 0)}-{found['hits']['total']['value']}",
            delay_s=SERVERLESS_DELAY if self._serverless else 0.0,
        )

    def upsert(self, units: Sequence[Unit]) -> None:
        """Add units, or put them in the place of those with their ids."""
        with self._guarded("added to"):
            held = self._spaces()
            checked = checked_units(units, {s: size for s, (_, size, _) in held.items()})
            for start in range(0, len(checked), BATCH):
                self._write(checked[start : start + BATCH], held)

    def delete(self, ids: Sequence[str]) -> None:
        """Forget units. Unknown ids are passed over."""
        with self._guarded("deleted from"):
            for start in range(0, len(ids), BATCH):
                chunk = list(ids[start : start + BATCH])
                gone = self._documents(chunk) if self._serverless else [_key(i) for i in chunk]
                self._bulk([{"delete": {"_index": self._name, "_id": key}} for key in gone])

    def near(self, space: str, vector: np.ndarray, k: int, where: Where = ()) -> tuple[Hit, ...]:
        """The k units of highest cosine."""
        groups = asked_groups(where)
        with self._guarded("searched"):
            held = self._spaces()
            sizes = {s: size for s, (_, size, _) in held.items()}
            asked = checked_vector(vector, space, sizes, "the query")
            if k < 1 or groups is None:
                return ()
            field, wide = held[space][0], self._width(k)
            length = float(np.linalg.norm(asked)) or 1.0
            told = {"vector": (asked / length).tolist(), "k": wide}
            if groups:
                told["filter"] = {"bool": {"filter": _terms(groups)}}
            return self._found({"knn": {field: told}}, wide, held, k, _cosine)

    def matching(
        self, query: str, k: int, *, every: bool = True, where: Where = ()
    ) -> tuple[Hit, ...]:
        """The k units of highest BM25 among those that hold every word, or any."""
        groups = asked_groups(where)
        if k < 1 or groups is None or not query.strip():
            return ()
        match = {"match": {"description": {"query": query, "operator": "and" if every else "or"}}}
        asked = {"bool": {"must": [match], "filter": _terms(groups)}} if groups else match
        with self._guarded("searched"):
            return self._found(asked, self._width(k), self._spaces(), k, float)

    def ids(self) -> Iterator[str]:
        """The ids of all units."""
        last = None
        for id_, _, _ in self._all():
            if id_ != last:
                yield id_
            last = id_

    def tidy(self) -> None:
        """Take away what a Serverless collection holds twice; other servers tidy themselves."""
        if not self._serverless:
            return
        newest: tuple[str, int, str] | None = None
        stale: list[str] = []
        for row in self._all():
            if newest is not None and row[0] == newest[0]:
                newest, older = (row, newest) if row[1] > newest[1] else (newest, row)
                stale.append(older[2])
            else:
                newest = row
        with self._guarded("tidied"):
            for start in range(0, len(stale), BATCH):
                chunk = stale[start : start + BATCH]
                self._bulk([{"delete": {"_index": self._name, "_id": key}} for key in chunk])

    def drop(self) -> None:
        """Remove the index and all it holds."""
        with self._guarded("dropped"):
            self._client.indices.delete(index=self._name, params={"ignore_unavailable": "true"})

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _prepare(self, wanted: Mapping[str, int], weights: Mapping[str, str]) -> None:
        """Make the index and the spaces that are not there yet."""
        if not self._client.indices.exists(index=self._name):
            try:
                self._client.indices.create(index=self._name, body=self._body(wanted, weights))
            except RequestError as problem:
                if "resource_already_exists" not in str(problem.error):
                    raise
        for attempt in range(TRIES):
            held = self._spaces()
            missing = new_spaces(
                self._where,
                {s: size for s, (_, size, _) in held.items()},
                {s: w for s, (_, _, w) in held.items()},
                wanted,
                weights,
            )
            if not missing:
                return
            # The notes are written whole: what another process adds meanwhile is seen next time
            # round, and written again.
            noted = {s: {"field": f, "weights": w} for s, (f, _, w) in held.items()}
            body = self._mapping(missing, weights, noted)
            self._client.indices.put_mapping(index=self._name, body=body)
            time.sleep(0.05 * attempt)
        raise BackendFailed(f"the spaces {', '.join(wanted)} cannot be added to {self._where}")

    def _body(self, spaces: Mapping[str, int], weights: Mapping[str, str]) -> dict[str, Any]:
        mapping = self._mapping(spaces, weights, {})
        mapping["dynamic"] = "strict"
        mapping["properties"] |= {
            "unit_id": {"type": "keyword"},
            "description": {"type": "text", "analyzer": "english"},
            "tags": {"type": "keyword"},
            "written": {"type": "long"},
        }
        settings = {"index.knn": "true", "index.knn.algo_param.ef_search": 256}
        return {"settings": settings, "mappings": mapping}

    def _mapping(
        self, spaces: Mapping[str, int], weights: Mapping[str, str], noted: Mapping[str, Any]
    ) -> dict[str, Any]:
        fields = {space: self._fields.get(space, column_of(space)) for space in spaces}
        # Vectors are of unit length, so their inner product is their cosine; every version's
        # faiss takes it, and filters inside the search.
        method = {**_GRAPH, "space_type": "innerproduct"}
        notes = {
            space: {"field": field, "weights": weights.get(space, "")}
            for space, field in fields.items()
        }
        return {
            "_meta": {"spaces": {**noted, **notes}},
            "properties": {
                field: {"type": "knn_vector", "dimension": spaces[space], "method": method}
                for space, field in fields.items()
            },
        }

    def _spaces(self) -> dict[str, tuple[str, int, str]]:
        """Field, dimension and weights of each space."""
        (answer,) = self._client.indices.get_mapping(index=self._name).values()
        mapping = answer["mappings"]
        if "unit_id" not in mapping.get("properties", {}):
            raise DoesNotFit(
                f"the index at {self._where} was not made by this program; name another index"
            )
        return {
            space: (
                note["field"],
                mapping["properties"][note["field"]]["dimension"],
                note["weights"],
            )
            for space, note in mapping.get("_meta", {}).get("spaces", {}).items()
        }

    def _write(self, units: Sequence[Unit], held: Mapping[str, tuple[str, int, str]]) -> None:
        ids = [u.id for u in units]
        stale = self._documents(ids) if self._serverless else []
        written = time.time_ns() // 1_000
        lines: list[dict[str, Any]] = []
        for unit in units:
            at = {} if self._serverless else {"_id": _key(unit.id)}
            lines.append({"index": {"_index": self._name, **at}})
            vectors = {
                held[space][0]: np.asarray(vector, np.float32).tolist()
                for space, vector in unit.vectors.items()
            }
            lines.append(
                {
                    "unit_id": unit.id,
                    "description": unit.text,
                    "tags": list(unit.tags),
                    "written": written,
                    **vectors,
                }
            )
        lines += [{"delete": {"_index": self._name, "_id": key}} for key in stale]
        self._bulk(lines)
        if not self._serverless:
            query = {"query": {"terms": {"unit_id": ids}}}
            kept = self._client.count(index=self._name, body=query)["count"]
            if kept != len(ids):
                raise BackendFailed(
                    f"the index at {self._where} took {len(ids)} units and holds {kept} of them; "
                    "write them again, and if that does not help rebuild the index"
                )

    def _bulk(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Carry out actions; those the server was too busy for are tried again."""
        rest = _actions(lines)
        for attempt in range(TRIES):
            if not rest:
                return
            body = [line for action in rest for line in action]
            # A Serverless collection refuses to be refreshed.
            params = {} if self._serverless else {"refresh": "true"}
            answers = self._client.bulk(body=body, params=params)["items"]
            again: list[list[Mapping[str, Any]]] = []
            refused: list[dict[str, Any]] = []
            for action, answer in zip(rest, answers, strict=True):
                (verb, said), *_ = answer.items()
                if said["status"] == 429 or said["status"] >= 500:
                    again.append(action)
                elif said["status"] >= 300 and not (verb == "delete" and said["status"] == 404):
                    refused.append(said)
            if refused:
                reason = refused[0].get("error", {}).get("reason", refused[0]["status"])
                raise BackendFailed(
                    f"the index at {self._where} refused {len(refused)} of {len(rest)} writes: "
                    f"{reason}; the others are kept: write them all again when it is put right"
                )
            rest = again
            if rest:
                time.sleep(0.1 * 2**attempt)
        raise BackendFailed(
            f"the index at {self._where} was too busy for {len(rest)} writes after {TRIES} tries; "
            "write them all again later"
        )

    def _documents(self, ids: Sequence[str]) -> list[str]:
        """The server's own ids of the documents of units."""
        body = {"size": MOST, "_source": False, "query": {"terms": {"unit_id": list(ids)}}}
        found = self._client.search(index=self._name, body=body)["hits"]["hits"]
        return [hit["_id"] for hit in found]

    def _all(self) -> Iterator[tuple[str, int, str]]:
        """Unit id, time of writing and document id of all, in the order of unit ids."""
        body: dict[str, Any] = {
            "size": 1_000,
            "_source": ["unit_id", "written"],
            "query": {"match_all": {}},
            "sort": [{"unit_id": "asc"}, {"written": "asc"}],
        }
        while True:
            with self._guarded("read"):
                page = self._client.search(index=self._name, body=body)["hits"]["hits"]
            for hit in page:
                yield hit["_source"]["unit_id"], hit["_source"]["written"], hit["_id"]
            if len(page) < body["size"]:
                return
            body["search_after"] = page[-1]["sort"]

    def _width(self, k: int) -> int:
        # In a Serverless collection some hits may be a unit's older self.
        return min(MOST, 2 * k if self._serverless else k)

    def _found(
        self,
        query: Mapping[str, Any],
        wide: int,
        held: Mapping[str, tuple[str, int, str]],
        k: int,
        score: Callable[[float], float],
    ) -> tuple[Hit, ...]:
        vectors = [field for field, _, _ in held.values()]
        body = {"size": wide, "_source": {"exclude": vectors}, "query": query}
        best: dict[str, tuple[int, float]] = {}
        for hit in self._client.search(index=self._name, body=body)["hits"]["hits"]:
            id_, written = hit["_source"]["unit_id"], hit["_source"]["written"]
            if id_ not in best or written > best[id_][0]:
                best[id_] = written, score(hit["_score"])
        hits = [Hit(id_, s) for id_, (_, s) in best.items()]
        return tuple(sorted(hits, key=lambda h: (-h.score, h.id))[:k])

    @contextmanager
    def _guarded(self, done: str) -> Generator[None]:
        """Turns what the client raises into errors that say what to do."""
        try:
            yield
        except ConnectionError as problem:
            raise BackendFailed(
                f"the index at {self._where} cannot be reached: {_short(problem)}; check the "
                "address and that the server runs"
            ) from problem
        except (AuthenticationException, AuthorizationException) as problem:
            raise BackendFailed(
                f"the index at {self._where} may not be {done} with these keys: "
                f"{_short(problem)}; check the user, or the collection's data access policy"
            ) from problem
        except NotFoundError as problem:
            raise BackendFailed(
                f"the index at {self._where} is gone: {_short(problem)}; open it again, which "
                "makes it, and rebuild it from its catalogue"
            ) from problem
        except (TransportError, OpenSearchException) as problem:
            raise BackendFailed(
                f"the index at {self._where} could not be {done}: {_short(problem)}"
            ) from problem


def _login(host: str, name: str | None, password: str | None) -> tuple[str, str] | None:
    """Name and password: of the address, else of ~/.netrc, so that no base has to keep them."""
    if name and password:
        return name, password
    try:
        found = netrc().authenticators(host)
    except (OSError, NetrcParseError):
        found = None
    if found and (name is None or name == found[0]):
        return found[0], found[2] or ""
    return (name, "") if name else None


def _signer(aws: str, region: str | None, profile: str | None, keys: dict[str, str]) -> Any:
    try:
        import boto3
    except ModuleNotFoundError as problem:
        raise Missing(
            "signed requests to Amazon OpenSearch need the package boto3: pip install boto3"
        ) from problem
    session = boto3.Session(
        aws_access_key_id=keys.get("access_key_id"),
        aws_secret_access_key=keys.get("secret_access_key"),
        aws_session_token=keys.get("session_token"),
        region_name=region,
        profile_name=profile,
    )
    credentials = session.get_credentials()
    if credentials is None or not session.region_name:
        lacking = "region" if credentials is not None else "keys"
        raise Missing(
            f"Amazon OpenSearch needs {lacking} that are not there; give region, and profile or "
            "keys, or run `aws configure`"
        )
    return Urllib3AWSV4SignerAuth(credentials, session.region_name, aws)


def _terms(groups: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    return [{"terms": {"tags": list(group)}} for group in groups]


def _key(id_: str) -> str:
    """A document's id: the engine takes at most 512 bytes, a unit's id may be longer."""
    return hashlib.sha256(id_.encode()).hexdigest()


def _cosine(score: float) -> float:
    """The cosine behind a score of the inner product: 1 + c from 0 up, 1 / (1 - c) below."""
    return score - 1 if score >= 1 else 1 - 1 / score


def _actions(lines: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Lines of a bulk body, those of an action together."""
    actions: list[list[Mapping[str, Any]]] = []
    for line in lines:
        if actions and "index" in actions[-1][0] and len(actions[-1]) == 1:
            actions[-1].append(line)
        else:
            actions.append([line])
    return actions


def _short(problem: BaseException) -> str:
    return " ".join(str(problem).split())[:300] or type(problem).__name__
