"""What the pages of the site ask of Python: grading, running programs, incidents. Runs inside Pyodide."""
