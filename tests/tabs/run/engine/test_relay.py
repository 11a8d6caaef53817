"""A call on its way to another process, which may be on another machine."""

from pathlib import Path

from PIL import Image

from models.errors import BadInput
from models.key import ModelKey
from tabs.read.video import Frame, Video
from tabs.run.engine.relay import Call, pack, pack_call, unpack, unpacked
from tabs.words import say

RED = Image.new("RGB", (4, 3), "red")
KEY = ModelKey("video-classification", "starter", "frames")


def test_a_file_comes_along_and_goes_with_the_call(tmp_path):
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"a clip")
    call = Call("answer", KEY.task, KEY, {"video": Video((Frame(RED, 0.0),), clip)})
    packed = pack_call(call)
    clip.unlink()
    with unpacked(packed) as there:
        found = there.inputs["video"]
        assert found.path != clip
        assert found.path.suffix == ".mp4"
        assert found.path.read_bytes() == b"a clip"
        assert found.frames[0].image.tobytes() == RED.tobytes()
    assert not found.path.exists()
    assert not found.path.parent.exists()


def test_a_path_that_is_no_file_is_a_path():
    with unpacked(pack_call(Call("load", "", KEY, {"folder": Path("/nowhere")}))) as there:
        assert there.inputs == {"folder": Path("/nowhere")}


def test_a_token_is_not_printed():
    assert "hf_secret" not in repr(Call("load", "", KEY, token="hf_secret"))


def test_an_error_keeps_its_sentence():
    kind, error = unpack(pack("error", BadInput("engine.setting_not_sent", name="Beams")))
    assert kind == "error"
    assert str(error) == say("engine.setting_not_sent", name="Beams")
