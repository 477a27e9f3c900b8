from communities.models.adhesion import Adhesion
from communities.models.change import ImportRun, ProfileChange
from communities.models.community import Community
from communities.models.country import Country, PartnerSignatory, PublishedCount
from communities.models.edition import Edition
from communities.models.inventory import EmissionInventory, InventoryRow
from communities.models.membership import Membership
from communities.models.organisation import Organisation
from communities.models.places import Alias, District, PopulationFigure
from communities.models.plan import (
    Action,
    ActionPlan,
    MonitoringReport,
    PlanDocument,
    Recognition,
)
from communities.models.programme import Programme, Strand
from communities.models.region import Region
from communities.models.seat import Invitation, Seat
from communities.models.standing import Reminder, StatusOverride

__all__ = [
    "Action",
    "ActionPlan",
    "Adhesion",
    "Alias",
    "Community",
    "Country",
    "District",
    "Edition",
    "EmissionInventory",
    "ImportRun",
    "InventoryRow",
    "Invitation",
    "Membership",
    "MonitoringReport",
    "Organisation",
    "PartnerSignatory",
    "PlanDocument",
    "PopulationFigure",
    "ProfileChange",
    "Programme",
    "PublishedCount",
    "Recognition",
    "Region",
    "Reminder",
    "Seat",
    "StatusOverride",
    "Strand",
]
