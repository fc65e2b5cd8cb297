"""Pay: gross, allowances, deductions, check of a pay slip."""
