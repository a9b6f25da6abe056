"""Addresses between meetings."""

from django.urls import path

from openbeat.apps.contacts.views import cards, circulars, committee, digests, inquiries, posts

app_name = "contacts"
urlpatterns = [
    path("areas/<slug:slug>/contacts/", posts.cards, name="cards"),
    path("areas/<slug:slug>/contacts/<slug:role>.vcf", posts.vcard, name="vcard"),
    path("areas/<slug:slug>/contacts/<slug:role>/write/", inquiries.write, name="write"),
    path("areas/<slug:slug>/contacts/<slug:role>/enter/", inquiries.enter, name="enter"),
    path("areas/<slug:slug>/committee/", committee.posts, name="committee"),
    path("areas/<slug:slug>/committee/waiting/", committee.waiting, name="waiting"),
    path("areas/<slug:slug>/committee/<slug:role>/hand-over/", committee.sheet, name="sheet"),
    path("areas/<slug:slug>/committee/<slug:role>/hand-over.pdf", committee.sheet_pdf, name="sheet_pdf"),
    path("obligations/<int:pk>/ask/", committee.ask, name="ask"),
    path("requests/<int:pk>/", committee.news, name="news"),
    path("me/card/", cards.own, name="own_card"),
    path("me/card/take-back/", cards.take_back, name="take_back"),
    path("areas/<slug:slug>/digest/", digests.show, name="digest"),
    path("areas/<slug:slug>/digest.pdf", digests.pdf, name="digest_pdf"),
    path("areas/<slug:slug>/circulars/", circulars.index, name="circulars"),
    path("areas/<slug:slug>/circulars/new/", circulars.new, name="new_circular"),
    path("circulars/<int:pk>/", circulars.detail, name="circular"),
    path("circulars/<int:pk>/text/", circulars.text, name="circular_text"),
    path("circulars/<int:pk>/submit/", circulars.submit, name="submit_circular"),
    path("circulars/<int:pk>/withdraw/", circulars.withdraw, name="withdraw_circular"),
    path("circulars/<int:pk>/release/", circulars.release, name="release_circular"),
    path("circulars/<int:pk>/return/", circulars.give_back, name="return_circular"),
    path("inquiries/<int:pk>/", inquiries.detail, name="inquiry"),
    path("inquiries/<int:pk>/take-up/", inquiries.take_up, name="take_up"),
    path("inquiries/<int:pk>/log/", inquiries.log, name="log"),
    path("inquiries/<int:pk>/answer/", inquiries.answer, name="answer"),
    path("inquiries/<int:pk>/confirm/", inquiries.confirm, name="confirm"),
    path("inquiries/<int:pk>/send-back/", inquiries.send_back, name="send_back"),
]
