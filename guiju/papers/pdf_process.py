"""A PDF is read in a process of its own with bounded time and memory.

A few hundred bytes of PDF can ask its renderer for more work and memory than any machine has; no check of the file
tells beforehand. The process gets the file on its standard input and answers with the text, or with the refusal.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import astuple

from guiju.errors import InputFault
from guiju.kernel.audit.text import Piece, Text
from guiju.papers.read_pdf import pages_to_text

try:
    import resource
except ImportError:  # Windows: only the time is bounded there
    resource = None  # type: ignore[assignment]  # the module is not there

MEMORY = 1_500 * 1024 * 1024
"""Bytes of address space."""
SECONDS, SECONDS_A_MB = 10, 1
"""Seconds of processor time: for any file, and for each megabyte of it."""
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from guiju.papers.pdf_process import answer; answer(sys.argv[2], int(sys.argv[3]))"
)


def read_pdf(name: str, data: bytes) -> Text:
    """The text of a PDF.

    Raises: InputFault for a broken or encrypted one, a scan, one whose characters have no names, and one that asks
    for more time or memory than a report does.
    """
    seconds = SECONDS + SECONDS_A_MB * (len(data) >> 20)
    command = [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps(sys.path), name, str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter, our own program, the name as one argument
            command, input=data, capture_output=True, timeout=4 * seconds, check=False
        )
        answered = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as fault:
        raise InputFault(
            f"{name}：读这份 PDF 所需的时间或内存远超一份报告，已停止；请核对文件来源，或用原 Word 文件审校"
        ) from fault
    if "fault" in answered:
        raise InputFault(answered["fault"])
    pieces = tuple(Piece(*each) for each in answered["pieces"])
    return Text(name, answered["content"], pieces, tuple(answered["notes"]))


def answer(name: str, seconds: int) -> None:
    """Read the PDF on standard input within the bounds and write the answer: what the process does."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        text = pages_to_text(name, sys.stdin.buffer.read())
    except InputFault as fault:
        answered: dict[str, object] = {"fault": fault.message}
    else:
        pieces = [astuple(piece) for piece in text.pieces]
        answered = {"content": text.content, "pieces": pieces, "notes": text.notes}
    sys.stdout.write(json.dumps(answered))
