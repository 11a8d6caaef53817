import numpy as np
import pytest

from assets.recipes.sounds import KINDS, RATE, make_sound


@pytest.mark.parametrize("kind", KINDS)
def test_makes_a_sound_of_every_kind(kind):
    for seed, seconds in ((1, 0.7), (2, 2.0)):
        sound = make_sound(np.random.default_rng(seed), kind, seconds)
        assert sound.dtype == np.float32
        assert sound.shape == (round(seconds * RATE),)
        assert 0.05 < np.abs(sound).max() <= 1


def test_the_same_seed_makes_the_same_sound():
    one, same, other = (make_sound(np.random.default_rng(seed), "dog barking", 1.0) for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_a_whistle_is_higher_than_thunder():
    def middle_hz(kind):
        sound = make_sound(np.random.default_rng(3), kind)
        power = np.abs(np.fft.rfft(sound)) ** 2
        return np.fft.rfftfreq(len(sound), 1 / RATE)[np.searchsorted(power.cumsum(), power.sum() / 2)]

    assert middle_hz("whistling") > 3 * middle_hz("thunder")


def test_refuses_an_unknown_kind():
    with pytest.raises(KeyError):
        make_sound(np.random.default_rng(0), "silence")
