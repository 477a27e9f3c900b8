from modeltranslation.translator import TranslationOptions, register

from library.models import Category, Course, Lesson, Question, Resource


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name",)


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("title", "body")


@register(Resource)
class ResourceTranslation(TranslationOptions):
    fields = ("title", "summary", "body", "transcript")


@register(Course)
class CourseTranslation(TranslationOptions):
    fields = ("title", "summary", "body")


@register(Lesson)
class LessonTranslation(TranslationOptions):
    fields = ("title", "body")
