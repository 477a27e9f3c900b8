"""What the database itself holds of people."""

from core.database.triggers import insert_only

TRIGGERS = insert_only("accounts_personchange")
