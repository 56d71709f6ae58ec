"""What deploy/ starts is there: commands, settings, extras, files and addresses."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from reelwright.cli.app import app
from reelwright.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
TEXT = (DEPLOY / "compose.yaml").read_text("utf-8")
SERVICES = yaml.safe_load(TEXT)["services"]
OURS = {name: told for name, told in SERVICES.items() if told.get("image") == "reelwright"}
IMAGE = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")


def test_service_and_workers_are_ours():
    assert set(OURS) == {"service", "worker"}


@pytest.mark.parametrize("name", OURS)
def test_commands_are_commands_of_ours(name):
    words = [*OURS[name]["command"], "--no-such-option"]
    refused = CliRunner().invoke(app, words)
    assert refused.exit_code == 2
    assert "--no-such-option" in refused.output


@pytest.mark.parametrize("name", OURS)
def test_settings_are_settings_of_ours_and_can_be_read(name, monkeypatch):
    given = {k: v for k, v in OURS[name]["environment"].items() if k.startswith(PREFIX)}
    assert {k.removeprefix(PREFIX).lower() for k in given} <= set(Settings.model_fields)
    for variable, value in given.items():
        monkeypatch.setenv(variable, re.sub(r"\$\{\w+:([-?])([^}]*)\}", "offline", value))
    Settings()


def test_whoever_reaches_the_service_may_ask_and_nobody_else():
    (net,) = yaml.safe_load(TEXT)["networks"]["default"]["ipam"]["config"]
    allowed = json.loads(OURS["service"]["environment"]["REELWRIGHT_ALLOW_FROM"])
    assert allowed == [net["subnet"]]
    assert OURS["service"]["ports"] == ["127.0.0.1:8620:8620"]


def test_secrets_come_from_outside_and_are_asked_for():
    used = set(re.findall(r"\$\{(\w+)", TEXT))
    told = re.findall(r"^(\w+)=(.*)$", (DEPLOY / "env.example").read_text("utf-8"), re.M)
    assert {name for name, _ in told} == used
    secret = {name for name in used if re.search("PASSWORD|KEY|SECRET", name)}
    assert {name for name, value in told if name in secret and value} == set()
    assert set(re.findall(r"\$\{(\w+):\?", TEXT)) == secret - {"ANTHROPIC_API_KEY"}


def test_health_is_asked_where_it_is_told():
    document = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    (asked,) = re.findall(r"127\.0\.0\.1:8620(/\S+?)'", TEXT)
    assert asked in document["paths"]


def test_the_image_has_what_it_names_and_runs_as_nobody_special():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (extras,) = re.findall(r"reelwright-\*\.whl\)\[([\w,]+)\]", IMAGE)
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
    for line in IMAGE.splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            *sources, _ = shlex.split(line)[1:]
            assert [s for s in sources if not (ROOT / s).exists()] == []
    assert "USER reelwright" in IMAGE.split("ENTRYPOINT")[0]
