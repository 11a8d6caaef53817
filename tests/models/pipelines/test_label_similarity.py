import pytest

from models.errors import BadInput
from models.pipelines.label_similarity import LabelSimilarityPipeline, load_label_similarity
from models.starters.builders import minilm

TEXT = "I was charged twice and want my money back."
LABELS = ["delivery", "refund", "praise"]


@pytest.fixture(scope="module")
def pipe(tmp_path_factory) -> LabelSimilarityPipeline:
    folder = tmp_path_factory.mktemp("minilm")
    minilm.prepare(folder)
    return load_label_similarity(folder)


def test_answers_as_transformers_does(pipe):
    answer = pipe(TEXT, candidate_labels=LABELS)
    assert set(answer) == {"sequence", "labels", "scores"}
    assert answer["sequence"] == TEXT
    assert answer["labels"][0] == "refund"
    assert sorted(answer["labels"]) == sorted(LABELS)
    assert answer["scores"] == sorted(answer["scores"], reverse=True)
    assert sum(answer["scores"]) == pytest.approx(1)


def test_several_labels_may_be_right(pipe):
    text = "The striker scored twice, and it rained during the whole match."
    answer = pipe(text, candidate_labels=["football", "weather", "chemistry", "opera"], multi_label=True)
    scores = dict(zip(answer["labels"], answer["scores"], strict=True))
    assert min(scores["football"], scores["weather"]) > 0.5 > max(scores["chemistry"], scores["opera"])


def test_a_score_for_itself_does_not_depend_on_other_labels(pipe):
    alone = pipe(TEXT, candidate_labels=["refund"], multi_label=True)["scores"][0]
    answer = pipe(TEXT, candidate_labels=LABELS, multi_label=True)
    assert answer["scores"][answer["labels"].index("refund")] == pytest.approx(alone, abs=1e-5)


def test_a_list_of_texts_gives_the_same_in_batches(pipe):
    texts = [TEXT, "Where is my parcel?", "You are great!"]
    one_by_one = [pipe(text, candidate_labels=LABELS) for text in texts]
    together = pipe(texts, candidate_labels=LABELS, batch_size=2)
    assert [answer["labels"] for answer in one_by_one] == [answer["labels"] for answer in together]


def test_the_template_counts(pipe):
    plain = pipe(TEXT, candidate_labels=LABELS, hypothesis_template="{}", multi_label=True)["scores"]
    assert plain != pytest.approx(pipe(TEXT, candidate_labels=LABELS, multi_label=True)["scores"], abs=1e-3)


@pytest.mark.parametrize(
    ("text", "labels", "options", "message"),
    [
        (TEXT, [], {}, "at least one"),
        (TEXT, LABELS, {"hypothesis_template": "a label"}, "template"),
        (7, LABELS, {}, "reads text"),
    ],
)
def test_refuses_what_it_cannot_use(pipe, text, labels, options, message):
    with pytest.raises(BadInput, match=message):
        pipe(text, candidate_labels=labels, **options)
