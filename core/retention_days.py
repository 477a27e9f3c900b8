"""How long what is known of people is kept, in days, unless the settings say otherwise."""

RETENTION_DAYS_USUALLY = {
    "sessions": 0,
    "sign_ins": 90,
    "staff_invitations": 90,
    "invitations": 90,
    "unconfirmed_subscriptions": 7,
    "subscriber_letters": 30,
    "dead_addresses": 90,
    "letters": 365,
    "unconfirmed_questions": 7,
    "guest_addresses": 30,
    "working_copies": 30,
    "bin": 90,
    "exports": 7,
    "copies": 7,
    "drafts": 365,
    "unsuccessful": 1825,
    "nginx_log": 14,
    "journal_of_processes": 90,
}
