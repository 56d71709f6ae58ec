"""A model on Amazon Bedrock, asked with JSON and answering with JSON.

Keys, profile and region come from boto3's own chain (AWS_PROFILE, ~/.aws, the machine's role).
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ..domain.errors import BackendFailed, Missing
from ..domain.loose import is_table
from ..domain.spending import Bill, Usage, bought, carried

GET = "pip install 'reelwright[aws]', and set AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_REGION"

_ACTS = {
    "AccessDeniedException": "ask for access to the model in the Bedrock console of this region, "
    "and allow bedrock:InvokeModel",
    "UnrecognizedClientException": "the keys are not valid: sign in again",
    "ExpiredTokenException": "the keys have run out: sign in again",
    "InvalidSignatureException": "the keys are not valid, or this machine's clock is wrong",
    "ResourceNotFoundException": "check the model's name and the region",
    "ThrottlingException": "ask for a higher quota, or for fewer at once (parallel=1)",
    "ServiceQuotaExceededException": "ask for a higher quota",
    "ModelTimeoutException": "try again later",
}
_ABSENT = (
    "NoCredentialsError",
    "PartialCredentialsError",
    "NoRegionError",
    "ProfileNotFound",
    "TokenRetrievalError",
    "SSOTokenLoadError",
    "UnauthorizedSSOTokenError",
)


class Bedrock:
    """A model by its id or ARN. name: what its price goes by, "embed/titan".

    region, profile: None leaves them to boto3. endpoint_url: another address, such as a private
    endpoint. timeout: seconds to wait for an answer. attempts: how often a throttled or broken
    request is sent in all, with growing pauses. parallel: requests under way at once.
    """

    def __init__(
        self,
        model: str,
        name: str,
        *,
        region: str | None = None,
        profile: str | None = None,
        endpoint_url: str | None = None,
        timeout: float = 60,
        attempts: int = 6,
        parallel: int = 4,
    ) -> None:
        self.model, self.name = model, name
        self._parallel = parallel
        try:
            boto3, config = import_module("boto3"), import_module("botocore.config")
        except ModuleNotFoundError as problem:
            raise Missing(f"{model} needs the package {problem.name}: {GET}") from problem
        self._errors = import_module("botocore.exceptions")
        try:
            self._client = boto3.Session(profile_name=profile, region_name=region).client(
                "bedrock-runtime",
                endpoint_url=endpoint_url,
                config=config.Config(
                    read_timeout=timeout,
                    connect_timeout=min(timeout, 20),
                    retries={"total_max_attempts": attempts, "mode": "standard"},
                    max_pool_connections=max(10, parallel),
                ),
            )
        except self._errors.BotoCoreError as problem:
            raise self._missing_or_failed(problem) from problem

    @staticmethod
    def presence() -> str | None:
        """The package; whether keys are there is seen when it is used."""
        return "boto3, for keys of yours" if find_spec("boto3") else None

    def ask(self, body: dict[str, Any], most: Usage) -> dict[str, Any]:
        """The model's answer to one request, which takes so much at most.

        Raises Missing without keys or region, BackendFailed when the service refuses or does not
        answer, or the answer is no JSON object; OverBudget where the till has no money for it.
        """
        wanted = {"model": self.model, "body": body}
        return json.loads(
            bought(self.name, wanted, most, lambda bill: self._sent(body, most, bill))
        )

    def _asked(self, pair: tuple[dict[str, Any], Usage]) -> dict[str, Any]:
        return self.ask(*pair)

    def _sent(self, body: dict[str, Any], most: Usage, bill: Bill) -> bytes:
        """The bytes of an answer that is a JSON object."""
        try:
            answer = self._client.invoke_model(
                modelId=self.model,
                body=json.dumps(body),
                contentType="application/json",
                accept="application/json",
            )
            data = answer["body"].read()
        except self._errors.ClientError as problem:
            status = problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            bill.free = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
            raise BackendFailed(self._refusal(problem.response.get("Error", {}))) from problem
        except (self._errors.BotoCoreError, self._errors.HTTPClientError) as problem:
            error = self._missing_or_failed(problem)
            bill.free = isinstance(error, Missing)
            raise error from problem
        try:
            found = json.loads(data)
        except ValueError as problem:
            raise BackendFailed(
                f"{self.model} answered with something that is no JSON; try again"
            ) from problem
        if not is_table(found):
            raise BackendFailed(f"{self.model} answered with no JSON object; try again")
        told = found.get("inputTextTokenCount")
        if isinstance(told, int):
            bill.used = replace(most, tokens_in=told)
        return data

    def ask_all(self, asked: Sequence[tuple[dict[str, Any], Usage]]) -> list[dict[str, Any]]:
        """Answers in the order of the requests. Raises as `ask` does, at the first failure."""
        if len(asked) < 2 or self._parallel < 2:
            return [self.ask(body, most) for body, most in asked]
        one = carried(self._asked)
        with ThreadPoolExecutor(min(self._parallel, len(asked))) as pool:
            waiting = [pool.submit(one, pair) for pair in asked]
            try:
                return [one.result() for one in waiting]
            finally:
                # After a failure nothing more is asked, and paid, for.
                for one in waiting:
                    one.cancel()

    def _refusal(self, error: dict[str, Any]) -> str:
        code = str(error.get("Code", "unknown"))
        message = _first(str(error.get("Message", "")))
        act = _ACTS.get(code, "see the message")
        return f"{self.model} on Bedrock refused ({code}: {message}); {act}"

    def _missing_or_failed(self, problem: Exception) -> Missing | BackendFailed:
        if type(problem).__name__ in _ABSENT:
            return Missing(f"{self.model} on Bedrock: {_first(str(problem))}; {GET}")
        return BackendFailed(
            f"{self.model} on Bedrock cannot be reached: {_first(str(problem))}; check the region, "
            "the network and the endpoint"
        )


def _first(text: str) -> str:
    # Later lines of a signature error hold the signed request.
    return (text.splitlines() or [""])[0][:300]
