import pytest

from models.errors import BadInput
from tabs.read.upload import read_upload


def test_an_uploaded_file_is_found(uploaded):
    assert read_upload(uploaded("a.png", b"x"), "picture").read_bytes() == b"x"


@pytest.mark.parametrize("payload", ["/etc/passwd", 5, [], {}, {"path": 5}, {"path": None}, {"url": "http://x/y"}])
def test_a_payload_that_is_no_file_is_refused(uploads, payload):
    with pytest.raises(BadInput, match="uploaded picture"):
        read_upload(payload, "picture")


@pytest.mark.parametrize("path", ["/etc/passwd", "{}/../secret", "{}/../../x", "{}", "{}/none", "a\x00b", "x" * 9999])
def test_files_outside_the_upload_folder_are_unreachable(uploads, path):
    (uploads.parent / "secret").write_text("s3cret")
    with pytest.raises(BadInput, match="not on the server") as caught:
        read_upload({"path": path.replace("{}", str(uploads))}, "picture")
    assert str(uploads) not in str(caught.value)


def test_a_link_out_of_the_upload_folder_is_not_followed(uploads):
    (uploads / "link").symlink_to("/etc/passwd")
    with pytest.raises(BadInput, match="not on the server"):
        read_upload({"path": str(uploads / "link")}, "picture")


def test_nothing_and_an_empty_file_each_have_their_sentence(uploaded):
    with pytest.raises(BadInput, match="no picture yet"):
        read_upload(None, "picture")
    with pytest.raises(BadInput, match="empty file"):
        read_upload(uploaded("empty.png"), "picture")
