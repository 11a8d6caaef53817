"""The plain door to data: what it lists is what there is, rows as they are, nonsense told."""

import base64
import io

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

import tabs.words  # noqa: F401  (so that errors say their sentences)
from models.data.embedded import EMBEDDED, load_embedded
from tabs.doors.data import make_data_routes


@pytest.fixture
def door(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path))
    return TestClient(Starlette(routes=make_data_routes()))


def test_the_list_is_what_there_is(door):
    told = {one["name"]: one for one in door.get("/data").json()}
    assert set(told) == set(EMBEDDED)
    assert told["tone"]["rows"] == {"train": 1600, "test": 200}


def test_rows_are_those_of_the_set(door):
    told = door.get("/data/tone/test?offset=198&length=50").json()
    assert told["num_rows_total"] == 200
    assert [one["row_idx"] for one in told["rows"]] == [198, 199]
    rows = load_embedded("tone")["test"]
    assert [one["row"] for one in told["rows"]] == [rows[198], rows[199]]
    assert told["features"]["label"]["names"] == ["negative", "positive"]


def test_pictures_are_sent_as_their_bytes(door):
    (one,) = door.get("/data/things/train?length=1").json()["rows"]
    picture = one["row"]["image"]
    assert Image.open(io.BytesIO(base64.b64decode(picture["bytes"]))).size[0] > 10
    assert "/" not in picture["path"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/data/nothing/train", "no data set"),
        ("/data/tone/valid", "train, test"),
        ("/data/tone/train?offset=-1", "whole number"),
        ("/data/tone/train?length=x", "whole number"),
    ],
)
def test_nonsense_is_told_in_a_sentence(door, path, words):
    answer = door.get(path)
    assert answer.status_code == 400
    assert words in answer.json()["error"]
