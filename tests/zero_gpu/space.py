"""The application as on a ZeroGPU Space, where there is no GPU: `python -m tests.zero_gpu.space`.

Real: `spaces` with its start-up report, scheduler client, forks, queues and pickles, and all of the application. Not
real: the GPU. Workers compute on the CPU, under the name cuda:0; of a torch built for the CPU, what `spaces` looks for
at import is put in place. Models with these words in their names behave as their words say: "slow" takes a while for
each pass, "hungry" runs out of memory.
"""

import time
from dataclasses import replace

import torch

if torch.version.cuda is None:
    torch.version.cuda = "13.0"
    torch._C._cuda_init = lambda: None
    torch.cuda._is_in_bad_fork = bool  # pickled

import spaces.zero.torch as emulation

emulation.init = lambda uuid: None  # touches the GPU that was lent
emulation.move = lambda callback=None: None

import app
from models import device, load, zero_gpu
from models.key import ModelKey

CARD_BYTES = 20_000_000
PASS_S = 0.1


def load_on_cpu(key: ModelKey, folder):
    pipe = real_load(replace(key, device="cpu"), folder)

    def behave(*_):
        if "slow" in key.model:
            time.sleep(PASS_S)
        if "hungry" in key.model:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")

    pipe.model.register_forward_pre_hook(behave)
    return pipe


real_load, load.load = load.load, load_on_cpu
device.card_bytes = lambda name: CARD_BYTES

if __name__ == "__main__":
    assert zero_gpu.is_zero_gpu()
    app.main()
