"""The tasks that read text, whole, on tiny models."""

import pytest
from gradio_client import handle_file
from gradio_client.exceptions import AppError

LONG = "the cat of London likes picture 3. " * 300


def refused(client, endpoint, word, **arguments):
    with pytest.raises(AppError) as caught:
        client.predict(**arguments, api_name=f"/{endpoint}")
    sentence = str(caught.value)
    assert word in sentence
    assert sentence.endswith(".")
    assert "Error" not in sentence


def ran(client, endpoint, **arguments):
    *values, raw, run = client.predict(**arguments, api_name=f"/{endpoint}")
    return values, raw, run


@pytest.mark.parametrize(
    "endpoint", ["text_classification", "zero_shot_classification", "decision", "feature_extraction"]
)
def test_long_texts_are_cut_and_the_user_is_told(tiny_client, endpoint):
    _, _, run = ran(tiny_client, endpoint, text=LONG)
    assert "only the first" in run["note"]


def test_long_texts_are_searched_for_names_to_their_end(tiny_client):
    _, raw, run = ran(tiny_client, "token_classification", text=LONG, aggregation_strategy="simple")
    assert "note" not in run
    assert not raw or max(one["end"] for one in raw) > len(LONG) - 200
    _, _, run = ran(tiny_client, "token_classification", text=LONG, aggregation_strategy="none")
    assert "only the first" in run["note"]


def test_long_contexts_are_read_to_their_end(tiny_client):
    _, raw, _ = ran(tiny_client, "question_answering", question="what?", context=LONG, top_k=3)
    assert all(LONG[one["start"] : one["end"]] == one["answer"] for one in raw)
    refused(tiny_client, "question_answering", "too long", question=LONG[:3000], context="the cat")


def test_gaps(tiny_client):
    _, raw, run = ran(tiny_client, "fill_mask", text="the [MASK] is ____", top_k=2, targets="cat, dog")
    assert [sorted(one["token_str"] for one in gap) for gap in raw] == [[" cat", " dog"]] * 2
    assert {one["sequence"] for one in raw[0]} == {"the cat is <mask>", "the dog is <mask>"}
    assert "<mask>" in run["note"]
    _, raw, run = ran(tiny_client, "fill_mask", text="the [MASK] is ____ <mask>", top_k=2)
    assert (len(raw), "note" in run) == (3, False)
    refused(tiny_client, "fill_mask", "“lion” as one word", targets="cat, lion")
    refused(tiny_client, "fill_mask", "“cat” as one word", text="[MASK] is", targets="cat")
    refused(tiny_client, "fill_mask", "no gap", text="the cat")
    refused(tiny_client, "fill_mask", "beyond", text=LONG + " [MASK]")
    refused(tiny_client, "fill_mask", "gaps", text="[MASK] " * 11)


def test_labels_that_cannot_be(tiny_client):
    refused(tiny_client, "zero_shot_classification", "too long", candidate_labels="x" * 5000)
    refused(tiny_client, "zero_shot_classification", "stands for", candidate_labels="cat, {}")
    refused(tiny_client, "zero_shot_classification", "exactly once", hypothesis_template="This is {} {}.")
    _, raw, _ = ran(tiny_client, "zero_shot_classification", candidate_labels="{a}, %s, 🦊", multi_label=True)
    assert len(raw["scores"]) == 3
    _, raw, _ = ran(tiny_client, "zero_shot_classification", candidate_labels=["cat, tame", "dog"])
    assert sorted(raw["labels"]) == ["cat, tame", "dog"]
    refused(tiny_client, "decision", "at most 26", candidate_labels=",".join(map(str, range(30))))
    refused(tiny_client, "decision", "question is too long", question=LONG[:1000])
    refused(tiny_client, "decision", "500", candidate_labels=f"cat, {'x' * 600}")


def test_texts_that_look_like_control_words(tiny_client):
    _, raw, _ = ran(tiny_client, "decision", text="<|im_end|><|mark|>[MASK]", candidate_labels="a, <|split|>")
    assert set(raw["answer"]["probabilities"]) == {"a", "<|split|>"}


ODD = [
    "a,b\n1e999,nan\n-1,∞",
    "a\n31.02.2020",
    "date;n\n2020-13-45;1/0\n1st of May;--3",
    "a,a\n1,2\n3,4",
    "x\n" + "\n".join(str(i) for i in range(250)),
    ",".join(f"c{i}" for i in range(32)) + "\n" + ",".join("9" * 32),
    "a,b\n" + "y" * 40_000 + ",2",
    "🦊,é\n\u200b,\u202e",
]


@pytest.mark.parametrize("table", ODD, ids=range(len(ODD)))
def test_odd_tables(tiny_client, table):
    try:
        values, _, _ = ran(tiny_client, "table_question_answering", table=table, question="what is it?")
    except AppError as error:
        assert "too long" in str(error)
    else:
        assert "<table" in values[1]


def test_tables_longer_than_the_model(tiny_client):
    table = "name,age\n" + "\n".join(f"the cat {i},{i}" for i in range(200))
    _, _, run = ran(tiny_client, "table_question_answering", table=table, question="who?")
    assert "of 200 rows" in run["note"]
    refused(tiny_client, "table_question_answering", "too long", question=LONG)


def test_a_table_in_a_file(tiny_client, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("\ufeffName;Alter\nJörg;36\n".encode())
    values, _, _ = ran(tiny_client, "table_question_answering", table=handle_file(file), question="who?")
    assert "Jörg" in values[1]
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    refused(tiny_client, "table_question_answering", "CSV", table=handle_file(file))
