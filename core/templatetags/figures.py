"""Dates, money, counts and sizes in templates."""

from django import template

from core.language import figures

register = template.Library()

for write in (
    figures.partial_date,
    figures.day_or_instant,
    figures.clock,
    figures.day_and_clock,
    figures.yerevan,
    figures.yerevan_exact,
    figures.time_left,
    figures.money,
    figures.grouped,
    figures.filesize,
    figures.plain_number,
):
    register.filter(write.__name__, write)
