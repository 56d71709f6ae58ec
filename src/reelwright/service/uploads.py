"""Bodies that are files: received in full before anything is done with them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from .problems import Refused

IN_MEMORY = 1_000_000
"""Bytes of an upload that are kept in memory; more go to the disk."""


@asynccontextmanager
async def received(request: Request) -> AsyncGenerator[BinaryIO]:
    """A request's bytes as a file that goes away with the block.

    Raises Refused where it broke off, or is longer than it may be: a half file is none.
    """
    with SpooledTemporaryFile(IN_MEMORY) as file:
        try:
            async for block in request.stream():
                await run_in_threadpool(file.write, block)
        except ClientDisconnect as problem:
            raise Refused(
                400, "BrokenOff", "the upload broke off, or is too large; send it again"
            ) from problem
        file.seek(0)
        yield cast(BinaryIO, file)
