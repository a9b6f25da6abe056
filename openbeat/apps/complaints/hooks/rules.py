"""What the rules for cases offer: acts that everybody can check, and texts that stand in several languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.queries import ruletexts
from openbeat.core.hooks import texts
from openbeat.core.ledger.registry import accountable

accountable("complaints.matrix", {Act.SET_MATRIX: ("version",)}, labels={str(Act.SET_MATRIX): _("A new matrix")})
accountable(
    "complaints.caserules", {Act.SET_RULES: ("version",)}, labels={str(Act.SET_RULES): _("New rules for cases")}
)
texts.offer(
    texts.Kind(
        "complaints.matrixclass",
        _("Class of offence"),
        {"words": _("what belongs to it")},
        ruletexts.class_texts,
        ruletexts.rule_texts_seen,
    )
)
texts.offer(
    texts.Kind(
        "complaints.matrix",
        _("Matrix of discipline"),
        {"why": _("why")},
        ruletexts.matrix_texts,
        ruletexts.rule_texts_seen,
    )
)
texts.offer(
    texts.Kind(
        "complaints.caserules",
        _("Rules for cases"),
        {"why": _("why")},
        ruletexts.rules_texts,
        ruletexts.rule_texts_seen,
    )
)
