"""Proof about a definition: outcomes reachable, no dead end, gates that cannot be walked round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from guiju.kernel.finding import Finding, error, note, warning
from guiju.kernel.procedure.abstract import BUDGET, Graph, State
from guiju.kernel.procedure.cited import printed
from guiju.kernel.procedure.definition import Definition


def prove(definition: Definition) -> list[Finding]:
    """What cannot be proved of the definition, by exhaustive search of its finite graph."""
    graph = Graph(definition)
    if graph.exhausted:
        message = f"状态多于 {BUDGET} 个，未能穷尽搜索；请拆分程序或减少闸口所依赖的字段"
        return [warning("proof.budget", message, definition.place)]
    return [*_unreached(definition, graph), *_dead_ends(definition, graph), *_gates(definition, graph)]


def size(definition: Definition) -> tuple[int, int]:
    """The number of states and of moves searched."""
    graph = Graph(definition)
    return len(graph.edges), sum(len(moves) for moves in graph.edges.values())


def _unreached(definition: Definition, graph: Graph) -> Iterator[Finding]:
    taken = [move for moves in graph.edges.values() for move, _ in moves]
    opened = [move for move in graph.moves if move.step.opens]
    steps = {move.step.id for move in (*taken, *opened)}
    outcomes = {move.outcome for move in (*taken, *opened)}
    stages = {stage for stage, _ in graph.edges}
    for step in definition.steps:
        if step.id not in steps:
            yield error("proof.unreachable", f"没有一条路走得到步骤“{step.title}”", f"{definition.place}.step[{step.id}]")
    for outcome in definition.outcomes:
        if outcome.id not in outcomes:
            message = f"没有一条路走得到结果“{outcome.title}”"
            yield error("proof.unreachable", message, f"{definition.place}.outcome[{outcome.id}]")
    for stage in definition.stages:
        if stage.id not in stages:
            yield error("proof.unreachable", f"没有一条路走得到阶段“{stage.title}”", f"{definition.place}.stage[{stage.id}]")


def _dead_ends(definition: Definition, graph: Graph) -> Iterator[Finding]:
    if not any(stage.final for stage in definition.stages):
        yield error("proof.dead_end", "没有终了阶段（final = true）", definition.place)
        return
    backward: dict[State, list[State]] = defaultdict(list)
    for state, moves in graph.edges.items():
        for _, after in moves:
            backward[after].append(state)
    alive = {state for state in graph.edges if definition.stage_of[state[0]].final}
    frontier = list(alive)
    while frontier:
        for before in backward[frontier.pop()]:
            if before not in alive:
                alive.add(before)
                frontier.append(before)
    for stage in dict.fromkeys(state[0] for state in graph.edges if state not in alive):
        title = definition.stage_of[stage].title
        message = f"在“{title}”阶段可能走入死路：有一种办理情形再也到不了终了阶段"
        yield error("proof.dead_end", message, f"{definition.place}.stage[{stage}]")


def _gates(definition: Definition, graph: Graph) -> Iterator[Finding]:
    for gate in graph.gates:
        place = f"{definition.place}.gate[{gate.id}]"
        free = Graph(definition, ignore=gate)
        closed = [
            (move, state)
            for state, moves in free.edges.items()
            for move, _ in moves
            if graph.speaks(gate, move) and not graph.open(gate, move, _translated(free, graph, state))
        ] if not free.exhausted else []
        if not free.exhausted and not closed and not _opening(graph, gate.blocks):
            yield note("proof.idle", f"闸口“{gate.title}”从不关闭：去掉它，程序也走不到未满足条件的步骤", place)
        yield from _bypass(definition, graph, gate.id)
    for gate in definition.gates:
        if not gate.basis.cites:
            yield error("declaration.uncited", "闸口须有引证", f"{definition.place}.gate[{gate.id}]", printed(gate.basis.cites))


def _opening(graph: Graph, blocks: tuple[str, ...]) -> bool:
    return any(move.step.opens and move.step.id in blocks for move in graph.moves)


def _translated(source: Graph, target: Graph, state: State) -> int:
    return sum(bit for condition, bit in target.bits.items() if source.bits.get(condition, 0) & state[1])


def _bypass(definition: Definition, graph: Graph, gate_id: str) -> Iterator[Finding]:
    """Another step into the same open stage that the gate does not block, taken while its need is unmet."""
    gate = next(g for g in graph.gates if g.id == gate_id)
    blocked = {name for name in gate.blocks if not name.startswith("outcome:")}
    targets = {stage for name in blocked for stage in definition.step_of[name].to.stages()}
    targets = {stage for stage in targets if not definition.stage_of[stage].final}
    if any(not condition.step and not condition.link for condition in (*gate.when, *gate.needs)):
        return
    seen: set[str] = set()
    for state, moves in graph.edges.items():
        for move, after in moves:
            enters = after[0] in targets and state[0] != after[0] and move.step.id not in blocked | seen
            if enters and _before(definition, state[0], after[0]) and not graph.open(gate, move, state[1]):
                seen.add(move.step.id)
                message = f"不经闸口“{gate.title}”，由“{move.step.title}”也能进入“{definition.stage_of[after[0]].title}”阶段"
                place = f"{definition.place}.gate[{gate.id}].blocks"
                yield error("proof.bypass", message + "；请把该步骤也列入 blocks", place, printed(gate.basis.cites))


def _before(definition: Definition, stage: str, other: str) -> bool:
    order = [one.id for one in definition.stages]
    return order.index(stage) < order.index(other)
