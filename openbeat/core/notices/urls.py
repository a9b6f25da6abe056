"""Addresses of messages and of following."""

from django.urls import path

from openbeat.core.notices.views import following, messages

app_name = "notices"
urlpatterns = [
    path("me/messages/", messages.mine, name="mine"),
    path("notices/", messages.index, name="index"),
    path("notices/<int:pk>/", messages.detail, name="detail"),
    path("notices/<int:pk>/see-to/", messages.see_to, name="see_to"),
    path("messages/stop/<str:token>/", messages.stop, name="stop"),
    path("following/", following.mine, name="following"),
    path("following/new/", following.new, name="follow"),
    path("following/stop/", following.stop, name="unfollow"),
    path("following/agree/<str:token>/", following.agree, name="agree"),
]
