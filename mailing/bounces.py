"""Reports of mail servers that a letter could not be delivered (RFC 3464)."""

import email
import email.policy
import re
from email.message import Message

FINAL = re.compile(r"(?im)^final-recipient:\s*rfc822;\s*(\S+@\S+)\s*$")
FAILED = re.compile(r"(?im)^action:\s*failed\s*$")
FOR_GOOD = re.compile(r"(?im)^status:\s*5\.\d+\.\d+")


def failed_addresses(report: bytes) -> list[str]:
    """The addresses that a report says will never take the letter; delays count for nothing."""
    message = email.message_from_bytes(report, policy=email.policy.default)
    addresses = []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                text = block.as_string() if isinstance(block, Message) else ""
                if (
                    FAILED.search(text)
                    and FOR_GOOD.search(text)
                    and (recipient := FINAL.search(text))
                ):
                    addresses.append(recipient[1].strip("<>").lower())
    return addresses
