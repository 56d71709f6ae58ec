"""A text model whose every request is paid through a till."""

from http import HTTPStatus
from json import dumps
from math import ceil

from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.messages import (
    BinaryContent,
    ModelMessage,
    ModelMessagesTypeAdapter,
    ModelResponse,
    UserPromptPart,
)
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.settings import ModelSettings

from reelwright.domain.spending import Till, Usage, billed

ANSWER = 8_000
"""Most tokens of an answer that is paid for."""

PICTURE = 3_000
"""Tokens that a picture takes at most."""


class Paid(WrapperModel):
    """Asks another model, and pays: what a request may cost at most before, what it took after."""

    def __init__(self, wrapped: Model, name: str, till: Till) -> None:
        """Pay for a model at a till. name: what its price goes by."""
        super().__init__(wrapped)
        self._name, self._till = name, till

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """One request. Raises OverBudget, and sends nothing."""
        price = self._till.price(self._name)
        if price is not None:
            model_settings = ModelSettings(**(model_settings or {}) | {"max_tokens": ANSWER})
        most = Usage(tokens_in=_most(messages, model_request_parameters), tokens_out=ANSWER)
        with billed(self._till, self._name, most) as bill:
            try:
                answer = await super().request(messages, model_settings, model_request_parameters)
            except ModelHTTPError as problem:
                # A server that failed may have worked, one that refused has not.
                bill.free = problem.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
                raise
            took = answer.usage
            if took.input_tokens or took.output_tokens:
                bill.used = Usage(tokens_in=took.input_tokens, tokens_out=took.output_tokens)
        return answer


def _most(messages: list[ModelMessage], asked: ModelRequestParameters) -> int:
    """Tokens that a request takes at most: each has a byte at least; pictures have their own."""
    text = len(ModelMessagesTypeAdapter.dump_json(messages))
    for message in messages:
        for part in message.parts:
            if isinstance(part, UserPromptPart) and not isinstance(part.content, str):
                shown = [piece for piece in part.content if isinstance(piece, BinaryContent)]
                # As text they have four characters for three bytes.
                text += sum(PICTURE - 4 * ceil(len(piece.data) / 3) for piece in shown)
    return text + sum(len(dumps(t.parameters_json_schema)) for t in asked.output_tools)
