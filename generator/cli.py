"""The command line: check, build and look at a handbook."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator import __version__
from generator.build import build, examine, sheet
from generator.check.readability import readings
from generator.check.vignettes import run_vignettes, vignettes_are_safe
from generator.derive.handout import PAPERS
from generator.derive.proof import proof
from generator.load import load
from generator.load.text import FILE_NAME
from generator.model.handbook import KINDS, RECORD_KINDS, Handbook
from generator.problems import ContentRejected, Problem, Severity, has_errors, nearest
from generator.progress import ProgressBar
from generator.schema import SCHEMA_KINDS, json_schema, starter

#: What `vignettes` counts, by the name it prints.
FIGURES = {
    "vignettes": "vignettes",
    "passed": "passed",
    "urgency exact": "exact",
    "under-triaged": "under",
    "over-triaged": "over",
    "injury named": "named",
    "named first": "first",
}
FOLDER = click.Path(file_okay=False, exists=True, path_type=Path)


class Day(click.ParamType):
    """A day written as 2026-11-22."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with a sentence that says how to write one."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-22.", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--content", type=FOLDER, default="content", show_default=True, help="Folder with the records."
)
@click.option(
    "--templates", type=FOLDER, default="templates", show_default=True, help="Page templates."
)
@click.option(
    "--today",
    type=Day(),
    default=None,
    help="Day to hold review dates against; the edition in handbook.yml if left out.",
)
@click.pass_context
def main(ctx: click.Context, content: Path, templates: Path, today: date | None) -> None:
    """Check, build and look at a handbook of structured records."""
    gc.disable()  # a short run that keeps nearly all it makes: collecting only costs time
    ctx.obj = {"content": content, "templates": templates, "today": today}


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the problems as a JSON list.")
@click.option("--readability", is_flag=True, help="Print the reading grade of every record.")
@click.pass_context
def check_command(
    ctx: click.Context, paths: tuple[Path, ...], as_json: bool, readability: bool
) -> None:
    """Check the content and print every problem; exit 1 on errors.

    With PATHS, only problems in those files or folders are shown, but everything is checked.
    """
    handbook, problems = examine(ctx.obj["content"], ctx.obj["today"])
    if handbook is not None:  # without its base files, nothing could be held against the rules
        problems = _within(problems, paths, ctx.obj["content"])
    if as_json:
        shown = [problem.as_dict() for problem in problems]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        _print_problems(problems)
        if readability and handbook:
            _print_readings(handbook)
        click.echo(_summary(problems, handbook))
    sys.exit(any(problem.severity is Severity.ERROR for problem in problems))


@main.command("build")
@click.option(
    "--to",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write to; it must be empty, new, or written by this command.",
)
@click.option("--sheets/--no-sheets", default=True, show_default=True, help="Make the handouts.")
@click.pass_context
def build_command(ctx: click.Context, target: Path, sheets: bool) -> None:
    """Write the complete Markdown, data and handouts for any site engine.

    Nothing is written when the content has errors.
    """
    _refuse_foreign(target)
    with ProgressBar() as bar:
        try:
            built = build(ctx.obj["content"], ctx.obj["templates"], ctx.obj["today"],
                          sheets=sheets, progress=bar.show)  # fmt: skip
        except ContentRejected as rejected:
            bar.close()
            _reject(rejected)
    files = {file.path: file.content for file in built.files}
    files |= _written_pages(ctx.obj["content"] / "pages")
    files |= _assets(ctx.obj["templates"] / "theme" / "assets")
    _write(target, files)
    click.echo(f"Wrote {len(files)} files to {target}. {_count(built.warnings, 'warning')}.")


@main.command("new")
@click.argument("kind", type=click.Choice(list(RECORD_KINDS)))
@click.argument("record_id", metavar="ID")
@click.pass_context
def new_command(ctx: click.Context, kind: str, record_id: str) -> None:
    """Start a record with every field explained. KIND is a folder such as injuries."""
    path = ctx.obj["content"] / kind / f"{record_id}.md"
    if not FILE_NAME.fullmatch(record_id):
        raise click.ClickException(
            f"'{record_id}' is not an id; use small letters, digits and single hyphens."
        )
    if path.exists():
        raise click.ClickException(f"{path} exists already; choose another id.")
    loaded = load(ctx.obj["content"]).handbook
    if loaded is None:
        raise click.ClickException("The base files have errors; run `handbook check` first.")
    day = ctx.obj["today"] or loaded.settings.edition
    headings = loaded.strings.get("headings", {}).get(kind, {}).values()
    text = starter(kind, record_id, day.isoformat(), day.replace(year=day.year + 1).isoformat())
    with _writing(path):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n".join(f"## {heading}\n" for heading in headings), "utf-8")
    click.echo(f"Wrote {path}. Fill it in, then run `handbook check {path}`.")


@main.command("schema")
@click.argument("kind", required=False)
def schema_command(kind: str | None) -> None:
    """Print the JSON Schema of a KIND, or the list of kinds."""
    if kind is None:
        click.echo("\n".join(SCHEMA_KINDS))
    elif kind in SCHEMA_KINDS:
        click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=1))
    else:
        close = nearest(kind, SCHEMA_KINDS)
        hint = f" Did you mean '{close}'?" if close else ""
        raise click.ClickException(f"There is no kind '{kind}'.{hint}")


@main.command("paths")
@click.pass_context
def paths_command(ctx: click.Context) -> None:
    """Print every path of the symptom check, a line each."""
    for path in _readable(ctx, ("tree",)).tree.paths():
        steps = " > ".join(f"{step.node}:{step.choice.id}" for step in path.steps)
        click.echo(f"{steps} => {path.end}")


@main.command("vignettes")
@click.pass_context
def vignettes_command(ctx: click.Context) -> None:
    """Lead every vignette through the symptom check; exit 1 on an under-triage."""
    handbook = _readable(ctx)
    for outcome in run_vignettes(handbook):
        color = {"exact": "green", "over-triaged": "yellow"}.get(outcome.verdict, "red")
        verdict = click.style(outcome.verdict, fg=color)
        named = "" if outcome.named else ", injury not named"
        click.echo(f"{outcome.vignette.id}: {verdict}{named} ({outcome.end})")
    found = proof(handbook)
    for name, figure in FIGURES.items():
        value = getattr(found, figure)
        click.echo(f"{name:15} {value:4}  {100 * value / (found.vignettes or 1):5.1f} %")
    if unsafe := list(vignettes_are_safe(handbook, ctx.obj["today"] or handbook.settings.edition)):
        _reject(ContentRejected(unsafe))
    sys.exit(found.under > 0)  # those who are lost in a broken tree are no problem of their own


def _readable(ctx: click.Context, kinds: Collection[str] = KINDS) -> Handbook:
    """Return the handbook as soon as its files can be read; other rules are not held.

    With `kinds` only those records are read.
    """
    loaded = load(ctx.obj["content"], kinds=kinds)
    if loaded.handbook is None or has_errors(loaded.problems):
        _reject(ContentRejected(loaded.problems))
    assert loaded.handbook is not None
    return loaded.handbook


@main.command("handout")
@click.argument("record_id", metavar="ID")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="Size of the paper.",
)
@click.option("--large", is_flag=True, help="Large print, 16 pt or more.")
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="File to write; ID.PAPER.pdf if left out.",
)
@click.pass_context
def handout_command(
    ctx: click.Context, record_id: str, paper: str, large: bool, target: Path | None
) -> None:
    """Write the handout of one injury as PDF."""
    handbook = _handbook(ctx)
    if record_id not in handbook.injuries:
        close = nearest(record_id, handbook.injuries)
        hint = f" Did you mean '{close}'?" if close else ""
        raise click.ClickException(f"There is no injury '{record_id}'.{hint}")
    name = f"{paper}-large" if large else paper
    if name not in PAPERS:
        raise click.ClickException(f"There is no paper '{name}'.")
    target = target or Path(f"{record_id}.{name.replace('-', '.')}.pdf")
    try:
        pdf = sheet(handbook, ctx.obj["templates"], record_id, name)
    except ContentRejected as rejected:
        _reject(rejected)
    with _writing(target):
        target.write_bytes(pdf)
    click.echo(f"Wrote {target}.")


def _handbook(ctx: click.Context) -> Handbook:
    """Return a handbook without errors, or print them and leave."""
    handbook, problems = examine(ctx.obj["content"], ctx.obj["today"])
    if handbook is None or any(problem.severity is Severity.ERROR for problem in problems):
        _reject(ContentRejected(problems))
    assert handbook is not None
    return handbook


def _reject(rejected: ContentRejected) -> None:
    _print_problems(rejected.problems)
    click.echo(_summary(rejected.problems, None), err=True)
    sys.exit(1)


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        error = problem.severity is Severity.ERROR
        place, _, rest = str(problem).partition("\n")
        click.secho(place, fg="red" if error else "yellow")
        click.echo(rest)


def _summary(problems: Iterable[Problem], handbook: Handbook | None) -> str:
    problems = list(problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING]
    counts = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
    if errors:
        return f"{counts}. Nothing was published."
    held = sum(len(handbook.of_kind(kind)) for kind in RECORD_KINDS) if handbook else 0
    return f"{counts} in {held} records."


def _count(things: Iterable[object], name: str) -> str:
    number = len(list(things))
    return f"{number} {name}{'' if number == 1 else 's'}"


def _print_readings(handbook: Handbook) -> None:
    click.echo(f"{'record':58} {'page':>5} {'print':>6}")
    found = sorted(readings(handbook), key=lambda item: (item.kind, item.record_id))
    for reading in found:
        name = f"{reading.kind}/{reading.record_id}"
        click.echo(f"{name:58} {reading.page:5.1f} {reading.printed:6.1f}")
    for kind in dict.fromkeys(reading.kind for reading in found):
        grades = sorted(reading.page for reading in found if reading.kind == kind)
        click.echo(f"median of {kind}: {grades[len(grades) // 2]:g}")


def _within(problems: list[Problem], paths: tuple[Path, ...], content: Path) -> list[Problem]:
    if not paths:
        return problems
    places = [path.resolve() for path in paths]
    root = content.resolve().parent
    return [
        problem for problem in problems
        if any((root / problem.file).resolve().is_relative_to(place) for place in places)
    ]  # fmt: skip


MARK = ".handbook"


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Say in a sentence why a file or folder cannot be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise click.ClickException(f"{target} cannot be written ({reason}).") from error


def _refuse_foreign(target: Path) -> None:
    """Refuse a folder whose files would be lost, or that the user stands in."""
    place = target.resolve()
    if place.exists() and any(place.iterdir()) and not (place / MARK).exists():
        raise click.ClickException(
            f"{target} has files that this command did not write; name an empty folder."
        )
    if Path.cwd().is_relative_to(place):
        raise click.ClickException(f"You stand in {target}; name another folder.")


def _write(target: Path, files: dict[str, bytes]) -> None:
    """Write a tree beside its place, then swap it in, so that no half build is left behind."""
    place = target.resolve()
    with _writing(target):
        place.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as workshop:
            staging = Path(workshop) / "new"
            for name, content in {**files, MARK: b""}.items():
                path = staging / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if place.exists():
                place.rename(Path(workshop) / "old")
            staging.rename(place)


def _written_pages(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def _assets(folder: Path) -> dict[str, bytes]:
    return {
        f"assets/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip
