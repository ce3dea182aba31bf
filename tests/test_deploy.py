"""What is deployed: the image's facts, the manifest, and a page that knows every setting."""

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from service.limits import MAX_BATCH_BYTES
from service.settings import Settings, settings

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
MANIFEST = {one["kind"]: one for one in yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text("utf-8"))}
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
VARIABLES = {f"ROLECALL_{field.name.upper()}": field.default for field in fields(Settings)}


@pytest.mark.parametrize("page", ["deploy.md", "api.md"])
def test_the_page_tells_every_setting_with_its_default_and_no_other(page: str) -> None:
    rows = re.findall(r"^\| `(ROLECALL_\w+)` \| (\S+) \|", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE)
    told = {name: None if default in ("none", "memory") else default for name, default in rows}
    assert told == {name: None if default in (None, ()) else str(default) for name, default in VARIABLES.items()}


def test_every_field_of_the_settings_is_read_from_the_variable_of_its_name() -> None:
    given = {"API_KEYS": str(ROOT), "RATE_LIMIT": "7/day", "CORS_ORIGINS": "https://a.example", "LOG_LEVEL": "debug"}
    given |= {"STATE_DIR": str(ROOT)}
    for name, default in VARIABLES.items():
        field = name.removeprefix("ROLECALL_")
        chosen = settings({name: given.get(field, "20" if field == "CONNECTIONS" else "9")})
        assert getattr(chosen, field.lower()) != default


def test_the_pages_name_no_setting_that_does_not_exist() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "deploy" / "kubernetes.yaml"]:
        assert set(re.findall(r"ROLECALL_[A-Z_]*[A-Z]", path.read_text("utf-8"))) <= set(VARIABLES), path


def stages() -> list[str]:
    return re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]


def test_both_stages_of_the_image_stand_on_the_base_that_the_build_is_given() -> None:
    (default,) = re.findall(r"^ARG BASE=(\S+)$", DOCKERFILE, re.MULTILINE)
    assert ":" in default
    assert [stage.split()[0] for stage in stages()] == ["${BASE}", "${BASE}"]


def test_the_image_runs_as_a_user_with_a_number_other_than_0() -> None:
    (user,) = re.findall(r"^USER (\d+):(\d+)$", stages()[-1], re.MULTILINE)
    assert "0" not in user


def test_the_image_checks_its_health_on_the_port_that_it_serves() -> None:
    (check,) = re.findall(r"^HEALTHCHECK [^[]*CMD (\[.*\])$", stages()[-1], re.MULTILINE)
    command = json.loads(re.findall(r"^CMD (\[.*\])$", stages()[-1], re.MULTILINE)[-1])
    port = command[command.index("--port") + 1]
    assert f"127.0.0.1:{port}/healthz" in json.loads(check)[-1]
    assert f"EXPOSE {port}\n" in DOCKERFILE


@pytest.mark.parametrize("file", ["Dockerfile", "deploy/kubernetes.yaml", "docs/deploy.md", "scripts/image_test.sh"])
def test_no_image_is_named_without_a_version(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert ":latest" not in text
    assert not re.search(r"(image: |--tag |-t )rolecall(?!:)", text)


def test_the_context_of_the_image_holds_what_is_copied_and_little_else() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {name for line in re.findall(r"^COPY (?!--)(.*)", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]}
    assert kept == copied
    assert all((ROOT / name).exists() for name in kept)


def pod() -> Any:
    return MANIFEST["Deployment"]["spec"]["template"]["spec"]


def container() -> Any:
    (only,) = pod()["containers"]
    return only


def environment() -> dict[str, str]:
    return {one["name"]: one["value"] for one in container()["env"]}


def test_the_manifest_runs_this_version_with_settings_that_the_service_takes() -> None:
    assert container()["image"] == f"rolecall:{VERSION}"
    assert f"-t rolecall:{VERSION}" in PAGE
    assert settings(environment()).trusted_proxies == 1


def test_the_manifest_leaves_time_for_requests_in_flight() -> None:
    chosen = settings(environment())
    assert pod()["terminationGracePeriodSeconds"] > chosen.drain_delay + chosen.drain_seconds
    (timeout,) = re.findall(r"--stop-timeout (\d+)", PAGE)
    assert int(timeout) > Settings().drain_delay + Settings().drain_seconds


def test_the_pod_has_no_rights() -> None:
    assert pod()["securityContext"]["runAsNonRoot"] is True
    assert f"USER {pod()['securityContext']['runAsUser']}:" in DOCKERFILE
    assert container()["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert [one["mountPath"] for one in container()["volumeMounts"]] == ["/dev/shm"]  # noqa: S108


@pytest.mark.parametrize(
    ("probe", "path"), [("startupProbe", "/readyz"), ("readinessProbe", "/readyz"), ("livenessProbe", "/healthz")]
)
def test_the_pod_is_probed(probe: str, path: str) -> None:
    assert container()[probe]["httpGet"] == {"path": path, "port": "http"}
    assert {"name": "http", "containerPort": 8000} in container()["ports"]


def test_the_pod_has_requests_and_limits() -> None:
    resources = container()["resources"]
    assert set(resources["requests"]) == set(resources["limits"]) == {"cpu", "memory"}


def test_the_service_finds_the_pods() -> None:
    labels = MANIFEST["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert MANIFEST["Service"]["spec"]["selector"] == labels
    assert MANIFEST["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert MANIFEST["Service"]["spec"]["ports"][0]["targetPort"] == "http"


def test_the_proxies_let_the_largest_batch_through() -> None:
    (nginx,) = re.findall(r"client_max_body_size (\d+)m;", PAGE)
    (caddy,) = re.findall(r"max_size (\d+)MB", PAGE)
    assert int(nginx) * 2**20 >= MAX_BATCH_BYTES
    assert int(caddy) * 10**6 >= MAX_BATCH_BYTES
