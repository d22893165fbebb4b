"""JSON Schemas of the data files, for editors and for the content contract."""
