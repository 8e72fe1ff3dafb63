"""Joins the modules of the pages into one script, which browsers also run from a folder on disk.

A browser loads no module from a file, so a copy of the handbook on disk would lose its checklists
and the symptom check. The modules stay as they are written; each becomes a function of its own.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

_IMPORT = re.compile(r'^import (?:\{([^}]*)\}|\* as (\w+)) from "(\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import\b|export\b)|\bimport\(", re.MULTILINE)


def join_modules(folder: Path, entry: str) -> str:
    """Return the module `entry` of a folder, and all that it imports, as one classic script.

    Raises ValueError for an import or export that is written in another way than
    ``import {a, b as c} from "./x.mjs";``, ``import * as a from "./x.mjs";`` and
    ``export function``, ``export class`` or ``export const``.
    """
    joined: dict[str, str] = {}
    _join(folder, PurePosixPath(entry), joined)
    return '"use strict";\n(() => {\n' + "\n".join(joined.values()) + "})();\n"


def _join(folder: Path, module: PurePosixPath, joined: dict[str, str]) -> None:
    """Add a module after those that it imports."""
    source = (folder / module).read_text("utf-8")
    wanted = {match[3]: _resolve(module, match[3]) for match in _IMPORT.finditer(source)}
    for other in wanted.values():
        if _name(other) not in joined:
            _join(folder, other, joined)
    body = _IMPORT.sub(lambda match: _bind(match, _name(wanted[match[3]])), source)
    exported = [match[2] for match in _EXPORT.finditer(body)]
    body = _EXPORT.sub(r"\1", body)
    if left := _LEFT_OVER.search(body):
        line = body.count("\n", 0, left.end()) + 1
        raise ValueError(f"{module}, line {line}: an import or export of an unknown form")
    joined[_name(module)] = (
        f"// {module}\nconst {_name(module)} = (() => {{\n{body}"
        f"return {{ {', '.join(exported)} }};\n}})();\n"
    )


def _resolve(module: PurePosixPath, target: str) -> PurePosixPath:
    parts: list[str] = []
    for part in (module.parent / target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return PurePosixPath(*parts)


def _bind(match: re.Match[str], name: str) -> str:
    """Write an import as constants taken from the module's function."""
    if match[2]:
        return f"const {match[2]} = {name};"
    return f"const {{{match[1].replace(' as ', ': ')}}} = {name};"


def _name(module: PurePosixPath) -> str:
    """Return the name of a module's function, such as ``$tree_flow``."""
    return "$" + re.sub(r"\W", "_", str(module.with_suffix("")))
