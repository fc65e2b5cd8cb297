"""The end of the contract: dismissal, severance, rupture conventionnelle."""
