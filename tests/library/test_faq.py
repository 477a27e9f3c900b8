import pytest

from library.models import Category, Question


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_questions_stand_by_category_with_anchors(
    client, django_assert_num_queries, rows
):
    for n in range(rows):
        category = Category.objects.create(
            slug=f"c{n}", name_hy=f"Խումբ {n}", order=n
        )
        Question.objects.create(
            category=category,
            anchor=f"q{n}",
            title_hy=f"Հա՞րց {n}",
            body_hy="<p>Պատ</p>",
        )
        Question.objects.create(
            category=category,
            anchor=f"h{n}",
            title_hy="Թաքուն",
            is_published=False,
        )
    client.get("/hy/faq/")
    with django_assert_num_queries(2):
        text = client.get("/hy/faq/").content.decode()
    assert [text.count(f'id="q{n}"') for n in range(rows)] == [1] * rows
    assert "Թաքուն" not in text
