from communities.models.adhesion import Adhesion
from communities.models.community import Alias, Community, PopulationFigure, Region
from communities.models.organisation import Organisation
from communities.models.programme import Programme, Strand
from communities.models.seat import Invitation, Seat

__all__ = [
    "Adhesion", "Alias", "Community", "Invitation", "Organisation", "PopulationFigure",
    "Programme", "Region", "Seat", "Strand",
]  # fmt: skip
