import pytest

from models.pipelines.named_detection import detector_score, zero_shot_score


def test_scores_are_shifted_and_shifted_back():
    assert detector_score(0.1) == pytest.approx(0.5)
    assert detector_score(0.0) == 0
    assert detector_score(1.0) == 1
    for score in (0.05, 0.3, 0.5, 0.95):
        assert detector_score(zero_shot_score(score)) == pytest.approx(score)
