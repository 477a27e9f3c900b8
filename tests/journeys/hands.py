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

    def choose_file(self, locator, file):
        """The button that opens the system's own window, and the file in it."""
        locator.set_input_files(file)
        self.clicks += 2

    def go(self, address, of=""):
        """To a task of the side navigation: through its section, unless that is open."""
        for part in filter(None, (of, address)):
            link = self.page.locator(f".side-nav a[href$='{part}']").first
            if not link.is_visible():
                self.click(self.page.locator(".desk-head__menu"))
            self.click(link)
            # the next step asks what is visible, which no page that is still arriving can say
            self.page.wait_for_url(lambda url, part=part: part in url)
