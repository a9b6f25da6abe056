"""The roles that people hold in places, each with a sentence that a chief and a resident understand."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks.roles import RoleInfo, offered


class Role(StrEnum):
    """What somebody is in a place. The values are kept in the database: never rename one."""

    RESIDENT = "resident"
    LEADER = "leader"
    CHAIR = "chair"
    SECRETARY = "secretary"
    BLOCK_CONTACT = "block_contact"
    VOLUNTEER = "volunteer"
    TRANSLATOR = "translator"
    OFFICER = "officer"
    LIAISON = "liaison"
    DEPUTY = "deputy"
    COMMANDER = "commander"
    COUNCIL = "council"
    OVERSIGHT = "oversight"
    ADMINISTRATOR = "administrator"


ROLES = (
    RoleInfo(
        Role.RESIDENT,
        _("Resident"),
        _("Lives, works or spends time here; raises concerns, follows them, and says whether they are solved."),
    ),
    RoleInfo(
        Role.LEADER,
        _("Community leader"),
        _("Speaks for a group of residents; sees what the public sees, and can be asked to help with a task."),
    ),
    RoleInfo(
        Role.CHAIR,
        _("Meeting chair"),
        _("Leads the meetings of an area together with the liaison officer, and keeps the agenda fair."),
    ),
    RoleInfo(
        Role.SECRETARY,
        _("Committee secretary"),
        _("Keeps the papers of an area's committee: who was told what, what was agreed, and where it is written."),
    ),
    RoleInfo(
        Role.BLOCK_CONTACT,
        _("Block contact"),
        _("Is the neighbour who can be asked about a task, and who tells whether the work has reached the street."),
    ),
    RoleInfo(
        Role.VOLUNTEER,
        _("Volunteer"),
        _("Gives time to what an area has agreed on; sees only what their own shift needs."),
    ),
    RoleInfo(
        Role.TRANSLATOR,
        _("Translator"),
        _("Puts texts into another language, or checks them; sees only texts that wait for a translation."),
    ),
    RoleInfo(
        Role.OFFICER,
        _("Officer"),
        _("Is a police officer of this department; sees what the public sees and the tasks given to them."),
        staff=True,
    ),
    RoleInfo(
        Role.LIAISON,
        _("Liaison officer"),
        _("Owns what residents of an area raise: reads it, also what is private, and owes an answer by a date."),
        staff=True,
    ),
    RoleInfo(
        Role.DEPUTY,
        _("Deputy liaison officer"),
        _("Does the liaison officer's work of an area while the liaison officer is away."),
        staff=True,
    ),
    RoleInfo(
        Role.COMMANDER,
        _("Commander"),
        _("Answers for a district: sees what its liaison officers see, and what is late comes to them."),
        staff=True,
    ),
    RoleInfo(
        Role.COUNCIL,
        _("Council member or manager"),
        _("Sees what the public sees, and what is late, for the whole city; reads nothing that is private."),
    ),
    RoleInfo(
        Role.OVERSIGHT,
        _("Member of the outside body"),
        _("Belongs to the body outside the police that oversees them; reads the sealed matters it has access to."),
        second_factor=True,
    ),
    RoleInfo(
        Role.ADMINISTRATOR,
        _("Administrator"),
        _("Sets up this site and says who holds which post; reads no private concern."),
        staff=True,
    ),
)

# The posts of an area's committee: each has a holder, a term, a deputy, a hand-over sheet and a history.
COMMITTEE = (Role.CHAIR, Role.SECRETARY, Role.BLOCK_CONTACT)

STAFF = frozenset(info.name for info in ROLES if info.staff)


def is_staff(role: str) -> bool:
    """Whether this role, of whichever app, is one of the department's."""
    return any(info.staff for info in offered() if info.name == role)


# Whoever may write down what somebody says on paper or on the telephone, and so looks after people without an account.
WRITERS = (Role.LIAISON, Role.DEPUTY, Role.COMMANDER, Role.ADMINISTRATOR)
