from library.models.course import Course, Lesson, LessonDone
from library.models.question import Category, Question
from library.models.resource import Resource

__all__ = ["Category", "Course", "Lesson", "LessonDone", "Question", "Resource"]
