import pytest
from sentence_transformers import SentenceTransformer
from transformers import AutoModel


@pytest.fixture(scope="module")
def folder(starter_folder):
    return starter_folder("all-MiniLM-L6-v2")


def test_nothing_is_missing(folder):
    _, info = AutoModel.from_pretrained(folder, output_loading_info=True)
    assert not info["missing_keys"]
    assert not info["unexpected_keys"]


def test_similarities_are_those_of_the_original(folder):
    """The pairs, and the scores that the Sentence Transformers documentation gives for this model."""
    left = ["The cat sits outside", "A man is playing guitar", "The new movie is awesome"]
    right = ["The dog plays in the garden", "A woman watches TV", "The new movie is so great"]
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    scores = model.similarity_pairwise(model.encode(left), model.encode(right)).tolist()
    assert scores == pytest.approx([0.2838, -0.0327, 0.8939], abs=1e-3)
