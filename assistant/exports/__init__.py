"""Files to take away (DOCX, PDF, Markdown, iCalendar), written from one small model of a document."""
