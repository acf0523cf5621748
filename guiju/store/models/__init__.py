"""The only Django models; each file one kind."""

from guiju.store.models.account import Account
from guiju.store.models.definition import PastDefinition
from guiju.store.models.report import ReportBroughtIn
from guiju.store.models.view import DutyView, MatterView, SerialView

__all__ = ["Account", "DutyView", "MatterView", "PastDefinition", "ReportBroughtIn", "SerialView"]
