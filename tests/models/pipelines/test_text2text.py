"""Against the formats of Transformers 4.57, as its documentation and its tests/pipelines record them."""

import pytest

from models.errors import BadInput
from models.key import ModelKey
from models.length import capped
from models.load import load
from models.pipelines.text2text import ReturnType, TranslationPipeline
from models.words.languages import find_language
from tests.tiny.generation import MAKERS

T5, BART = "google-t5/t5-small", "facebook/bart-large-cnn"
MARIAN, NLLB = "Helsinki-NLP/opus-mt-en-de", "facebook/nllb-200-distilled-600M"

pytestmark = [
    pytest.mark.usefixtures("one_thread"),
    pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses"),
]


@pytest.fixture(scope="module")
def pipe_for(tmp_path_factory):
    pipes = {}

    def pipe(task, model):
        if (task, model) not in pipes:
            folder = tmp_path_factory.mktemp("model")
            MAKERS[model](folder)
            pipes[task, model] = load(ModelKey(task, "local", str(folder)), folder)
        return pipes[task, model]

    return pipe


def seen_by(pipe, text, **options):
    """Return the text as the encoder gets it."""
    reading, _, _ = pipe._sanitize_parameters(**options)
    return pipe.tokenizer.decode(pipe.preprocess(text, **reading)["input_ids"][0])


@pytest.mark.parametrize(
    ("task", "name"),
    [("text2text-generation", "generated"), ("summarization", "summary"), ("translation", "translation")],
)
def test_answers_have_the_names_of_transformers_4(pipe_for, task, name):
    pipe = pipe_for(task, T5)
    one = pipe("something there", max_new_tokens=6, num_beams=1)
    assert list(one[0]) == [f"{name}_text"]
    assert isinstance(one[0][f"{name}_text"], str)
    assert [list(answer) for answer in pipe(["one", "two"], max_new_tokens=6, num_beams=1)] == [[f"{name}_text"]] * 2


def test_several_sequences_a_text_are_a_list_a_text(pipe_for):
    pipe = pipe_for("text2text-generation", T5)
    options = {"num_return_sequences": 2, "do_sample": True, "max_new_tokens": 4}
    assert [len(answers) for answers in pipe(["one", "two"], **options)] == [2, 2]
    assert len(pipe("one", **options)) == 2


def test_texts_in_batches(pipe_for):
    answers = pipe_for("summarization", T5)(["one two three", "two"], batch_size=2, max_new_tokens=4)
    assert [list(answer) for answer in answers] == [["summary_text"]] * 2


def test_token_ids_instead_of_text(pipe_for):
    (answer,) = pipe_for("summarization", T5)("one two", return_tensors=True, max_new_tokens=4)
    assert list(answer) == ["summary_token_ids"]
    assert answer["summary_token_ids"].shape[-1] == 5


def test_the_kind_of_answer_can_be_asked_for_by_its_name(pipe_for):
    pipe = pipe_for("text2text-generation", T5)
    for kind, name in ((ReturnType.TENSORS, "generated_token_ids"), (ReturnType.TEXT, "generated_text")):
        options = {"return_type": kind, "clean_up_tokenization_spaces": True, "max_new_tokens": 3}
        assert list(pipe("one", **options)[0]) == [name]


def test_return_text_is_accepted(pipe_for):
    assert "generated_text" in pipe_for("text2text-generation", T5)("one", return_text=True, max_new_tokens=3)[0]


@pytest.mark.parametrize("length", [{"max_length": 12}, {"max_new_tokens": 11}])
def test_lengths(pipe_for, length):
    pipe = pipe_for("text2text-generation", T5)
    (answer,) = pipe("one", return_tensors=True, num_beams=1, **length)
    assert answer["generated_token_ids"].shape[-1] <= 12


def test_a_checkpoint_s_own_settings_hold_for_its_task_only(pipe_for):
    summary = pipe_for("summarization", T5)("one two three", return_tensors=True)[0]["summary_token_ids"]
    assert 5 <= summary.shape[-1] <= 40
    options = {"return_tensors": True, "num_beams": 1, "max_new_tokens": 45, "min_new_tokens": 45}
    assert pipe_for("text2text-generation", T5)("one", **options)[0]["generated_token_ids"].shape[-1] == 46


def test_bart_s_own_lengths_hold(pipe_for):
    summary = pipe_for("summarization", BART)("one two three", return_tensors=True)[0]["summary_token_ids"]
    assert 12 <= summary.shape[-1] <= 24


def test_t5_gets_its_prefix(pipe_for):
    assert seen_by(pipe_for("summarization", T5), "two dogs").startswith("summarize: two dogs")
    pipe = pipe_for("translation", T5)
    assert seen_by(pipe, "two", src_lang="en", tgt_lang="German").startswith("translate English to German: two")


def test_a_configuration_can_declare_which_languages_a_t5_knows(pipe_for, monkeypatch):
    pipe = pipe_for("translation", T5)
    monkeypatch.setattr(pipe.model.config, "translation_pairs", [["English", "German"]], raising=False)
    assert seen_by(pipe, "two", src_lang="en", tgt_lang="German").startswith("translate English to German: two")
    with pytest.raises(BadInput, match="from English to German only"):
        pipe("two", src_lang="English", tgt_lang="Spanish")


def test_t5_s_own_tasks_say_which_languages_it_knows(pipe_for, monkeypatch):
    pipe = pipe_for("translation", T5)
    with pytest.raises(BadInput, match="English to German or English to French or English to Romanian only"):
        pipe("two", src_lang="German", tgt_lang="Japanese")
    monkeypatch.setattr(pipe.model.config, "task_specific_params", None)
    assert pipe.declared_pairs() == []


def test_flan_t5_is_not_held_to_the_languages_of_t5(pipe_for):
    pipe = pipe_for("translation", "google/flan-t5-small")
    assert "translation_en_to_de" in pipe.model.config.task_specific_params
    assert seen_by(pipe, "two", src_lang="de", tgt_lang="fr").startswith("translate German to French: two")


def test_the_task_s_name_can_hold_the_languages(pipe_for):
    other = pipe_for("translation", T5)
    pipe = TranslationPipeline(model=other.model, tokenizer=other.tokenizer, task="translation_en_to_de")
    assert seen_by(pipe, "two").startswith("translate English to German: two")


@pytest.mark.parametrize("target", ["French", "fra_Latn", "fr"])
def test_nllb_gets_language_tokens(pipe_for, target):
    pipe = pipe_for("translation", NLLB)
    assert seen_by(pipe, "two", src_lang="English", tgt_lang=target).startswith("eng_Latn")
    (answer,) = pipe("two", src_lang="English", tgt_lang=target, max_new_tokens=4, return_tensors=True)
    assert pipe.tokenizer.convert_ids_to_tokens(answer["translation_token_ids"][1].item()) == "fra_Latn"


def test_nllb_must_be_told_both_languages(pipe_for):
    with pytest.raises(BadInput, match="both languages"):
        pipe_for("translation", NLLB)("two")


def test_marian_knows_its_pair(pipe_for):
    pipe = pipe_for("translation", MARIAN)
    assert "translation_text" in pipe("two dogs", max_new_tokens=4)[0]
    assert "translation_text" in pipe("two dogs", src_lang="English", tgt_lang="German", max_new_tokens=4)[0]
    with pytest.raises(BadInput, match="from English to German only"):
        pipe("two dogs", src_lang="German", tgt_lang="English")


def test_marian_with_several_target_languages_gets_a_token(pipe_for, monkeypatch):
    pipe = pipe_for("translation", MARIAN)
    monkeypatch.setattr(pipe.tokenizer, "target_lang", "ROMANCE")
    monkeypatch.setattr(pipe.tokenizer, "supported_language_codes", [">>fr<<", ">>ron<<"])
    for name, token in (("French", ">>fr<< "), ("Romanian", ">>ron<< "), ("Finnish", "")):
        assert pipe.prefix_for(find_language("English"), find_language(name)) == token


@pytest.mark.parametrize("model", [T5, BART])
def test_long_texts_are_cut_where_asked(pipe_for, model):
    pipe = pipe_for("summarization", model)
    text = "one two " * 2000
    assert pipe.input_length(text) > pipe.input_limit in (512, 1024)
    assert pipe(text, truncation=True, max_new_tokens=3, min_length=0, num_beams=1)[0]["summary_text"] is not None
    assert pipe.preprocess(text, truncation=True)["input_ids"].shape[-1] == pipe.input_limit


def test_more_tokens_than_the_decoder_has_places_for():
    settings = {"max_length": 600, "max_new_tokens": 600, "num_beams": 1, "min_length": 3}
    assert capped(settings, 512) == {"max_length": 512, "max_new_tokens": 511, "num_beams": 1, "min_length": 3}


@pytest.mark.parametrize("wrong", [5, ["one", 5], {"text": "one"}])
def test_what_is_no_text_is_refused(pipe_for, wrong):
    with pytest.raises(BadInput, match="reads text"):
        pipe_for("summarization", T5)(wrong)
