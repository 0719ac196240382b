"""Who is named in a plan: finds agencies, gives their canonical names, and their roles in an item of prose."""

from __future__ import annotations

from extractors.agencies.cells import (
    acting,
    agencies_of_cell,
    is_agency_list,
    is_role_list,
    names_agencies_only,
    partners_in,
)
from extractors.agencies.definitions import find_definitions
from extractors.agencies.find import bodies_of, find_agencies
from extractors.agencies.identity import agency_id
from extractors.agencies.model import Definitions, Roles
from extractors.agencies.names import canonical_name
from extractors.agencies.periods import Home, Life, home_of, life_of
from extractors.agencies.roles import roles_of

__all__ = [
    "Definitions",
    "Home",
    "Life",
    "Roles",
    "acting",
    "agencies_of_cell",
    "agency_id",
    "bodies_of",
    "canonical_name",
    "find_agencies",
    "find_definitions",
    "home_of",
    "is_agency_list",
    "is_role_list",
    "life_of",
    "names_agencies_only",
    "partners_in",
    "roles_of",
]
