import time

from gradio_client import handle_file

from tabs.task import ASSETS


def pins(client):
    return sum(one["pins"] for one in client.predict(api_name="/status")["models"])


def until(condition, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_stop_in_the_middle_of_a_long_recording(client):
    recording = handle_file(ASSETS / "examples" / "short-speech.ogg")
    client.predict(audio=recording, api_name="/automatic_speech_recognition")  # loads the model
    long = handle_file(ASSETS / "examples" / "long-speech.ogg")
    job = client.submit(audio=long, api_name="/automatic_speech_recognition")
    assert until(lambda: pins(client) == 1, 20)
    time.sleep(0.5)
    assert pins(client) == 1
    job.cancel()
    assert until(lambda: pins(client) == 0, 2)
