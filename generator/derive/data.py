"""Works out the open data: every record as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from generator.derive.comparison import compare_pair
from generator.derive.tree import tree_data
from generator.model.handbook import RECORD_KINDS, Handbook, once
from generator.model.prose import plain
from generator.model.relations import pairs

ROOT = "api/v1"


def data_files(handbook: Handbook, version: str, schemas: Iterable[str] = ()) -> dict[str, Any]:
    """Return every data file but the schemas: its address, and its values.

    `schemas` are the addresses of the schemas, which the index names too.
    """
    files = dict(_content(handbook))
    counts = {kind: len(handbook.of_kind(kind)) for kind in
              (*RECORD_KINDS, "red-flags", "sources", "vignettes")}  # fmt: skip
    counts["comparisons"] = len(files[f"{ROOT}/comparisons.json"])
    files[f"{ROOT}/index.json"] = {
        "version": version,
        "content": content_version(handbook),
        "edition": handbook.settings.edition.isoformat(),
        "license": "CC-BY-4.0",
        "counts": counts,
        "files": sorted(address.removeprefix(f"{ROOT}/") for address in (*files, *schemas)),
    }
    return files


@once
def content_version(handbook: Handbook) -> str:
    """Return the version of the content: it changes whenever any record does."""
    text = json.dumps(_content(handbook), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@once
def _content(handbook: Handbook) -> dict[str, Any]:
    files: dict[str, Any] = {}
    for kind in RECORD_KINDS:
        records = [_record(record) for record in handbook.of_kind(kind).values()]
        files[f"{ROOT}/{kind}.json"] = records
        files |= {f"{ROOT}/{kind}/{record['id']}.json": record for record in records}
    for kind in ("red-flags", "sources", "vignettes"):
        files[f"{ROOT}/{kind}.json"] = [
            _record(record) for record in handbook.of_kind(kind).values()
        ]
    files[f"{ROOT}/comparisons.json"] = [_comparison(handbook, pair) for pair in pairs(handbook)]
    files[f"{ROOT}/tree.json"] = tree_data(handbook)
    return files


def _record(record: Any) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_none=True)


def _comparison(handbook: Handbook, pair: Any) -> dict[str, Any]:
    table = compare_pair(handbook, pair)
    here, there = (column.id for column in table.columns)
    return {
        "id": pair.id,
        "injuries": [here, there],
        "in_short": plain(pair.look_alike.in_short),
        "signs": [
            {
                "feature": row.feature.id,
                "telling": row.telling,
                here: plain(row.cells[0].text),
                there: plain(row.cells[1].text),
            }
            for row in table.rows
            if row.cells[1].text
        ],
    }
