"""What every calculator stands on: dates, calendar, money, French wording, dated parameters, recorded steps."""
