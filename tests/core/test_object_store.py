"""Files in an object store, as on a disk: kept, read, refused, silent."""

import boto3
import pytest
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from moto.server import ThreadedMotoServer

from applications.models import Attachment
from applications.submissions import lifecycle, uploading
from calls.models import Question
from core.files.object_store import ObjectStore, StoreFailed
from core.files.storage import names_in, private_storage
from portal.backups import making, records
from portal.backups.store import Store
from portal.backups.verifying import object_faults
from tests import make

BUCKET = "portal-files"


@pytest.fixture(scope="session")
def object_store():
    """The address of an S3 on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(object_store):
    """Empty, and gone afterwards."""
    there = boto3.resource(
        "s3",
        endpoint_url=object_store,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    ).Bucket(BUCKET)
    there.create()
    yield there
    there.objects.all().delete()
    there.delete()


def places(address):
    """STORAGES of files and backups in the bucket, as the settings make them."""
    store = {
        "endpoint_url": address,
        "region_name": "us-east-1",
        "access_key": "key",
        "secret_key": "secret",
        "bucket_name": BUCKET,
    }
    kinds = {
        "default": "ObjectStore",
        "private": "PrivateObjectStore",
        "backups": "ObjectStore",
    }
    return {
        name: {
            "BACKEND": f"core.files.object_store.{kind}",
            "OPTIONS": {**store, "location": name},
        }
        for name, kind in kinds.items()
    }


@pytest.fixture
def in_store(settings, object_store, bucket):
    """The portal's files lie in the bucket."""
    settings.STORAGES = {**settings.STORAGES, **places(object_store)}
    return bucket


@pytest.fixture
def silent(settings):
    """A store at whose address nobody answers."""
    settings.STORAGES = {
        **settings.STORAGES,
        **places("http://127.0.0.1:1"),
    }


def read(name):
    with default_storage.open(name) as stored:
        return stored.read()


@pytest.fixture
def shown(client):
    """The answer of an address, read to its end."""
    answers = []

    def get(path):
        answers.append(client.get(path))
        return answers[-1]

    yield get
    for answer in answers:
        answer.close()


def test_a_file_is_kept_under_its_name_and_read_again(in_store):
    name = default_storage.save("papers/plan.pdf", ContentFile(b"plan"))
    assert name == "papers/plan.pdf"
    assert read(name) == b"plan"
    assert (default_storage.exists(name), default_storage.size(name)) == (
        True,
        4,
    )
    assert default_storage.url(name) == "/media/papers/plan.pdf"
    assert [one.key for one in in_store.objects.all()] == [
        "default/papers/plan.pdf"
    ]


def test_two_files_never_share_a_name(in_store):
    names = [
        default_storage.save("a.txt", ContentFile(words))
        for words in (b"one", b"two")
    ]
    assert len(set(names)) == 2
    assert [read(name) for name in names] == [
        b"one",
        b"two",
    ]


def test_private_files_lie_apart_and_have_no_address(in_store):
    key = private_storage().keep(b"letter")
    assert [one.key for one in in_store.objects.all()] == [f"private/{key}"]
    with pytest.raises(ValueError, match="no address"):
        private_storage().url(key)


def test_folders_are_listed_and_a_missing_one_is_empty(in_store):
    default_storage.save("a/b/c.txt", ContentFile(b"c"))
    default_storage.save("a/d.txt", ContentFile(b"d"))
    assert names_in(default_storage, "a") == (["b"], ["d.txt"])
    assert names_in(default_storage, "nothing") == ([], [])


def test_no_name_leads_out(in_store):
    with pytest.raises(SuspiciousOperation):
        default_storage.open("../private/x")


def test_what_is_missing_is_not_found(in_store):
    with pytest.raises(FileNotFoundError):
        default_storage.open("gone.pdf")


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.open("a"),
        lambda store: store.save("a", ContentFile(b"a")),
        lambda store: store.exists("a"),
        lambda store: store.listdir("a"),
        lambda store: store.delete("a"),
        lambda store: store.size("a"),
    ],
)
def test_a_silent_store_fails_as_a_disk_does(silent, monkeypatch, act):
    with pytest.raises(StoreFailed):
        act(default_storage)


@pytest.mark.django_db
def test_an_applicant_is_told_when_the_store_is_silent(silent):
    draft = make.application(filled=False)
    letter = Question.objects.get(
        section__version=draft.form_version, key="letter"
    )
    with pytest.raises(ValidationError) as refused:
        uploading.attach_file(draft, letter, make.pdf(), by=draft.created_by)
    assert refused.value.code == uploading.DISK
    assert Attachment.objects.filter(name="letter.pdf").count() == 0


@pytest.mark.django_db
def test_the_portal_is_not_ready_while_the_store_is_silent(client, silent):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["storage"]) == (503, False)


@pytest.mark.django_db
def test_the_portal_is_ready_with_its_store(client, in_store):
    assert client.get("/readyz").json()["storage"] is True


@pytest.mark.django_db
def test_a_picture_is_cut_and_shown_from_the_store(shown, in_store):
    answer = shown(make.picture().share_url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=3600"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "application/pdf"),
        ("a.SVG", "image/svg+xml"),
        ("a.html", "application/octet-stream"),
        ("a", "application/octet-stream"),
    ],
)
def test_only_known_kinds_are_shown_by_a_browser(shown, in_store, name, kind):
    default_storage.save(name, ContentFile(b"x"))
    answer = shown(f"/media/{name}")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        kind,
        "nosniff",
    )
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.django_db
def test_a_silent_store_is_said_to_be_busy(client, silent):
    answer = client.get("/media/a.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["a/b.jpg/x", f"{'a' * 300}.jpg"])
def test_no_name_is_a_fault_of_ours(client, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [("gone.pdf", 404), ("..%2fprivate%2fx", 400), ("", 302)],
)
def test_nothing_else_has_an_address(client, in_store, path, status):
    assert client.get(f"/media/{path}").status_code == status


@pytest.mark.django_db
def test_a_submitted_file_comes_back_to_its_applicant(client, shown, in_store):
    draft = make.application()
    lifecycle.submit(draft, by=draft.created_by)
    file = draft.attachments.get()
    client.force_login(draft.created_by)
    answer = shown(f"/en/applications/{draft.reference}/files/{file.uuid}/")
    content = b"".join(answer.streaming_content)
    assert (answer.status_code, len(content)) == (200, file.size)


@pytest.mark.django_db(transaction=True)
def test_backups_lie_in_the_store_and_are_looked_at_there(in_store):
    draft = make.application()
    lifecycle.submit(draft, by=draft.created_by)
    store = Store(storages["backups"])
    name = making.make_backup(store)
    assert store.manifests() == [name]
    assert (object_faults(store, name), records.record_faults()) == ([], [])
    one = next(one for one in in_store.objects.all() if "/objects/" in one.key)
    one.delete()
    assert len(object_faults(store, name)) == 1


def test_a_long_silence_is_given_up():
    options = ObjectStore(
        bucket_name="x", access_key="k", secret_key="s"
    ).client_config
    assert (options.connect_timeout, options.read_timeout) == (3, 20)
