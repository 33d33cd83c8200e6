"""What a new file begins with."""

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.programme.new_run import new_session
from session.samples import START


def test_a_new_session_knows_its_curriculum() -> None:
    curriculum = Curriculum.model_validate(
        {
            "schema": 1,
            "id": "team-building",
            "version": "1.0",
            "programme": {"title": "題", "short_title": "題"},
            "steps": [{"id": "step1", "kind": "meeting", "title": "題", "label": "Step1"}],
        }
    )
    made = new_session(" 第1回 ", "見本市", curriculum, "sha256:00", None, "standard", START)
    assert (made.session.title, made.session.curriculum_version) == ("第1回", "1.0")
    assert made.session.created == START
    assert made.session.curriculum_path is None
