"""Find every message code the source says: as a text, through a variable, a loop or a parameter, or made of parts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

import fourbeat
from fourbeat.model import errors
from fourbeat.model.errors import FourbeatError
from fourbeat.studio.words import TABLE

SOURCE = Path(fourbeat.__file__).parent
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+")
FILE = re.compile(r".*\.(toml|lock|json|txt)|project\.fourbeat")
HEADS = {code.partition(".")[0] for code in TABLE}
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, FourbeatError)}
SAYING = {"message", "text", "say", *ERRORS}
"""The functions that are given a code first and its facts by name."""


@dataclass
class Spoken:
    """Hold what the source says, each with file:line.

    `patterns` are codes with a part that only running tells; `made` are the entries such a pattern may mean, found
    by the texts that stand in the same file; `given` is code, place and facts of each saying.
    """

    codes: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    made: dict[str, set[str]] = field(default_factory=dict)
    given: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)


@cache
def spoken() -> Spoken:
    """Read the whole source but the word table itself."""
    files = [file for file in sorted(SOURCE.rglob("*.py")) if file.parent.name != "words"]
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    constants: dict[str, ast.expr] = {}
    for tree in trees.values():
        for node in tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                constants.update({one.id: node.value for one in targets if isinstance(one, ast.Name)})
    found = Spoken()
    for file, tree in trees.items():
        # The command line names its commands as "module.name" of its own folder: those are no codes.
        beside = {f"{one.stem}.{name}" for one in file.parent.glob("*.py") for name in _names(trees.get(one))}
        _Module(file, tree, constants, beside).read(found)
    return found


def _names(tree: ast.Module | None) -> Iterator[str]:
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (one.id for one in node.targets if isinstance(one, ast.Name))


class _Module:
    """Read one file; `constants` are the module-level names of all files, `beside` what the files beside it define."""

    def __init__(self, file: Path, tree: ast.Module, constants: dict[str, ast.expr], beside: set[str]) -> None:
        self.file, self.constants, self.beside = file.relative_to(SOURCE).as_posix(), constants, beside
        self.asked: set[ast.AST] = set()
        self.nodes = list(ast.walk(tree))
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}
        self.calls: dict[str, list[ast.Call]] = {}
        self.texts: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Call):
                self.calls.setdefault(_called(node), []).append(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                self.texts.add(node.value)
            elif isinstance(node, ast.Starred) and isinstance(node.value, ast.Name):
                # A table of another file that is taken in stands here as well.
                taken = constants.get(node.value.id)
                self.texts |= {one.value for one in getattr(taken, "elts", ()) if isinstance(one, ast.Constant)}

    def read(self, found: Spoken) -> None:
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if self._is_code(node, node.value):
                    found.codes.setdefault(node.value, self._where(node))
            elif isinstance(node, ast.JoinedStr) and _makes_code(node):
                self._keep(node, self._where(node), found.codes, found)
            elif isinstance(node, ast.Call) and _called(node) in SAYING and node.args:
                self._said(node, self._where(node), found)

    def _where(self, node: ast.expr) -> str:
        return f"{self.file}:{node.lineno}"

    def _is_code(self, node: ast.AST, text: str) -> bool:
        if text.partition(".")[0] not in HEADS or not CODE.fullmatch(text):
            return False
        if FILE.fullmatch(text) or (text in self.beside and text not in TABLE):
            return False
        return not isinstance(self.parents[node], ast.JoinedStr)

    def _said(self, node: ast.Call, where: str, found: Spoken) -> None:
        name, first = _called(node), node.args[0]
        known = self.values(first) or set()
        if name in ERRORS:
            self._keep(first, where, found.errors, found)
        if name == "message" or name in ERRORS or known & TABLE.keys():
            self._keep(first, where, found.codes, found)
        if all(keyword.arg for keyword in node.keywords):
            facts = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            found.given += [(code, where, facts) for code in known & TABLE.keys()]

    def _keep(self, node: ast.AST, where: str, kept: dict[str, str], found: Spoken) -> None:
        known = self.values(node)
        for code in known or ():
            kept.setdefault(code, where)
        if known is None and isinstance(node, ast.JoinedStr):
            pattern = _skeleton(node, "{}")
            found.patterns.setdefault(pattern, where)
            found.made.setdefault(pattern, set()).update(_filled(pattern, self.texts))

    def values(self, node: ast.AST | None) -> set[str] | None:
        """Give every text an expression can be, or None where the source does not tell."""
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=body, orelse=other):
                return self._all([body, other])
            case ast.BoolOp(values=values):
                return self._all(values)
            case ast.FormattedValue(value=value):
                return self.values(value)
            case ast.JoinedStr(values=parts):
                known = [self.values(part) for part in parts]
                return None if None in known else {"".join(one) for one in product(*(one or () for one in known))}
            case ast.Subscript(value=ast.Name(id=name) | ast.Attribute(attr=name)):
                table = self.constants.get(name)
                return self._all(table.values) if isinstance(table, ast.Dict) else None
            case ast.Name() if node in self.asked:
                # A name made from itself adds nothing to what else it can be.
                return set()
            case ast.Name(id=name):
                self.asked.add(node)
                try:
                    return self._bound(name, node)
                finally:
                    self.asked.remove(node)
        return None

    def _all(self, nodes: Iterable[ast.AST]) -> set[str] | None:
        known = [self.values(node) for node in nodes]
        return None if not known or None in known else {text for one in known for text in one or ()}

    def _bound(self, name: str, node: ast.AST) -> set[str] | None:
        for outer in self._around(node):
            loops = [outer] if isinstance(outer, ast.For) else getattr(outer, "generators", [])
            for loop in loops:
                if (place := _place(loop.target, name)) is not None:
                    return self._all(_elements(loop.iter, place, self.constants))
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
                assigned = (one for one in ast.walk(outer) if isinstance(one, ast.Assign))
                made = [one.value for one in assigned if any(_place(target, name) == -1 for target in one.targets)]
                if made:
                    return self._all(made)
                names = [one.arg for one in (*outer.args.posonlyargs, *outer.args.args) if one.arg != "self"]
                if name in names:
                    return self._all(
                        _argument(call, names.index(name), name) for call in self.calls.get(outer.name, [])
                    )
        return self.values(self.constants.get(name))

    def _around(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.parents:
            node = self.parents[node]
            yield node


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _makes_code(node: ast.JoinedStr) -> bool:
    head, ending = _skeleton(node, "{}").partition(".")[0], _skeleton(node, "x").rpartition(".")[2]
    known = head in HEADS or (head == "{}" and ending in ("title", "fix"))
    return known and bool(CODE.fullmatch(_skeleton(node, "x")))


def _skeleton(node: ast.JoinedStr, hole: str) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else hole for part in node.values)


def _filled(pattern: str, texts: Iterable[str]) -> set[str]:
    if pattern.count("{}") != 1 or pattern.startswith("{}"):
        return set()
    return {pattern.format(text) for text in texts} & TABLE.keys()


def _place(target: ast.AST, name: str) -> int | None:
    """Give a name's place in a target: -1 alone, its index in a tuple, None if it is not there."""
    if isinstance(target, ast.Name):
        return -1 if target.id == name else None
    names = [one.id if isinstance(one, ast.Name) else "" for one in getattr(target, "elts", [])]
    return names.index(name) if name in names else None


def _elements(node: ast.AST | None, place: int, constants: dict[str, ast.expr]) -> list[ast.AST]:
    """Give what a loop runs over; `place` is the name's place in the loop's target."""
    match node:
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            return [one.elts[place] if place >= 0 and isinstance(one, ast.Tuple) else one for one in elements]
        case ast.Dict(keys=keys):
            return [key for key in keys if key is not None]
        case ast.Call(func=ast.Attribute(attr="items", value=table)) if place == 0:
            return _elements(table, -1, constants)
        case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]) if place == 1:
            return _elements(inner, -1, constants)
        case ast.Call(func=ast.Name(id="reversed" | "sorted"), args=[inner]):
            return _elements(inner, place, constants)
        case ast.Name(id=name):
            return _elements(constants.get(name), place, constants)
    return []


def _argument(call: ast.Call, place: int, name: str) -> ast.AST:
    """Find what a call gives for a parameter; the call itself, which is no text, where it cannot be seen."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == name]
    return named[0] if named else call.args[place] if place < len(call.args) else call
