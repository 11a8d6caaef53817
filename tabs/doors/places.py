"""Places in Gradio's queue: one visitor cannot take them all, and what does not queue is never turned away."""

from typing import Any

from fastapi import HTTPException

from tabs.doors.asked import visitor_of

ENOUGH = "You have {count} calls waiting or running already. Wait for their answers, then send the next."
RETRY_AFTER_S = 5


class Places:
    """Stands before `push` of a gradio.queueing.Queue.

    Gradio 6.31 refuses whatever comes while the queue is full, /status too, which does not queue at all.
    """

    def __init__(self, queue: Any, most: int | None, visitor_most: int, trusts_proxy: bool) -> None:
        """Bound the calls that wait to `most`, and those of one visitor, running ones too, to `visitor_most`."""
        self.queue = queue
        self.most = most
        self.visitor_most = visitor_most
        self.trusts_proxy = trusts_proxy
        self.push_unbounded = queue.push
        queue.max_size = None
        queue.push = self.push

    async def push(self, body: Any, request: Any, username: str | None) -> tuple[bool, Any, str]:
        """Put a call into the queue, or say why not.

        Raises:
            HTTPException: 429, the visitor has enough calls waiting or running.
        """
        if self.is_queued(body):
            if not self.has_places():
                return False, f"Queue is full. Max size is {self.most} and size is {self.most}.", "queue_full"
            count = self.calls_of(self.visitor(request))
            if self.visitor_most and count >= self.visitor_most:
                raise HTTPException(429, ENOUGH.format(count=count), {"Retry-After": str(RETRY_AFTER_S)})
        answer: tuple[bool, Any, str] = await self.push_unbounded(body=body, request=request, username=username)
        return answer

    def is_queued(self, body: Any) -> bool:
        """Tell whether a call waits its turn; an unknown one is Gradio's to refuse."""
        function = self.queue.blocks.fns.get(body.fn_index)
        return function is not None and bool(function.queue)

    def has_places(self) -> bool:
        """Tell whether another call may wait."""
        return self.most is None or len(self.queue) < self.most

    def calls_of(self, visitor: str) -> int:
        """Count a visitor's calls that wait or run."""
        waiting = [event for one in self.queue.event_queue_per_concurrency_id.values() for event in one.queue]
        running = [event for job in self.queue.active_jobs if job for event in job]
        return sum(event.fn.queue and self.visitor(event.request) == visitor for event in (*waiting, *running))

    def visitor(self, request: Any) -> str:
        """Return the address that a call came from."""
        return visitor_of(request.client, request.headers.get("x-forwarded-for", ""), self.trusts_proxy)
