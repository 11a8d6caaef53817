"""A bare FastAPI route with a batching thread around one pipeline: what serving could be without a page."""

import asyncio
import os
import queue
import threading
from concurrent.futures import Future
from typing import Any

import uvicorn
from fastapi import FastAPI

from tests.bench.classifier import ask, classifier

MOST = 32


def batching(jobs: "queue.Queue[tuple[str, Future[Any]]]") -> None:
    """Answer what waits, together, for ever."""
    pipe = classifier()
    while True:
        batch = [jobs.get()]
        while len(batch) < MOST and not jobs.empty():
            batch.append(jobs.get())
        batch.sort(key=lambda one: len(one[0]))
        answers = ask(pipe, [text for text, _ in batch], batch_size=16)
        for (_, future), answer in zip(batch, answers, strict=True):
            future.set_result(answer)


def application() -> FastAPI:
    """Build it."""
    app, jobs = FastAPI(), queue.Queue()  # type: ignore[var-annotated]
    threading.Thread(target=batching, args=(jobs,), daemon=True).start()

    @app.get("/")
    async def up() -> str:
        return "up"

    @app.post("/predict")
    async def predict(body: dict[str, Any]) -> Any:
        future: Future[Any] = Future()
        jobs.put((body["inputs"], future))
        return await asyncio.wrap_future(future)

    return app


if __name__ == "__main__":
    uvicorn.run(application(), host="127.0.0.1", port=int(os.environ["GRADIO_SERVER_PORT"]), log_level="warning")
