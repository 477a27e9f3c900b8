"""A copy without properties tells of nobody, object by object, and shows what the file showed."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from core.files import properties

WHO = "Gavar Anahit"


def named(**entries):
    return DictionaryObject(
        {NameObject(f"/{name}"): value for name, value in entries.items()}
    )


def text(words=WHO):
    return TextStringObject(words)


def stream(writer, content=WHO.encode(), **entries):
    made = DecodedStreamObject()
    made.set_data(content)
    made.update(named(**entries))
    return writer._add_object(made)


def a_jpeg():
    picture, held = Image.new("RGB", (16, 16), "green"), io.BytesIO()
    exif = picture.getexif()
    exif[0x013B] = WHO
    picture.save(held, "JPEG", exif=exif, comment=WHO.encode())
    return held.getvalue() + WHO.encode()


def a_jpeg_2000():
    held = io.BytesIO()
    Image.new("RGB", (16, 16), "green").save(held, "JPEG2000")
    content = held.getvalue()
    box = (len(WHO) + 8).to_bytes(4, "big") + b"xml " + WHO.encode()
    return content[:12] + box + content[12:]


def picture_of(writer, content, kind, **entries):
    made = EncodedStreamObject()
    made._data = content
    size = NumberObject(16)
    made.update(
        named(
            Subtype=NameObject("/Image"),
            Width=size,
            Height=size,
            BitsPerComponent=NumberObject(8),
            ColorSpace=NameObject("/DeviceRGB"),
            Filter=NameObject(kind),
            **entries,
        )
    )
    return writer._add_object(made)


def add_note(writer, page):
    note = Text(rect=(10, 10, 20, 20), text=WHO)
    note[NameObject("/T")] = text()
    writer.add_annotation(0, note)


def add_xmp(writer, page):
    page.update(named(Metadata=stream(writer)))


def add_piece(writer, page):
    private = writer._add_object(named(User=text()))
    page.update(named(PieceInfo=named(App=named(Private=private))))


def add_action(writer, page):
    page.update(named(AA=named(O=writer._add_object(named(URI=text())))))


def add_thread(writer, page):
    thread = writer._add_object(named(I=named(Author=text())))
    bead = writer._add_object(named(T=thread, P=page.indirect_reference))
    page.update(named(B=ArrayObject([bead])))


def add_layer(writer, page):
    layer = writer._add_object(named(Name=text()))
    direct = named(Metadata=stream(writer))
    page["/Resources"].update(named(Properties=named(A=layer, B=direct)))


def add_jpeg(writer, page):
    picture = picture_of(
        writer, a_jpeg(), "/DCTDecode", Metadata=stream(writer)
    )
    page["/Resources"].update(named(XObject=named(Im0=picture)))


def add_jpeg_2000(writer, page):
    picture = picture_of(writer, a_jpeg_2000(), "/JPXDecode")
    page["/Resources"].update(named(XObject=named(Im0=picture)))


def add_form(writer, page):
    form = stream(
        writer,
        b"",
        Subtype=NameObject("/Form"),
        PieceInfo=named(App=named(Private=text())),
        OPI=named(F=text()),
    )
    page["/Resources"].update(named(XObject=named(Fm0=form)))


def add_file(writer, page):
    writer.add_metadata({"/Author": WHO})
    writer.add_attachment(f"{WHO}.txt", WHO.encode())


ADDED = (
    add_note,
    add_xmp,
    add_piece,
    add_action,
    add_thread,
    add_layer,
    add_jpeg,
    add_jpeg_2000,
    add_form,
    add_file,
)


def a_pdf(add):
    writer, held = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(width=99, height=99)
    page.update(named(Contents=stream(writer, b"0 0 9 9 re f")))
    page.setdefault(NameObject("/Resources"), DictionaryObject())
    add(writer, page)
    writer.write(held)
    return held.getvalue()


def names_told(content):
    """How often the name stands in the bytes, or in an object of the file once it is unpacked."""
    objects = PdfWriter(clone_from=io.BytesIO(content))._objects
    told = [content.count(WHO.encode())]
    for one in objects:
        told.append(repr(one).count(WHO))
        if hasattr(one, "_data"):
            told.append(one._data.count(WHO.encode()))
    return sum(told)


@pytest.mark.parametrize("add", ADDED, ids=lambda add: add.__name__)
def test_nothing_of_a_pdf_tells_who_made_it(add):
    content = a_pdf(add)
    plain, kind = properties.without_properties(content, properties.PDF)
    page = PdfReader(io.BytesIO(plain)).pages[0]
    assert (
        names_told(content) > 0,
        names_told(plain),
        kind,
        page.get_contents().get_data().strip(),
    ) == (True, 0, "application/pdf", b"0 0 9 9 re f")


@pytest.mark.parametrize("add", [add_jpeg, add_jpeg_2000])
def test_a_picture_in_a_pdf_is_shown_as_before(add):
    plain, _kind = properties.without_properties(a_pdf(add), properties.PDF)
    (picture,) = PdfReader(io.BytesIO(plain)).pages[0].images
    size = picture.image.size
    red, green, blue = picture.image.convert("RGB").getpixel((8, 8))
    assert (size, red < 5, 120 < green < 136, blue < 5) == (
        (16, 16),
        True,
        True,
        True,
    )


def test_what_is_no_pdf_is_refused():
    with pytest.raises(ValueError, match="application/pdf"):
        properties.without_properties(b"%PDF-1.7 broken", properties.PDF)
