"""What keeps the words of users where they were typed."""
