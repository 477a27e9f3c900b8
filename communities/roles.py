"""What the roles may do with the register."""

from accounts.roles import EDITOR, EVERYTHING, HEAD, OFFICER, permission_codes

CONTENT = (
    "programme",
    "strand",
    "region",
    "community",
    "alias",
    "populationfigure",
    "adhesion",
    "organisation",
    "district",
    "membership",
    "actionplan",
    "plandocument",
    "action",
    "emissioninventory",
    "inventoryrow",
    "monitoringreport",
    "recognition",
    "publishedcount",
    "country",
)
#: looked at, never edited
RECORDS = (
    "partnersignatory",
    "edition",
    "reminder",
    "profilechange",
    "importrun",
)
PEOPLE = ("seat", "invitation", "statusoverride")
DECISIONS = {
    "communities.change_profilechange",
    "communities.add_reminder",
    "communities.add_importrun",
}
PERMISSIONS = {
    EDITOR: permission_codes("communities", CONTENT, *EVERYTHING)
    | permission_codes("communities", ("partnersignatory", "edition"), "view"),
    OFFICER: permission_codes("communities", (*CONTENT, *PEOPLE), *EVERYTHING)
    | permission_codes("communities", RECORDS, "view")
    | DECISIONS,
    HEAD: permission_codes("communities", (*CONTENT, *RECORDS), "view"),
}
