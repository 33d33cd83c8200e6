"""The page in a headless Chromium."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from audience.pages import (
    ADDRESS,
    CURTAIN,
    HOURS,
    LONG,
    LONG_QUESTION,
    PAGES,
    PAUSED,
    ROUND,
    RUNNING,
    SHEET,
    SOON,
)
from audience.web.browser import Tab
from audience.web.served import Served
from jusou_tui.audience.digits import countdown_digits
from jusou_tui.audience.page import Page
from jusou_tui.audience.page_parts import Row
from jusou_tui.audience.web.running import BEAT

Serve = Callable[..., Served]
DIGITS = "document.querySelector('.digits').textContent"
WIDE = (1920, 1080)
PHONE = (390, 844)
SIZES = (WIDE, (1280, 720), PHONE, (844, 390), (768, 1024), (1024, 768), (3840, 2160))

pytestmark = pytest.mark.proof


def open_page(tab: Tab, served: Served, size: tuple[int, int] = WIDE) -> None:
    tab.size(*size)
    tab.open(served.address)


def stop_time(tab: Tab) -> None:
    """Let the page's own count of time stand; `jumps` moves it on."""
    tab.run("window.time = performance.now(); performance.now = () => window.time; 0")


def jumps(tab: Tab, milliseconds: float) -> None:
    """Let the page's own count of time be so much later."""
    tab.run(f"window.time += {milliseconds}, 0")


def test_the_page_follows_without_being_loaded_again(tab: Tab, serve: Serve) -> None:
    served = serve(RUNNING)
    open_page(tab, served)
    tab.run("window.same = true")

    served.show(CURTAIN)

    tab.until("document.querySelector('.band')?.textContent == '資料を配っています。少しお待ちください。'")
    assert "付箋" not in tab.run("document.body.textContent")
    assert tab.run("window.same")


def test_digits_go_on_in_the_browser(tab: Tab, serve: Serve) -> None:
    (big,) = RUNNING.bigs
    assert big.time is not None
    open_page(tab, serve(replace(RUNNING, share=big.time.share)))

    tab.until(f"{DIGITS} <= '36:46'")

    assert tab.run("document.querySelector('.bar').value") > big.time.share + 1 / 3600


@pytest.mark.parametrize("wrong", ["+ 86400e3 * 400", "- 7200e3", "* 0"])
def test_a_wrong_clock_changes_nothing(own_tab: Tab, serve: Serve, wrong: str) -> None:
    own_tab.call("Page.enable")
    own_tab.call(
        "Page.addScriptToEvaluateOnNewDocument",
        source=f"Date.now = ((now) => () => now() {wrong})(Date.now)",
    )
    open_page(own_tab, serve(RUNNING))

    took = own_tab.until(f"{DIGITS} <= '36:46' && performance.now()")

    assert own_tab.run("Math.abs(Date.now() - performance.timeOrigin - performance.now()) > 3600e3")
    assert took > 1000


def test_what_stands_is_not_counted(tab: Tab, serve: Serve) -> None:
    served = serve(PAUSED)
    open_page(tab, served)
    tab.until("performance.now() > 1500")

    assert tab.run(DIGITS) == "36:48"


def test_a_rehearsal_goes_by_its_fast_clock(tab: Tab, serve: Serve) -> None:
    open_page(tab, serve(RUNNING, speed=60.0))

    assert tab.until(f"{DIGITS} < '36:20' && {DIGITS}") > "35:00"


@pytest.mark.parametrize(("base", "low", "high"), [(RUNNING, 0, 6000), (ROUND, 0, 1200), (HOURS, 6000, 9999)])
def test_the_script_writes_digits_as_the_server_does(
    tab: Tab, serve: Serve, base: Page, low: int, high: int
) -> None:
    """Each figure of a countdown, by the script's own function."""
    last = base.bigs[-1]
    assert last.time is not None
    served = serve(base)
    open_page(tab, served)
    stop_time(tab)  # so that every figure is looked at as it is sent
    for left in {low, low + 1, low + 59, low + 60, low + 61, low + 599, low + 600, high - 61, high - 1}:
        for part in (0.0, 0.4):
            time = replace(last.time, seconds=left + part)
            text, unit = countdown_digits(time.seconds, of_turn=base is ROUND)
            bigs = (*base.bigs[:-1], replace(last, text=text, unit=unit, time=time))
            served.show(replace(base, bigs=bigs, title=f"{left} {part}"))
            tab.until(f"document.querySelector('.title').textContent == '{left} {part}'")
            assert tab.run("[...document.querySelectorAll('.digits')].at(-1).textContent") == text


def test_a_server_that_is_gone_is_said_and_the_page_comes_back(own_tab: Tab, serve: Serve) -> None:
    served = serve(RUNNING)
    own_tab.call(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}]
    )
    open_page(own_tab, served)
    own_tab.run("window.same = true")
    served.stop()

    own_tab.until("document.documentElement.classList.contains('lost')")
    seen = own_tab.run(DIGITS)
    words = own_tab.run("document.getElementById('lost').innerText")
    standing = own_tab.run("getComputedStyle(document.querySelector('.digits')).color")
    own_tab.run("new Promise((done) => setTimeout(done, 1100))")

    assert "つながっていません" in words
    assert own_tab.run(DIGITS) == seen > "36:30"
    assert standing == "rgb(102, 119, 153)"

    serve(SOON, port=served.port)
    own_tab.run("window.began = performance.now()")
    own_tab.until("document.querySelector('.chip.ink-soon')")
    assert own_tab.run("performance.now() - window.began") < 10_000
    assert not own_tab.run("document.documentElement.classList.contains('lost')")
    assert own_tab.run("document.getElementById('lost').innerText") == ""
    assert own_tab.run("window.same")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=str)
def test_what_a_curtain_would_hide_is_out_of_sight_without_a_connection(
    tab: Tab, serve: Serve, size: tuple[int, int]
) -> None:
    """The curtain may be drawn meanwhile; what was decided stays on the page of the end."""
    hidden = {
        "sheet": (".sheet td", ".sheet-title"),
        "decisions": (".decisions dd",),
        "round_named": (".ink-turn .word + .word", ".row.turn .line"),
        "finished": (),
    }
    served = serve(RUNNING)
    open_page(tab, served, size)
    stop_time(tab)
    for name, places in hidden.items():
        served.show(replace(PAGES[name], mark=name))
        tab.until(f"document.querySelector('.mark')?.textContent == '{name}'")
        for is_lost in (False, True):
            if is_lost:
                jumps(tab, 5100)
                tab.run("dispatchEvent(new Event('visibilitychange')); 0")
                tab.run("document.dispatchEvent(new Event('visibilitychange')); 0")
            for place in places:
                seen = f"getComputedStyle(document.querySelector('{place}')).visibility"
                assert tab.run(seen) == ("hidden" if is_lost else "visible"), (name, place)
            said = "かくしておきます" in tab.run("document.getElementById('lost').innerText")
            assert said == (is_lost and bool(places)), name
        if size[0] > size[1]:
            assert tab.run("document.documentElement.scrollHeight <= innerHeight + 1"), name
    decided = "getComputedStyle(document.querySelector('.decisions dd')).visibility"
    assert tab.run(decided) == "visible"


def test_beats_keep_the_page_and_silence_does_not(tab: Tab, serve: Serve) -> None:
    """The silence of a server that holds its connections, as that of a network that swallows everything."""
    served = serve(RUNNING)
    open_page(tab, served)
    stop_time(tab)
    for _ in range(3):
        jumps(tab, 4000)
        served.show(replace(RUNNING, title=f"{tab.run('window.time')}"))
        tab.until("document.querySelector('.title').textContent == String(window.time)")
        assert "lost" not in tab.run("document.documentElement.className")

    jumps(tab, 5100)
    assert BEAT * 2 < 5
    tab.until("document.documentElement.classList.contains('lost')")


def test_after_a_sleep_of_the_machine_a_beat_puts_the_digits_right(tab: Tab, serve: Serve) -> None:
    """Time that the browser did not count, since it stood."""
    served = serve(RUNNING)
    open_page(tab, served)
    stop_time(tab)
    shown = tab.run(DIGITS)

    while tab.run(DIGITS) == shown:
        served.beat()

    assert tab.run(DIGITS) < shown


def test_without_scripts_the_page_is_whole_and_loads_itself_again(own_tab: Tab, serve: Serve) -> None:
    served = serve(RUNNING)
    own_tab.call("Emulation.setScriptExecutionDisabled", value=True)
    open_page(own_tab, served)
    first = own_tab.picture()

    served.show(CURTAIN)
    own_tab.wait_for_load()

    assert own_tab.picture() != first


def test_a_screen_reader_is_spoken_to_once_a_minute(tab: Tab, serve: Serve) -> None:
    served = serve(RUNNING)
    open_page(tab, served)
    assert (
        tab.run("document.querySelector('[aria-live=polite]').textContent")
        == "わがまちの連携を振り返る。残り 37分"
    )
    (big,) = RUNNING.bigs
    assert big.time is not None
    sooner = replace(RUNNING, clock="14:44", bigs=(replace(big, time=replace(big.time, seconds=2095)),))

    served.show(sooner)
    tab.until("document.querySelector('.clock').textContent == '14:44'")
    assert "残り 37分" in tab.run("document.getElementById('spoken').textContent")
    stop_time(tab)
    jumps(tab, 60_000)
    served.show(replace(sooner, clock="14:45"))

    tab.until("document.getElementById('spoken').textContent.includes('残り 35分')")


def test_no_one_is_asked_but_the_server(tab: Tab, serve: Serve) -> None:
    served = serve(ADDRESS, address=ADDRESS.address)
    open_page(tab, served)
    tab.until("document.querySelector('.invitation').complete")

    loaded = tab.run("performance.getEntriesByType('resource').map((one) => one.name)")

    assert {one.rpartition("/")[0] for one in loaded} == {served.address.rstrip("/")}
    assert tab.run("document.querySelector('.invitation').naturalWidth") > 0
    assert tab.run("document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage)") == ""


def test_text_that_was_typed_cannot_become_a_script(tab: Tab, serve: Serve) -> None:
    nasty = "<img src=x onerror=\"document.title = 'caught'\"><script>document.title = 'caught'</script>"
    served = serve(replace(RUNNING, heading=nasty, short_heading=""))
    open_page(tab, served)
    served.show(replace(RUNNING, heading=nasty, short_heading="", band=nasty))

    tab.until("document.querySelector('.band')")

    assert tab.run("document.title") == "つなぐ窓口の会 第1回｜共有画面"
    assert tab.run("document.querySelector('h1').textContent").endswith(nasty)
    assert tab.run("document.querySelectorAll('main img, main script').length") == 0


INSIDE = """[...document.querySelectorAll('header *, main *, footer *')].filter((one) => {
    const box = one.getBoundingClientRect();
    const out = box.width && (box.left < -1 || box.right > innerWidth + 1);
    return out && one.childElementCount == 0 && !one.closest('.sheet');
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_state_fits(tab: Tab, serve: Serve, size: tuple[int, int]) -> None:
    """Across always; on a screen that lies also in height, and the digits are large there while they go."""
    served = serve(RUNNING)
    open_page(tab, served, size)
    for name, page in PAGES.items():
        served.show(replace(page, mark=name))
        tab.until(f"document.querySelector('.mark')?.textContent == '{name}'")
        assert tab.run(INSIDE) == [], name
        assert tab.run("document.documentElement.scrollWidth <= innerWidth"), name
        if size[0] > size[1]:
            assert tab.run("document.documentElement.scrollHeight <= innerHeight + 1"), name


GOAL = Row("目標", ("連携のつまずきを知ります。", "はじめに話すことを、一つ決めます。"), "question")
CROWDED = {
    "two sentences of a goal": replace(
        RUNNING,
        rows=(
            Row("目標", ("連携のつまずきを知ります。", "はじめに話すことを、一つ決めます。"), "question"),
            *RUNNING.rows,
        ),
    ),
    "a message in a round": replace(PAGES["round_named"], band="14:20 に再開します"),
    "decisions in a break": replace(
        PAGES["break"], decisions_title="決まったこと", decisions=(("決定1", "席は混ぜて座る。"),)
    ),
}


@pytest.mark.parametrize("name", CROWDED)
def test_a_crowded_page_keeps_its_rows(tab: Tab, serve: Serve, name: str) -> None:
    """The digits become smaller before a row goes."""
    open_page(tab, serve(CROWDED[name]), WIDE)

    assert tab.until("document.querySelector('.page').dataset.small !== undefined")
    assert tab.run("document.querySelectorAll('.row.gone').length") == 0
    assert tab.run("document.documentElement.scrollHeight <= innerHeight + 1")


@pytest.mark.parametrize("name", CROWDED)
def test_the_address_of_the_page_is_always_in_sight(tab: Tab, serve: Serve, name: str) -> None:
    open_page(tab, serve(replace(CROWDED[name], address="http://192.0.2.7:8765/見本")), WIDE)

    assert 0 < tab.until("document.querySelector('.address').getBoundingClientRect().bottom") <= WIDE[1]
    assert tab.run("document.documentElement.scrollHeight <= innerHeight + 1")


MESSAGE = "資料は机の上にあります。大きい机に集まってください"
RUNS = {
    "usual": RUNNING,
    "two sentences of a goal": CROWDED["two sentences of a goal"],
    "a message": replace(RUNNING, band=MESSAGE),
    "the longest question": LONG,
    "the longest question and a short message": replace(LONG, band="14:20 に再開します"),
}


@pytest.mark.parametrize("name", RUNS)
def test_digits_are_a_quarter_of_the_height(tab: Tab, serve: Serve, name: str) -> None:
    """Only a question that does not fit otherwise makes them smaller."""
    open_page(tab, serve(RUNS[name]))

    size = tab.run("parseFloat(getComputedStyle(document.querySelector('.digits')).fontSize)")

    assert size * 0.73 >= 0.25 * WIDE[1]
    assert tab.run("document.documentElement.scrollHeight <= innerHeight + 1")


def test_a_sheet_of_one_row_leaves_no_hole(tab: Tab, serve: Serve) -> None:
    assert SHEET.sheet is not None
    short = replace(SHEET.sheet, headings=("", "", ""), rows=SHEET.sheet.rows[:1], writing=None)
    open_page(tab, serve(replace(SHEET, sheet=short)))

    height = "document.querySelector('.sheet{}').getBoundingClientRect().height"

    assert tab.run(height.format("")) == pytest.approx(tab.run(height.format(" table")), abs=1)
    assert tab.run("document.querySelectorAll('.sheet thead').length") == 0
    assert tab.run("document.querySelectorAll('.row.gone, .tail.gone').length") == 0


@pytest.mark.parametrize("groups", [False, True])
def test_beside_decisions_and_a_sheet_the_time_stays_larger_than_text(
    tab: Tab, serve: Serve, groups: bool
) -> None:
    """Of two numbers the groups' timer is the larger one, as everywhere."""
    base = PAGES["groups"] if groups else RUNNING
    decisions = tuple((f"決定{number}", "席は混ぜて座り、窓口の一覧を作る。") for number in (1, 2))
    crowded = replace(base, rows=(GOAL, *base.rows), decisions_title="決まったこと", decisions=decisions)
    open_page(tab, serve(crowded), WIDE)
    assert tab.until("document.querySelector('.page').dataset.small !== undefined")

    sizes = tab.run(
        "[...document.querySelectorAll('.digits')].map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )

    heading = tab.run("parseFloat(getComputedStyle(document.querySelector('.heading')).fontSize)")
    assert min(sizes) > heading
    assert sizes == sorted(sizes)
    assert tab.run("document.documentElement.scrollHeight <= innerHeight + 1")


def test_the_question_is_never_cut_and_the_rest_gives_way(tab: Tab, serve: Serve) -> None:
    longer = replace(LONG, rows=(replace(LONG.rows[0], lines=(LONG_QUESTION * 2,)), *LONG.rows[1:]))
    served = serve(longer)
    open_page(tab, served)

    shown = tab.until("document.querySelector('.question .line').getBoundingClientRect().bottom")

    assert shown <= WIDE[1]
    assert tab.run("document.querySelector('.question').textContent").endswith(LONG_QUESTION)
    assert tab.run("document.querySelector('[data-gives-way=\"1\"]').matches('.gone')")
    assert tab.run("document.querySelector('h1 .short').hidden") is False


def test_the_row_that_is_written_is_in_sight(tab: Tab, serve: Serve) -> None:
    assert SHEET.sheet is not None
    rows = tuple((f"場面{n}", "ためしに書いた長めの文です。" * 3, "") for n in range(40))
    sheet = replace(SHEET.sheet, rows=rows, writing=31)
    for size in (WIDE, PHONE):
        open_page(tab, serve(replace(SHEET, sheet=sheet)), size)
        assert tab.until(
            """(() => {
                const row = document.querySelector('tr.writing').getBoundingClientRect();
                const sheet = document.querySelector('.sheet').getBoundingClientRect();
                return row.top >= sheet.top && row.bottom <= sheet.bottom + 1;
            })()"""
        )
        top = """(() => {
            const head = document.querySelector('.sheet thead').getBoundingClientRect().bottom;
            const tops = [...document.querySelectorAll('.sheet tbody tr')].map((one) =>
                one.getBoundingClientRect().top);
            const room = document.querySelector('.sheet').getBoundingClientRect().bottom - head;
            const isTall = document.querySelector('tr.writing').offsetHeight > room;
            return isTall || Math.min(...tops.map((one) => Math.abs(one - head))) <= 2;
        })()"""
        assert tab.run(top)  # no half row below the headings


def test_the_last_line_begins_at_the_left_where_it_takes_two(tab: Tab, serve: Serve) -> None:
    open_page(
        tab, serve(replace(PAGES["break"], tail="飲み物をどうぞ。窓を少し開けています。ごゆっくり。")), PHONE
    )

    left = "document.querySelector('.{}').getBoundingClientRect().left"

    assert tab.run(left.format("tail-right")) == tab.run(left.format("tail"))


def test_without_scripts_the_last_line_is_in_sight_and_nothing_lies_over_the_top(
    own_tab: Tab, serve: Serve
) -> None:
    served = serve(replace(PAGES["message"], mark="リハーサル"))
    own_tab.call("Emulation.setScriptExecutionDisabled", value=True)
    open_page(own_tab, served, (844, 390))
    boxes = {}
    document = own_tab.call("DOM.getDocument")["root"]["nodeId"]
    for place in ("footer", ".no-script", "header"):
        node = own_tab.call("DOM.querySelector", nodeId=document, selector=place)["nodeId"]
        boxes[place] = own_tab.call("DOM.getBoxModel", nodeId=node)["model"]["border"]

    assert boxes["footer"][5] <= 391
    assert boxes[".no-script"][1] > boxes["header"][5]


def test_zoom_enlarges_and_keeps_everything(tab: Tab, serve: Serve) -> None:
    open_page(tab, serve(RUNNING))
    dots = "parseFloat(getComputedStyle(document.querySelector('.question dd')).fontSize) * devicePixelRatio"
    before = tab.run(dots)

    tab.size(WIDE[0] // 2, WIDE[1] // 2, 2.0)

    assert tab.until(f"{dots} > {before * 1.9} && {dots}") == pytest.approx(before * 2, rel=0.05)
    assert tab.run("document.querySelectorAll('.gone').length") == 0
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")


def test_larger_and_smaller(tab: Tab, serve: Serve) -> None:
    served = serve(RUNNING)
    open_page(tab, served)
    size = "parseFloat(getComputedStyle(document.querySelector('.question dd')).fontSize)"
    usual = tab.run(size)

    served.show(replace(RUNNING, enlarge=2))
    tab.until(f"{size} > {usual * 1.15}")
    served.show(replace(RUNNING, enlarge=-2))
    tab.until(f"{size} < {usual * 0.9}")


def test_who_wants_less_motion_gets_none(own_tab: Tab, serve: Serve) -> None:
    own_tab.call(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}]
    )
    open_page(own_tab, serve(ROUND))

    moves = "(one) => parseFloat(getComputedStyle(one).transitionDuration)"

    assert own_tab.run(f"[...document.querySelectorAll('*')].filter({moves}).length") == 0


CONTRAST = """(() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = numbers(colour)
            .map((one) => one / 255)
            .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (numbers(colour)[3] !== 0) return colour;
        }
    };
    const isText = (part) => part.nodeType == 3 && part.textContent.trim();
    const hasText = (one) => [...one.childNodes].some(isText);
    const seen = [...document.querySelectorAll('#body *:not(.bar, img)')].filter((one) => one.offsetWidth);
    return seen.filter(hasText).map((one) => {
        const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
        return [(a + 0.05) / (b + 0.05), one.className, one.textContent];
    });
})()"""


def test_contrast(own_tab: Tab, serve: Serve) -> None:
    """4.5:1 everywhere; 3:1 for digits that stand, which are large."""
    served = serve(RUNNING)
    own_tab.call(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}]
    )
    open_page(own_tab, served)
    for name, page in PAGES.items():
        served.show(replace(page, mark=name))
        own_tab.until(f"document.querySelector('.mark')?.textContent == '{name}'")
        found = own_tab.run(CONTRAST)
        assert len(found) > 5
        assert [one for one in found if one[0] < (3 if "digits" in one[1] else 4.5)] == [], name
