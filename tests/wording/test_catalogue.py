"""A compiled catalogue is read sentence by sentence, with what gettext makes of it."""

import gettext
import io
from pathlib import Path

import pytest

from jusou_tui import wording
from jusou_tui.wording.catalogue import Catalogue

FOLDER = Path(wording.__file__).parent


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_sentence_is_the_one_that_gettext_finds(language: str) -> None:
    data = (FOLDER / f"{language}.mo").read_bytes()
    ours, theirs = Catalogue(data), gettext.GNUTranslations(io.BytesIO(data))
    sentences: dict[str, str] = vars(theirs)["_catalog"]
    ids = [one for one in sentences if one]
    assert len(ids) > 1000
    assert [ours.gettext(one) for one in ids] == [theirs.gettext(one) for one in ids]
    for unknown in ("", "a", "app.home_greetin", "app.home_greetings", "～"):
        assert ours.gettext(unknown) == (unknown or theirs.gettext(""))


@pytest.mark.parametrize("data", [b"", b"\xde\x12\x04\x95", b"\xde\x12\x04\x96" + b"\x00" * 30, b"msgid" * 9])
def test_what_is_no_catalogue_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="catalogue"):
        Catalogue(data)
