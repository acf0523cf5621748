"""Proof about a definition: outcomes reachable, no dead end, gates that cannot be walked round."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.kernel.declared import inside
from guiju.kernel.finding import Finding, error, note
from guiju.kernel.procedure.abstract import Graph, conditions_of
from guiju.kernel.procedure.bdd import NONE
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Definition, Gate
from guiju.kernel.procedure.show import in_words


def prove(definition: Definition) -> list[Finding]:
    """What does not hold of the definition, by exhaustive symbolic search of its finite graph."""
    graph = Graph(definition)
    return [*_unreached(definition, graph), *_dead_ends(definition, graph), *_gates(definition, graph)]


def _unreached(definition: Definition, graph: Graph) -> Iterator[Finding]:
    possible = [move for move in graph.moves if graph.sets.both(graph.reached, move.guard) != NONE]
    steps = {move.step.id for move in possible}
    outcomes = {move.outcome for move in possible}
    for step in definition.steps:
        if step.id not in steps:
            yield error(
                "proof.unreachable",
                f"没有一条路走得到步骤“{step.title}”",
                inside(definition.place, f"step[{step.id}]"),
            )
    for outcome in definition.outcomes:
        if outcome.id not in outcomes:
            message = f"没有一条路走得到结果“{outcome.title}”"
            yield error("proof.unreachable", message, inside(definition.place, f"outcome[{outcome.id}]"))
    for stage in definition.stages:
        if graph.sets.both(graph.reached, graph.in_stage(stage.id)) == NONE:
            yield error(
                "proof.unreachable",
                f"没有一条路走得到阶段“{stage.title}”",
                inside(definition.place, f"stage[{stage.id}]"),
            )


def _dead_ends(definition: Definition, graph: Graph) -> Iterator[Finding]:
    final = [stage.id for stage in definition.stages if stage.final]
    if not final:
        yield error("proof.dead_end", "没有终了阶段（final = true）", definition.place)
        return
    goal = graph.sets.any_of(graph.in_stage(stage) for stage in final)
    dead = graph.sets.minus(graph.reached, graph.backward(goal))
    for stage in definition.stages:
        here = graph.sets.both(dead, graph.in_stage(stage.id))
        if here != NONE:
            _, facts = graph.told(here)
            when = "；".join(in_words(definition, fact) for fact in facts[:6]) or "刚进入该阶段"
            message = f"在“{stage.title}”阶段可能走入死路，再也到不了终了阶段（例如：{when}）"
            yield error("proof.dead_end", message, inside(definition.place, f"stage[{stage.id}]"))


def _gates(definition: Definition, graph: Graph) -> Iterator[Finding]:
    for gate in graph.gates:
        place = inside(definition.place, f"gate[{gate.id}]")
        if not _ever_closed(graph, gate):
            yield note("proof.idle", f"闸口“{gate.title}”从不起作用：阶段顺序已经保证了它的条件", place)
        yield from _bypass(definition, graph, gate)


def _ever_closed(graph: Graph, gate: Gate) -> bool:
    for move in graph.moves:
        if graph.speaks(gate, move.step.id, move.outcome):
            closed = graph.sets.other(graph.open(gate, dict(move.given)))
            if graph.sets.all_of((graph.reached, move.allowed, closed)) != NONE:
                return True
    return False


def _bypass(definition: Definition, graph: Graph, gate: Gate) -> Iterator[Finding]:
    """Another step into the same open stage that the gate does not block, taken while its need is unmet."""
    if any(not c.step and not c.link for c in conditions_of(gate)):
        return
    blocked = {name for name in gate.blocks if not name.startswith("outcome:")}
    targets = {stage for name in blocked for stage in definition.step_of[name].to.stages()}
    order = [stage.id for stage in definition.stages]
    closed = graph.sets.both(graph.reached, graph.sets.other(graph.open(gate, {})))
    seen = blocked | set(gate.besides)
    for move in graph.moves:
        if move.step.id in seen or move.stage not in targets or definition.stage_of[move.stage].final:
            continue
        earlier = graph.sets.any_of(graph.in_stage(s) for s in order[: order.index(move.stage)])
        if graph.sets.all_of((closed, move.guard, earlier)) != NONE:
            seen.add(move.step.id)
            title = definition.stage_of[move.stage].title
            told = f"不经闸口“{gate.title}”，由“{move.step.title}”也能进入“{title}”阶段"
            message = f"{told}；请把该步骤列入 blocks，依法另有路径的列入 besides"
            yield error(
                "proof.bypass",
                message,
                inside(definition.place, f"gate[{gate.id}].blocks"),
                printed(gate.basis.cites),
            )
