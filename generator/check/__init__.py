"""Holds a handbook against its rules, one small function for each."""

from __future__ import annotations

from datetime import date

from generator.check import injuries, prose, readability, references, review, tree, vignettes
from generator.check.base import Check
from generator.model.handbook import KINDS, RECORD_KINDS, Handbook
from generator.problems import Problem

#: Every rule, in the order in which a contributor would mend what it finds.
CHECKS: tuple[Check, ...] = (
    references.terms_exist,
    references.ids_exist,
    references.site_areas_exist,
    references.common_injuries_exist,
    references.citations_resolve,
    references.uncited_places,
    references.links_resolve,
    references.topics_are_answered,
    references.sources_are_used,
    injuries.pairs_are_sound,
    injuries.features_tell_apart,
    injuries.enough_signs,
    injuries.look_alike_exists,
    injuries.relations_are_sound,
    injuries.full_is_full,
    injuries.grades_in_order,
    injuries.every_injury_in_tree,
    injuries.exercises_are_used,
    injuries.exercise_versions_are_sound,
    injuries.plans_are_used,
    injuries.names_are_unique,
    injuries.plan_has_criteria,
    injuries.flags_are_used,
    tree.starts_somewhere,
    tree.has_no_cycle,
    tree.every_node_is_reached,
    tree.paths_are_short,
    tree.answers_are_unique,
    tree.flags_end_at_results,
    tree.screens_ask_their_area,
    tree.self_care_is_screened,
    tree.named_flags_are_asked,
    tree.doubt_is_cautious,
    tree.running_fits_urgency,
    tree.results_name_injuries,
    tree.results_fit_injuries,
    vignettes.vignettes_are_safe,
    vignettes.vignettes_name_look_alikes,
    vignettes.pairs_have_vignettes,
    prose.no_raw_html,
    prose.links_are_safe,
    prose.headings_are_fixed,
    prose.figures_have_sources,
    prose.avoid_names_the_thing,
    prose.one_language,
    prose.words_are_there,
    review.reviews_are_due,
    review.reviews_are_past,
    readability.sentences_are_short,
    readability.pages_are_readable,
)


#: Rules about what nothing mentions, and the kinds of record that could hold the mention. While
#: one of those cannot be read they wait, so that one mistake is not reported as several.
NEED_EVERY: dict[Check, tuple[str, ...]] = {
    references.sources_are_used: KINDS,
    injuries.look_alike_exists: ("injuries",),
    injuries.every_injury_in_tree: ("tree",),
    injuries.exercises_are_used: tuple(RECORD_KINDS),
    injuries.plans_are_used: tuple(RECORD_KINDS),
    injuries.flags_are_used: ("injuries", "tree"),
    tree.every_node_is_reached: ("tree",),
    vignettes.vignettes_are_safe: ("tree",),
    vignettes.vignettes_name_look_alikes: ("injuries",),
    vignettes.pairs_have_vignettes: ("injuries", "vignettes"),
}


def check(handbook: Handbook, today: date) -> list[Problem]:
    """Return every problem that any rule finds; review dates are held against `today`."""
    broken = {kind for kind, _ in handbook.broken}
    rules = [rule for rule in CHECKS if not broken.intersection(NEED_EVERY.get(rule, ()))]
    return [problem for rule in rules for problem in rule(handbook, today)]
