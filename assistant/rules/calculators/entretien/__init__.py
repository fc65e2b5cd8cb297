"""The professional interview: convocation, frequency, review of the report, conformity."""
