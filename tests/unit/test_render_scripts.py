"""Modules become one script that says what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.scripts import join_modules
from tests.conftest import TEMPLATES


def modules(folder: Path, **sources: str) -> Path:
    """Write modules by name; ``__`` stands for a folder."""
    for name, source in sources.items():
        path = folder / f"{name.replace('__', '/')}.mjs"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, "utf-8")
    return folder


def test_a_module_stands_after_those_it_imports(tmp_path: Path) -> None:
    script = join_modules(
        modules(
            tmp_path,
            main='import { shout as say } from "./deep/words.mjs";\nsay("x");\n',
            deep__words='import * as base from "../base.mjs";\n'
            "export function shout(text) {\n  return base.loud(text);\n}\n",
            base="export const loud = (text) => text.toUpperCase();\n",
        ),
        "main.mjs",
    )
    places = [script.index(f"// {name}.mjs") for name in ("base", "deep/words", "main")]
    assert places == sorted(places)
    assert "const { shout: say } = $deep_words;" in script
    assert "const base = $base;" in script
    assert "return { loud };" in script


def test_a_module_that_two_import_stands_once(tmp_path: Path) -> None:
    script = join_modules(
        modules(
            tmp_path,
            main='import { a } from "./one.mjs";\nimport { b } from "./two.mjs";\n',
            one='import { c } from "./base.mjs";\nexport const a = c;\n',
            two='import { c } from "./base.mjs";\nexport const b = c;\n',
            base="export const c = 1;\n",
        ),
        "main.mjs",
    )
    assert script.count("// base.mjs") == 1


@pytest.mark.parametrize(
    "source",
    ["export default 1;\n", 'import x from "./x.mjs";\n', 'const x = import("./x.mjs");\n'],
)
def test_what_cannot_be_joined_is_named(source: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"main\.mjs, line 2: an import or export"):
        join_modules(modules(tmp_path, main=f"// first line\n{source}"), "main.mjs")


def test_the_real_modules_are_joined() -> None:
    script = join_modules(TEMPLATES / "theme/assets/js", "main.mjs")
    folder = TEMPLATES / "theme/assets/js"
    for path in folder.rglob("*.mjs"):
        assert f"// {path.relative_to(folder).as_posix()}\n" in script
