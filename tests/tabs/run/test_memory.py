"""A run that needs more memory than there is."""

import dataclasses

import pytest
import torch

from models import device
from models.cache import ModelCache
from models.errors import OutOfMemory
from tabs.doors.refusal import find_status
from tabs.run.compute import compute
from tabs.run.engine.local import Local
from tabs.run.job import Job
from tabs.task import Request
from tabs.text.fill_mask import TASK
from tests.models.fake_models import key_of

REQUEST = Request({one.name: value for one, value in zip(TASK.inputs, TASK.examples[0], strict=True)}, "starter")


@pytest.mark.parametrize("failures", [1, 2])
def test_it_is_tried_once_more_without_the_models_nobody_uses(failures):
    freed, tries = [], []
    cache = ModelCache(
        fetch=lambda key, report: None,
        estimate=lambda key: 1,
        load=lambda key, folder: torch.nn.Linear(1, 1),
        measure=lambda pipe: 1,
        free=freed.append,
        budget_bytes=100,
        is_out_of_memory=device.is_out_of_memory,
    )
    with cache.use(key_of("idle")):
        pass

    def call(pipe, job, **values):
        tries.append(values)
        if len(tries) <= failures:
            raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 GB")
        return "answer"

    task = dataclasses.replace(TASK, call=call, call_many=None)
    if failures == 1:
        assert compute(task, Local(cache), REQUEST, Job()).raw == "answer"
    else:
        with pytest.raises(OutOfMemory) as caught:
            compute(task, Local(cache), REQUEST, Job())
        assert find_status(caught.value) == 507
    assert len(tries) == 2 and len(freed) == 1
