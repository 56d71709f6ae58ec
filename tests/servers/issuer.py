"""A real OpenID Connect issuer (Canaille) in a process of its own, with its own sign-in page.

    python issuer.py PORT CLIENT_ADDRESS

Its people are ada (group marketing), grace (groups marketing and leads) eve and linus (none).
"""

import json
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime

PASSWORD = "a long enough word"
CLIENT, SECRET = "reelwright", "what-the-client-knows"
GROUPS = {"marketing": ("ada", "grace"), "leads": ("grace",)}
PEOPLE = ("ada", "grace", "eve", "linus")


@contextmanager
def issuing(patch, address, **more):
    """An issuer that the service at an address trusts, by its settings; yields these."""
    from servers.index_places import free_port

    port = free_port()
    settings = {
        "issuer": f"http://127.0.0.1:{port}",
        "client_id": CLIENT,
        "label": "Blue Door",
        "scope": "openid profile groups",
        "name_claim": "preferred_username",
    } | more
    patch.setenv("REELWRIGHT_OIDC_SECRET", SECRET)
    patch.setenv("REELWRIGHT_OIDC", json.dumps(settings))
    process = subprocess.Popen(
        [sys.executable, __file__, str(port), address],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdout.readline() == b"ready\n"
        yield settings
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def serve(port: int, address: str) -> None:
    """Answer until killed; says "ready" when it does."""
    from canaille import create_app
    from canaille.app import models
    from joserfc.jwk import RSAKey
    from werkzeug.serving import make_server

    key = RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)
    config = {
        "SECRET_KEY": "of a test",
        "SERVER_NAME": f"127.0.0.1:{port}",
        "PREFERRED_URL_SCHEME": "http",
        "WTF_CSRF_ENABLED": False,
        "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False},
        "CANAILLE_OIDC": {"ACTIVE_JWKS": [key]},
    }
    app = create_app(config)
    backend = app.backend
    with app.app_context(), backend.session():
        there = {}
        for name in PEOPLE:
            there[name] = models.User(
                user_name=name,
                family_name=name.title(),
                formatted_name=name.title(),
                display_name=name,
                emails=[f"{name}@blue-door.example"],
                password=PASSWORD,
            )
            backend.save(there[name])
        for group, members in GROUPS.items():
            backend.save(models.Group(display_name=group, members=[there[m] for m in members]))
        client = models.Client(
            client_id=CLIENT,
            client_name="Reelwright",
            client_uri=address,
            client_secret=SECRET,
            client_id_issued_at=datetime.now(UTC),
            redirect_uris=[f"{address}/api/oidc/callback"],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email", "groups"],
            token_endpoint_auth_method="client_secret_basic",
            id_token_signed_response_alg="RS256",
        )
        backend.save(client)
        client.audience = [client]
        backend.save(client)
    server = make_server("127.0.0.1", port, app, threaded=True)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
