"""The open data is whole, meets its schemas and keeps the shape that was promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator import __version__
from generator.derive.data import data_files
from generator.load import load
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.prose import plain
from generator.schema import SCHEMA_KINDS
from tests.conftest import CONTENT, MakeContent

RECORD = list(RECORD_KINDS)
LISTS = [*RECORD, "red-flags", "sources", "vignettes"]

_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_WORDS = {"type": "string", "minLength": 1}


def _shape(**properties: Any) -> dict[str, Any]:
    """Return a schema of exactly these properties."""
    return {
        "type": "object", "properties": properties, "required": list(properties),
        "additionalProperties": False,
    }  # fmt: skip


def _some(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


#: The promise on tree.json, word for word.
TREE = _shape(
    version=_WORDS,
    start=_ID,
    nodes={
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": {
            "oneOf": [
                _shape(
                    kind={"const": "screen"}, title=_WORDS,
                    items=_some(_shape(flag=_ID, text=_WORDS, urgency=_ID, next=_ID)), none=_ID,
                ),
                _shape(
                    kind={"const": "question"}, title=_WORDS, help={"type": "string"},
                    answers=_some(_shape(id=_ID, text=_WORDS, next=_ID)),
                ),
                _shape(
                    kind={"const": "result"}, title=_WORDS, urgency=_ID,
                    running={"enum": ["green", "amber", "red"]},
                    consider={"type": "array", "items": _shape(injury=_ID, why=_WORDS)},
                    first=_some(_WORDS), seen=_WORDS,
                ),
            ]
        },
    },
)  # fmt: skip

COMPARISON = {
    "type": "object",
    "properties": {
        "id": _ID, "injuries": {"type": "array", "items": _ID, "minItems": 2, "maxItems": 2},
        "in_short": _WORDS, "signs": _some({"type": "object", "minProperties": 4}),
    },
    "required": ["id", "injuries", "in_short", "signs"],
    "additionalProperties": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def api(site: Path) -> Path:
    """The folder of the data in the finished site."""
    return site / "api" / "v1"


@pytest.fixture(scope="module")
def tree(api: Path) -> dict[str, Any]:
    """The finished tree."""
    return read(api / "tree.json")


def read(path: Path) -> Any:
    """Return what a file of the data holds; only JSON that every reader knows is let through."""

    def refuse(name: str) -> None:
        raise ValueError(f"{path.name} holds {name}, which is not JSON")

    return json.loads(path.read_bytes().decode("utf-8"), parse_constant=refuse)


def listed(api: Path) -> list[str]:
    """Return every file of the data but the index."""
    found = sorted(path.relative_to(api).as_posix() for path in api.rglob("*") if path.is_file())
    return [name for name in found if name != "index.json"]


def test_every_promised_file_is_there(api: Path, handbook: Handbook) -> None:
    """Lists, records, tree and schemas stand at the addresses that were promised."""
    expected = {f"{kind}.json" for kind in (*LISTS, "comparisons", "tree")}
    expected |= {f"{kind}/{name}.json" for kind in RECORD for name in handbook.of_kind(kind)}
    expected |= {f"schema/{kind}.json" for kind in SCHEMA_KINDS}
    assert set(listed(api)) == expected
    assert set(LISTS) <= SCHEMA_KINDS.keys()


def test_the_index_lists_the_rest(api: Path, handbook: Handbook) -> None:
    """The index names every other file, counts the records, and bears version and hash."""
    index = read(api / "index.json")
    assert list(index) == ["version", "content", "edition", "license", "counts", "files"]
    assert index["files"] == listed(api)
    assert index["version"] == __version__
    assert index["edition"] == handbook.settings.edition.isoformat()
    assert index["license"] == "CC-BY-4.0"
    assert index["counts"] == {
        **{kind: len(read(api / f"{kind}.json")) for kind in LISTS},
        "comparisons": len(read(api / "comparisons.json")),
    }


def test_every_file_is_plain_json(api: Path) -> None:
    """Each file can be read, is written in one way, and has letters of all scripts as such."""
    for name in ["index.json", *listed(api)]:
        text = (api / name).read_bytes().decode("utf-8")
        values = read(api / name)
        lines = values if isinstance(values, list) else [values]
        written = [json.dumps(line, ensure_ascii=False) for line in lines]
        assert text.removeprefix("[\n").removesuffix("\n]\n").rstrip("\n") == ",\n".join(written)


@pytest.mark.parametrize("kind", sorted(SCHEMA_KINDS))
def test_a_schema_is_a_schema(kind: str, api: Path) -> None:
    """Each schema is sound, and each of its fields is described."""
    schema = read(api / "schema" / f"{kind}.json")
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == kind
    blocks = {kind: schema, **schema.get("$defs", {})}
    bare = [
        f"{block_name}.{name}"
        for block_name, block in blocks.items()
        for name, field in block.get("properties", {}).items()
        if name not in ("id", "kind", "terms")
        and "description" not in field
        and "description" not in blocks.get(field.get("$ref", "").rpartition("/")[2], {})
    ]
    assert bare == []


@pytest.mark.parametrize("kind", LISTS)
def test_records_meet_their_schema(kind: str, api: Path, handbook: Handbook) -> None:
    """Every record of a kind is valid, and the list holds each record once."""
    schema = Draft202012Validator(
        read(api / "schema" / f"{kind}.json"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    records = read(api / f"{kind}.json")
    wrong = [
        f"{record['id']}{error.json_path[1:]}: {error.message}"
        for record in records
        for error in schema.iter_errors(record)
    ]
    assert wrong == []
    assert [record["id"] for record in records] == list(handbook.of_kind(kind))


@pytest.mark.parametrize("kind", RECORD)
def test_a_record_file_holds_what_the_list_holds(kind: str, api: Path) -> None:
    """The file of a record is the same as its entry in the list of its kind."""
    for record in read(api / f"{kind}.json"):
        assert read(api / kind / f"{record['id']}.json") == record


@pytest.mark.parametrize("kind", LISTS)
def test_records_survive_the_way_to_json_and_back(kind: str, api: Path, handbook: Handbook) -> None:
    """A record read back from the data is equal to the record that was typed in."""
    for record in read(api / f"{kind}.json"):
        typed = handbook.of_kind(kind)[record["id"]]
        assert type(typed).model_validate(record) == typed


def test_the_tree_has_the_promised_shape(tree: dict[str, Any]) -> None:
    """The tree has the promised fields and no others, and every edge leads to a step."""
    assert list(Draft202012Validator(TREE).iter_errors(tree)) == []
    nodes = tree["nodes"]
    assert tree["start"] in nodes
    for node in nodes.values():
        targets = [item["next"] for item in node.get("items", node.get("answers", ()))]
        targets += [node["none"]] if "none" in node else []
        assert set(targets) <= nodes.keys()


def test_the_tree_says_what_the_records_say(tree: dict[str, Any], handbook: Handbook) -> None:
    """Flags in the tree have the words and the urgency of the record; injuries exist."""
    assert list(tree["nodes"]) == list(handbook.tree.nodes)
    seen = set()
    for node in tree["nodes"].values():
        for item in node.get("items", ()):
            flag = handbook.red_flags[item["flag"]]
            assert (item["text"], item["urgency"]) == (flag.sign, flag.urgency)
            seen.add(flag.id)
        for item in node.get("consider", ()):
            assert item["injury"] in handbook.injuries
    assert seen


def test_comparisons_set_both_ends_side_by_side(api: Path, handbook: Handbook) -> None:
    """Each pair is there once, with the words of both records, those that tell apart marked."""
    comparisons = read(api / "comparisons.json")
    pairs = {
        "-or-".join(sorted((injury.id, pair.injury))): pair
        for injury in handbook.injuries.values()
        for pair in injury.look_alikes
    }
    assert sorted(item["id"] for item in comparisons) == sorted(pairs)
    for item in comparisons:
        assert list(Draft202012Validator(COMPARISON).iter_errors(item)) == []
        here, there = item["injuries"]
        telling = [sign["feature"] for sign in item["signs"] if sign["telling"]]
        assert telling == list(pairs[item["id"]].tell_apart)
        for sign in item["signs"]:
            assert list(sign) == ["feature", "telling", here, there]
            for end in (here, there):
                assert sign[end] == plain(handbook.injuries[end].features[sign["feature"]])


def versions(content: Path) -> tuple[str, str]:
    """Return the version of the content and that of the tree."""
    handbook = load(content).handbook
    assert handbook is not None
    files = data_files(handbook, __version__)
    return files["api/v1/index.json"]["content"], files["api/v1/tree.json"]["version"]


def test_versions_follow_the_content(make_content: MakeContent) -> None:
    """A new word in a record changes the content's version; only a change to the tree its own."""
    guide = (CONTENT / "guides" / "cadence.md").read_text("utf-8")
    content = make_content({"guides/cadence.md": guide.rstrip() + " It can help.\n"})
    first, words = versions(CONTENT), versions(content)
    assert words[0] != first[0]
    assert words[1] == first[1]
    start = content / "tree" / "start.yml"
    start.write_text(start.read_text("utf-8").replace("title: ", "title: So, ", 1), "utf-8")
    assert versions(content)[1] != first[1]
