"""Who is let in, and the settings that say so."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from classifier import Model
from service import create_app
from service.keys import key_ring, new_key
from service.rates import Rates, neighborhood
from service.settings import Rate, SettingError, Settings, settings

AD = b"Medical Coder\n- Assigns ICD-10-CM and CPT codes to outpatient encounters\nCPC required"
OPEN = ("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/docs.css")


def client(model: Model, chosen: Settings) -> FlaskClient:
    return create_app(model, chosen).test_client()


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, str]:
    key, line = new_key("ats")
    file = tmp_path / "keys"
    file.write_text(f"# who may ask\n\n{new_key('other')[1]}\n{line}\n")
    return file, key


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer {key}"}, 200),
        ({"Authorization": "bearer  {key}"}, 200),
        ({"X-API-Key": "{key}"}, 200),
        ({}, 401),
        ({"Authorization": "Bearer {key}x"}, 401),
        ({"Authorization": "Basic {key}"}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"X-API-Key": "kéy"}, 401),
    ],
)
def test_with_keys_only_their_owners_may_ask(
    model: Model, keys: tuple[Path, str], headers: dict[str, str], status: int
) -> None:
    file, key = keys
    sent = {name: value.format(key=key) for name, value in headers.items()}
    answer = client(model, Settings(api_keys=file)).get("/v1/roles", headers=sent)
    assert answer.status_code == status
    if status == 401:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.content_type == "application/problem+json"


def test_probes_and_documentation_need_no_key_and_all_else_does(model: Model, keys: tuple[Path, str]) -> None:
    asking = client(model, Settings(api_keys=keys[0]))
    assert {asking.get(path).status_code for path in OPEN} == {200}
    others = {rule.rule for rule in asking.application.url_map.iter_rules()} - set(OPEN)
    assert {asking.get(rule).status_code for rule in others if "<" not in rule} == {401}


def test_a_file_of_keys_holds_digests_alone(keys: tuple[Path, str]) -> None:
    file, key = keys
    assert key not in file.read_text()
    assert hashlib.sha256(key.encode()).hexdigest() in file.read_text()
    assert key_ring(file).owner(key) == "ats"


@pytest.mark.parametrize("asked", ["", "rolecall_wrong", "{key}"])
def test_every_key_is_compared_in_constant_time_whoever_asks(
    keys: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    compared: list[int] = []

    def digests(given: str, held: str) -> bool:
        compared.append(len(given))
        return given == held

    monkeypatch.setattr("service.keys.hmac.compare_digest", digests)
    file, key = keys
    key_ring(file).owner(asked.format(key=key))
    assert compared == [64, 64]


def test_a_key_is_made_by_a_command() -> None:
    made = subprocess.run([sys.executable, "-m", "service.keys", "ats"], check=True, capture_output=True, text=True)
    key, line = made.stdout.splitlines()
    assert line == f"ats sha256:{hashlib.sha256(key.encode()).hexdigest()}"


@pytest.mark.parametrize("content", ["", "# nobody\n", "ats", "ats sha256:short", "ats plain-key"])
def test_a_file_without_sound_keys_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys"
    file.write_text(content)
    with pytest.raises(SettingError, match=r"service\.keys NAME"):
        key_ring(file)


def test_a_client_that_asks_too_often_is_told_when_to_come_back(model: Model, tmp_path: Path) -> None:
    asking = client(model, Settings(rate_limit=Rate(2, 3600), state_dir=tmp_path))
    answers = [asking.post("/v1/classify", data=AD, content_type="text/plain") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1000 < int(answers[-1].headers["Retry-After"]) <= 1800
    assert asking.get("/healthz").status_code == 200
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert asking.get("/v1/roles", environ_overrides=elsewhere).status_code == 200


def test_grants_come_back_one_by_one(tmp_path: Path) -> None:
    rates = Rates(Rate(3, 60), tmp_path / "rates")
    times = iter((0.0, 0.0, 0.0, 0.0, 19.0, 20.0, 20.0, 60.0, 60.0, 60.0))
    assert [rates.wait("a", times.__next__) for _ in range(10)] == [0, 0, 0, 20, 1, 0, 20, 0, 0, 20]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_an_ipv6_client_counts_as_its_network(address: str, counted: str) -> None:
    assert neighborhood(address) == counted


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 200)])
def test_the_address_that_a_proxy_tells_is_believed_only_of_trusted_ones(
    model: Model, tmp_path: Path, proxies: int, status: int
) -> None:
    asking = client(model, Settings(rate_limit=Rate(1, 3600), state_dir=tmp_path, trusted_proxies=proxies))
    asking.get("/v1/roles", headers={"X-Forwarded-For": "203.0.113.1"})
    assert asking.get("/v1/roles", headers={"X-Forwarded-For": "203.0.113.2"}).status_code == status


def test_a_rate_limit_needs_a_place_to_count(model: Model) -> None:
    with pytest.raises(SettingError, match="ROLECALL_STATE_DIR"):
        create_app(model, Settings(rate_limit=Rate(1, 60)))


@pytest.mark.parametrize(("origin", "allowed"), [("https://hr.example.org", True), ("https://evil.example.org", False)])
def test_pages_of_other_origins_are_let_in_by_name(model: Model, origin: str, *, allowed: bool) -> None:
    asking = client(model, Settings(cors_origins=("https://hr.example.org",)))
    answer = asking.get("/v1/roles", headers={"Origin": origin})
    assert (answer.headers.get("Access-Control-Allow-Origin") == origin) is allowed
    assert "Origin" in answer.headers["Vary"]
    preflight = asking.options("/v1/classify", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert ("Content-Type" in preflight.headers.get("Access-Control-Allow-Headers", "")) is allowed


def test_a_preflight_needs_no_key(model: Model, keys: tuple[Path, str]) -> None:
    asking = client(model, Settings(api_keys=keys[0], cors_origins=("https://hr.example.org",)))
    assert asking.options("/v1/classify", headers={"Origin": "https://hr.example.org"}).status_code == 204


def test_settings_are_read_from_the_environment() -> None:
    given = {
        "ROLECALL_THREADS": "2",
        "ROLECALL_QUEUE": " 0 ",
        "ROLECALL_RATE_LIMIT": "60 / minute",
        "ROLECALL_CORS_ORIGINS": "https://hr.example.org, http://localhost:3000",
        "ROLECALL_LOG_LEVEL": "WARNING",
        "ROLECALL_API_KEYS": "",
        "HOME": "/root",
    }
    assert settings(given) == Settings(
        threads=2,
        queue=0,
        rate_limit=Rate(60, 60),
        cors_origins=("https://hr.example.org", "http://localhost:3000"),
        log_level="warning",
    )
    assert settings({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("THREADS", "0"),
        ("THREADS", "1.5"),
        ("THREADS", "²"),
        ("QUEUE", "-1"),
        ("DRAIN_SECONDS", "soon"),
        ("RATE_LIMIT", "60"),
        ("RATE_LIMIT", "0/minute"),
        ("RATE_LIMIT", "5/fortnight"),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "https://a.example/path"),
        ("TRUSTED_PROXIES", "yes"),
        ("LOG_LEVEL", "loud"),
        ("API_KEYS", "/nowhere/keys"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"ROLECALL_{name} is .*; it takes "):
        settings({f"ROLECALL_{name}": value})
