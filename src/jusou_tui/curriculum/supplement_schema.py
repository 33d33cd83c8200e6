"""The JSON Schema of a curriculum's supplement."""

from __future__ import annotations

from typing import Any

from jusou_tui.curriculum.schema import schema_of
from jusou_tui.curriculum.supplement import Supplement

MODELS = {
    "Supplement": "カリキュラムに添えるファイル（記入例、事例カード、問いかけ）",
    "Example": "ワークシート一枚の記入例",
    "Card": "事例カードの一枚。ほかの市町村が行ったこと",
    "Prompt": "話し始めるきっかけになる一言",
}

KEYS = {
    "id": "半角の英小文字・数字・ハイフンの名前。並びの中で1つだけ",
    "title": "題名",
    "text": "本文",
    "used_in": '使うところ（"step1" か "step1/opening" の形）',
    "Supplement.schema": "ファイルの書式の番号。いまは 1",
    "Supplement.examples": "記入例。ワークシートの id ごとに一つ",
    "Supplement.cards": "事例カードの並び",
    "Supplement.prompts": "きっかけになる一言の並び",
    "Example.about": "この記入例の、目を留めてほしいところ",
    "Example.cells": '記入する欄。"部分/行/列" の形の名前と、その中身',
    "Example.rows": '増やせる行や区画の付箋。"部分/列" か "部分/区画" の形の名前と、その中身',
    "Card.town": "どのまちのことか",
    "Card.size": "まちの規模。town 町・村、city 市、core-city 中核市など",
    "Card.phases": "取組の段階。considering 検討中、preparing 準備中、running 実施中",
    "Card.reference": "もとになる参考資料の id",
    "Card.invented": "まちも話も架空なら true",
    "Prompt.label": '一言のまとまりの名前（例："困った連携"）',
}


def json_schema() -> dict[str, Any]:
    """Return the schema of a supplement's file."""
    return schema_of(Supplement, MODELS, KEYS)
