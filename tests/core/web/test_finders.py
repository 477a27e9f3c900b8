"""Which static files leave for a server."""

from django.contrib.staticfiles.finders import get_finders

from core.web.finders import SHEETS


def test_a_server_gets_whole_stylesheets_and_no_part_of_one():
    found = {
        path
        for finder in get_finders()
        for path, _storage in finder.list([])
        if path.startswith("css/")
    }
    alone = {"css/media.css", "css/editor_media.css"}
    assert found == {*SHEETS, *alone}
