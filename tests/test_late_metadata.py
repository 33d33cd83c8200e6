"""importlib.metadata comes when something of it is used, whichever name that is, and not before."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.proof

BEGIN = (
    "import sys; from jusou_tui.late_metadata import load_late; load_late();"
    "before = sys.modules['importlib.metadata'];"
)
WITHOUT_PLUGINS = """
import os
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
from jusou_tui.session.model.records import Session
Session.model_json_schema()
"""
WITH_PLUGINS = """
import os
os.environ.pop("PYDANTIC_DISABLE_PLUGINS", None)
from pydantic import BaseModel
class One(BaseModel): a: int
assert One(a=1).a == 1
"""
IS_LOADED = "print('email' in sys.modules, sys.modules['importlib.metadata'] is not before)"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", BEGIN + code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "import importlib.metadata;",
        "from importlib.metadata import entry_points;",
        WITHOUT_PLUGINS,
    ],
)
def test_naming_it_does_not_load_it(code: str) -> None:
    assert run(code + IS_LOADED) == "False False"


@pytest.mark.parametrize(
    "code",
    [
        "import importlib.metadata; assert importlib.metadata.version('pydantic');",
        "from importlib.metadata import version, PackageNotFoundError; assert version('click');",
        "from importlib import metadata; assert metadata.Distribution.from_name('click').files;",
        "from importlib.metadata import entry_points; assert entry_points(group='console_scripts');",
        "import importlib.metadata as one; assert one.__file__.endswith('.py');",
        "from importlib.metadata import *; assert distributions();",
        "import importlib; importlib.import_module('importlib.metadata').packages_distributions();",
        "import pydantic.version; assert pydantic.version.version_info();",
        "from importlib.metadata import _meta, Distribution; assert Distribution.from_name('click');",
        WITH_PLUGINS,
    ],
)
def test_whatever_is_used_of_it_is_the_real_one_s(code: str) -> None:
    assert run(code + IS_LOADED) == "True True"
