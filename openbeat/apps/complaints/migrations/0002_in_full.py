import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import openbeat.core.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_initial"),
        ("places", "0002_in_depth"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="complaint",
            name="complaint_acknowledged_when",
        ),
        migrations.RemoveConstraint(
            model_name="complaint",
            name="complaint_begun_when",
        ),
        migrations.RemoveConstraint(
            model_name="complaint",
            name="complaint_answered_has_answer",
        ),
        migrations.RemoveConstraint(
            model_name="draft",
            name="complaint_draft_once",
        ),
        migrations.RemoveConstraint(
            model_name="turn",
            name="complaint_turn_known_kind",
        ),
        migrations.RemoveConstraint(
            model_name="turn",
            name="complaint_turn_has_side",
        ),
        migrations.AddField(
            model_name="account",
            name="hopes",
            field=openbeat.core.vault.fields.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="account",
            name="officers",
            field=openbeat.core.vault.fields.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="account",
            name="place",
            field=openbeat.core.vault.fields.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="account",
            name="reach",
            field=openbeat.core.vault.fields.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="account",
            name="speaks_as",
            field=openbeat.core.vault.fields.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="account",
            name="unseen",
            field=openbeat.core.vault.fields.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="account",
            name="witnesses",
            field=openbeat.core.vault.fields.SealedField(default=bytes),
        ),
        migrations.AddField(
            model_name="complaint",
            name="alike",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="complaint",
            name="allegations_taken",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="complaint",
            name="area",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.area"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="assigned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="checked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="classified_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="decisions_taken",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="complaint",
            name="discipline_owed",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="complaint",
            name="findings_taken",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="complaint",
            name="investigator",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="joined_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="joined", to="complaints.complaint"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="outside_works",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="complaint",
            name="overseen",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreed", "agrees"),
                    ("disagreed", "does not agree"),
                    ("silent", "said nothing within its days"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="oversight_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="serious",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="complaint",
            name="signed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="sort",
            field=models.CharField(
                choices=[("complaint", "A complaint"), ("praise", "Praise"), ("question", "A question")],
                default="complaint",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="split_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="splits", to="complaints.complaint"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="without",
            field=models.CharField(
                blank=True,
                choices=[
                    ("withdrawn", "withdrawn by whoever complained"),
                    ("unavailable", "whoever complained cannot be reached"),
                    ("declined", "whoever complained does not want to go on"),
                    ("not_identified", "the officer could not be found out"),
                    ("litigation", "a court has it"),
                    ("officer_left", "the officer has left the department"),
                    ("mediated", "both sides talked, and that settled it"),
                    ("clarified", "it was explained, and that settled it"),
                    ("referred", "somebody else looks into it"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="form",
            field=models.CharField(default="message", max_length=24),
        ),
        migrations.AlterField(
            model_name="complaint",
            name="stage",
            field=models.CharField(
                choices=[
                    ("writing", "being written"),
                    ("received", "received"),
                    ("acknowledged", "acknowledged"),
                    ("classified", "classified"),
                    ("mediation", "in mediation"),
                    ("in_work", "in work"),
                    ("supervisor", "checked by a supervisor"),
                    ("oversight", "with the outside body"),
                    ("decision", "to be decided"),
                    ("decided", "decided"),
                    ("answered", "answered"),
                    ("closed", "closed"),
                ],
                default="received",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="turn",
            name="kind",
            field=models.CharField(
                choices=[
                    ("more", "More words"),
                    ("reopened", "Why it is not over"),
                    ("acknowledgement", "We have read it"),
                    ("message", "Message"),
                    ("answer", "The answer"),
                    ("delay", "It takes longer"),
                    ("check_in", "A question to you"),
                    ("retaliation", "Somebody harms me for my complaint"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("alike", ""), _negated=True), fields=["alike"], name="complaint_alike"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sort__in", ["complaint", "praise", "question"]),
                    (
                        "stage__in",
                        [
                            "writing",
                            "received",
                            "acknowledged",
                            "classified",
                            "mediation",
                            "in_work",
                            "supervisor",
                            "oversight",
                            "decision",
                            "decided",
                            "answered",
                            "closed",
                        ],
                    ),
                ),
                name="complaint_known_stage",
                violation_error_message="A complaint stands in one of the stages that there are.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at__isnull", True), ("stage__in", ("writing", "received"))),
                    models.Q(
                        models.Q(("stage__in", ("writing", "received")), _negated=True),
                        ("acknowledged_at__isnull", False),
                    ),
                    models.Q(("without", ""), _negated=True),
                    _connector="OR",
                ),
                name="complaint_acknowledged_when",
                violation_error_message="A complaint that was acknowledged says when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ("writing", "received", "acknowledged", "classified", "mediation")),
                    ("begun_at__isnull", False),
                    models.Q(("without", ""), _negated=True),
                    _connector="OR",
                ),
                name="complaint_begun_when",
                violation_error_message="A complaint in work says since when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sort", "complaint"), _negated=True),
                    ("stage__in", ("writing", "received", "acknowledged")),
                    ("classified_at__isnull", False),
                    models.Q(("without", ""), _negated=True),
                    _connector="OR",
                ),
                name="complaint_classified_before_work",
                violation_error_message="A complaint in work says point by point what it is about.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", frozenset(["answered", "closed"])), _negated=True),
                    models.Q(("answered_at__isnull", False), ("turns_taken__gt", 0)),
                    _connector="OR",
                ),
                name="complaint_answered_has_answer",
                violation_error_message="An answered complaint must carry its answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("without", ""),
                    models.Q(("decided_at__isnull", False), ("stage__in", ("decided", "answered", "closed"))),
                    _connector="OR",
                ),
                name="complaint_ended_without_is_over",
                violation_error_message="What ended without a finding is over, and says since when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "decided"), _negated=True), ("decided_at__isnull", False), _connector="OR"
                ),
                name="complaint_decided_when",
                violation_error_message="What is decided says since when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assigned_at__isnull", True), ("investigator__isnull", True), ("signed_at__isnull", True)
                    ),
                    models.Q(("assigned_at__isnull", False), ("investigator__isnull", False)),
                    _connector="OR",
                ),
                name="complaint_assigned_when",
                violation_error_message="Whoever has the task has it since a day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("joined_to", None), models.Q(("joined_to", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="complaint_joined_to_another",
                violation_error_message="A matter is joined to another one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["decision", "oversight", "supervisor"]), _negated=True),
                    models.Q(
                        models.Q(("investigator__isnull", False), ("outside_only", True), _connector="OR"),
                        ("allegations_taken__gt", 0),
                        ("findings_taken", models.F("allegations_taken")),
                    ),
                    _connector="OR",
                ),
                name="complaint_checked_has_findings",
                violation_error_message="What is checked was investigated by somebody, and each allegation has an end.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage__in", ["oversight", "decision"]), _negated=True),
                    ("checked_by__isnull", False),
                    _connector="OR",
                ),
                name="complaint_goes_on_once_checked",
                violation_error_message="What goes on to others was checked by a supervisor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "oversight"), _negated=True), ("oversight_at__isnull", False), _connector="OR"
                ),
                name="complaint_with_the_body_since",
                violation_error_message="What is with the outside body is there since a day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "decided"), _negated=True),
                    models.Q(("without", ""), _negated=True),
                    models.Q(
                        ("allegations_taken__gt", 0),
                        ("decided_by__isnull", False),
                        ("decisions_taken", models.F("allegations_taken")),
                    ),
                    _connector="OR",
                ),
                name="complaint_decided_by_somebody",
                violation_error_message="What is decided was decided by somebody, allegation by allegation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_by", models.F("investigator")), _negated=True),
                    models.Q(("decided_by", models.F("investigator")), _negated=True),
                    models.Q(("decided_by", models.F("checked_by")), _negated=True),
                ),
                name="complaint_nobody_checks_own_work",
                violation_error_message="Nobody checks their own work.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "closed"), _negated=True), ("discipline_owed", 0), _connector="OR"
                ),
                name="complaint_closed_with_discipline",
                violation_error_message="Before it is closed it is decided what follows for the officer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("overseen__in", ["", "agreed", "disagreed", "silent"])),
                name="complaint_overseen_known",
                violation_error_message="The outside body says one of the things that there are.",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("complaint", "person", "form"),
                name="complaint_draft_once",
                violation_error_message="You have a draft in this matter already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "more",
                            "reopened",
                            "acknowledgement",
                            "message",
                            "answer",
                            "delay",
                            "check_in",
                            "retaliation",
                        ],
                    )
                ),
                name="complaint_turn_known_kind",
                violation_error_message="A message is one of the kinds that there are.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ("check_in", "delay", "more", "reopened", "retaliation")), ("written_by", None)
                    ),
                    models.Q(
                        models.Q(("kind__in", ("check_in", "delay", "more", "reopened", "retaliation")), _negated=True),
                        ("written_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="complaint_turn_has_side",
                violation_error_message="What the office writes says who wrote it; whoever complained is nobody.",
            ),
        ),
        migrations.CreateModel(
            name="Accused",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accused", to="complaints.complaint"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("who", openbeat.core.vault.fields.SealedField()),
                ("mark", models.CharField(blank=True, max_length=64)),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.area"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("told_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "accused officer",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "number"),
                        name="complaint_accused_once",
                        violation_error_message="There is an officer of this number in this matter already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("mark", ""), _negated=True),
                        fields=("complaint", "mark"),
                        name="complaint_accused_person_once",
                        violation_error_message="This officer stands in this matter already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", True), ("told_at__isnull", True)),
                            models.Q(
                                ("person__isnull", False),
                                ("told_at__isnull", False),
                                models.Q(("mark", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_accused_known_once_told",
                        violation_error_message="Who is accused stands in clear only once they were told.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("free", "They have room for it"),
                            ("knows", "They know such matters"),
                            ("language", "They speak the language of whoever complained"),
                            ("takes_over", "They take it over from somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("related", "I am related to or close to somebody in it"),
                            ("part", "I have a part in it myself"),
                            ("works", "I work with or for somebody in it"),
                            ("other", "Something else would make people doubt that I am fair"),
                            ("handed_on", "Somebody else takes it over"),
                            ("away", "They are away, or have no room for it"),
                            ("accused", "It turned out that it is about them"),
                            ("outside", "It went to the outside body"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("complaint",),
                        name="complaint_one_investigates",
                        violation_error_message="Somebody has this task already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_why", "")),
                            models.Q(
                                ("ended_at__gte", models.F("at")),
                                (
                                    "ended_why__in",
                                    ["related", "part", "works", "other", "handed_on", "away", "accused", "outside"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_assignment_ends_with_a_reason",
                        violation_error_message="A task that has ended says why.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="closed on this day or later")),
                ("until", models.DateField(verbose_name="closed on this day or before")),
                ("size", models.PositiveSmallIntegerField(verbose_name="how many")),
                ("seed", models.CharField(max_length=32)),
                ("pool", models.JSONField()),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("drawn_at", models.DateTimeField()),
                ("words", models.TextField(blank=True, verbose_name="What you found")),
                ("language", models.CharField(blank=True, max_length=12)),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "accepted"), ("partly", "accepted in part"), ("rejected", "rejected")],
                        max_length=10,
                    ),
                ),
                ("reply_words", models.TextField(blank=True, verbose_name="What the department answers, and why")),
                ("reply_words_language", models.CharField(blank=True, max_length=12)),
                (
                    "replied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("replied_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "audit",
                "verbose_name_plural": "audits",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size__gt", 0), ("until__gte", models.F("since")), models.Q(("seed", ""), _negated=True)
                        ),
                        name="complaint_audit_of_some_days",
                        violation_error_message="An audit is of some days, the first before the last, and of one matter or more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("language", ""), ("told_at", None), ("told_by", None), ("words", "")),
                            models.Q(
                                ("told_at__isnull", False),
                                ("told_by__isnull", False),
                                models.Q(("words", ""), _negated=True),
                                models.Q(("language", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_audit_told",
                        violation_error_message="What an audit found has words and their language, and says who told it when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("replied_at", None),
                                ("replied_by", None),
                                ("reply", ""),
                                ("reply_words", ""),
                                ("reply_words_language", ""),
                            ),
                            models.Q(
                                ("replied_at__gte", models.F("told_at")),
                                ("replied_by__isnull", False),
                                ("reply__in", ["accepted", "partly", "rejected"]),
                                models.Q(("reply_words", ""), _negated=True),
                                models.Q(("reply_words_language", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_audit_answered",
                        violation_error_message="An audit is answered after it told what it found, with a reason.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Bar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bars", to="complaints.complaint"
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("asked", "whoever complained asked for it"),
                            ("conflict", "they have a part in it, or in somebody who has"),
                            ("accused", "the matter is about them"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "bar",
                "verbose_name_plural": "bars",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "mark"),
                        name="complaint_bar_once",
                        violation_error_message="This matter is kept from this person already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("why__in", ["asked", "conflict", "accused"]), models.Q(("mark", ""), _negated=True)
                        ),
                        name="complaint_bar_known_why",
                        violation_error_message="A bar says of whom and why it is.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="BoardName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="Name in public")),
            ],
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("language", models.CharField(default="en", max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("investigation", "It investigates with its own people"),
                            ("review", "It reviews what the police have finished"),
                            ("audit", "It audits: it looks for patterns, and at rules and the whole system"),
                        ],
                        max_length=14,
                        verbose_name="what it mainly does",
                    ),
                ),
                ("powers", models.JSONField(blank=True, default=list, verbose_name="what it may do")),
                ("about", models.TextField(blank=True, max_length=2000, verbose_name="how it works")),
                ("telephone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("web", models.URLField(blank=True, verbose_name="web page")),
                ("since", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "body outside the police",
                "verbose_name_plural": "bodies outside the police",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), ("kind__in", ["investigation", "review", "audit"])
                        ),
                        name="complaint_body_has_a_name",
                        violation_error_message="A body has a name, and says what it mainly does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address", ""), ("email", ""), ("telephone", ""), ("web", ""), _negated=True
                        ),
                        name="complaint_body_can_be_reached",
                        violation_error_message="Say how people can reach it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("since")), _connector="OR"),
                        name="complaint_body_ends_after_it_began",
                        violation_error_message="It ends after it began.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="CaseEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="complaints.complaint"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("plan", "Plan of the investigation"),
                            ("interview", "Interview"),
                            ("contact", "Contact with somebody"),
                            ("evidence", "About evidence"),
                            ("note", "Note"),
                            ("report", "Report of the investigation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("facts", openbeat.core.vault.fields.SealedField(default=b"")),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="complaints.caseentry",
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "entry of a case",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "number"),
                        name="complaint_entry_once",
                        violation_error_message="Somebody else has written meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sort__in", ["plan", "interview", "contact", "evidence", "note", "report"])
                        ),
                        name="complaint_entry_known_sort",
                        violation_error_message="An entry is one of the sorts that there are.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="CasePause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="complaints.complaint"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("criminal", "A criminal case about the same matter is not over."),
                            ("asked", "You asked for more time."),
                            ("court", "A court has the matter."),
                            ("laboratory", "A laboratory examines the evidence."),
                            ("absent", "Somebody who must be heard cannot be heard yet."),
                            ("records", "Others have not sent the papers or recordings that are needed."),
                            ("more_work", "There is more to find out than we knew."),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                ("since", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("looked_at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pause of a complaint",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("complaint",),
                        name="complaint_one_pause_at_a_time",
                        violation_error_message="The clock stands still already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                ["criminal", "asked", "court", "laboratory", "absent", "records", "more_work"],
                            )
                        ),
                        name="complaint_pause_known_reason",
                        violation_error_message="A clock stands still for one of the reasons that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("looked_at__gte", models.F("since")),
                            models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        ),
                        name="complaint_pause_for_a_time",
                        violation_error_message="A pause ends after it began.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="CaseRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="version")),
                (
                    "standard",
                    models.CharField(
                        choices=[
                            ("preponderance", "more likely than not"),
                            ("clear_and_convincing", "clear and convincing"),
                            ("substantial", "substantial evidence"),
                        ],
                        max_length=24,
                        verbose_name="standard of evidence",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="days for the outside body")),
                ("why", models.CharField(max_length=500, verbose_name="why")),
                ("language", models.CharField(max_length=12)),
                ("decided_by", models.CharField(max_length=120, verbose_name="decided by")),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "rules for cases",
                "verbose_name_plural": "rules for cases",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__gt", 0),
                            ("standard__in", ["preponderance", "clear_and_convincing", "substantial"]),
                            ("version__gt", 1),
                            models.Q(("why", ""), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                        ),
                        name="complaint_rules_are_whole",
                        violation_error_message="Rules say the standard, the days, why, and who decided it.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_ins", to="complaints.complaint"
                    ),
                ),
                (
                    "asked",
                    models.CharField(
                        choices=[
                            ("filed_30", "30 days after it was filed"),
                            ("filed_90", "90 days after it was filed"),
                            ("closed_90", "90 days after it was closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("by_their_way_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "verbose_name": "question after harm",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "asked", "due_on"),
                        name="complaint_asked_once",
                        violation_error_message="This was asked already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked__in", ["filed_30", "filed_90", "closed_90"])),
                        name="complaint_asked_known",
                        violation_error_message="It is asked at one of the times that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("language", "")),
                            models.Q(
                                ("answered_at__gte", models.F("asked_at")), models.Q(("language", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="complaint_check_in_answered",
                        violation_error_message="An answer comes after its question, and has a language.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="CriminalSide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criminal_side",
                        to="complaints.complaint",
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
                ("who", openbeat.core.vault.fields.SealedField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "person on the criminal side",
                "verbose_name_plural": "people on the criminal side",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "mark"),
                        name="complaint_criminal_side_once",
                        violation_error_message="They stand on the criminal side already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark", ""), _negated=True),
                        name="complaint_criminal_side_has_mark",
                        violation_error_message="Whoever stands on the criminal side has a mark.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("sustained", "sustained"),
                            ("not_sustained", "not sustained"),
                            ("exonerated", "exonerated"),
                            ("unfounded", "unfounded"),
                            ("policy_matter", "policy matter"),
                            ("other_violation", "other violation found"),
                        ],
                        max_length=16,
                        verbose_name="finding",
                    ),
                ),
                ("words", models.CharField(max_length=500, verbose_name="what it means")),
                ("language", models.CharField(default="en", max_length=12)),
                ("since", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=120, verbose_name="decided by")),
            ],
            options={
                "verbose_name": "definition of a finding",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("version", "finding"),
                        name="complaint_definition_once",
                        violation_error_message="This version says already what this finding means.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                            (
                                "finding__in",
                                [
                                    "sustained",
                                    "not_sustained",
                                    "exonerated",
                                    "unfounded",
                                    "policy_matter",
                                    "other_violation",
                                ],
                            ),
                            ("version__gt", 1),
                        ),
                        name="complaint_definition_is_whole",
                        violation_error_message="A definition says what a finding means, and who decided it.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="DelayNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delays", to="complaints.complaint"
                    ),
                ),
                ("once", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=16)),
                ("due_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "delay notice",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "once"),
                        name="complaint_delay_told_once",
                        violation_error_message="Whoever complained was told of this delay already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("once", ""), _negated=True)
                        ),
                        name="complaint_delay_says_why",
                        violation_error_message="Whoever is told of a delay is told why.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Derivation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derivations",
                        to="complaints.complaint",
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=40)),
                ("of_kind", models.CharField(max_length=60)),
                ("of_key", models.CharField(max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "source of a text",
                "verbose_name_plural": "sources of texts",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("kind", "key", "of_kind", "of_key"),
                        name="complaint_source_once",
                        violation_error_message="This source is named already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key", models.F("of_key")), ("kind", models.F("of_kind")), _negated=True),
                        name="complaint_source_is_another",
                        violation_error_message="A text is made from another one.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60)),
                ("sha256", models.CharField(max_length=64)),
                ("as_of", models.DateField(null=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("taken", models.PositiveIntegerField(default=0)),
                ("merged", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("new", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "file of old complaints",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            (
                                "rows",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("taken"), "+", models.F("merged")
                                    ),
                                    "+",
                                    models.F("refused"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_import_adds_up",
                        violation_error_message="Each row of a file was taken, put together with another, or refused.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("sha256", ""), _negated=True)
                        ),
                        name="complaint_import_says_of_what",
                        violation_error_message="A file says from which source it is, and has a fingerprint.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="KindList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(unique=True)),
                ("since", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=120, verbose_name="decided by")),
                ("why", models.TextField(max_length=2000, verbose_name="why")),
                ("language", models.CharField(max_length=12)),
            ],
            options={
                "verbose_name": "list of kinds of misconduct",
                "verbose_name_plural": "lists of kinds of misconduct",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("version__gt", 1)),
                        name="complaint_kinds_after_the_first",
                        violation_error_message="The first list comes with the program.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", ""), _negated=True), models.Q(("decided_by", ""), _negated=True)
                        ),
                        name="complaint_kinds_say_why",
                        violation_error_message="A new list says who decided it, and why.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Limitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="limitation",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "since",
                    models.CharField(
                        choices=[
                            ("known", "since the department knew of it"),
                            ("incident", "since it happened"),
                            ("statute", "a statute or a contract says otherwise"),
                            ("tolled", "a court or a criminal case stopped it for a time"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ends_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "limit for discipline",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("since__in", ["known", "incident", "statute", "tolled"])),
                        name="complaint_limit_says_why",
                        violation_error_message="A limit says from when it runs, and why.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Matrix",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("why", models.CharField(max_length=500, verbose_name="why")),
                ("language", models.CharField(max_length=12)),
                ("decided_by", models.CharField(max_length=120, verbose_name="decided by")),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "matrix of discipline",
                "verbose_name_plural": "matrices of discipline",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version__gt", 0),
                            models.Q(("why", ""), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                        ),
                        name="complaint_matrix_is_whole",
                        violation_error_message="A matrix says why it is so, and who decided it.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Mediation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mediations",
                        to="complaints.complaint",
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("complainant", models.CharField(blank=True, choices=[("yes", "yes"), ("no", "no")], max_length=3)),
                ("complainant_at", models.DateTimeField(null=True)),
                ("officer", models.CharField(blank=True, choices=[("yes", "yes"), ("no", "no")], max_length=3)),
                ("officer_at", models.DateTimeField(null=True)),
                ("mediator", openbeat.core.vault.fields.SealedField()),
                ("held_on", models.DateField(null=True)),
                ("agreed", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(blank=True, max_length=12)),
                ("follow_up_on", models.DateField(null=True)),
                ("holds", models.CharField(blank=True, choices=[("yes", "yes"), ("no", "no")], max_length=3)),
                ("holds_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "They agreed"),
                            ("failed", "They talked, and did not agree"),
                            ("called_off", "It did not come to a talk"),
                            ("declined", "One side does not want to"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "verbose_name": "mediation",
                "verbose_name_plural": "mediations",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("complaint",),
                        name="complaint_one_mediation",
                        violation_error_message="A mediation is offered already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("complainant", ""), ("complainant_at", None)),
                                models.Q(
                                    models.Q(("complainant", ""), _negated=True), ("complainant_at__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("officer", ""), ("officer_at", None)),
                                models.Q(models.Q(("officer", ""), _negated=True), ("officer_at__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        name="complaint_mediation_says_when",
                        violation_error_message="What a side says has its day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holds", ""), ("holds_at", None)),
                            models.Q(
                                ("ended_how", "agreed"),
                                ("holds_at__isnull", False),
                                models.Q(("holds", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_mediation_holds_since_agreed",
                        violation_error_message="Only what was agreed can hold, and it was said on a day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on", None),
                            models.Q(("complainant", "yes"), ("officer", "yes")),
                            models.Q(("ended_at", None), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_mediation_wanted_by_both",
                        violation_error_message="Both sides talk only where both want to.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_how", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("ended_how", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="complaint_mediation_ends_somehow",
                        violation_error_message="A mediation that has ended says how.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_how", "agreed"), _negated=True),
                            models.Q(("complainant", "yes"), ("officer", "yes"), ("held_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaint_mediation_agreed_by_both",
                        violation_error_message="They agree only where both wanted to talk, and did.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Packet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packets", to="complaints.complaint"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("parts_made", models.PositiveIntegerField(default=0)),
                ("said", models.PositiveIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "packet for the board",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "round"),
                        name="complaint_packet_once",
                        violation_error_message="There is a packet of this round already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("parts_made__gt", 0), _connector="OR"),
                        name="complaint_packet_sent_has_parts",
                        violation_error_message="A packet that is sent has something in it.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="PassedOn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="passed_on", to="complaints.complaint"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "praise passed on to an officer",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "person"),
                        name="complaint_praise_passed_on_once",
                        violation_error_message="This officer has these words already.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="PastCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60)),
                ("number", models.CharField(max_length=60)),
                ("incident_on", models.DateField(null=True)),
                ("received_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("closed", "closed"), ("unknown", "not said")], max_length=8
                    ),
                ),
                ("as_of", models.DateField()),
                ("agency", models.CharField(blank=True, max_length=80)),
                (
                    "area",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.area"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80)),
                ("channel", models.CharField(blank=True, max_length=40)),
                ("complainant_race", models.CharField(blank=True, max_length=80)),
                ("complainant_sex", models.CharField(blank=True, max_length=80)),
                ("complainant_age", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "verbose_name": "old case",
                "verbose_name_plural": "old cases",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("source", "number"),
                        name="complaint_past_once",
                        violation_error_message="This case is here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("number", ""), _negated=True)
                        ),
                        name="complaint_past_has_number",
                        violation_error_message="An old case is known by its source and its number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__lte", models.F("as_of")),
                            models.Q(
                                ("closed_on", None),
                                models.Q(
                                    ("closed_on__gte", models.F("received_on")), ("closed_on__lte", models.F("as_of"))
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("incident_on", None), ("incident_on__lte", models.F("received_on")), _connector="OR"
                            ),
                        ),
                        name="complaint_past_in_order",
                        violation_error_message="It happened, was received, was closed, and was written out, in this order.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["open", "closed", "unknown"]),
                            models.Q(("closed_on", None), ("status", "closed"), _connector="OR"),
                        ),
                        name="complaint_past_closed_when",
                        violation_error_message="Only what is closed says since when.",
                    ),
                ),
                "indexes": [models.Index(fields=["received_on", "id"], name="complaint_past_received")],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan", to="complaints.complaint"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                ("due", models.DateField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "step of a plan",
                "verbose_name_plural": "steps of a plan",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "number"),
                        name="complaint_plan_step_once",
                        violation_error_message="Somebody else has written meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__gte", models.F("made_at")), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaint_plan_step_done_by",
                        violation_error_message="A step that is done says since when, and who did it.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interpreter_pledges",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_on", models.DateField()),
                ("languages", models.CharField(max_length=200)),
                ("from_elsewhere", models.BooleanField(default=False)),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "pledge of an interpreter",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="complaint_pledge_one",
                        violation_error_message="A pledge of this person stands already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("noted_at")), _connector="OR"
                        ),
                        name="complaint_pledge_ends_later",
                        violation_error_message="A pledge ends after it was noted.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("law", models.TextField(max_length=2000, verbose_name="under which law")),
                ("language", models.CharField(default="en", max_length=12)),
                ("summaries", models.BooleanField(default=True, verbose_name="each case has a public summary")),
                (
                    "from_stage",
                    models.CharField(
                        choices=[("closed", "once it is closed"), ("decided", "once it is decided")],
                        default="closed",
                        max_length=10,
                        verbose_name="from which stage",
                    ),
                ),
                ("officers_named", models.BooleanField(default=False, verbose_name="officers are named")),
                ("officer_groups", models.BooleanField(default=False, verbose_name="groups of officers are counted")),
                (
                    "complainant_groups",
                    models.BooleanField(default=False, verbose_name="groups of people who complained are counted"),
                ),
                ("units", models.BooleanField(default=True, verbose_name="units are compared")),
                ("areas", models.BooleanField(default=True, verbose_name="areas are compared")),
                ("discipline", models.BooleanField(default=True, verbose_name="discipline is counted")),
                ("chief", models.CharField(blank=True, max_length=120, verbose_name="the chief who signed")),
                ("chief_on", models.DateField(null=True, verbose_name="signed by the chief on")),
                ("lawyer", models.CharField(blank=True, max_length=120, verbose_name="the city's lawyer who signed")),
                ("lawyer_on", models.DateField(null=True, verbose_name="signed by the city's lawyer on")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("in_force_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("standing", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "publication profile",
                "verbose_name_plural": "publication profiles",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("law", ""), _negated=True), ("from_stage__in", ["closed", "decided"])
                        ),
                        name="complaint_profile_says_law",
                        violation_error_message="A publication profile says under which law it publishes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("chief", ""), ("chief_on", None)),
                                models.Q(models.Q(("chief", ""), _negated=True), ("chief_on__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("lawyer", ""), ("lawyer_on", None)),
                                models.Q(models.Q(("lawyer", ""), _negated=True), ("lawyer_on__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        name="complaint_profile_signed_when",
                        violation_error_message="A signature has a name and a day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chief", ""),
                            ("lawyer", ""),
                            models.Q(("chief", models.F("lawyer")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_profile_signed_by_two",
                        violation_error_message="The chief and the city's lawyer are two people.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_at", None),
                            models.Q(models.Q(("chief", ""), _negated=True), models.Q(("lawyer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="complaint_profile_in_force_is_signed",
                        violation_error_message="Nothing is published before the chief and the city's lawyer have signed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            ("in_force_at", None),
                            ("ended_at__gte", models.F("in_force_at")),
                            _connector="OR",
                        ),
                        name="complaint_profile_ends_after_it_began",
                        violation_error_message="It ends after it began.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("in_force_at__isnull", False)),
                        fields=("standing",),
                        name="complaint_profile_one_in_force",
                        violation_error_message="One publication profile holds at a time.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="complaints.complaint",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "tape",
                    models.CharField(
                        choices=[
                            ("body", "Body camera"),
                            ("car", "Camera in a car"),
                            ("station", "Camera in a station or a cell"),
                            ("dispatch", "Radio and emergency calls"),
                            ("street", "Camera on a street or in a building"),
                            ("other", "Another recording"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked for"),
                            ("kept", "kept"),
                            ("lost", "lost after we asked"),
                            ("none", "there is none"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("what", openbeat.core.vault.fields.SealedField()),
                ("request", openbeat.core.vault.fields.SealedField()),
                ("answer", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("overwritten_on", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("lost_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "recording",
                "verbose_name_plural": "recordings",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "number"),
                        name="complaint_recording_once",
                        violation_error_message="Somebody else has asked for one meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "kept", "lost", "none"]),
                            ("tape__in", ["body", "car", "station", "dispatch", "street", "other"]),
                        ),
                        name="complaint_recording_known",
                        violation_error_message="A recording is one of the sorts that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "none"), ("holder__isnull", False), _connector="OR"),
                        name="complaint_recording_asked_of_somebody",
                        violation_error_message="Somebody by name is asked to keep a recording.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lost_at__gte", models.F("asked_at")), ("state", "lost")),
                            models.Q(models.Q(("state", "lost"), _negated=True), ("lost_at", None)),
                            _connector="OR",
                        ),
                        name="complaint_recording_lost_after_asking",
                        violation_error_message="A recording that was lost says when, and that is after it was asked for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "asked")),
                            models.Q(models.Q(("state", "asked"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaint_recording_answered_when",
                        violation_error_message="Whoever answered a request did so at some time.",
                    ),
                ),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "asked")), fields=["overwritten_on"], name="recording_overwritten"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="complaints.complaint"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("prosecutor", "a prosecutor"),
                            ("federal", "a federal agency"),
                            ("department", "another police department"),
                            ("child", "child protection"),
                            ("other", "another office"),
                        ],
                        max_length=12,
                    ),
                ),
                ("criminal", models.BooleanField(default=False)),
                ("whom", openbeat.core.vault.fields.SealedField()),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("items", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                ("reply_due", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reply", openbeat.core.vault.fields.SealedField()),
                ("reply_language", models.CharField(blank=True, max_length=12)),
                ("replied_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "referral",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "number"),
                        name="complaint_referral_once",
                        violation_error_message="Somebody else has sent something meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to__in", ["prosecutor", "federal", "department", "child", "other"])),
                        name="complaint_referral_known",
                        violation_error_message="Something is sent to one of the sorts of office that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_at", None), ("reply_language", "")),
                            models.Q(
                                ("replied_at__gte", models.F("at")), models.Q(("reply_language", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="complaint_referral_replied",
                        violation_error_message="A reply comes after what was sent, and has a language.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "relation",
                "verbose_name_plural": "relations",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person", "mark"),
                        name="complaint_relation_once",
                        violation_error_message="You have said so already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark", ""), _negated=True),
                        name="complaint_relation_is_marked",
                        violation_error_message="A relation is between two people.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="ReportWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "author",
                    models.CharField(
                        choices=[("chief", "The chief"), ("board", "The body outside the police")],
                        max_length=6,
                        verbose_name="whose words",
                    ),
                ),
                ("words", models.TextField(max_length=6000, verbose_name="words")),
                ("language", models.CharField(default="en", max_length=12)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "words in a report",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            ("author__in", ["chief", "board"]),
                            ("year__gte", 1990),
                        ),
                        name="complaint_report_has_words",
                        violation_error_message="Words in a report are somebody's, and of a year.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="RightsText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "when",
                    models.CharField(
                        choices=[
                            ("stop", "When the police stop you"),
                            ("search", "When they want to search you or your things"),
                            ("arrest", "When they arrest you"),
                            ("door", "When they are at your door"),
                            ("filming", "When you film them"),
                            ("elsewhere", "What the FBI and the District Attorney do"),
                        ],
                        max_length=10,
                        verbose_name="when",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("words", models.TextField(max_length=4000, verbose_name="words")),
                ("language", models.CharField(default="en", max_length=12)),
                ("written_by", models.CharField(max_length=120, verbose_name="written by")),
                ("made_at", models.DateTimeField()),
                ("checked_by", models.CharField(blank=True, max_length=120, verbose_name="the lawyer who checked it")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
            ],
            options={
                "verbose_name": "text about rights",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("when", "version"),
                        name="complaint_rights_once",
                        violation_error_message="Somebody else has written a newer version meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("written_by", ""), _negated=True),
                            ("when__in", ["stop", "search", "arrest", "door", "filming", "elsewhere"]),
                        ),
                        name="complaint_rights_say_who",
                        violation_error_message="A text about rights says who wrote it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", ""), ("checked_on", None)),
                            models.Q(models.Q(("checked_by", ""), _negated=True), ("checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaint_rights_checked_when",
                        violation_error_message="Whoever checked it did so on a day.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(max_length=300, verbose_name="Where, and how to watch")),
                ("language", models.CharField(max_length=12)),
                ("noticed_at", models.DateTimeField()),
                (
                    "noticed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("cancelled_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "sitting of the board",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("starts_at")), ("noticed_at__lt", models.F("starts_at"))
                        ),
                        name="complaint_sitting_for_a_time",
                        violation_error_message="A sitting is announced before it begins, and ends after that.",
                    ),
                ),
                "indexes": [models.Index(fields=["starts_at"], name="complaint_sitting_soonest")],
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="summary", to="complaints.complaint"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                ("alleged", models.TextField(blank=True, verbose_name="What somebody said")),
                ("done", models.TextField(blank=True, verbose_name="What was done")),
                ("language", models.CharField(blank=True, max_length=12)),
                ("lost", models.PositiveSmallIntegerField(default=0)),
                ("facts", models.JSONField(default=dict)),
                (
                    "from_stage",
                    models.CharField(
                        blank=True,
                        choices=[("closed", "once it is closed"), ("decided", "once it is decided")],
                        max_length=10,
                    ),
                ),
                ("may_name", models.BooleanField(default=False)),
                ("version", models.PositiveSmallIntegerField(default=0)),
                ("released_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "published case",
                "verbose_name_plural": "published cases",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("year", "number"),
                        name="complaint_summary_number_once",
                        violation_error_message="There is a published case of this number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("alleged", ""),
                                ("done", ""),
                                ("from_stage", ""),
                                ("language", ""),
                                ("number", None),
                                ("released_at", None),
                                ("version", 0),
                                ("year", None),
                            ),
                            models.Q(
                                ("number__gt", 0),
                                ("released_at__isnull", False),
                                ("version__gt", 0),
                                ("year__isnull", False),
                                models.Q(("alleged", ""), _negated=True),
                                models.Q(("done", ""), _negated=True),
                                models.Q(("language", ""), _negated=True),
                                ("from_stage__in", ["closed", "decided"]),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_summary_is_whole",
                        violation_error_message="A published case has a number, its words, and the day of its release.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="UnitSize",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=120, verbose_name="unit")),
                ("officers", models.PositiveIntegerField(verbose_name="how many officers")),
                ("since", models.DateField(verbose_name="as of")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "size of a unit",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("officers__gt", 0), models.Q(("unit", ""), _negated=True)),
                        name="complaint_unit_has_officers",
                        violation_error_message="A unit has a name, and one officer or more.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waiting", to="complaints.complaint"
                    ),
                ),
                ("act", models.CharField(max_length=30)),
                ("number", models.PositiveSmallIntegerField(default=0)),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "translated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "message that waits for its language",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("sent_at", None)),
                        fields=("complaint", "act", "number"),
                        name="complaint_waiting_once",
                        violation_error_message="Such a message waits for its translation already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("translated_by", None)),
                            models.Q(("sent_at__isnull", False), ("translated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaint_waiting_sent_by",
                        violation_error_message="A message that was sent says who put it into its language.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "They want to withdraw it. They are asked again, in private."),
                            ("confirmed", "They said it again, and it ended."),
                            ("goes_on", "They want it to go on."),
                            ("without_them", "The office goes on without them."),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ask_again_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "wish to withdraw",
                "constraints": (
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("complaint",),
                        name="complaint_withdrawal_one_open",
                        violation_error_message="They have said so already, and are asked again.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "asked")),
                            models.Q(models.Q(("state", "asked"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaint_withdrawal_ends_when",
                        violation_error_message="A wish to withdraw is open, or says when it was settled.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ask_again_at__gt", models.F("asked_at")),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("ended_at__gte", models.F("ask_again_at")),
                                _connector="OR",
                            ),
                        ),
                        name="complaint_withdrawal_asked_again_later",
                        violation_error_message="Nothing ends before they were asked again, some days later.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Allegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allegations",
                        to="complaints.complaint",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("kinds", models.PositiveIntegerField(default=1)),
                (
                    "accused",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allegations",
                        to="complaints.accused",
                    ),
                ),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(default="en", max_length=12)),
                ("retaliation", models.BooleanField(default=False)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sustained", "sustained"),
                            ("not_sustained", "not sustained"),
                            ("exonerated", "exonerated"),
                            ("unfounded", "unfounded"),
                            ("policy_matter", "policy matter"),
                            ("other_violation", "other violation found"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "without",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "withdrawn by whoever complained"),
                            ("unavailable", "whoever complained cannot be reached"),
                            ("declined", "whoever complained does not want to go on"),
                            ("not_identified", "the officer could not be found out"),
                            ("litigation", "a court has it"),
                            ("officer_left", "the officer has left the department"),
                            ("mediated", "both sides talked, and that settled it"),
                            ("clarified", "it was explained, and that settled it"),
                            ("referred", "somebody else looks into it"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "standard",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("preponderance", "more likely than not"),
                            ("clear_and_convincing", "clear and convincing"),
                            ("substantial", "substantial evidence"),
                        ],
                        max_length=24,
                    ),
                ),
                ("definitions", models.PositiveIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("told", openbeat.core.vault.fields.SealedField(default=b"")),
                ("told_language", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "verbose_name": "allegation",
                "verbose_name_plural": "allegations",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "number"),
                        name="complaint_allegation_once",
                        violation_error_message="There is an allegation of this number in this matter already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finding", ""), ("without", ""), _connector="OR"),
                        name="complaint_allegation_ends_one_way",
                        violation_error_message="An allegation ends with a finding or without one, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "finding__in",
                                [
                                    "",
                                    "sustained",
                                    "not_sustained",
                                    "exonerated",
                                    "unfounded",
                                    "policy_matter",
                                    "other_violation",
                                ],
                            ),
                            (
                                "without__in",
                                [
                                    "",
                                    "withdrawn",
                                    "unavailable",
                                    "declined",
                                    "not_identified",
                                    "litigation",
                                    "officer_left",
                                    "mediated",
                                    "clarified",
                                    "referred",
                                ],
                            ),
                        ),
                        name="complaint_allegation_known_end",
                        violation_error_message="An allegation ends in one of the ways that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("definitions__isnull", True), ("finding", ""), ("standard", "")),
                            models.Q(
                                models.Q(("finding", ""), _negated=True),
                                models.Q(("standard", ""), _negated=True),
                                ("definitions__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_finding_says_standard",
                        violation_error_message="A finding says by which standard and under which definitions it was made.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("finding", ""), ("without", "")),
                            models.Q(
                                models.Q(
                                    models.Q(("finding", ""), _negated=True),
                                    models.Q(("without", ""), _negated=True),
                                    _connector="OR",
                                ),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_allegation_ended_when",
                        violation_error_message="An allegation that has ended says since when.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="AllegationKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kinds",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="complaints.kindlist"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("definition", models.CharField(blank=True, max_length=400, verbose_name="what it means")),
                ("language", models.CharField(max_length=12)),
                ("serious", models.BooleanField(default=False)),
                ("mediable", models.BooleanField(default=False)),
                ("retaliation", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "kind of misconduct",
                "verbose_name_plural": "kinds of misconduct",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("kinds", "code"),
                        name="complaint_kind_once",
                        violation_error_message="This kind stands on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("code", ""), _negated=True)
                        ),
                        name="complaint_kind_has_a_name",
                        violation_error_message="A kind has a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serious", False), ("mediable", False), _connector="OR"),
                        name="complaint_serious_is_not_mediated",
                        violation_error_message="What is serious is looked into, not talked away.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="BoardVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "packet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="complaints.packet"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "vote",
                    models.CharField(
                        choices=[("agree", "agree"), ("disagree", "disagree"), ("more_work", "more work is needed")],
                        max_length=10,
                    ),
                ),
                ("reason", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("packet", "person"),
                        name="complaint_vote_once",
                        violation_error_message="You have voted in this case already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vote__in", ["agree", "disagree", "more_work"])),
                        name="complaint_vote_known",
                        violation_error_message="A vote is one of those that there are.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Figures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("as_of", models.DateField(null=True)),
                ("data", models.JSONField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("nightly", "counted again from the cases as they stand now"),
                            ("imported", "cases of another system were added or corrected"),
                            ("asked", "counted again because somebody asked for it"),
                            ("signed", "the rules of publication changed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="complaints.profile"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "published figures",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cause__in", ["nightly", "imported", "asked", "signed"]),
                            ("looked_at__gte", models.F("made_at")),
                        ),
                        name="complaint_figures_say_why",
                        violation_error_message="Figures say why and when they were counted.",
                    ),
                ),
                "indexes": [models.Index(fields=["year", "-id"], name="complaint_figures_newest")],
            },
        ),
        migrations.CreateModel(
            name="MatrixClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "matrix",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="classes", to="complaints.matrix"
                    ),
                ),
                ("letter", models.CharField(max_length=4, verbose_name="class")),
                ("words", models.CharField(max_length=300, verbose_name="what belongs to it")),
                ("language", models.CharField(max_length=12)),
                ("kinds", models.JSONField(default=list, verbose_name="kinds of allegation")),
            ],
            options={
                "verbose_name": "class of offence",
                "verbose_name_plural": "classes of offence",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("matrix", "letter"),
                        name="complaint_matrix_class_once",
                        violation_error_message="This matrix has a class of that letter already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("letter", ""), _negated=True), models.Q(("words", ""), _negated=True)
                        ),
                        name="complaint_matrix_class_says_what",
                        violation_error_message="A class has a letter, and says what belongs to it.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="NotToldYet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "accused",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="not_yet", to="complaints.accused"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("criminal", "A criminal case would be harmed."),
                            ("evidence", "Evidence could be lost."),
                            ("witness", "A witness, or whoever complained, could be harmed."),
                            ("unknown", "It is not certain who it is."),
                        ],
                        max_length=10,
                    ),
                ),
                ("until", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "reason not to tell an officer yet",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["criminal", "evidence", "witness", "unknown"])),
                        name="complaint_not_yet_says_why",
                        violation_error_message="Whoever is not told yet is not told for one of the reasons that there are.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="OfficerNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "accused",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="complaints.accused"
                    ),
                ),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                ("on_paper", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "representative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("outcome", openbeat.core.vault.fields.SealedField()),
                ("outcome_language", models.CharField(blank=True, max_length=12)),
                ("outcome_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "notice to an officer",
                "verbose_name_plural": "notices to officers",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome_at", None), ("outcome_language", "")),
                            models.Q(
                                ("outcome_at__gte", models.F("at")), models.Q(("outcome_language", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="complaint_officer_outcome_when",
                        violation_error_message="What an officer is told of the outcome says when, and in which language.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="PacketPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "packet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="complaints.packet"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("account", "What somebody said happened"),
                            ("finding", "What was found, and why"),
                            ("entry", "From the file of the case"),
                            ("answer", "The answer to whoever complained"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("packet", "number"),
                        name="complaint_packet_part_once",
                        violation_error_message="Somebody else has added a part meanwhile.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="PastCharge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="charges", to="complaints.pastcase"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=40)),
                ("kind_code", models.CharField(blank=True, max_length=40)),
                ("kind_text", models.CharField(blank=True, max_length=120)),
                ("finding", models.CharField(blank=True, max_length=16)),
                ("finding_text", models.CharField(blank=True, max_length=120)),
                ("finding_recommended", models.CharField(blank=True, max_length=16)),
                ("recommended", models.CharField(blank=True, max_length=12)),
                ("recommended_days", models.PositiveIntegerField(null=True)),
                ("final", models.CharField(blank=True, max_length=12)),
                ("final_days", models.PositiveIntegerField(null=True)),
                ("officer", models.CharField(blank=True, max_length=32)),
                ("officer_race", models.CharField(blank=True, max_length=80)),
                ("officer_sex", models.CharField(blank=True, max_length=80)),
                ("unit", models.CharField(blank=True, max_length=80)),
                ("gone_on", models.DateField(null=True)),
            ],
            options={
                "verbose_name": "old allegation",
                "verbose_name_plural": "old allegations",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("case", "key"),
                        name="complaint_past_charge_once",
                        violation_error_message="This allegation is here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            (
                                "finding__in",
                                [
                                    "",
                                    "sustained",
                                    "not_sustained",
                                    "exonerated",
                                    "unfounded",
                                    "policy_matter",
                                    "other_violation",
                                    "withdrawn",
                                    "unavailable",
                                    "declined",
                                    "not_identified",
                                    "litigation",
                                    "officer_left",
                                    "mediated",
                                    "clarified",
                                    "referred",
                                    "not_said",
                                    "unknown",
                                ],
                            ),
                            (
                                "finding_recommended__in",
                                [
                                    "",
                                    "sustained",
                                    "not_sustained",
                                    "exonerated",
                                    "unfounded",
                                    "policy_matter",
                                    "other_violation",
                                    "withdrawn",
                                    "unavailable",
                                    "declined",
                                    "not_identified",
                                    "litigation",
                                    "officer_left",
                                    "mediated",
                                    "clarified",
                                    "referred",
                                    "not_said",
                                    "unknown",
                                ],
                            ),
                            (
                                "final__in",
                                [
                                    "",
                                    "none",
                                    "training",
                                    "counselling",
                                    "reprimand",
                                    "suspension",
                                    "demotion",
                                    "dismissal",
                                    "left",
                                    "other",
                                    "unknown",
                                ],
                            ),
                            (
                                "recommended__in",
                                [
                                    "",
                                    "none",
                                    "training",
                                    "counselling",
                                    "reprimand",
                                    "suspension",
                                    "demotion",
                                    "dismissal",
                                    "left",
                                    "other",
                                    "unknown",
                                ],
                            ),
                        ),
                        name="complaint_past_charge_known",
                        violation_error_message="A kind, a finding and a measure are among those that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("recommended_days", None),
                                models.Q(("recommended", ""), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(("final_days", None), models.Q(("final", ""), _negated=True), _connector="OR"),
                        ),
                        name="complaint_past_days_of_what",
                        violation_error_message="Days belong to a measure.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "packet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendation",
                        to="complaints.packet",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("agree", "The board agrees"),
                            ("disagree", "The board disagrees"),
                            ("more_work", "The board asks for more work"),
                            ("tie", "The board is divided"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(verbose_name="What the board recommends, and why")),
                ("language", models.CharField(max_length=12)),
                ("disagrees", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "accepted"), ("partly", "accepted in part"), ("rejected", "rejected")],
                        max_length=10,
                    ),
                ),
                ("reply_words", models.TextField(blank=True, verbose_name="What the department answers, and why")),
                ("reply_words_language", models.CharField(blank=True, max_length=12)),
                (
                    "replied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("replied_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "recommendation of the board",
                "verbose_name_plural": "recommendations of the board",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("year", "number"),
                        name="complaint_recommendation_once",
                        violation_error_message="There is a recommendation of this number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result__in", ["agree", "disagree", "more_work", "tie"]),
                            models.Q(("words", ""), _negated=True),
                            models.Q(("language", ""), _negated=True),
                        ),
                        name="complaint_recommendation_says_something",
                        violation_error_message="A recommendation has a result, its words and their language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("replied_at", None),
                                ("replied_by", None),
                                ("reply", ""),
                                ("reply_words", ""),
                                ("reply_words_language", ""),
                            ),
                            models.Q(
                                ("replied_at__isnull", False),
                                ("replied_by__isnull", False),
                                ("reply__in", ["accepted", "partly", "rejected"]),
                                models.Q(("reply_words", ""), _negated=True),
                                models.Q(("reply_words_language", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_reply_has_reason",
                        violation_error_message="An answer to the board is accepted, in part, or rejected, with a reason.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "packet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="complaints.packet"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "bar",
                    models.CharField(
                        choices=[
                            ("relative", "A relative or a friend has a part in it"),
                            ("work", "I work, or have worked, with somebody who has a part in it"),
                            ("spoke", "I have said in public what I think of it"),
                            ("other", "Another reason why I could not be fair"),
                            ("appears", "Appears in the case"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("packet", "person"),
                        name="complaint_recused_once",
                        violation_error_message="This member stays out of this case already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bar__in", ["relative", "work", "spoke", "other", "appears"])),
                        name="complaint_recusal_known_bar",
                        violation_error_message="A member stays out for one of the reasons that there are.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "packet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="complaints.packet"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("packet", "number"),
                        name="complaint_remark_once",
                        violation_error_message="Somebody else has written meanwhile.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Sampled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sample", to="complaints.audit"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sampled", to="complaints.complaint"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fair", "Whether it was looked into fairly and to the end"),
                            ("time", "Whether the promises about time were kept"),
                            ("found", "Whether what was found follows from what stands in the file"),
                            ("told", "Whether whoever complained was told what they must be told"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("given_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "matter of an audit",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("audit", "complaint"),
                        name="complaint_sampled_once",
                        violation_error_message="It was drawn already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at", None), ("asked_by", None), ("given_at", None), ("why", "")),
                            models.Q(
                                ("asked_at__isnull", False),
                                ("asked_by__isnull", False),
                                ("why__in", ["fair", "time", "found", "told"]),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_sampled_asked_with_a_reason",
                        violation_error_message="Whoever asks for a key says why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("given_at", None), ("given_by", None)),
                            models.Q(
                                ("given_at__gte", models.F("asked_at")),
                                ("given_by__isnull", False),
                                models.Q(("given_by", models.F("asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_sampled_given_by_somebody",
                        violation_error_message="A key that was asked for is given by somebody else.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="complaints.complaint",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "accused",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="complaints.accused",
                    ),
                ),
                (
                    "given",
                    models.CharField(
                        choices=[
                            ("voluntary", "voluntary"),
                            ("compelled", "compelled: under order, after an admonition"),
                        ],
                        max_length=10,
                    ),
                ),
                ("admonition", models.PositiveIntegerField(null=True)),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "statement",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("complaint", "number"),
                        name="complaint_statement_once",
                        violation_error_message="Somebody else has taken a statement meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("admonition__isnull", False), ("given", "compelled")),
                            models.Q(("admonition__isnull", True), ("given", "voluntary")),
                            _connector="OR",
                        ),
                        name="complaint_compelled_after_admonition",
                        violation_error_message="A compelled statement names the admonition that came before it.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="SummaryDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "summary",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="draft", to="complaints.summary"
                    ),
                ),
                ("words", openbeat.core.vault.fields.SealedField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SummaryVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "summary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="complaints.summary"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("alleged", models.TextField()),
                ("done", models.TextField()),
                ("language", models.CharField(max_length=12)),
                ("lost", models.PositiveSmallIntegerField(default=0)),
                ("facts", models.JSONField(default=dict)),
                ("may_name", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("released_at", models.DateTimeField()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("summary", "version"),
                        name="complaint_summary_version_once",
                        violation_error_message="Somebody else has released it meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("written_by", models.F("released_by")), _negated=True),
                        name="complaint_summary_four_eyes",
                        violation_error_message="Whoever wrote it does not release it; a second person does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("version", 1)),
                            models.Q(("version__gt", 1), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="complaint_summary_correction_says_why",
                        violation_error_message="A correction says why; the first version corrects nothing.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "figures",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="complaints.figures"
                    ),
                ),
                ("measure", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("was", models.PositiveIntegerField(null=True)),
                ("now", models.PositiveIntegerField(null=True)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("nightly", "counted again from the cases as they stand now"),
                            ("imported", "cases of another system were added or corrected"),
                            ("asked", "counted again because somebody asked for it"),
                            ("signed", "the rules of publication changed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("language", models.CharField(default="en", max_length=12)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "correction",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("now__isnull", False), ("was", None)),
                            models.Q(("now", None), ("was__isnull", False)),
                            models.Q(("was", models.F("now")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_correction_is_one",
                        violation_error_message="A correction says what it was, and what it is.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Discipline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discipline",
                        to="complaints.allegation",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("sustained", "sustained"),
                            ("not_sustained", "not sustained"),
                            ("exonerated", "exonerated"),
                            ("unfounded", "unfounded"),
                            ("policy_matter", "policy matter"),
                            ("other_violation", "other violation found"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("recommended", "recommended"),
                            ("decided", "decided"),
                            ("imposed", "imposed"),
                            ("appealed", "appealed against"),
                            ("final", "after the appeal"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("none", "nothing"),
                            ("training", "training"),
                            ("counselling", "a talk on record"),
                            ("reprimand", "a written reprimand"),
                            ("suspension", "suspension, in days"),
                            ("demotion", "a lower rank"),
                            ("dismissal", "dismissal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(null=True)),
                (
                    "beside",
                    models.CharField(
                        choices=[
                            ("within", "within the matrix"),
                            ("below", "below the matrix"),
                            ("above", "above the matrix"),
                            ("no_matrix", "no matrix is published"),
                        ],
                        default="no_matrix",
                        max_length=10,
                    ),
                ),
                ("matrix", models.PositiveIntegerField(null=True)),
                ("prior", models.PositiveSmallIntegerField(null=True)),
                ("reasons", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "discipline",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("allegation", "number"),
                        name="complaint_discipline_once",
                        violation_error_message="Somebody else has written meanwhile.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finding__in", ["sustained", "other_violation"])),
                        name="complaint_discipline_follows_a_finding",
                        violation_error_message="Discipline follows only where a violation was found.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("beside__in", ["below", "above"]), _negated=True),
                                models.Q(("measure", "none"), _negated=True),
                            ),
                            models.Q(("reasons", b""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_discipline_has_reasons",
                        violation_error_message="Whoever goes below or above the matrix, or does nothing, says why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beside__in", ["within", "below", "above", "no_matrix"]),
                            (
                                "measure__in",
                                ["none", "training", "counselling", "reprimand", "suspension", "demotion", "dismissal"],
                            ),
                            ("step__in", ["recommended", "decided", "imposed", "appealed", "final"]),
                        ),
                        name="complaint_discipline_known",
                        violation_error_message="Discipline is one of the measures that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("days__gt", 0), ("measure", "suspension")),
                            models.Q(models.Q(("measure", "suspension"), _negated=True), ("days", None)),
                            _connector="OR",
                        ),
                        name="complaint_suspension_has_days",
                        violation_error_message="A suspension says for how many days; nothing else does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("beside", "no_matrix"), ("matrix", None)),
                            models.Q(models.Q(("beside", "no_matrix"), _negated=True), ("matrix__gt", 0)),
                            _connector="OR",
                        ),
                        name="complaint_beside_a_matrix",
                        violation_error_message="What is set against a matrix says which version.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "allegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="complaints.allegation"
                    ),
                ),
                (
                    "say",
                    models.CharField(
                        choices=[
                            ("recommended", "recommended by who investigated"),
                            ("supervisor", "checked by a supervisor"),
                            ("oversight", "said by the outside body"),
                            ("decided", "decided"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("sustained", "sustained"),
                            ("not_sustained", "not sustained"),
                            ("exonerated", "exonerated"),
                            ("unfounded", "unfounded"),
                            ("policy_matter", "policy matter"),
                            ("other_violation", "other violation found"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "standard",
                    models.CharField(
                        choices=[
                            ("preponderance", "more likely than not"),
                            ("clear_and_convincing", "clear and convincing"),
                            ("substantial", "substantial evidence"),
                        ],
                        max_length=24,
                    ),
                ),
                ("definitions", models.PositiveIntegerField()),
                ("reasons", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                ("departs", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "finding__in",
                                [
                                    "sustained",
                                    "not_sustained",
                                    "exonerated",
                                    "unfounded",
                                    "policy_matter",
                                    "other_violation",
                                ],
                            ),
                            ("say__in", ["recommended", "supervisor", "oversight", "decided"]),
                            ("standard__in", ["preponderance", "clear_and_convincing", "substantial"]),
                        ),
                        name="complaint_finding_known",
                        violation_error_message="A finding is one of those that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("say", "recommended"), _negated=True), ("departs", False)),
                            models.Q(("reasons", b""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_finding_has_reasons",
                        violation_error_message="Whoever recommends a finding, or departs from one, says why.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="MatrixSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "offence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spans", to="complaints.matrixclass"
                    ),
                ),
                ("prior", models.PositiveSmallIntegerField(verbose_name="sustained before")),
                (
                    "least",
                    models.CharField(
                        choices=[
                            ("none", "nothing"),
                            ("training", "training"),
                            ("counselling", "a talk on record"),
                            ("reprimand", "a written reprimand"),
                            ("suspension", "suspension, in days"),
                            ("demotion", "a lower rank"),
                            ("dismissal", "dismissal"),
                        ],
                        max_length=12,
                        verbose_name="at least",
                    ),
                ),
                ("least_days", models.PositiveSmallIntegerField(null=True)),
                (
                    "most",
                    models.CharField(
                        choices=[
                            ("none", "nothing"),
                            ("training", "training"),
                            ("counselling", "a talk on record"),
                            ("reprimand", "a written reprimand"),
                            ("suspension", "suspension, in days"),
                            ("demotion", "a lower rank"),
                            ("dismissal", "dismissal"),
                        ],
                        max_length=12,
                        verbose_name="at most",
                    ),
                ),
                ("most_days", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "verbose_name": "row of a matrix",
                "verbose_name_plural": "rows of a matrix",
                "constraints": (
                    models.UniqueConstraint(
                        fields=("offence", "prior"),
                        name="complaint_matrix_span_once",
                        violation_error_message="This class says already what so many sustained before lead to.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "least__in",
                                ["none", "training", "counselling", "reprimand", "suspension", "demotion", "dismissal"],
                            ),
                            (
                                "most__in",
                                ["none", "training", "counselling", "reprimand", "suspension", "demotion", "dismissal"],
                            ),
                        ),
                        name="complaint_matrix_span_known",
                        violation_error_message="A matrix names the measures that there are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("least", "suspension"), ("least_days__gt", 0)),
                                models.Q(models.Q(("least", "suspension"), _negated=True), ("least_days", None)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("most", "suspension"), ("most_days__gt", 0)),
                                models.Q(models.Q(("most", "suspension"), _negated=True), ("most_days", None)),
                                _connector="OR",
                            ),
                        ),
                        name="complaint_matrix_days_of_suspension",
                        violation_error_message="A suspension says for how many days; nothing else does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least_days", None),
                            ("most_days", None),
                            ("least_days__lte", models.F("most_days")),
                            _connector="OR",
                        ),
                        name="complaint_matrix_days_in_order",
                        violation_error_message="The least is no more than the most.",
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            name="OfficerPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="complaints.officernotice",
                    ),
                ),
                ("sort", models.CharField(choices=[("answer", "An answer"), ("appeal", "An appeal")], max_length=8)),
                ("words", openbeat.core.vault.fields.SealedField()),
                ("for_the_case", openbeat.core.vault.fields.SealedField()),
                ("language", models.CharField(max_length=12)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("came_on", models.DateField(null=True)),
            ],
            options={
                "verbose_name": "paper of an officer",
                "verbose_name_plural": "papers of officers",
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(("sort__in", ["answer", "appeal"])),
                        name="complaint_officer_paper_known",
                        violation_error_message="An officer writes an answer or an appeal.",
                    ),
                ),
            },
        ),
    ]
