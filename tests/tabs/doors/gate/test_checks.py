"""Which requests are let through: by address, name, origin and size."""

import pytest

from tabs.doors.gate.asked import INNER
from tabs.doors.gate.hosts import check_host, check_origin
from tabs.doors.gate.keeper import check_size, without_deep_link
from tabs.doors.gate.limits import read_limits
from tabs.doors.gate.routes import check_route
from tests.tabs.doors.gate.asking import ask, read

LAPTOP = read_limits({})
OPEN = read_limits({"GRADIO_SERVER_NAME": "0.0.0.0"})  # noqa: S104
SPACE = read_limits({"SPACE_ID": "a/b", "GRADIO_SERVER_NAME": "0.0.0.0"})  # noqa: S104
NAMED = read_limits(
    {"PLAYGROUND_HOSTS": "demo.example.org,*.school.example", "PLAYGROUND_ORIGINS": "https://a.example"}
)


@pytest.mark.parametrize(
    "path",
    [
        "process_recording", "deep_link", "component_server", "component_server/",
        "proxy=https://x.hf.space/a", "token", "file=https://example.org/x.png",
        "file=HTTP://169.254.169.254/latest", "stream/1", "vibe-edit", "vibe-code/", "run-history/connect",
        "runs", "custom_component/1/client/component/x.js", "user", "login_check", "mcp/", "dev/reload",
        "profiling/traces", "queue/join/../../process_recording",
    ],
)  # fmt: skip
def test_routes_that_the_page_does_not_need_are_not_served(path):
    for method in ("GET", "POST"):
        refused = check_route(ask(method, f"/gradio_api/{path}"), mcp=False)
        assert refused is not None
        assert refused.status == 404


@pytest.mark.parametrize(
    "path", ["/login", "/monitoring", "/monitoring/summary", "/tasks/a/b", "/v1/files", "//gradio_api/info", "/x"]
)
def test_nothing_else_is_served_either(path):
    assert check_route(ask("GET", path), mcp=False).status == 404


def test_signing_in_is_served_where_there_is_somebody_to_sign_in_with():
    for path in ("/login/huggingface", "/login/callback", "/logout"):
        assert check_route(ask("GET", path), mcp=False).status == 404
        assert check_route(ask("GET", path), mcp=False, signs_in=True) is None
        assert check_route(ask("POST", path), mcp=False, signs_in=True).status == 405
    assert check_route(ask("GET", "/login/other"), mcp=False, signs_in=True).status == 404


def test_a_known_address_takes_only_its_methods():
    assert check_route(ask("POST", "/gradio_api/info"), mcp=False).status == 405
    assert check_route(ask("GET", "/gradio_api/upload"), mcp=False).status == 405
    assert check_route(ask("POST", "/gradio_api/mcp/"), mcp=True) is None


@pytest.mark.parametrize(
    ("limits", "host", "served"),
    [
        (LAPTOP, "127.0.0.1:7860", True),
        (LAPTOP, "localhost:7860", True),
        (LAPTOP, "[::1]:7860", True),
        (LAPTOP, "rebound.example.org", False),
        (LAPTOP, "127.0.0.1.nip.io", False),
        (LAPTOP, "localhost.example.org", False),
        (LAPTOP, "192.168.0.7:7860", False),
        (OPEN, "192.168.0.7:7860", True),
        (OPEN, "[fe80::1]:7860", True),
        (OPEN, "rebound.example.org", False),
        (SPACE, "someone-space.hf.space", True),
        (SPACE, "hf.space.example.org", False),
        (SPACE, "evilhf.space", False),
        (NAMED, "demo.example.org", True),
        (NAMED, "a.school.example:443", True),
        (NAMED, "school.example", False),
        (LAPTOP, "::::", False),
    ],
)
def test_only_names_that_are_ours_are_served(limits, host, served):
    refused = check_host(ask(host=host), limits)
    assert (refused is None) is served
    forwarded = check_host(ask(host="localhost", x_forwarded_host=host), limits)
    assert (forwarded is None) is served


@pytest.mark.parametrize(
    ("limits", "origin", "host", "may"),
    [
        (LAPTOP, "", "127.0.0.1:7860", True),
        (LAPTOP, "http://127.0.0.1:7860", "127.0.0.1:7860", True),
        (LAPTOP, "http://localhost:3000", "127.0.0.1:7860", True),
        (LAPTOP, "https://evil.example", "127.0.0.1:7860", False),
        (LAPTOP, "null", "127.0.0.1:7860", False),
        (LAPTOP, "http://127.0.0.1.evil.example", "127.0.0.1:7860", False),
        (SPACE, "https://a-b.hf.space", "a-b.hf.space", True),
        (SPACE, "https://other.hf.space", "a-b.hf.space", False),
        (SPACE, "http://localhost:3000", "a-b.hf.space", False),
        (NAMED, "https://a.example", "demo.example.org", True),
        (NAMED, "https://b.example", "demo.example.org", False),
    ],
)
def test_pages_of_other_sites_change_nothing(limits, origin, host, may):
    for kind in ("application/json", "text/plain", "multipart/form-data"):
        asked = ask("POST", "/gradio_api/queue/join", origin=origin, host=host, content_type=kind)
        assert (check_origin(asked, limits) is None) is may
    assert check_origin(ask("GET", origin=origin, host=host), limits) is None


def test_sizes_are_bounded_before_the_body_is_read():
    join, upload = "/gradio_api/queue/join", "/gradio_api/upload"
    assert check_size(ask("POST", join), LAPTOP).status == 411
    assert check_size(ask("POST", join, content_length="9000000"), LAPTOP).status == 413
    assert check_size(ask("POST", join, content_length="1900000"), LAPTOP) is None
    assert check_size(ask("POST", upload, content_length="190000000"), LAPTOP) is None
    assert check_size(ask("POST", upload, content_length="900000000"), LAPTOP).status == 413
    assert check_size(ask("POST", join, content_length="-1"), LAPTOP).status == 411


VISITOR, FORGED = "8.8.4.4", "9.9.9.9"


@pytest.mark.parametrize(
    ("proxies", "forwarded_for", "visitor"),
    [
        (0, [VISITOR], "10.0.0.9"),
        (1, [], "10.0.0.9"),
        (1, [VISITOR], VISITOR),
        (1, [f"{FORGED}, {VISITOR}"], VISITOR),
        (1, [FORGED, VISITOR], VISITOR),
        (2, [f"{FORGED}, {VISITOR}, 1.1.1.1"], VISITOR),
        (2, [VISITOR], VISITOR),
        (INNER, [f"{FORGED}, {VISITOR}"], VISITOR),
        (INNER, [f"{FORGED}, {VISITOR}, 10.16.3.80, 172.20.0.1"], VISITOR),
        (INNER, [f"{FORGED}, 10.0.0.1, {VISITOR}, fd00::1"], VISITOR),
        (INNER, ["10.0.0.7, 10.0.0.8"], "10.0.0.7"),
        (INNER, [f"{FORGED}," + "x" * 99], "x" * 64),
        (1, [", ,"], "10.0.0.9"),
    ],
)
def test_a_visitor_is_the_address_that_the_trusted_proxies_saw_whatever_else_is_said(proxies, forwarded_for, visitor):
    assert read("10.0.0.9", *forwarded_for, proxies=proxies) == visitor


def test_the_many_addresses_of_one_line_are_one_visitor():
    for client in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::1%eth0"):
        assert read(client, proxies=0) == "2001:db8:1:2::/64"
    assert read("2001:db8:1:3::1", proxies=0) != "2001:db8:1:2::/64"
    assert read("::ffff:192.0.2.7", proxies=0) == "192.0.2.7"
    assert read("testclient", proxies=0) == "testclient"


def test_a_stored_state_of_the_page_is_never_shown():
    assert without_deep_link(b"deep_link=abc&view=api&deep_link=d") == b"view=api"
