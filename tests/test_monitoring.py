"""The alert rules and the dashboard: every metric, label and value in them is one that the app exports."""

import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it ships no types
from cryptography.hazmat.primitives.asymmetric import ec
from httpx2 import ASGITransport, AsyncClient
from prometheus_client.parser import text_string_to_metric_families

from server.adapters.photo_lab import ProcessLab
from server.adapters.push import WebPushSender
from server.adapters.push_endpoints import Allowed
from server.app import create_app
from server.domain.figures import Figures
from server.serving import TASKS
from server.settings import Settings
from tests.fakes import NOW, fake_services

FOLDER = Path(__file__).parent.parent / "monitoring"
GROUPS = yaml.safe_load((FOLDER / "alerts.yml").read_text())["groups"]
RULES: list[dict[str, Any]] = [rule for group in GROUPS for rule in group["rules"]]
DASHBOARD = json.loads((FOLDER / "dashboard.json").read_text())
COMPOSE = yaml.safe_load((FOLDER.parent / "docker-compose.yml").read_text())
PROMETHEUS = yaml.safe_load((FOLDER / "prometheus.yml").read_text())

OF_PROMETHEUS = frozenset({"job", "instance"})
"""Labels that Prometheus gives to whatever it reads."""
OPEN = frozenset({"status", "route", "method"})
"""Labels whose values come from requests."""
LATER = {("task", "encrypting")}
"""This task ends by itself, and is counted only from its first failure."""
METRIC = re.compile(r"\b(up|(?:afterglow|process)_\w+)\b(?:\{([^}]*)\})?")
MATCHER = re.compile(r'(\w+)\s*(=~|!=|!~|=)\s*"([^"]*)"')
GROUPING = re.compile(r"\b(?:by|without)\s*\(([^)]*)\)")
IN_TEXT = re.compile(r"\$labels\.(\w+)|\{\{(\w+)\}\}")

Exported = dict[str, dict[str, set[str]]]
"""The values of each label of each metric."""


def expressions() -> Iterator[tuple[str, str, str]]:
    """Yield a name, an expression and the texts around it."""
    for rule in RULES:
        yield rule["alert"], rule["expr"], " ".join(rule["annotations"].values())
    for panel in DASHBOARD["panels"]:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"], target["legendFormat"]


@pytest.fixture
async def exported(db: str, tmp_path: Path) -> Exported:
    """Return what a server with everything in one process exports after a request."""
    figures, lab = Figures(), ProcessLab(workers=1)
    key = ec.generate_private_key(ec.SECP256R1())
    push = WebPushSender(key, subject="mailto:care@clinic.example", allowed=Allowed.of([]), figures=figures)
    figures.start_tasks(TASKS, NOW)
    services = fake_services(lab=lab, push=push, figures=figures)
    app = create_app(Settings(data_dir=tmp_path, metrics_token="s3cret"), services)
    async with AsyncClient(transport=ASGITransport(app=app), base_url=services.public_url) as client:
        await client.get("/api/topics")
        page = await client.get("/metrics", headers={"authorization": "Bearer s3cret"})
    await lab.close()
    metrics: Exported = defaultdict(lambda: defaultdict(set))
    for family in text_string_to_metric_families(page.text):
        for sample in family.samples:
            for label, value in sample.labels.items():
                metrics[sample.name][label].add(value)
            metrics[sample.name]["job"] |= {each["job_name"] for each in PROMETHEUS["scrape_configs"]}
    metrics["up"] = {"job": metrics["afterglow_requests_running"]["job"]}
    return metrics


def faults(expr: str, text: str, exported: Exported) -> list[str]:
    """Return what an expression and its texts use and the app does not export."""
    wrong = [f"no metric {name}" for name, _ in METRIC.findall(expr) if name not in exported]
    labels = {label for name, _ in METRIC.findall(expr) for label in exported.get(name, ())} | OF_PROMETHEUS
    for name, matchers in METRIC.findall(expr):
        values = exported.get(name, {})
        for label, _, pattern in MATCHER.findall(matchers):
            known = values.get(label, set())
            if not known:
                wrong.append(f"{name} has no label {label}")
            elif label not in OPEN:
                missing = {(label, each) for each in pattern.split("|")} - {(label, each) for each in known}
                wrong.extend(f"{name} has no {label} {value}" for _, value in missing - LATER)
    used = {label.strip() for group in GROUPING.findall(expr) for label in group.split(",")}
    used |= {label for pair in IN_TEXT.findall(text) for label in pair if label}
    return wrong + [f"no label {label}" for label in used - labels - {"le"}]


async def test_alerts_and_dashboard_use_only_what_is_exported(exported: Exported) -> None:
    wrong = {}
    for name, expr, text in expressions():
        assert METRIC.search(expr), name
        if wrong_here := faults(expr, text, exported):
            wrong[name] = wrong_here
    assert wrong == {}


async def test_what_is_not_exported_is_found(exported: Exported) -> None:
    for expr, text, fault in (
        ("afterglow_nothing > 0", "", "no metric afterglow_nothing"),
        ('up{job="afterglow-kitchen"} == 0', "", "up has no job afterglow-kitchen"),
        ('afterglow_photo_lab_total{outcome="lost"}', "", "afterglow_photo_lab_total has no outcome lost"),
        ('afterglow_push_total{host="x"}', "", "afterglow_push_total has no label host"),
        ("sum by (colour) (afterglow_push_total)", "", "no label colour"),
        ("afterglow_push_total", "{{ $labels.colour }}", "no label colour"),
    ):
        assert faults(expr, text, exported) == [fault]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_says_what_is_wrong_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert len(rule["annotations"]["summary"].split()) >= 4
    assert len(rule["annotations"]["action"].split()) >= 12
    assert rule["annotations"]["action"].rstrip().endswith(".")


def test_alerts_have_names_of_their_own() -> None:
    names = [rule["alert"] for rule in RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("service", "port"), [("web", 8000), ("worker", 8001)])
def test_prometheus_reads_the_ports_that_compose_gives(service: str, port: int) -> None:
    [job] = [each for each in PROMETHEUS["scrape_configs"] if each["job_name"] == f"afterglow-{service}"]
    assert [(each["names"], each["port"]) for each in job["dns_sd_configs"]] == [([service], port)]
    container = COMPOSE["services"][service]
    assert f"127.0.0.1:{port}/readyz" in container["healthcheck"]["test"][-1]
    assert "back" in container["networks"]
    assert "afterglow_metrics_token" in container["secrets"]
    assert COMPOSE["services"]["worker"]["environment"]["AFTERGLOW_WORKER_PORT"] == "8001"


def seconds(length: str) -> int:
    return int(length[:-1]) * {"s": 1, "m": 60, "h": 3600}[length[-1]]


@pytest.mark.parametrize(
    "name",
    [
        "AfterglowDown",
        "AfterglowWorkerDied",
        "AfterglowDiskFull",
        "AfterglowPushRefused",
        "AfterglowPhotoRots",
    ],
)
def test_an_operator_is_told_within_a_minute(name: str) -> None:
    """In the worst case, the wait is one scrape, one evaluation, and the time for which it must last, rounded up."""
    [rule] = [rule for rule in RULES if rule["alert"] == name]
    [group] = [group for group in GROUPS if rule in group["rules"]]
    scrape = seconds(PROMETHEUS["global"]["scrape_interval"])
    assert scrape + seconds(group["interval"]) + seconds(rule.get("for", "0s")) <= 60


def test_the_rules_fire_when_they_should() -> None:
    """monitoring/alerts.test.yml, by the tool of Prometheus itself."""
    tool = shutil.which("promtool")
    if tool is None:
        pytest.skip("promtool, which comes with Prometheus, is not installed")
    command = [tool, "test", "rules", str(FOLDER / "alerts.test.yml")]
    tested = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)  # noqa: S603 - our own files
    assert tested.returncode == 0, tested.stdout
