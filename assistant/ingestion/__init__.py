"""From files (PDF, DOCX, HTML, Markdown, text, fiches) to records ready to be indexed."""
