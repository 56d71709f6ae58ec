"""An issuer whose word is wrong in one way at a time: none of them is believed."""

import base64
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from reelwright.backends import oidc
from reelwright.domain.errors import BackendFailed, NotAllowed

BACK = "https://studio.example/api/oidc/callback"
KEY, OTHER, NEXT = (RSAKey.generate_key(2048, {"kid": k}) for k in ("one", "two", "three"))


def _letters(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Told:
    """What the issuer says; a test changes it."""

    def __init__(self, address):
        self.address, self.nonce, self.asked, self.looked = address, "", [], 0
        self.shown, self.signer, self.header = [KEY], KEY, {}
        self.claims, self.described = {}, {}

    def token(self):
        now = int(time.time())
        claims = {
            "iss": self.address,
            "sub": "0001",
            "aud": "studio",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "email": "ada@blue-door.example",
            "email_verified": True,
        } | self.claims
        header = {"alg": "RS256", "kid": self.signer.kid} | self.header
        kept = {k: v for k, v in claims.items() if v is not None}
        if header["alg"] in ("none", "HS256"):
            said = ".".join(_letters(json.dumps(p).encode()) for p in (header, kept))
            seal = hmac.digest(KEY.as_pem(private=False), said.encode(), "sha256")
            return f"{said}.{_letters(seal) if header['alg'] == 'HS256' else ''}"
        return jwt.encode(header, kept, self.signer, algorithms=[header["alg"]])


@pytest.fixture
def issuer():
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/keys":
                told.looked += 1
                return self.say({"keys": [k.as_dict(private=False) for k in told.shown]})
            return self.say(
                {
                    "issuer": told.address,
                    "authorization_endpoint": f"{told.address}/go?tenant=a",
                    "token_endpoint": f"{told.address}/token",
                    "jwks_uri": f"{told.address}/keys",
                }
                | told.described
            )

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.asked.append((parse_qs(body), self.headers.get("Authorization")))
            self.say({"id_token": told.token(), "token_type": "Bearer"})

        def say(self, what):
            data = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    told = Told(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def signs_in(told, secret=None, **more):
    wanted = oidc.Issuer(issuer=told.address, client_id="studio", **more)
    begun = oidc.begin(wanted, BACK)
    told.nonce = told.nonce or begun.nonce
    return oidc.redeem(wanted, begun, "a code", BACK, secret)


def test_who_is_proven_is_known_by_the_issuers_own_number(issuer):
    found = signs_in(issuer)
    assert (found.subject, found.name) == ("0001", "ada@blue-door.example")
    assert found.groups is None


def test_the_code_is_bound_to_the_browser_by_pkce(issuer):
    wanted = oidc.Issuer(issuer=issuer.address, client_id="studio")
    begun = oidc.begin(wanted, BACK)
    asked = parse_qs(urlsplit(begun.address).query)
    assert asked["tenant"] == ["a"]
    assert asked["code_challenge_method"] == ["S256"]
    assert begun.verifier not in begun.address
    issuer.nonce = begun.nonce
    oidc.redeem(wanted, begun, "a code", BACK)
    form, login = issuer.asked[-1]
    assert form["code_verifier"] == [begun.verifier]
    assert login is None


WRONG = {
    "of another issuer": {"claims": {"iss": "https://elsewhere.example"}},
    "for another service": {"claims": {"aud": "another"}},
    "for another service among several": {"claims": {"aud": ["studio", "b"], "azp": "b"}},
    "for several with nobody named": {"claims": {"aud": ["studio", "b"]}},
    "of another sign-in": {"claims": {"nonce": "another"}},
    "with no nonce": {"claims": {"nonce": None}},
    "that has ended": {"claims": {"exp": 1_700_000_000}},
    "that never ends": {"claims": {"exp": None}},
    "of nobody": {"claims": {"sub": None}},
    "of an address not verified": {"claims": {"email_verified": False}},
    "of an address said to be verified": {"claims": {"email_verified": "yes"}},
    "without a name": {"claims": {"email": None}},
    "signed by somebody else": {"signer": OTHER},
    "signed under another's name": {"signer": OTHER, "header": {"kid": "one"}},
    "not signed": {"header": {"alg": "none"}},
    "signed with what all can read": {"header": {"alg": "HS256"}},
}


@pytest.mark.parametrize("how", WRONG)
def test_no_word_is_believed_that_is(issuer, how):
    for name, value in WRONG[how].items():
        setattr(issuer, name, value)
    with pytest.raises(NotAllowed):
        signs_in(issuer)


def test_a_new_key_of_the_issuer_is_found_when_it_signs(issuer, monkeypatch):
    monkeypatch.setattr(oidc, "ASK_AGAIN", 0.0)
    signs_in(issuer)
    issuer.shown, issuer.signer, issuer.nonce = [KEY, NEXT], NEXT, ""
    assert signs_in(issuer).subject == "0001"


def test_wrong_words_do_not_make_us_ask_for_keys_each_time(issuer):
    issuer.signer = OTHER
    for _ in range(5):
        issuer.nonce = ""
        with pytest.raises(NotAllowed):
            signs_in(issuer)
    assert issuer.looked == 1


@pytest.mark.parametrize(
    ("path", "claims"),
    [
        ("cognito:groups", {"cognito:groups": ["leads"]}),
        ("realm_access.roles", {"realm_access": {"roles": ["leads"]}}),
        ("https://blue-door.example/g", {"https://blue-door.example/g": ["leads"]}),
        ("groups", {"groups": "leads"}),
    ],
)
def test_groups_are_read_where_issuers_put_them(issuer, path, claims):
    issuer.claims = claims
    assert signs_in(issuer, roles_claim=path).groups == ("leads",)


def test_an_issuer_that_calls_itself_otherwise_is_not_asked(issuer):
    issuer.described = {"issuer": issuer.address + "/"}
    with pytest.raises(BackendFailed, match="letter by letter"):
        signs_in(issuer)


def test_addresses_over_which_others_could_listen_are_refused(issuer):
    issuer.described = {"token_endpoint": "http://issuer.example/token"}
    with pytest.raises(BackendFailed, match="https://"):
        signs_in(issuer)
    for address in ("http://issuer.example", "ftp://a", "https://u:p@issuer.example", "https://"):
        with pytest.raises(ValueError, match="https://"):
            oidc.Issuer(issuer=address, client_id="studio")
