"""A person's hands on a page, whose presses are counted."""


class Hands:
    """Every press of a mouse button or of a key that presses a button; typing and Tab are free."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, locator):
        locator.click()
        self.clicks += 1

    def choose(self, locator, value):
        locator.select_option(value)
        self.clicks += 2
