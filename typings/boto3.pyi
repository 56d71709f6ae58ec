from typing import Any

class Session:
    def __init__(
        self,
        *,
        aws_access_key_id: str | None = None,
        aws_secret_access_key: str | None = None,
        aws_session_token: str | None = None,
        region_name: str | None = None,
        profile_name: str | None = None,
    ) -> None: ...
    @property
    def region_name(self) -> str | None: ...
    # botocore's own; only handed on.
    def get_credentials(self) -> Any | None: ...
    # A client's class is made at run time, of the service's description.
    def client(self, service_name: str, **options: Any) -> Any: ...
