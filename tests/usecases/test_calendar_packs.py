"""A year without a notice is provisional and says so; when its table arrives, days and duties move, visibly."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.errors import InputFault, Refused
from guiju.store import views
from guiju.store.catalogue import load
from guiju.usecases import add_calendar as adding
from guiju.usecases.add_calendar import add_calendar
from guiju.usecases.count_deadline import count_deadline
from guiju.usecases.list_duties import list_duties
from guiju.usecases.preview_calendar import preview_calendar
from guiju.usecases.show_calendar import show_calendar
from guiju.usecases.verify_ledger import verify_ledger
from tests.usecases.small_town import JUSTICE, TRADE, do

RULE = "reconsideration.review"  # five working days
RECEIVED = date(2026, 12, 28)
INVENTED = """format = 1
year = 2027
status = "official"
source = "虚构的通知，仅供测试"
[[festival]]
name = "元旦"
rest = [2027-01-01, 2027-01-02, 2027-01-03, 2027-01-04]
work = [2027-01-09]
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "来自通知.toml"
    path.write_text(INVENTED, encoding="utf-8")
    return path


@pytest.fixture
def waiting(town):
    """The town with an application received in the last days of a year whose successor has no notice."""
    received = do(
        town,
        "reconsideration",
        "receive",
        "p1",
        JUSTICE,
        RECEIVED,
        applicant="某甲",
        applicant_kind="公民",
        respondent=TRADE,
        field_of_administration="市场监管",
        act_kind="行政处罚",
        filing_channel="当面",
    )
    return town, received.matter.id


def days_of(house, matter):
    return {line.step: (line.due, line.provisional) for line in list_duties(house) if line.matter == matter}


def test_a_deadline_into_a_year_without_a_notice_is_provisional(house):
    told, _ = count_deadline(house, RULE, RECEIVED)
    assert (told["last_day"], told["status"]) == ("2027-01-05", "provisional")


def test_when_the_table_arrives_it_is_final_and_the_difference_is_shown(house, table):
    told = add_calendar(house, table)
    assert [(one.day, one.before.rest, one.after.rest) for one in told.changes][:2] == [
        (date(2027, 1, 4), False, True),
        (date(2027, 1, 9), True, False),
    ]
    counted, _ = count_deadline(house, RULE, RECEIVED)
    assert (counted["last_day"], counted["status"]) == ("2027-01-06", "final")


def test_a_preview_names_the_duties_that_would_move_and_changes_nothing(waiting, table, tmp_path):
    town, matter = waiting
    before, digest = days_of(town, matter), town.catalogue.digest
    told = preview_calendar(town, table)
    moved = {(one.matter, one.limit): (one.old, one.new, one.is_provisional) for one in told.moved}
    assert moved[matter, "review"] == (date(2027, 1, 5), date(2027, 1, 6), False)
    assert days_of(town, matter) == before
    assert town.catalogue.digest == digest
    assert not (tmp_path / "days").exists()


def test_adding_moves_the_duty_and_keeps_record_and_views_agreeing(waiting, table):
    town, matter = waiting
    assert (date(2027, 1, 5), True) in days_of(town, matter).values()
    add_calendar(town, table)
    assert (date(2027, 1, 6), False) in days_of(town, matter).values()
    assert (date(2027, 1, 5), True) not in days_of(town, matter).values()
    assert verify_ledger(town).ok


def test_a_home_opened_anew_counts_with_its_own_table(house, table, tmp_path):
    add_calendar(house, table)
    again = load(packs=tmp_path / "days")
    assert again.calendar.years[2027].source == "虚构的通知，仅供测试"
    assert again.digest == house.catalogue.digest
    assert again.digest != load().digest


def test_a_table_of_the_home_stands_before_the_shipped_one(house, table):
    table.write_text(INVENTED.replace("2027", "2026").replace("-01-09", "-01-10"), encoding="utf-8")
    told = add_calendar(house, table)
    assert told.known is not None
    assert "2026" in told.known.source
    assert show_calendar(house, 2026).origin == "home"


def test_the_same_table_again_changes_nothing(waiting, table):
    town, _ = waiting
    add_calendar(town, table)
    again = add_calendar(town, table)
    assert (again.changes, again.moved, again.settled) == ((), (), ())


@pytest.mark.parametrize("act", [preview_calendar, add_calendar])
def test_a_broken_table_is_refused_with_all_its_faults_and_nothing_is_changed(waiting, table, tmp_path, act):
    town, matter = waiting
    before = days_of(town, matter)
    table.write_text(
        INVENTED.replace("official", "sure").replace("2027-01-09", "2027-01-11"), encoding="utf-8"
    )
    with pytest.raises(Refused) as refused:
        act(town, table)
    assert len(refused.value.findings) == 2
    assert days_of(town, matter) == before
    assert not (tmp_path / "days").exists()


def test_a_missing_file_is_bad_input(house, tmp_path):
    with pytest.raises(InputFault, match="没有这个文件"):
        preview_calendar(house, tmp_path / "none.toml")


def test_if_the_views_cannot_be_drawn_nothing_is_changed(waiting, table, tmp_path, monkeypatch):
    town, matter = waiting
    before, rows, known = days_of(town, matter), views.duties(None).count(), town.catalogue

    def torn(*_):
        raise OSError("磁盘已满")

    monkeypatch.setattr(adding, "rebuild", torn)
    with pytest.raises(OSError, match="磁盘已满"):
        add_calendar(town, table)
    assert town.catalogue is known
    assert days_of(town, matter) == before
    assert views.duties(None).count() == rows
    assert list((tmp_path / "days").iterdir()) == []


def test_a_year_says_whether_it_is_settled_and_by_which_notice(house, table):
    before = show_calendar(house, 2027)
    assert (before.status, before.origin) == ("provisional", "")
    assert "春节" in before.unknown
    assert show_calendar(house, 2026).open_end
    add_calendar(house, table)
    after = show_calendar(house, 2027)
    assert (after.status, after.origin, after.source) == ("official", "home", "虚构的通知，仅供测试")
    assert [(f.name, len(f.rest), len(f.work)) for f in after.festivals] == [("元旦", 4, 1)]
    assert not show_calendar(house, 2026).open_end


@pytest.mark.parametrize("year", [0, -1, 1900, 10000, 999999])
def test_a_year_out_of_reach_is_refused(house, year):
    with pytest.raises(InputFault):
        show_calendar(house, year)


def test_a_draft_table_stays_provisional(house, table):
    table.write_text(INVENTED.replace("official", "provisional"), encoding="utf-8")
    add_calendar(house, table)
    told, _ = count_deadline(house, RULE, RECEIVED)
    assert (told["last_day"], told["status"]) == ("2027-01-06", "provisional")


@pytest.mark.parametrize(
    ("name", "text"),
    [("2028.toml", INVENTED), ("extra.toml", INVENTED), ("2027.toml", "a = ["), ("2027.toml", "")],
)
def test_a_pack_spoilt_by_hand_is_named_when_the_home_opens(tmp_path, name, text):
    (tmp_path / "days").mkdir()
    (tmp_path / "days" / name).write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load(packs=tmp_path / "days")
    assert name in refused.value.findings[0].place
