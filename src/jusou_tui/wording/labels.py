"""Labels of roles and kinds of entries, lists of names, texts in brackets."""

from __future__ import annotations

from collections.abc import Iterable

from jusou_tui.wording import t

_ROLES = {
    "organiser": "common.role_organiser",
    "facilitator": "common.role_facilitator",
    "scribe": "common.role_scribe",
    "member": "common.role_member",
}
_KINDS = {
    "note": "common.kind_note",
    "decision": "common.kind_decision",
    "todo": "common.kind_todo",
    "question": "common.kind_question",
}


def role_label(role: str) -> str:
    """Return the label of a participant's role."""
    return t(_ROLES[role])


def role_options() -> list[tuple[str, str]]:
    """Return the roles with their labels, for a choice."""
    return [(role, t(message_id)) for role, message_id in _ROLES.items()]


def kind_label(kind: str) -> str:
    """Return the label of a kind of entry: a note, decision, ToDo or question."""
    return t(_KINDS[kind])


def kind_options() -> list[tuple[str, str]]:
    """Return the kinds of entries with their labels, for a choice."""
    return [(kind, t(message_id)) for kind, message_id in _KINDS.items()]


def inline(label: str) -> str:
    """Return a label for use within a line: without the capital that English labels begin with."""
    return label[:1].lower() + label[1:]


def list_text(names: Iterable[str]) -> str:
    """Return names one after the other, `佐藤、鈴木`."""
    return t("common.list_comma").join(names)


def bracketed(text: str) -> str:
    """Return a text in brackets, to follow another text: `（text）`, in English ` (text)`; "" for ""."""
    return t("common.in_brackets", what=text) if text else ""


def tag_text(label: str) -> str:
    """Return a label in square brackets, to go before a text: `［非公開］`, in English `[private] `."""
    return t("common.tag", what=label)


def labelled(label: str, text: str) -> str:
    """Return `label：text`, in English `label: text`."""
    return f"{label}{t('common.colon')}{text}"
