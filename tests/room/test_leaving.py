from pathlib import Path

from codriver.access.http.login import Login
from codriver.access.http.secret import Secret
from codriver.room.leaving import clean, held
from codriver.room.request import LanguageModel, Live, LiveSource, Room

TOKEN, KEY = "t0ken-of-the-logs", "k3y-of-the-model"


def room(tmp_path: Path) -> Room:
    source = LiveSource(name="logs", kind="loki", login=Login(token=Secret(TOKEN)))
    return Room(state=tmp_path, live=Live(sources=(source,)), model=LanguageModel(key=Secret(KEY)))


def test_the_secrets_that_codriver_holds_are_those_of_sources_and_model(tmp_path: Path) -> None:
    assert {TOKEN, KEY} <= set(held(room(tmp_path)))


def test_every_text_of_a_value_is_cleaned_and_all_else_stays(tmp_path: Path) -> None:
    value = {"says": f"asked with {TOKEN}", "rows": [1, None, True, {"quote": f"password={KEY}", f"x {TOKEN}": 2.5}]}
    found = str(clean(room(tmp_path), value))
    assert TOKEN not in found
    assert KEY not in found
    assert "[1, None, True, {" in found


def test_what_one_text_shows_to_be_a_secret_is_taken_out_of_the_others(tmp_path: Path) -> None:
    value = {"quote": "login failed password=correcthorse", "slots": [{"values": ["correcthorse"]}]}
    assert "correcthorse" not in str(clean(room(tmp_path), value))
