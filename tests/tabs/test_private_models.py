"""A Space on which people use models of their own: each with the login of the page, or with a token in the call."""

import base64
import hashlib
import json
import time

import httpx
import itsdangerous
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.hub_server import HubServer
from tests.serve import ROOT, serve
from tests.tiny.vision import make_resnet

MINE, YOURS, OWNERS = "hf_of_the_first_visitor", "hf_of_the_second_visitor", "hf_of_the_owner"
PRIVATE, OPEN = "me/private-resnet", "someone/resnet"
SECRET = "what the space knows"  # noqa: S105
PICTURE = (ROOT / "assets" / "emoji" / "cat.png").read_bytes()


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    files = tmp_path_factory.mktemp("resnet")
    make_resnet(files)
    with HubServer() as hub:
        hub.add(PRIVATE, files, private=True, readers=[MINE])
        hub.repos[PRIVATE].task = "image-classification"
        hub.add(OPEN, files)
        hub.tokens |= {YOURS, OWNERS}
        yield hub


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("space")


@pytest.fixture(scope="module")
def url(hub, folder):
    environment = {
        "SYSTEM": "spaces",
        "SPACE_ID": "Owner/space",
        "SPACE_AUTHOR_NAME": "Owner",
        "OAUTH_CLIENT_ID": "client",
        "OAUTH_CLIENT_SECRET": SECRET,
        "OAUTH_SCOPES": "openid profile read-repos",
        "OPENID_PROVIDER_URL": hub.url,
        "PLAYGROUND_ANY_MODEL": "1",
        "PLAYGROUND_LOG": "json",
        "HF_ENDPOINT": hub.url,
        "HF_HUB_CACHE": str(folder / "hub"),
        "HF_HOME": str(folder / "home"),
        "GRADIO_TEMP_DIR": str(folder / "uploads"),
    }
    with serve(log=folder / "log.txt", **environment) as url:
        yield url
    log = (folder / "log.txt").read_text()
    assert "Traceback" not in log, log[-3000:]
    assert not [word for word in (MINE, YOURS, OWNERS, PRIVATE) if word in log]
    assert not list((folder / "hub").glob(".visitors/*")), "what was had with a login goes with the server"


def cookie(name, token):
    """Return the cookie of somebody who signed in, as Gradio 6.31 makes it."""
    told = {"access_token": token, "scope": "openid", "expires_at": int(time.time()) + 600}
    session = {"oauth_info": {**told, "userinfo": {"preferred_username": name}}}
    signer = itsdangerous.TimestampSigner(hashlib.sha256(f"{SECRET}-v4".encode()).hexdigest())
    return {"Cookie": f"session={signer.sign(base64.b64encode(json.dumps(session).encode())).decode()}"}


def ask_door(url, path=f"pipeline/image-classification/{PRIVATE}", **headers):
    headers = {"Content-Type": "image/png", "x-wait-for-model": "true", **headers}
    return httpx.post(f"{url}{path}", content=PICTURE, headers=headers, timeout=120)


def ask_page(url, model, **headers):
    client = Client(url, verbose=False, headers=headers)
    try:
        return client.predict(model=model, api_name="/image_classification")[-1]["model"]
    finally:
        client.close()


def test_each_door_takes_a_login_and_gives_its_model_to_nobody_else(url):
    assert ask_door(url).status_code == 404
    answers = [
        ask_door(url, Authorization=f"Bearer {MINE}"),
        ask_door(url, **{"X-HF-Token": MINE}),
        ask_door(url, f"models/{PRIVATE}", Authorization=f"Bearer {MINE}"),
    ]
    assert [one.status_code for one in answers] == [200] * 3, answers[-1].text
    for headers in ({}, {"X-HF-Token": YOURS}, {"Authorization": "Bearer hf_nobodys"}):
        for path in (f"pipeline/image-classification/{PRIVATE}", f"models/{PRIVATE}"):
            refused = ask_door(url, path, **headers)
            assert refused.status_code in (403, 404)
            assert not [one for one in headers.values() if one.split()[-1] in refused.text]


def test_who_signs_in_on_the_page_uses_his_own_models(url):
    assert ask_page(url, PRIVATE, **cookie("me", MINE)) == PRIVATE
    assert ask_page(url, PRIVATE, **{"x-hf-token": MINE}) == PRIVATE
    client = Client(url, verbose=False, token=MINE)
    assert client.predict(model=PRIVATE, api_name="/image_classification")[-1]["model"] == PRIVATE
    client.close()
    for headers in ({}, cookie("you", YOURS)):
        with pytest.raises(AppError, match=r"login|public"):
            ask_page(url, PRIVATE, **headers)


def test_the_name_of_a_visitors_model_is_told_to_nobody_else(url):
    ask_page(url, OPEN)
    ask_page(url, PRIVATE, **cookie("me", MINE))

    def names(**headers):
        client = Client(url, verbose=False, headers=headers)
        try:
            return [one["model"] for one in client.predict(api_name="/status")["models"]]
        finally:
            client.close()

    assert PRIVATE in names(**cookie("me", MINE))
    assert {PRIVATE, OPEN} & {*names(), *names(**cookie("you", YOURS))} == set()
    assert OPEN in names(**cookie("Owner", OWNERS))
    assert PRIVATE not in names(**cookie("Owner", OWNERS))
    assert PRIVATE not in httpx.get(f"{url}status").text


def test_the_page_offers_to_sign_in(url):
    assert "Sign in" in httpx.get(f"{url}config").text
    assert httpx.get(f"{url}logout").status_code == 307
    assert httpx.get(f"{url}login").status_code == 404


def test_the_owner_may_unload_and_name_any_model_where_others_may_not(hub, tmp_path):
    environment = {
        "SYSTEM": "spaces", "SPACE_ID": "Owner/space", "SPACE_AUTHOR_NAME": "Owner", "OAUTH_CLIENT_ID": "client",
        "OAUTH_CLIENT_SECRET": SECRET, "OAUTH_SCOPES": "openid", "OPENID_PROVIDER_URL": hub.url,
        "HF_ENDPOINT": hub.url, "HF_HUB_CACHE": str(tmp_path / "hub"), "HF_HOME": str(tmp_path / "home"),
    }  # fmt: skip
    with serve(log=tmp_path / "log.txt", **environment) as url:
        with pytest.raises(AppError, match="only runs the models in its list"):
            ask_page(url, OPEN, **cookie("me", MINE))
        assert ask_page(url, OPEN, **cookie("Owner", OWNERS)) == OPEN
