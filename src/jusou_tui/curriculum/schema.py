"""The JSON Schema of curriculum files and their like, so that editors complete and check while one writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from jusou_tui.curriculum.model import Curriculum

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MODELS = {
    "Curriculum": "カリキュラム（一つのファイル）",
    "Programme": "プログラムそのものの説明",
    "WayOfUse": "活用方法の一つ",
    "Period": "全体の期間の一つ",
    "Term": "用語とその意味",
    "Variant": "実施パターンの一つ（通して行う、Step1 だけ、同じ日に行うなど）",
    "Reference": "参考資料（動画や文書）",
    "ClipEntry": "参考資料の動画のうち、見る部分",
    "Worksheet": "ワークシート（何も書いていない様式）",
    "Block": "ワークシートの一部分。列と行を持つ",
    "Heading": "ワークシートの見出し（列・行・欄）",
    "Step": "Step（事前準備、集合、実践）",
    "Length": "期間。minutes・weeks・months のどれか一つを [最小, 最大] で書く",
    "Activity": "実施内容の一つ",
    "Duration": "所要時間（分）。max(plan か minutes, base + per_participant × 人数) + per_case × 件数",
    "Segment": "区切り（実施内容の中の一こま）。時間の書き方は一つだけ。書かなければ残りの時間を使う",
    "Clip": "動画の、見る部分",
    "Cue": "途中の合図",
    "Slides": "対応するスライドの頁",
}

KEYS = {
    "id": "半角の英小文字・数字・ハイフンの名前。並びの中で1つだけ",
    "title": "題名",
    "short_title": "短い題名（画面の見出しに使う）",
    "purpose": "ねらい（なぜやるか）。一つずつ並べる",
    "materials": "用意するもの",
    "cautions": "気をつけること",
    "length": "期間や時間の長さ",
    "hints": "書き方のヒント",
    "layout": "形。form 記入欄、grid 行×列、table 行が増える表、zones 区画、memo 自由なメモ",
    "start": "始まりの時間（分:秒 か 時:分:秒）",
    "end": "終わりの時間（分:秒 か 時:分:秒）",
    "url": "資料や動画の URL",
    "minutes": "分の数",
    "text": "進行役に出す合図の文",
    "Curriculum.schema": "ファイルの書式の番号。いまは 1",
    "Curriculum.version": 'このカリキュラムのバージョン。内容を変えたら上げる（例："1.0"）',
    "Curriculum.language": '内容の言語（例："ja"）',
    "Curriculum.shortest_share": "終了時刻に合わせるとき、元の何%まで短くしてよいか（50から100）",
    "Curriculum.programme": "プログラムそのものの説明",
    "Curriculum.variants": "実施パターンの並び",
    "Curriculum.references": "参考資料の並び",
    "Curriculum.worksheets": "ワークシートの並び",
    "Curriculum.steps": "Step の並び（行う順）",
    "Programme.source": "基にした資料",
    "Programme.about": "このカリキュラムについて",
    "Programme.background": "必要とされる背景",
    "Programme.purpose": "プログラムの目的",
    "Programme.target": "対象とする市町村",
    "Programme.effects": "期待される効果（到達目標）",
    "Programme.organisers": "事務局を担う人",
    "Programme.participants": "参加メンバー",
    "Programme.use": "使い方の考え方",
    "Programme.ways_of_use": "活用方法の並び",
    "Programme.periods": "全体の期間の並び",
    "Programme.glossary": "用語集",
    "WayOfUse.points": "その使い方の要点",
    "Length.minutes": "分で [最小, 最大]",
    "Length.weeks": "週で [最小, 最大]",
    "Length.months": "月で [最小, 最大]",
    "Term.term": "用語",
    "Term.meaning": "意味",
    "Variant.description": "どんなときに、どう行うか",
    "Variant.without": "行わない Step の id",
    "Variant.only": "行う Step の id（これだけを行う）",
    "Variant.same_day": "同じ日に行う Step の id",
    "Reference.video": "動画の URL",
    "Reference.pages": '見る頁（例："p57-89"）',
    "Reference.clips": "動画のうち見る部分",
    "Worksheet.blocks": "シートを形づくる部分の並び",
    "Worksheet.label": "一覧での呼び名。同じ題名のシートを見分けるために使う",
    "Worksheet.goal": "このシートで目ざすこと",
    "Worksheet.filled_by": "だれが書くか",
    "Worksheet.filled_in": 'どこで書くか（"step1" か "step1/opening" の形）',
    "Worksheet.read_in": 'どこで読むか（"step1" か "step1/opening" の形）',
    "Worksheet.sensitive": "支援を受ける人の個人情報を書くシートなら true。共有画面に出さない",
    "Worksheet.caution": "書くときに気をつけること",
    "Worksheet.large_print": "大きな字で刷って使うなら true",
    "Worksheet.per_case": "ケース1件ごとに1枚使うなら true",
    "Worksheet.per_member": "参加メンバー1人に1枚配るなら true",
    "Worksheet.ours": "元の資料に様式がなく、新しくつくったものなら true",
    "Block.columns": "列の見出し（form では横に並ぶ欄）",
    "Block.rows": "行の見出し（form では縦に並ぶ欄）",
    "Block.side": "行に分けない、縦長の欄",
    "Block.default_rows": "はじめから書いてある行",
    "Block.blank_rows": "何も書いていない行の数",
    "Block.overlapping": "3つの区画のうち、最後が前の2つの重なりなら true",
    "Heading.hint": "何を書くかのヒント",
    "Heading.group": "となり合う列をまとめる、上の見出し",
    "Heading.todo": "行を ToDo として数える表の列。what すること、owner 担当、due 期限",
    "Step.kind": "preparation 事前準備、meeting 会、fieldwork 実践",
    "Step.label": '呼び名（例："Step1"）',
    "Step.organiser_preparation": "事務局が前もって行うこと",
    "Step.organiser_remarks": "事務局の準備について伝えること（済みにする行にはならない）",
    "Step.member_preparation": "メンバーが前もって行うこと",
    "Step.member_references": "メンバーが前もって見る参考資料の id",
    "Step.notes": "知っておくとよいこと",
    "Step.may_be_left_out": "省いてもよいなら true",
    "Step.cases": "扱うケースの件数の目安 [最小, 最大]",
    "Step.activities": "実施内容の並び（行う順）",
    "Activity.form": "形式（対話、講義、説明、ワーク、各自発表、発表・対話、フィールドワークなど）",
    "Activity.forms": "選べる形式",
    "Activity.duration": "所要時間",
    "Activity.what": "進め方（進行役が行うこと）。一つずつ並べる",
    "Activity.read_aloud": "参加メンバーに読み上げる文",
    "Activity.questions": "参加メンバーへの問いかけ",
    "Activity.goals": "終わったときに、こうなっていたいこと",
    "Activity.tips": "うまく進めるためのヒント",
    "Activity.references": "使う参考資料の id",
    "Activity.slides": "対応するスライド",
    "Activity.segments": "区切りの並び（行う順）",
    "Activity.cues": "途中の合図の並び",
    "Activity.fills": "ここで書くワークシートの id",
    "Activity.reads": "ここで見るワークシートの id",
    "Activity.as_needed": "必要に応じて行うなら true",
    "Activity.needs_step": "この Step を行わないときは、この実施内容も行わない",
    "Activity.pin": '始める時刻（例："13:30"）',
    "Activity.until": '終える時刻（例："15:00"）',
    "Activity.lead": "進める人",
    "Duration.minutes": "分の数（例：15）か [最小, 最大]（例：[20, 40]）",
    "Duration.plan": "範囲のうち、計画に使う分。書かなければ最大",
    "Duration.base": "人数によらずかかる分",
    "Duration.per_participant": "1人につき増える分（例：0.5）",
    "Duration.per_case": "ケース1件につき増える分",
    "Duration.shortest_share": "同じく、何%まで短くしてよいか（50から100）。範囲や shortest とは並べない",
    "Duration.shortest": "終了時刻に合わせるとき、ここまで短くしてよい分。無ければ範囲の下の端か8割",
    "Segment.what": "この区切りで行うこと",
    "Segment.seconds": "秒の数",
    "Segment.clip": "見る動画",
    "Segment.seconds_per_participant": "一巡。1人あたりの秒の数",
    "Segment.minutes_per_case": "ケースごとにくり返す。1件あたりの分の数",
    "Segment.alone": "一人で行うなら true",
    "Clip.reference": "もとになる参考資料の id",
    "Cue.after": "始めてから何分後か",
    "Slides.deck": 'スライドの名前（例："事務局資料１－①"）',
    "Slides.pages": "頁 [始め, 終わり]",
}


def json_schema() -> dict[str, Any]:
    """Return the schema of a curriculum file."""
    return schema_of(Curriculum, MODELS, KEYS)


def schema_of(model: type[BaseModel], models: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, Any]:
    """Return the schema of a file as TOML writes it: no null, keys by their TOML names.

    `models` describes each model by its name, `keys` each key, by `Model.key` or for all models by `key`.
    Raises KeyError where one is not described.
    """
    schema = model.model_json_schema(by_alias=True)
    found = {model.__name__: schema, **schema["$defs"]}
    for name, one in found.items():
        _describe(name, one, models, keys)
    definitions = schema.pop("$defs")
    return {"$schema": DIALECT, **schema, "$defs": definitions}


def _describe(name: str, model: dict[str, Any], models: Mapping[str, str], keys: Mapping[str, str]) -> None:
    """Describe the model and its keys; drop what TOML cannot say."""
    model["description"] = models[name]
    for key, entry in model["properties"].items():
        stated = _without_null(entry)
        stated.pop("title", None)
        if stated.get("default", 0) is None:
            del stated["default"]
        description = keys.get(f"{name}.{key}") or keys[key]
        model["properties"][key] = {"description": description, **stated}


def _without_null(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry without the branch that allows null: a key left out is the null of TOML."""
    branches = [branch for branch in entry.get("anyOf", []) if branch != {"type": "null"}]
    if not branches:
        return entry
    rest = {key: value for key, value in entry.items() if key != "anyOf"}
    return {**rest, **branches[0]} if len(branches) == 1 else {**rest, "anyOf": branches}
