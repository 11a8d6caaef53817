"""Settings: what they are on a Space and on a laptop, and what is said of those that mean nothing."""

import pytest

from tabs.doors.gate.asked import INNER
from tabs.doors.gate.limits import OAUTH, read_limits


def test_a_space_is_bounded_where_a_laptop_is_free():
    laptop, space = read_limits({}), read_limits({"SPACE_ID": "someone/space", "SPACE_HOST": "someone-space.hf.space"})
    assert (laptop.visitor_bytes, laptop.visitor_files, laptop.proxies) == (0, 0, 0)
    assert 0 < space.visitor_bytes < space.uploads_bytes
    assert space.visitor_files > 0
    assert 0 < space.visitor_calls < laptop.visitor_calls < 64
    assert space.proxies == INNER
    assert "someone-space.hf.space" in space.hosts


def test_a_space_signs_in_once_the_hub_has_made_it_a_client():
    told = dict.fromkeys(OAUTH, "x")
    space = {"SYSTEM": "spaces", "SPACE_ID": "Someone/space", "SPACE_AUTHOR_NAME": "Someone"}
    assert read_limits({**space, **told}).signs_in
    assert read_limits(space).owners == ("someone",)
    for lacking in (told, space, {**space, **told, "OAUTH_CLIENT_ID": ""}, {**space, **told, "SYSTEM": ""}):
        assert not read_limits(lacking).signs_in


def test_the_proxies_before_a_server_are_counted_or_found():
    told = {text: read_limits({"PLAYGROUND_TRUST_PROXY": text, "SPACE_ID": "a/b"}).proxies for text in ("", "0", "2")}
    assert told == {"": INNER, "0": 0, "2": 2}
    assert read_limits({"PLAYGROUND_TRUST_PROXY": "inner"}).proxies == INNER


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("PLAYGROUND_FILE_MB", "much", "number such as 200"),
        ("PLAYGROUND_FILE_MB", "0", "leaves nothing"),
        ("PLAYGROUND_VISITOR_MB", "-1", "number"),
        ("PLAYGROUND_TRUST_PROXY", "yes", "such as 1"),
        ("PLAYGROUND_HOSTS", "http://demo.example.org", "without http"),
        ("PLAYGROUND_ORIGINS", "course.example.org", "https://course"),
        ("PLAYGROUND_OWNER_TOKEN", "1234", "12 characters"),
        ("PLAYGROUND_ACCESS_TOKEN", "1234", "12 characters"),
        ("PLAYGROUND_CALLS_PER_MINUTE", "many", "number"),
    ],
)
def test_a_setting_that_means_nothing_is_told(name, value, word):
    with pytest.raises(SystemExit, match=word):
        read_limits({name: value})
