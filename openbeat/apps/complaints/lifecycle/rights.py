"""What is generally so about a person's rights, until a department writes its own words. It is no legal advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.publication import When
from openbeat.core.web.rights import beside

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

GENERAL: dict[str, tuple[StrPromise | str, ...]] = {
    When.STOP: (
        beside(_("Ask: “Am I free to leave?” If the answer is yes, you may walk away calmly.")),
        beside(_("You do not have to answer questions. You may say: “I want to stay silent.”")),
        beside(_("In some states you must say your name when an officer who suspects you of a crime asks for it.")),
        beside(_("When you drive, you must show your licence and the papers of the car when an officer asks.")),
        beside(_("You may ask for the officer's name and badge number.")),
    ),
    When.SEARCH: (
        beside(_("You do not have to agree to a search. You may say: “I do not agree to a search.”")),
        beside(_("An officer with reason to think that you carry a weapon may feel your clothes from outside.")),
        beside(_("To look into your phone, the police generally need a warrant from a judge.")),
        beside(
            _("Do not resist, also where you think that it is wrong. Say that you do not agree, and complain later.")
        ),
    ),
    When.ARREST: (
        beside(_("You have the right to stay silent. Say aloud that you want to.")),
        beside(_("You have the right to a lawyer. If you cannot pay for one, you get one without paying.")),
        beside(_("Say: “I want a lawyer.” Then say nothing more and sign nothing until the lawyer is there.")),
        beside(_("If you are from another country, you may ask that its consulate is told.")),
        beside(_("You must be brought before a judge soon, as a rule within two days.")),
    ),
    When.DOOR: (
        beside(_("You do not have to let the police in without a warrant that a judge has signed.")),
        beside(
            _("Ask them to show it at the window, or to put it under the door. Look whether your address is on it.")
        ),
        beside(_("In an emergency they may come in without one: when somebody inside is in danger, for instance.")),
        beside(_("You may say: “I do not agree that you come in.” You may talk through the door.")),
    ),
    When.FILMING: (
        beside(_("Where you may be, you may film the police at work, if you do not get in their way.")),
        beside(_("Step back when they need room, and go on filming.")),
        beside(_("They may not delete what you filmed. To look at it they generally need a warrant.")),
        beside(_("In some states it is forbidden to record voices in secret: so film openly.")),
    ),
    When.ELSEWHERE: (
        beside(_("The District Attorney decides whether somebody is charged with a crime, a police officer too.")),
        beside(_("The FBI looks into crimes against civil rights: for instance force that was against the law.")),
        beside(_("You may go to each of them yourself, with a complaint here or without one.")),
        beside(_("A criminal case runs beside the complaint here. Where one waits for the other, you are told.")),
    ),
}
PARTS = (When.STOP, When.SEARCH, When.ARREST, When.DOOR, When.FILMING)
