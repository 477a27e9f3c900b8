"""What ends a process in the middle."""


class Killed(BaseException):
    """As when the process ends."""
