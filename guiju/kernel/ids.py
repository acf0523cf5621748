"""A type per kind of reference, so that one is never passed for another."""

from __future__ import annotations

from typing import NewType

MatterId = NewType("MatterId", str)
"""事项编号: ``<procedure>-<body>-<year>-<serial>``, ASCII, safe in a URL and in a file name."""
ProcedureId = NewType("ProcedureId", str)
StepId = NewType("StepId", str)
GateId = NewType("GateId", str)
LimitId = NewType("LimitId", str)
RuleId = NewType("RuleId", str)
"""期限规则: ``<procedure>.<limit>`` or an id of ``catalogue/law/rules``."""
IndicatorId = NewType("IndicatorId", str)
BodyCode = NewType("BodyCode", str)
"""机关代码: ``<six-digit region>`` for a government, ``<region>.<slug>`` for a body under it."""
OfficialId = NewType("OfficialId", str)
RoleId = NewType("RoleId", str)
