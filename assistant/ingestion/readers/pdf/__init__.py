"""Reading PDF files with pypdf: positions, columns, tables, headings."""
