"""The Hub's list of models: /api/models with search, filter, pipeline_tag, num_parameters, sort, limit and expand."""

import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

LIST = re.compile(r"/api/models/?")
USUAL = ("private", "gated", "disabled", "tags", "pipeline_tag", "downloads", "likes", "createdAt", "library_name")
WITH_FILES = ("author", "sha", "lastModified", "siblings", "cardData", "safetensors", "modelId")
SORTS = {"downloads": "downloads", "likes": "likes", "lastModified": "updated", "createdAt": "updated"}
COUNT = re.compile(r"(?:min:(?P<least>\d+))?,?(?:max:(?P<most>\d+))?")


class Lists:
    """The handler's part for lists."""

    hub: Any
    headers: Any
    path: str
    _send_json: Any
    _send: Any
    _refuse: Any
    _is_logged_in: Any
    _may_read: Any

    def _list(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        fault = self.hub.next_fault("/api/models")
        if fault:
            self._send(fault.status, b"", {"RateLimit": '"api";r=0;t=120'} if fault.status == 429 else {})
        elif self.headers.get("Authorization") and not self._is_logged_in():
            self._refuse(401, "", "Invalid credentials in Authorization header")
        else:
            self._answer_list(asked)

    def _answer_list(self, asked: dict[str, list[str]]) -> None:
        def first(name: str, default: str = "") -> str:
            return asked.get(name, [default])[0]

        found = [
            (name, repo)
            for name, repo in self.hub.repos.items()
            if (not repo.private or self._may_read(repo))
            and self.hub.kinds.get(name, ("model", None))[0] == "model"
            and first("search").lower() in name.lower()
            and first("pipeline_tag") in ("", repo.task)
            and set(asked.get("filter", [])) <= {*repo.tags, repo.task}
            and fits(repo, first("num_parameters"))
        ]
        if first("sort"):
            found.sort(key=lambda one: getattr(one[1], SORTS[first("sort")]), reverse=True)
        limit, start = int(first("limit", "1000")), int(first("cursor", "0"))
        more = {**{name: values for name, values in asked.items() if name != "cursor"}, "cursor": start + limit}
        link = {"Link": f'<{self.hub.url}/api/models?{urlencode(more, doseq=True)}>; rel="next"'}
        shown = found[start : start + limit]
        self._send_json(
            [describe(name, repo, asked.get("expand", [])) for name, repo in shown],
            link if start + limit < len(found) else {},
        )


def fits(repo: Any, asked: str) -> bool:
    """Tell whether a model has that many parameters; of those without safetensors the Hub does not know."""
    bounds = COUNT.fullmatch(asked)
    if not asked or not bounds:
        return not asked
    count = sum(repo.numbers.values())
    return count > 0 and int(bounds["least"] or 0) <= count <= int(bounds["most"] or count)


def describe(name: str, repo: Any, expanded: list[str], **more: Any) -> dict[str, Any]:
    """Return a model as the Hub tells of it: its usual properties, or those that were asked for."""
    licence = next((tag.removeprefix("license:") for tag in repo.tags if tag.startswith("license:")), None)
    whole = {
        "modelId": name,
        "author": name.rpartition("/")[0] or None,
        "private": repo.private,
        "gated": "auto" if repo.gated else False,
        "disabled": False,
        "tags": list(repo.tags),
        "pipeline_tag": repo.task,
        "library_name": "transformers" if "transformers" in repo.tags else None,
        "downloads": repo.downloads,
        "likes": repo.likes,
        "createdAt": repo.updated,
        "lastModified": repo.updated,
        "cardData": {"license": licence} if licence else {},
        "safetensors": {"parameters": repo.numbers, "total": sum(repo.numbers.values())} if repo.numbers else None,
        "inferenceProviderMapping": [
            {"provider": "hf-inference", "providerId": name, "status": "live", "task": repo.task}
        ],
        **more,
    }
    names = expanded or (*USUAL, *(WITH_FILES if more else ()))
    told = {key: value for key, value in whole.items() if key in names and value is not None}
    return {"_id": more.get("sha", "0" * 40)[:24], "id": name, **told}
