"""Finds how records belong together, seen from both ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.base import Ref
from generator.model.handbook import Handbook, once
from generator.model.injury import Injury, LookAlike
from generator.model.prose import RECORD_LINK, links


@dataclass(frozen=True)
class Pair:
    """Two injuries that feel alike; `a` comes before `b` in the alphabet."""

    a: str
    b: str
    written_in: str
    index: int
    look_alike: LookAlike

    @property
    def id(self) -> str:
        """The pair's name in addresses."""
        return f"{self.a}-or-{self.b}"

    def other(self, injury_id: str) -> str:
        """Return the other end of the pair."""
        return self.b if injury_id == self.a else self.a


def pairs(handbook: Handbook) -> Iterator[Pair]:
    """Yield each look-alike pair as it is written, in order of the records."""
    for injury in handbook.injuries.values():
        for index, look_alike in enumerate(injury.look_alikes):
            a, b = sorted((injury.id, look_alike.injury))
            yield Pair(a, b, injury.id, index, look_alike)


@once
def pairs_by_injury(handbook: Handbook) -> Mapping[str, list[Pair]]:
    """Return the pairs of each injury, its own first, then those written at the other end."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs(handbook):
        for end in dict.fromkeys((pair.a, pair.b)):
            found.setdefault(end, []).append(pair)
    for injury_id, of_injury in found.items():
        of_injury.sort(key=lambda pair: pair.written_in != injury_id)
    return found


def pointed_at(handbook: Handbook, kind: str) -> set[str]:
    """Return the ids of the records of a kind that another record names or links to."""
    return _all_pointed_at(handbook).get(kind, set())


@once
def _all_pointed_at(handbook: Handbook) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for origin_kind, origin_id, leaf in handbook.texts:
        if isinstance(leaf.mark, Ref):
            named = [(leaf.mark.kind, leaf.text)]
        else:
            named = [
                (match[1], match[2])
                for link in links(leaf.text)
                if (match := RECORD_LINK.fullmatch(link.target))
            ]
        for kind, name in named:
            if (origin_kind, origin_id) != (kind, name):
                found.setdefault(kind, set()).add(name)
    return found


def areas_of(handbook: Handbook, injury: Injury) -> tuple[str, ...]:
    """Return the areas an injury belongs to: its own first, then those of its sites."""
    sites = handbook.vocabularies["site"]
    areas = [injury.area, *(sites[site].area for site in injury.sites if site in sites)]
    return tuple(dict.fromkeys(area for area in areas if area))


@once
def injuries_by_area(handbook: Handbook) -> Mapping[str, list[Injury]]:
    """Return the injuries that belong to each area, by name."""
    found: dict[str, list[Injury]] = {}
    for injury in sorted(handbook.injuries.values(), key=lambda injury: injury.name.casefold()):
        for area in areas_of(handbook, injury):
            found.setdefault(area, []).append(injury)
    return found


def flags_of_area(handbook: Handbook, area: str) -> tuple[str, ...]:
    """Return the red flags that belong to an area, those of the whole body included.

    The most urgent come first.
    """
    flags = [flag for flag in handbook.red_flags.values() if not flag.areas or area in flag.areas]
    return tuple(
        flag.id for flag in sorted(flags, key=lambda flag: handbook.rank("urgency", flag.urgency))
    )
