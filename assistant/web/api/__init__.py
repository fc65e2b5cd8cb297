"""The assistant for other programs: an HTTP interface described by OpenAPI, and an MCP server if switched on."""
