"""The curriculum that a session was made from."""

from __future__ import annotations

from jusou_tui.curriculum.named import of_session as curriculum_path

__all__ = ["curriculum_path"]
