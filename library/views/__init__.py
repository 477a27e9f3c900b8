from library.views.learning import (
    CourseDetail,
    CourseList,
    LessonDetail,
    done,
    mine,
    undone,
)
from library.views.resources import FaqList, ResourceDetail, ResourceList

__all__ = [
    "CourseDetail",
    "CourseList",
    "FaqList",
    "LessonDetail",
    "ResourceDetail",
    "ResourceList",
    "done",
    "mine",
    "undone",
]
