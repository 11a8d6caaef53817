import torch

from models.starters.builders.minilm_delta import merge


def test_lora_is_added_to_what_it_adapts_and_the_rest_is_taken_over() -> None:
    weights = {"bert.dense.weight": torch.ones(3, 2), "bert.dense.bias": torch.ones(3)}
    down, up = torch.tensor([[1.0, 2.0]]), torch.tensor([[1.0], [0.0], [-1.0]])
    delta = {
        "base_model.model.bert.dense.lora_A.weight": down.half(),
        "base_model.model.bert.dense.lora_B.weight": up.half(),
        "base_model.model.classifier.weight": torch.full((4, 3), 7.0),
    }

    merge(weights, delta, scale=2.0)

    assert set(weights) == {"bert.dense.weight", "bert.dense.bias", "classifier.weight"}
    assert torch.equal(weights["bert.dense.weight"], torch.tensor([[3.0, 5.0], [1.0, 1.0], [-1.0, -3.0]]))
    assert torch.equal(weights["classifier.weight"], torch.full((4, 3), 7.0))
