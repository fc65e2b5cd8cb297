"""Working time: hours of the contract, timetable, count of the year."""
