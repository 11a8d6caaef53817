import subprocess
import sys
from pathlib import Path

from tests.tiny.vision import make_resnet

ROOT = Path(__file__).parents[2]
WHILE_IT_IMPORTS = """
import sys, threading, time
from pathlib import Path
from models import load
from models.key import ModelKey

warm_up = threading.Thread(target=load.warm_up)
warm_up.start()
while "transformers" not in sys.modules:
    time.sleep(0.001)
print(type(load.load(ModelKey("image-classification", "local", "x"), Path(sys.argv[1]))).__name__)
warm_up.join()
"""


def test_a_run_while_the_libraries_are_imported_waits_for_them(tmp_path):
    make_resnet(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", WHILE_IT_IMPORTS, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "ImageClassificationPipeline", done.stderr[-2000:]


DATA_WHILE_IT_IMPORTS = """
import sys, threading, time
from models import load
from models.data.store import open_data

warm_up = threading.Thread(target=load.warm_up)
warm_up.start()
while "transformers" not in sys.modules:
    time.sleep(0.001)
print(len(open_data("shop")["train"]))
warm_up.join()
"""


def test_data_that_is_opened_while_the_libraries_are_imported_waits_for_them(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", DATA_WHILE_IT_IMPORTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert int(done.stdout) > 0, done.stderr[-2000:]
