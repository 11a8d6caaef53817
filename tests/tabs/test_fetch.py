import pytest

from models import hub
from tabs.fetch import main
from tests.hub_server import HubServer, use_hub
from tests.tiny.vision import make_resnet


@pytest.fixture
def server(tmp_path):
    make_resnet(tmp_path)
    with HubServer() as server, use_hub(server, tmp_path / "cache"):
        server.add("microsoft/resnet-18", tmp_path)
        server.add("someone/else", tmp_path)
        yield server


def test_fetches_the_default_model(server, capsys):
    assert main(["image-classification"]) == 0
    folder = hub.cached_folder("microsoft/resnet-18", "")
    assert f"ready in {folder}\n" in capsys.readouterr().out
    server.down()
    hub.forget_probe()
    assert main(["image-classification"]) == 0


def test_fetches_another_model(server):
    assert main(["image-classification", "--model", "someone/else"]) == 0
    assert hub.cached_folder("someone/else", "")


def test_says_what_is_wrong_and_goes_on_with_the_rest(server, capsys):
    assert main(["summarization", "image-classification"]) == 1
    assert (
        "summarization: The Hugging Face Hub has no public model Falconsai/text_summarization"
        in capsys.readouterr().err
    )
    assert hub.cached_folder("microsoft/resnet-18", "")


def test_tells_the_tasks_and_their_sizes(capsys):
    with pytest.raises(SystemExit):
        main(["no-such-task"])
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "microsoft/resnet-18" in capsys.readouterr().out
