"""Addresses between meetings."""

from django.urls import path

from openbeat.apps.contacts.views import inquiries, posts

app_name = "contacts"
urlpatterns = [
    path("areas/<slug:slug>/contacts/", posts.cards, name="cards"),
    path("areas/<slug:slug>/contacts/<slug:role>.vcf", posts.vcard, name="vcard"),
    path("areas/<slug:slug>/contacts/<slug:role>/write/", inquiries.write, name="write"),
    path("areas/<slug:slug>/contacts/<slug:role>/enter/", inquiries.enter, name="enter"),
    path("inquiries/<int:pk>/", inquiries.detail, name="inquiry"),
    path("inquiries/<int:pk>/take-up/", inquiries.take_up, name="take_up"),
    path("inquiries/<int:pk>/log/", inquiries.log, name="log"),
    path("inquiries/<int:pk>/answer/", inquiries.answer, name="answer"),
    path("inquiries/<int:pk>/confirm/", inquiries.confirm, name="confirm"),
    path("inquiries/<int:pk>/send-back/", inquiries.send_back, name="send_back"),
]
