"""Words to stop at that a tokenizer has no letters for."""

from types import SimpleNamespace

import pytest
from transformers import AutoTokenizer

from models.errors import BadInput
from models.stop_words import check_stops, heed_stop_strings
from tests.tiny.tokenizers import save_wordpiece


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    save_wordpiece(folder)
    return AutoTokenizer.from_pretrained(folder)


def test_what_it_cannot_write_is_refused(tokenizer):
    check_stops(tokenizer, ["cat", "stop"])
    with pytest.raises(BadInput, match="words to stop at"):
        check_stops(tokenizer, ["漢字"])


@pytest.mark.parametrize(("stops", "kept"), [(["cat"], ["cat"]), ("cat", "cat"), (["漢字"], None)])
def test_the_settings_of_a_model_lose_what_it_cannot_write(tokenizer, stops, kept):
    calls = []
    model = SimpleNamespace(
        generation_config=SimpleNamespace(stop_strings=stops), generate=lambda **given: calls.append(given)
    )
    pipe = SimpleNamespace(model=model, tokenizer=tokenizer, generation_config=SimpleNamespace(stop_strings=stops))
    heed_stop_strings(pipe)
    model.generate()
    assert calls == [{"tokenizer": tokenizer}]
    assert model.generation_config.stop_strings == pipe.generation_config.stop_strings == kept
