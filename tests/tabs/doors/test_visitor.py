"""Who calls: the address that the gate saw, the login at the Hub that came along, whether it is the owner."""

import base64
import time

import pytest
from starlette.requests import Request

from tabs.doors.gate.limits import read_limits
from tabs.doors.visitor import PASSED, current_visitor, visitor_of
from tabs.visitor import NOBODY

TOKEN, OTHER = "hf_abcdefgh", "hf_12345678"
OPEN = read_limits({})
LOCKED = read_limits({"PLAYGROUND_ACCESS_TOKEN": "hf_of-our-own-door"})
OWNED = read_limits({"SPACE_ID": "Owner/space", "SPACE_AUTHOR_NAME": "Owner"})
SHARED = read_limits({"SPACE_ID": "Owner/space", "SPACE_AUTHOR_NAME": "Owner", "PLAYGROUND_OWNERS": "One, Two"})


def sent(limits=OPEN, session=None, **headers):
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "headers": pairs, "client": ("10.0.0.1", 1), PASSED: ("203.0.113.5", limits)}
    return visitor_of(Request({**scope, "session": session or {}}))


def signed_in(name="Owner", expires_in_s=60, token=TOKEN):
    told = {"access_token": token, "expires_at": time.time() + expires_in_s, "userinfo": {"preferred_username": name}}
    return {"oauth_info": told}


@pytest.mark.parametrize(
    ("limits", "headers", "token"),
    [
        (OPEN, {"authorization": f"Bearer {TOKEN}"}, TOKEN),
        (OPEN, {"authorization": f"bearer {TOKEN}"}, TOKEN),
        (OPEN, {"authorization": "Bearer none"}, ""),
        (OPEN, {"authorization": "Bearer hf_a b"}, ""),
        (OPEN, {"x_hf_token": TOKEN, "authorization": f"Bearer {OTHER}"}, TOKEN),
        (OPEN, {"x_hf_authorization": f"Bearer {TOKEN}"}, TOKEN),
        (LOCKED, {"authorization": "Bearer hf_of-our-own-door"}, ""),
        (LOCKED, {"authorization": "Bearer hf_of-our-own-door", "x_hf_token": TOKEN}, TOKEN),
        (
            LOCKED,
            {"authorization": f"Basic {base64.b64encode(b'me:hf_of-our-own-door').decode()}", "x_hf_token": "no"},
            "",
        ),
    ],
)
def test_a_login_comes_in_a_header_of_its_own_or_where_our_access_token_would_stand(limits, headers, token):
    assert sent(limits, **headers).token == token


def test_a_login_of_the_page_counts_until_it_expires():
    assert sent(OWNED, signed_in()).token == TOKEN
    assert sent(OWNED, signed_in(), x_hf_token=OTHER).token == OTHER
    assert sent(OWNED, signed_in(expires_in_s=-1)) == sent(OWNED)


@pytest.mark.parametrize(
    ("limits", "name", "owns"),
    [
        (OWNED, "Owner", True),
        (OWNED, "owner", True),
        (OWNED, "somebody", False),
        (OWNED, "", False),
        (SHARED, "two", True),
        (SHARED, "Owner", False),
        (OPEN, "", False),
    ],
)
def test_the_owner_is_whose_space_it_is_or_who_is_named(limits, name, owns):
    assert sent(limits, signed_in(name)).is_owner is owns


def test_nothing_prints_a_token():
    visitor = sent(x_hf_token=TOKEN)
    assert TOKEN not in repr(visitor) + str(visitor) + f"{[visitor]}"
    assert visitor.address == "203.0.113.5"
    assert current_visitor() is NOBODY
