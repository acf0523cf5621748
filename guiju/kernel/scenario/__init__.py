"""Scenario 情景: a scripted story, as data, becomes the acts that the demonstration and the tests play."""

from guiju.kernel.scenario.expand import Expansion, expand
from guiju.kernel.scenario.plan import LINK, PlannedAct, links

__all__ = ["LINK", "Expansion", "PlannedAct", "expand", "links"]
