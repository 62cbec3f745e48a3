"""The alternative: the same diary in Django and Django REST framework, written as in their tutorials.

Tables with foreign keys, `prefetch_related`, model serializers, a session token looked up in the database,
one permission class, one log line per request. It runs in its own virtual environment: `fill FILE` reads the
diary's JSON, `gunicorn django_diary:application` serves it.
"""

import hashlib
import json
import logging
import os
import sys
import time
from pathlib import Path

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="the bench",  # a comparison, not a product
    ALLOWED_HOSTS=["*"],
    USE_TZ=True,
    TIME_ZONE="UTC",
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        f"{__name__}.log_requests",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BENCH_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    REST_FRAMEWORK={
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
    LOGGING={
        "version": 1,
        "handlers": {"file": {"class": "logging.FileHandler", "filename": os.environ["BENCH_LOG"]}},
        "root": {"handlers": ["file"], "level": "INFO"},
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django needs its settings first
from django.db import connection, models  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import serializers  # noqa: E402
from rest_framework.authentication import BaseAuthentication  # noqa: E402
from rest_framework.exceptions import AuthenticationFailed  # noqa: E402
from rest_framework.permissions import BasePermission  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

logger = logging.getLogger("requests")


def log_requests(get_response):
    def middleware(request):
        start = time.perf_counter()
        response = get_response(request)
        taken = time.perf_counter() - start
        logger.info("%s %s %s %.4f", request.method, request.path, response.status_code, taken)
        return response

    return middleware


class Bench(models.Model):
    class Meta:
        abstract = True
        app_label = "rest_framework"


class Person(Bench):
    id = models.UUIDField(primary_key=True)
    is_authenticated = True


class Session(Bench):
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)


class Treatment(Bench):
    id = models.UUIDField(primary_key=True)
    patient = models.ForeignKey(Person, on_delete=models.CASCADE)


class Entry(Bench):
    id = models.UUIDField(primary_key=True)
    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="entries")
    occurred_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    clock_offset_ms = models.BigIntegerField(null=True)
    signs = models.JSONField()
    states = models.JSONField()
    products = models.JSONField()
    activities = models.JSONField()
    note = models.TextField()
    question = models.TextField()
    back_dated = models.BooleanField()
    revision = models.BigIntegerField()
    edited = models.BooleanField()


class Score(Bench):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="scores")
    symptom = models.CharField(max_length=32)
    grade = models.IntegerField()


class Photo(Bench):
    id = models.UUIDField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="photos")
    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="photos")
    angle = models.CharField(max_length=16)
    area = models.CharField(max_length=32, null=True)
    taken_at = models.DateTimeField()
    clock_offset_ms = models.BigIntegerField(null=True)
    width = models.IntegerField()
    height = models.IntegerField()
    sharpness = models.FloatField()
    brightness = models.FloatField()
    sha256 = models.CharField(max_length=64)
    revision = models.BigIntegerField()


class DocumentSerializer(serializers.ModelSerializer):
    scores = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = (
            "time_zone",
            "clock_offset_ms",
            "scores",
            "signs",
            "states",
            "products",
            "activities",
            "note",
            "question",
            "back_dated",
        )

    def get_scores(self, entry):
        return {score.symptom: score.grade for score in entry.scores.all()}


class EntrySerializer(serializers.ModelSerializer):
    document = DocumentSerializer(source="*")

    class Meta:
        model = Entry
        fields = ("id", "treatment_id", "occurred_at", "document", "revision", "edited")


class PhotoSerializer(serializers.ModelSerializer):
    class Meta:
        model = Photo
        fields = (
            "id",
            "entry_id",
            "treatment_id",
            "angle",
            "area",
            "taken_at",
            "clock_offset_ms",
            "width",
            "height",
            "sharpness",
            "brightness",
            "sha256",
            "revision",
        )


class DiarySerializer(serializers.ModelSerializer):
    entries = EntrySerializer(many=True)
    photos = PhotoSerializer(many=True)

    class Meta:
        model = Treatment
        fields = ("entries", "photos")


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request):
        hashed = hashlib.sha256(request.COOKIES.get("afterglow", "").encode()).hexdigest()
        session = Session.objects.select_related("person").filter(token_hash=hashed).first()
        if session is None:
            raise AuthenticationFailed
        return session.person, session


class IsOwn(BasePermission):
    def has_object_permission(self, request, view, treatment):
        return treatment.patient_id == request.user.pk


class DiaryView(APIView):
    authentication_classes = (TokenAuthentication,)
    permission_classes = (IsOwn,)

    def get(self, request, treatment_id):
        entries = models.Prefetch("entries", Entry.objects.order_by("occurred_at", "id"))
        photos = models.Prefetch("photos", Photo.objects.order_by("taken_at", "id"))
        diaries = Treatment.objects.prefetch_related(entries, "entries__scores", photos)
        treatment = get_object_or_404(diaries, id=treatment_id)
        self.check_object_permissions(request, treatment)
        return Response(DiarySerializer(treatment).data)


urlpatterns = [path("api/treatments/<uuid:treatment_id>/diary", DiaryView.as_view())]
application = get_wsgi_application()


def fill(answer):
    """Store the diary that Afterglow returned, and the token that may read it."""
    tables = (Person, Session, Treatment, Entry, Score, Photo)
    with connection.schema_editor() as editor:
        for table in tables:
            editor.create_model(table)
    person = Person.objects.create(id=answer["treatment_id"])
    Session.objects.create(token_hash=hashlib.sha256(answer["token"].encode()).hexdigest(), person=person)
    Treatment.objects.create(id=answer["treatment_id"], patient=person)
    for entry in answer["diary"]["entries"]:
        document = entry.pop("document")
        scores = document.pop("scores")
        Entry.objects.create(**entry, **document)
        for symptom, grade in scores.items():
            Score.objects.create(entry_id=entry["id"], symptom=symptom, grade=grade)
    for photo in answer["diary"]["photos"]:
        Photo.objects.create(**photo)


if __name__ == "__main__":
    fill(json.loads(Path(sys.argv[2]).read_text()))
