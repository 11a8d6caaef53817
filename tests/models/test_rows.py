"""Rows of a batch divided among cores: the same answers in the same order, an error of any part, threads given back."""

import threading
from types import SimpleNamespace

import pytest
import torch
from transformers.modeling_outputs import SequenceClassifierOutput, TokenClassifierOutput

from models import rows
from models.rows import count_parts, cut, divided_rows

LENGTHS = [5, 9, 2, 2, 7, 9, 1]


def batch(side="right"):
    """Numbers as tokens, with zeros where there is padding."""
    ids, mask = torch.zeros(len(LENGTHS), 9, dtype=torch.long), torch.zeros(len(LENGTHS), 9, dtype=torch.long)
    for row, length in enumerate(LENGTHS):
        where = slice(0, length) if side == "right" else slice(9 - length, 9)
        ids[row, where] = torch.arange(1, length + 1) + 100 * row
        mask[row, where] = 1
    return {"input_ids": ids, "attention_mask": mask, "sentence": [f"sentence {row}" for row in range(len(LENGTHS))]}


class Model:
    """What a pipeline's forward is, for models that sum or repeat the tokens; it remembers who computed what."""

    def __init__(self, answer):
        self.answer, self.seen = answer, []

    def forward(self, inputs, **settings):
        threads = torch.get_num_threads()
        self.seen.append((threading.get_ident(), tuple(inputs["input_ids"].shape), threads, settings))
        return self.answer(inputs)


def computed(model, inputs, cores=2, **settings):
    with divided_rows(model, cores):
        return model.forward(inputs, **settings)


def classes(inputs):
    sums = (inputs["input_ids"] * inputs["attention_mask"]).sum(1).float()
    return SequenceClassifierOutput(logits=torch.stack([sums, -sums], dim=1))


def named_tokens(inputs):
    return {"logits": inputs["input_ids"].float()[..., None] * 2, "names": list(inputs["sentence"]), **inputs}


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("cores", [2, 3, 4, 16])
def test_the_answer_is_that_of_the_whole_batch(side, cores):
    inputs = batch(side)
    whole, divided = classes(inputs), computed(Model(classes), inputs, cores)
    assert isinstance(divided, SequenceClassifierOutput)
    assert torch.equal(divided.logits, whole.logits)
    whole, divided = named_tokens(inputs), computed(Model(named_tokens), inputs, cores)
    assert list(divided) == list(whole)
    assert torch.equal(divided["logits"], whole["logits"]), "padding is there again"
    assert divided["names"] == inputs["sentence"]
    assert divided["attention_mask"] is inputs["attention_mask"], "what is handed through is not touched"


def test_as_many_classes_as_tokens_are_no_columns_of_tokens():
    def two_classes(inputs):
        return {"logits": inputs["input_ids"].sum(1, keepdim=True).expand(-1, 2).float()}

    inputs = {name: value[2:4] for name, value in batch().items()}
    inputs = {name: value[:, :2] if torch.is_tensor(value) else value for name, value in inputs.items()}
    assert torch.equal(computed(Model(two_classes), inputs)["logits"], two_classes(inputs)["logits"])


def test_layers_are_joined_one_by_one_and_what_no_pipeline_reads_is_left_out():
    def with_layers(inputs):
        tokens = inputs["input_ids"].float()[..., None]
        layers = TokenClassifierOutput(logits=tokens, hidden_states=(tokens, tokens * 3))
        squares = tokens @ tokens.transpose(1, 2)
        return {**layers, "past": object(), "attentions": (squares[:, None],)}

    found = computed(Model(with_layers), batch())
    whole = with_layers(batch())
    assert all(
        torch.equal(one, other) for one, other in zip(found["hidden_states"], whole["hidden_states"], strict=True)
    )
    assert found["past"] is None and found["attentions"] is None


def test_each_core_computes_neighbours_in_length_without_their_padding():
    model = Model(classes)
    before = torch.get_num_threads()
    computed(model, batch(), 2, flag=1)
    assert sorted(shape for _, shape, _, _ in model.seen) == [(3, 9), (4, 5)]
    assert len({thread for thread, *_ in model.seen}) == 2
    assert {(threads, settings["flag"]) for _, _, threads, settings in model.seen} == {(1, 1)}
    assert torch.get_num_threads() == before
    areas = [len(part) * (columns.stop - columns.start) for part, columns in cut(batch(), len(LENGTHS), 2)]
    assert max(areas) == 27, "seven rows of nine columns would be 63"


def test_cores_that_are_left_help_with_the_parts():
    model = Model(classes)
    computed(model, batch(), 8)
    assert len(model.seen) <= rows.MOST_PARTS
    assert {threads for _, _, threads, _ in model.seen} == {2}


@pytest.mark.parametrize(
    "inputs",
    [
        {name: value[:1] for name, value in batch().items()},
        {**batch(), "number": torch.tensor(3)},
        {**batch(), "pictures": torch.zeros(2, 3)},
    ],
    ids=["one row", "a number", "another count"],
)
def test_what_cannot_be_divided_is_computed_as_it_is(inputs):
    model = Model(classes)
    assert torch.equal(computed(model, inputs).logits, classes(inputs).logits)
    assert [thread for thread, *_ in model.seen] == [threading.get_ident()]


def test_settings_of_the_whole_batch_go_to_each_part():
    def named(inputs):
        assert (inputs["modality"], inputs["scale"], inputs["none"]) == ("text", 2, None)
        return {**inputs, **classes(inputs)}

    inputs = {**batch(), "modality": "text", "scale": 2, "none": None}
    model = Model(named)
    found = computed(model, inputs)
    assert len(model.seen) == 2
    assert torch.equal(found["logits"], classes(inputs).logits) and found["modality"] == "text"


def test_an_error_of_any_part_comes_when_all_have_ended():
    ended = []

    def fails(inputs):
        if "sentence 6" in inputs["sentence"]:
            raise KeyError("the shortest")
        ended.append(1)
        return classes(inputs)

    model, before = SimpleNamespace(forward=fails), torch.get_num_threads()
    for cores in (2, 4):
        ended.clear()
        with pytest.raises(KeyError, match="the shortest"), divided_rows(model, cores):
            model.forward(batch())
        assert len(ended) == len(cut(batch(), len(LENGTHS), cores)) - 1
        assert model.forward is fails
    assert torch.get_num_threads() == before


def test_nothing_is_divided_on_a_gpu_with_one_core_or_where_workers_are_forked(monkeypatch):
    monkeypatch.setattr(rows, "count_cores", lambda: 8)
    assert (count_parts("cpu"), count_parts("cuda:0")) == (rows.MOST_PARTS, 1)
    monkeypatch.setenv("SPACES_ZERO_GPU", "1")
    assert count_parts("cpu") == 1
    model = SimpleNamespace(forward=classes)
    with divided_rows(model, 1):
        assert model.forward is classes
