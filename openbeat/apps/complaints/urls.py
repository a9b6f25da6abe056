"""Addresses of complaints. No code, and nothing that somebody wrote, is ever in one."""

from django.urls import path

from openbeat.apps.complaints.views import (
    classifying,
    desk,
    explaining,
    filing,
    finding,
    handling,
    outcomes,
    own,
    publication,
    reception,
    renewing,
    words,
)

app_name = "complaints"
urlpatterns = [
    path("complaints/outcomes/", outcomes.index, name="outcomes"),
    path("complaints/outcomes.json", outcomes.as_json, name="outcomes_json"),
    path("complaints/outcomes.csv", outcomes.as_csv, name="outcomes_csv"),
    path("complaints/outcomes-codes.csv", outcomes.codes, name="outcomes_codes"),
    path("complaints/how-it-works/", explaining.how_it_works, name="how_it_works"),
    path("complaints/rights/", explaining.rights, name="rights"),
    path("complaints/report/", explaining.reports_index, name="reports"),
    path("complaints/report/<int:year>/", explaining.report, name="report"),
    path("complaints/report/<int:year>/pdf/", explaining.report_pdf, name="report_pdf"),
    path("complaints/report/<int:year>/words/", words.report, name="report_words"),
    path("complaints/words/bodies/", words.bodies, name="bodies"),
    path("complaints/words/bodies/<int:pk>/", words.body, name="body"),
    path("complaints/words/bodies/<int:pk>/end/", words.end_body, name="end_body"),
    path("complaints/words/definitions/", words.definitions, name="definitions"),
    path("complaints/words/rights/", words.rights, name="rights_words"),
    path("complaints/words/rights/checked/", words.checked, name="rights_checked"),
    path("complaints/words/corrections/<int:pk>/", words.correction, name="correction"),
    path("complaints/publication/", publication.index, name="publication"),
    path("complaints/publication/edit/", publication.edit, name="publication_edit"),
    path("complaints/", filing.index, name="index"),
    path("complaints/new/", filing.new, name="new"),
    path("complaints/enter/", filing.enter, name="enter"),
    path("complaints/desk/", desk.desk, name="desk"),
    path("complaints/desk/search/", desk.search, name="search"),
    path("complaints/switch/", reception.switch, name="switch"),
    path("complaints/kinds/", classifying.kinds, name="kinds"),
    path("complaints/kinds/new/", classifying.new_kinds, name="new_kinds"),
    path("complaints/<int:pk>/classify/", classifying.classify, name="classify"),
    path("complaints/<int:pk>/accused/", classifying.accused, name="accused"),
    path("complaints/<int:pk>/outside/", classifying.turn_outside, name="turn_outside"),
    path("complaints/<int:pk>/", handling.detail, name="detail"),
    path("complaints/<int:pk>/why/", handling.why, name="why"),
    path("complaints/<int:pk>/write/", handling.write, name="write"),
    path("complaints/<int:pk>/draft/drop/", handling.drop_draft, name="drop_draft"),
    path("complaints/<int:pk>/machine/", handling.machine, name="machine"),
    path("complaints/<int:pk>/code/", renewing.for_them, name="code"),
    path("complaints/<int:pk>/readers/add/", handling.add_reader, name="add_reader"),
    path("complaints/<int:pk>/readers/<int:person>/remove/", handling.remove_reader, name="remove_reader"),
    path("complaints/<int:pk>/step/<slug:act>/", handling.press, name="press"),
    path("complaints/<int:pk>/own/", own.own, name="own"),
    path("complaints/<int:pk>/own/reopen/", own.reopen, name="reopen"),
    path("complaints/<int:pk>/own/code/", renewing.own, name="own_code"),
]
for address in urlpatterns:
    if str(address.pattern).startswith("complaints/<int:pk>/") and "/own/" not in str(address.pattern):
        address.callback = finding.noted(address.callback)  # a try by somebody of staff is on record
