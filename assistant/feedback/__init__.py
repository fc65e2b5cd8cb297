"""What users say of the answers, masked, kept for a set time, and read by the administrator."""
