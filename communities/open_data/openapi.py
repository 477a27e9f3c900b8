"""The description of the open data in OpenAPI 3.1, made from the same field lists that write
them.
"""

from collections.abc import Callable, Iterable

from communities.filters import (
    PROGRAMMES,
    SIZE_LABELS,
    SORTS,
    adhesion_years,
)
from communities.models import Region
from communities.models.country import STATUSES
from communities.open_data import exports
from communities.open_data.exports import Field
from core.language.bilingual import LANGUAGES

LANGUAGE = {
    "name": "language",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}


def _regions() -> list[str]:
    return list(Region.objects.order_by("slug").values_list("slug", flat=True))


def _years() -> list[str]:
    return [year for year, _label in adhesion_years()]


#: name → (what it asks, the codes it knows or what reads them from the register)
QUESTIONS: dict[str, tuple[str, list[str] | Callable | None]] = {
    "q": (
        "words of a name, an alias or a seat town, in Armenian or Latin letters",
        None,
    ),
    "region": ("address part of a region; an unknown one is refused", _regions),
    "programme": ("which programme", [code for code, _label in PROGRAMMES]),
    "status": (
        "status as published in January 2024",
        [code for code, _label in STATUSES],
    ),
    "horizon": ("commitment for", ["2020", "2030", "2050"]),
    "size": (
        "class of the newest population figure",
        [code for code, _label in SIZE_LABELS],
    ),
    "plan": ("is an action plan recorded", ["yes", "no"]),
    "year": (
        "year of an exactly dated adhesion; one without any is refused",
        _years,
    ),
    "scope": (
        "all: former communities too; without it they come only when asked for",
        ["all"],
    ),
    "sort": (
        "order of the page; files are always in the order of hd002_code",
        [c for c, _label in SORTS],
    ),
}


def _schema(field: Field) -> dict:
    always = field.type == "string" or field.name == "is_former"
    return {
        "type": field.type if always else [field.type, "null"],
        "description": field.says,
    }


def _object(fields: Iterable[Field]) -> dict:
    fields = list(fields)
    return {
        "type": "object",
        "required": [field.name for field in fields],
        "additionalProperties": False,
        "properties": {field.name: _schema(field) for field in fields},
    }


def _questions() -> list[dict]:
    parameters = []
    for name, (says, known) in QUESTIONS.items():
        codes = known() if callable(known) else known
        schema: dict = (
            {"type": "string", "enum": codes}
            if codes
            else {"type": "string", "maxLength": 100}
        )
        parameters.append(
            {"name": name, "in": "query", "description": says, "schema": schema}
        )
    return parameters


def _paging() -> list[dict]:
    return [
        {
            "name": "after",
            "in": "query",
            "description": "codes after this",
            "schema": {"type": "string", "pattern": "^[0-9]{8}$"},
        },
        {
            "name": "limit",
            "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": 1000},
        },
    ]


def _answers(kind: str, schema: dict, *, refuses: bool) -> dict:
    answers: dict = {
        "200": {
            "description": "the data",
            "content": {kind: {"schema": schema}},
            "headers": {
                "ETag": {
                    "description": "of the register's state",
                    "schema": {"type": "string"},
                }
            },
        },
        "304": {"description": "unchanged since the ETag in If-None-Match"},
        "404": {
            "description": "there is no such language or address",
            "content": {"text/html": {"schema": {"type": "string"}}},
        },
    }
    if refuses:
        answers["400"] = {
            "description": "a filter makes no sense, or asks for an unknown value",
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/Errors"}
                }
            },
        }
    return answers


def _get(
    summary: str,
    name: str,
    kind: str,
    schema: dict,
    parameters: list[dict],
    *,
    refuses: bool,
) -> dict:
    operation = {
        "operationId": name,
        "summary": summary,
        "parameters": [LANGUAGE, *parameters],
        "responses": _answers(kind, schema, refuses=refuses),
    }
    return {"get": operation}


def _about() -> dict:
    names = (
        "title",
        "publisher",
        "source",
        "licence",
        "licence_url",
        "updated_on",
    )
    return {name: {"type": "string"} for name in names}


def _schemas() -> dict:
    return {
        "Community": _object(exports.COMMUNITY_FIELDS),
        "InventorySector": _object(exports.INVENTORY_FIELDS),
        "Communities": {
            "type": "object",
            "required": [*_about(), "count", "next", "communities"],
            "properties": {
                **_about(),
                "count": {"type": "integer"},
                "next": {"type": ["string", "null"]},
                "communities": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/Community"},
                },
            },
        },
        "Errors": {
            "type": "object",
            "required": ["errors"],
            "properties": {
                "errors": {
                    "type": "object",
                    "additionalProperties": {
                        "type": "array",
                        "items": {"type": "string"},
                    },
                }
            },
        },
    }


CSV = {
    "type": "string",
    "description": "columns as the schema names them, then source, licence, updated_on",
}
GEOJSON = {
    "type": "object",
    "description": "a FeatureCollection (RFC 7946); geometry is null where not known",
}
COMMUNITIES = {"$ref": "#/components/schemas/Communities"}


def _paths() -> dict[str, dict]:
    filters = _questions()
    return {
        "/{language}/communities.json": _get(
            "Communities",
            "communitiesJson",
            "application/json",
            COMMUNITIES,
            filters + _paging(),
            refuses=True,
        ),
        "/{language}/communities.csv": _get(
            "Communities for a spreadsheet",
            "communitiesCsv",
            "text/csv",
            CSV,
            filters,
            refuses=True,
        ),
        "/{language}/communities.geojson": _get(
            "Communities on a map",
            "communitiesGeojson",
            "application/geo+json",
            GEOJSON,
            filters,
            refuses=True,
        ),
        "/{language}/inventories.csv": _get(
            "Emission inventories by sector",
            "inventoriesCsv",
            "text/csv",
            CSV,
            [],
            refuses=False,
        ),
    }


def document(server: str) -> dict:
    """The whole description, for the portal at `server` (no slash at its end)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Register of communities",
            "version": "1",
            "description": exports.SOURCE,
            "license": {"name": exports.LICENCE, "url": exports.LICENCE_URL},
        },
        "servers": [{"url": server}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }
