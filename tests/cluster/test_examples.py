"""The example clusters say what Compose, Kubernetes' operator for Ray and Serve understand."""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.cluster.nodes import ROOT

EXAMPLES = ROOT / ".github" / "examples"
SCHEMAS = Path(__file__).parent / "schemas"


def read(name):
    return list(yaml.safe_load_all((EXAMPLES / name).read_text()))


def check(value, name):
    jsonschema.Draft7Validator(json.loads((SCHEMAS / name).read_text())).validate(value)


def test_the_compose_file_is_one():
    (told,) = read("compose.yaml")
    check(told, "compose.json")
    told["services"]["page"]["prots"] = []
    with pytest.raises(jsonschema.ValidationError, match="prots"):
        check(told, "compose.json")


def test_the_service_of_the_operator_is_one():
    service = read("kuberay.yaml")[0]
    check(service, "rayservice.json")
    wrong = deepcopy(service)
    wrong["spec"]["rayClusterConfig"]["workerGroupSpecs"][0]["minReplicas"] = "one"
    with pytest.raises(jsonschema.ValidationError, match="one"):
        check(wrong, "rayservice.json")
    wrong = deepcopy(service)
    wrong["spec"]["rayClusterConfig"]["workers"] = []
    with pytest.raises(jsonschema.ValidationError, match="workers"):
        check(wrong, "rayservice.json")


def test_only_the_page_is_reachable_and_only_from_this_machine():
    (told,) = read("compose.yaml")
    ports = {name: service["ports"] for name, service in told["services"].items() if "ports" in service}
    assert ports == {"page": ["127.0.0.1:7860:7860"]}
    services = [one for one in read("kuberay.yaml") if one["kind"] == "Service"]
    assert [one["spec"]["selector"] for one in services] == [{"app": "playground-page"}]


def applications():
    inside = yaml.safe_load(read("kuberay.yaml")[0]["spec"]["serveConfigV2"])
    return [*read("serve.yaml")[0]["applications"], *inside["applications"]]


def test_the_applications_are_those_the_head_asks_for():
    assert {one["name"] for one in applications()} == {"models-cpu", "models-gpu"}
    source = (ROOT / "tabs/run/engine/ray_serve/connection.py").read_text()
    assert 'CPU, GPU = "models-cpu", "models-gpu"' in source
    settings = {name for one in applications() for name in one["args"]}
    known = (ROOT / "tabs/run/engine/ray_serve/replica.py").read_text()
    assert all(f'"{name}"' in known for name in settings)


@pytest.mark.filterwarnings("ignore")
def test_serve_itself_reads_the_applications():
    pytest.importorskip("ray", reason='needs pip install "ray[serve]"')
    from ray.serve.schema import ServeDeploySchema

    inside = yaml.safe_load(read("kuberay.yaml")[0]["spec"]["serveConfigV2"])
    for told in (*read("serve.yaml"), inside):
        assert ServeDeploySchema(**told).applications[0].name == "models-cpu"
