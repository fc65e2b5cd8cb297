"""One module per calculator, in a folder per theme; see `assistant/rules/README.md`."""
