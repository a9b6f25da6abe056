"""Every text of rights, consent and stop words is marked, so that the English stands beside it until it is signed."""

from __future__ import annotations

import re

from openbeat.core.translation import extraction, rights

# What sounds like a right, a consent or a stop word, and is none that a reader must be sure of: why.
SOUNDS = re.compile(
    r"(?-i:\bSTOP\b)|\bconsent"
    r"|\bto agree\b|agree here|\bI agree\b|\brights\b|immigration|your (code|address)es? .*forgotten"
    r"|\bforgotten\b|link to stop|stop messages|no more messages|\bcan appeal\b|without a name|no account|sealed before"
    r"|\bsealed means\b|not anonymous|say no|at any time|takes? it back at",
    re.IGNORECASE,
)
OF_STAFF = re.compile(
    r"core/department/|core/vault/|config/|people/(models|policies)|core/people/roles|keysheets|apps/contacts/demo"
)


def test_no_text_that_sounds_like_a_right_is_forgotten() -> None:
    marked, found = set(rights.messages()), extraction.messages(rights.ROOT)

    unmarked = [
        key.message
        for key, one in found.items()
        if SOUNDS.search(key.message) and key.message not in marked and not all(map(OF_STAFF.search, one.files))
    ]

    assert sorted(set(unmarked) - NOT_RIGHTS) == [], "put {% rights %} around it, or say below why it is none"
    assert sorted(NOT_RIGHTS - set(unmarked)) == [], "nobody says this any more, or it is marked"


def test_the_texts_that_matter_most_are_marked() -> None:
    words = "\n".join(rights.messages())
    for said in ("forgotten", "no immigration matter", "press the button to agree", "site that is not ours",
                 "can read it", "no account and no name", "appeal", "No more messages"):  # fmt: skip
        assert said in words, said


# Of somebody else, of an act that was done just now, on paper where both stand anyway, or no promise at all.
NOT_RIGHTS = {
    "A complaint goes through these stages. With your code you see at any time in which one yours is.",
    "A text about rights says who wrote it.",
    "I asked them by the way that they left, in words that say nothing",
    "Kept. You can say no at any time: then somebody looks into it as before.",
    "Texts about rights",
    "Your rights",
    "Your rights with the police",
    "text about rights",
    "A person who was forgotten",
    "A person without a name",
    "Everybody can read your card now. You can take it back here at any time.",
    "Everybody may come. You need no account and no papers.",
    (
        "Leave it empty, and it stands there as it was sent. Those words go when whoever sent them asks to be"
        " forgotten; yours stay."
    ),
    "No account has this address. The person signs up first.",
    "No law says for how long. What they did stays on record, by a person without a name.",
    "No more messages",
    (
        "You need no account: write it on paper, with your name and the day on which you were told. It counts from the"
        " day it comes."
    ),
    "Nothing more: the answer was enough. It can be sent back at any time.",
    "Nothing was kept. Wait a while, then send it again. On paper or by telephone it works at any time.",
    "Only we see it, and you can change it at any time.",
    (
        "Say nothing of what this is about, and not that you call from the police, before the person has said"
        " who they are and that they can speak."
    ),
    "Somebody, probably you, wanted to sign in at %(name)s with this address. It has no account.",
    "Thank you. It is solved; you can open it again at any time.",
    "Thank you. You can send it back at any time.",
    (
        "The cookie names the language and nothing else. Where other people use this computer too, choose a "
        "language at the top of the page instead: that is forgotten when the browser is closed."
    ),
    "The person wants no more messages there.",
    "The texts of rights and consent too.",
    "The texts of rights and consent were read, and are right",
    "There is no account at %(name)s with this address",
    (
        "Until %(day)s: tick one, two or three problems. You need no account, and whoever cannot come to the "
        "meeting counts like everybody else."
    ),
    "Whoever sent it, without a name",
    "Whoever signs the texts of rights signs them as they are.",
    "Whoever wrote it asked to be forgotten: the words are gone.",
    "With the code you can see the answer at any time, and say whether it solved the matter.",
    "Your answer counts. You can change it here at any time.",
    "Your reply is now the answer, as you sent it. On its page you can put it right at any time.",
    "also the texts of rights and consent",
    "somebody without a name",
}
