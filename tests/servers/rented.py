"""A server that campaigns share: PostgreSQL and a bucket, as settings name them."""

import json
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from servers.index_places import bucket_server, postgres_server


@contextmanager
def rented():
    """The environment of every process that works with a fresh database and the bucket "shelf"."""
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres_server(Path(folder) / "data") as address,
        bucket_server() as bucket,
    ):
        options = {"endpoint": bucket["endpoint"], "region": bucket["region"]}
        yield {
            **{k: v for k, v in os.environ.items() if not k.startswith("REELWRIGHT_")},
            "REELWRIGHT_DATABASE_URL": address,
            "REELWRIGHT_ASSETS_URL": "s3://shelf/reels",
            "REELWRIGHT_ASSETS_OPTIONS": json.dumps(options),
            "REELWRIGHT_WHO": "ann",
            "AWS_ACCESS_KEY_ID": bucket["access_key_id"],
            "AWS_SECRET_ACCESS_KEY": bucket["secret_access_key"],
        }
