from __future__ import annotations

from guiju.kernel.registry.uscc import fault
from guiju.kernel.scenario.pace import Pace
from guiju.kernel.scenario.read import read_story
from guiju.kernel.scenario.roster import credit_code, registry_acts
from guiju.kernel.scenario.staff import Staff
from tests.kernel.scenario.small_story import calendar, story

CERTIFICATES = """
[[certificate]]
kind = "enforcement"
role = "handler"
prefix = "C-"
issued = [2019-01-02, 2020-01-02]
valid_until = 2023-12-31
verified = 3
refused = 1
retired = 1
verified_between = [2023-03-01, 2023-04-28]
extended_until = 2025-12-31
"""


def staff() -> Staff:
    read, findings = read_story(story(CERTIFICATES))
    assert read is not None, findings
    return Staff(read, "一")


def test_every_body_stands_below_another_that_was_set_up_before_it():
    acts = [a for a in registry_acts(staff(), Pace(calendar())) if a.procedure == "body"]
    known: set[object] = set()
    for act in acts:
        assert act.fields.get("parent") in {None, *known}
        known.add(act.fields["code"])


def test_credit_codes_pass_the_check_and_name_no_real_region():
    assert {fault(credit_code(n)) for n in range(50)} == {""}
    assert credit_code(1)[2:8] == "990101"


def test_as_many_certificates_pass_the_verification_as_declared():
    acts = registry_acts(staff(), Pace(calendar()))
    verdicts = [a.fields["verification"] for a in acts if a.step == "verify"]
    assert (verdicts.count("合格"), verdicts.count("不合格")) == (3, 1)
    assert sum(a.step == "suspend" for a in acts) == sum(a.step == "revoke" for a in acts) == 1


def test_only_holders_of_a_lasting_certificate_are_sent_out():
    made = staff()
    lasting = {card.holder.id for card in made.cards if card.fate in ("verified", "")}
    sent = {p.id for body in ("990101.east", "990101.west") for p in made.certified("enforcement", body)}
    assert sent == lasting
    assert len(sent) == 4


def test_names_are_put_together_from_the_lists_alone():
    assert {p.name[0] for p in staff().people} <= {"甲", "乙"}


def test_certificates_of_a_tag_are_apart_from_those_of_the_rest():
    apart = '[[body]]\nslug = "tax"\nname = "{area}税务局"\nkind = "派出机构"\ntags = ["department", "tax"]\n'
    issued = (
        '[[certificate]]\nkind = "enforcement"\nrole = "handler"\ntag = "tax"\nprefix = "T-"\n'
        "issued = [2019-01-02, 2020-01-02]\nvalid_until = 2027-12-31\n"
    )
    read, findings = read_story(story(apart + CERTIFICATES + issued))
    assert read is not None, findings
    cards = Staff(read, "一").cards
    assert {card.pattern.prefix for card in cards if card.holder.body == "990101.tax"} == {"T-"}
    assert sum(card.pattern.prefix == "C-" for card in cards) == 6
    assert [c.number for c in staff().cards] == [c.number for c in cards if c.pattern.prefix == "C-"]
