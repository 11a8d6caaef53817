"""What an error says happened, as words and as values."""

from models.errors import Busy, Stopped


def test_busy_tells_the_model_and_how_long_it_was_waited_for():
    error = Busy("org/model", 1800.0)
    assert (error.model, error.wait_s) == ("org/model", 1800.0)
    assert "org/model" in str(error)
    assert "1,800 s" in str(error)


def test_stopped_tells_what_was_waited_for():
    error = Stopped(waiting_for="org/model")
    assert error.waiting_for == "org/model"
    assert "org/model" in str(error)
    assert (str(Stopped("Stopped.")), Stopped("Stopped.").waiting_for) == ("Stopped.", "")
