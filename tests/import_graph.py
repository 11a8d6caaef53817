"""Which modules of the project import which, read from their source: inside functions, too, and by dotted strings."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from models.engines import ENGINES

ROOT = Path(__file__).parent.parent
ROOMS = ("app.py", "models/**/*.py", "tabs/**/*.py", "assets/recipes/**/*.py", "assets/starters/*/train.py")
DOTTED = re.compile(r"(?:models|tabs|assets)(?:\.[\w-]+)+")
COMMAND = re.compile(r"python -m ([\w.]+)")


def name_of(file: Path) -> str:
    """Return the name under which a file is imported."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def files() -> dict[str, Path]:
    """Return the project's own modules by their names, without tests."""
    return {name_of(file): file for room in ROOMS for file in sorted(ROOT.glob(room))}


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield what these statements import: modules, and names that may be modules."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the strings that are a dotted name as a whole, as a starter names its function."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DOTTED.fullmatch(node.value):
            yield node.value


def packages_of(name: str) -> Iterator[str]:
    """Yield a dotted name and what holds it, the outermost last."""
    while name:
        yield name
        name = name.rpartition(".")[0]


@cache
def edges(module: str) -> frozenset[str]:
    """Return the modules that one leads to, with the packages they lie in."""
    nodes = list(ast.walk(ast.parse(files()[module].read_text(encoding="utf-8"))))
    names = [*imported(nodes), *named(nodes)]
    if module == "models.engines":
        names += [engine.pipeline for engine in ENGINES.values()]
    return frozenset(part for name in names for part in packages_of(name) if part in files())


def reached_from(*starts: str) -> set[str]:
    """Return all modules that these lead to, themselves among them."""
    found, ahead = set[str](), list(starts)
    while ahead:
        module = ahead.pop()
        if module not in found:
            found.add(module)
            ahead += edges(module)
    return found


def documented_commands() -> list[str]:
    """Return the modules that README and CONTRIBUTING say to run, tests left out."""
    texts = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".github/CONTRIBUTING.md"))
    return sorted({name for text in texts for name in COMMAND.findall(text) if name in files()})
