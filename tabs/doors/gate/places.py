"""Places in Gradio's queue: one visitor cannot take them all, and what does not queue is never turned away."""

from typing import Any

from fastapi import HTTPException

from tabs.doors.gate.asked import address_of
from tabs.words import say

ENOUGH = "doors.you_have_count_calls_waiting_or"
UNREAD = "doors.you_have_count_answers_you_did"
RETRY_AFTER_S = 5
MOST_UNREAD = 16
"""Answers of one session that may lie unfetched."""

MOST_SESSIONS = 256
"""Sessions without a call whose messages are kept, the oldest first to be dropped; Gradio 6.31 keeps 2000."""

MOST_MESSAGES = 4000
"""Messages that may lie unfetched in all sessions together; Gradio 6.31 has no bound."""


class Places:
    """Stands before `push` of a gradio.queueing.Queue.

    Gradio 6.31 refuses whatever comes while the queue is full, /status too, which does not queue at all.
    """

    def __init__(self, queue: Any, most: int | None, visitor_most: int, proxies: int) -> None:
        """Bound the calls that wait to `most`, and those of one visitor, running ones too, to `visitor_most`."""
        self.queue = queue
        self.most = most
        self.visitor_most = visitor_most
        self.proxies = proxies
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
                raise HTTPException(429, say(ENOUGH, count=count), {"Retry-After": str(RETRY_AFTER_S)})
        unread = len(self.queue.pending_event_ids_session.get(body.session_hash, ()))
        if unread >= MOST_UNREAD + self.visitor_most:
            raise HTTPException(429, say(UNREAD, count=unread), {"Retry-After": str(RETRY_AFTER_S)})
        self.drop_unread()
        answer: tuple[bool, Any, str] = await self.push_unbounded(body=body, request=request, username=username)
        return answer

    def drop_unread(self) -> None:
        """Let go of what nobody fetched: it holds whole answers."""
        sessions, ids = self.queue.pending_messages_per_session, self.queue.pending_event_ids_session
        messages = sum(one.qsize() for one in sessions.values())
        if len(sessions) <= MOST_SESSIONS and messages <= MOST_MESSAGES:
            return
        busy = {event.session_hash for event in self.queue.event_ids_to_events.values()}
        for session in [one for one in sessions if one not in busy]:
            if len(sessions) <= MOST_SESSIONS and messages <= MOST_MESSAGES:
                break
            messages -= sessions.pop(session).qsize()
        for session in [one for one in ids if one not in sessions]:
            del ids[session]

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
        return address_of(request, self.proxies)
