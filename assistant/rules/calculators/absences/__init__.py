"""Special authorisations of absence: events, sick child, death of a child."""
