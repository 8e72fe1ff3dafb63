"""Describes a page to search engines, as schema.org knows it."""

from __future__ import annotations

from typing import Any

from generator.derive.comparison import pairs_of
from generator.model.handbook import Handbook
from generator.model.injury import Injury
from generator.model.prose import plain


def injury_linked_data(handbook: Handbook, injury: Injury) -> dict[str, Any]:
    """Return the page of an injury as a `MedicalWebPage` about a `MedicalCondition`."""
    address = f"{handbook.settings.address}injuries/{injury.id}/"
    differential = [
        {
            "@type": "DDxElement",
            "diagnosis": {"@type": "MedicalCondition", "name": other.name},
            "distinguishingSign": [
                {"@type": "MedicalSignOrSymptom", "name": plain(other.features[feature])}
                for feature in pair.look_alike.tell_apart
                if feature in other.features
            ],
        }
        for pair in pairs_of(handbook, injury.id)
        for other in (handbook.injuries[pair.other(injury.id)],)
    ]
    condition: dict[str, Any] = {
        "@type": "MedicalCondition",
        "name": injury.name,
        "alternateName": [alias.name for alias in injury.aliases if alias.kind != "misspelling"],
        "description": plain(injury.summary),
        "signOrSymptom": [
            {"@type": "MedicalSignOrSymptom", "name": plain(sign)}
            for sign in (injury.presentation.where, *injury.presentation.signs)
        ],
        "associatedAnatomy": {
            "@type": "AnatomicalStructure",
            "name": handbook.vocabularies["area"][injury.area].label,
        },
        "differentialDiagnosis": differential,
        "code": [
            {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": code.system}
            for code in injury.codes
        ],
    }
    return page_linked_data(handbook, injury.name, plain(injury.summary), address) | {
        "lastReviewed": injury.review.reviewed.isoformat(),
        "about": {key: value for key, value in condition.items() if value},
    }


def page_linked_data(
    handbook: Handbook, title: str, description: str, address: str
) -> dict[str, Any]:
    """Return any page of the handbook as a `MedicalWebPage`."""
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": title,
        "description": description,
        "url": address,
        "inLanguage": handbook.settings.language,
        "isPartOf": {
            "@type": "WebSite",
            "name": handbook.settings.title,
            "url": handbook.settings.address,
        },
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }
