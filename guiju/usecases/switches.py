"""Which rules are switched off, as the record has it: the definitions that use cases see carry it."""

from __future__ import annotations

from dataclasses import replace

from guiju.errors import InputFault
from guiju.kernel.procedure.duty import duties
from guiju.kernel.procedure.fold import Matter, fold
from guiju.kernel.procedure.switch import SWITCH, switched, switches_of
from guiju.store import views
from guiju.usecases.acts import acts_of, matter_of
from guiju.usecases.house import House


def refresh(house: House) -> None:
    """Let the definitions of the house say what is switched off by now; costs one query where nothing changed."""
    if not house.log:
        return
    stamp = views.stamp_of((SWITCH,))
    if stamp == house.switch_stamp:
        return
    declared = house.declared or house.catalogue.procedures
    made = [
        fold(declared, acts_of(house, row.id), house.calendar)
        for row in views.matters([SWITCH]).order_by("last_entry")
    ]
    switches = switches_of(made)
    changed = declared.changed(lambda definition: switched(definition, switches))
    house.declared, house.switch_stamp = declared, stamp
    house.catalogue = replace(house.catalogue, procedures=changed)


def project_again(house: House, procedure: str) -> int:
    """Draw the open matters of a procedure anew, since what is owed in them may have changed; how many."""
    rows = views.matters([procedure]).filter(closed_on=None)
    drawn: list[Matter] = [matter_of(house, row.id) for row in rows]
    today = house.today()
    views.project([views.Projected(one, duties(one, house.calendar, today)) for one in drawn], again=True)
    return len(drawn)


def procedure_of(key: str) -> str:
    """The procedure that a rule key speaks of; raises InputFault for no key."""
    procedure, dot, _ = key.partition(".")
    if not dot:
        raise InputFault(f"“{key}”不是规则编号；写作 程序.种类.编号")
    return procedure
