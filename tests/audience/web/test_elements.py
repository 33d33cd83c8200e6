"""Elements as HTML and as JSON."""

from __future__ import annotations

from jusou_tui.audience.web.elements import BREAK, element, html, json_of


def test_texts_and_values_are_escaped() -> None:
    made = element("p.a.b", '<script>alert("x")</script>', data_left='"><i>')

    assert html(made) == (
        '<p class="a b" data-left="&quot;&gt;&lt;i&gt;">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</p>'
    )


def test_a_break_is_a_wbr() -> None:
    assert html(element("p", f"連携を{BREAK}振り返る")) == "<p>連携を<wbr>振り返る</p>"


def test_the_tree_of_the_stream_holds_texts_as_they_are() -> None:
    assert json_of(element("p", "<b>", [element("i", "x")])) == ["p", {}, ["<b>", ["i", {}, ["x"]]]]


def test_an_image_has_no_end() -> None:
    assert html(element("img", src="qr.svg", alt="")) == '<img src="qr.svg" alt="">'
