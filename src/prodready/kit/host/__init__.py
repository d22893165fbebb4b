"""What runs beside the learner's code: in the suite's process, in a second process, or in Pyodide.

Nothing here is secret or trusted. Where the submission has a process of its own it controls that process, and all that
is reported from here is a claim about its own behaviour; verdicts are made on the other side.
This package imports nothing of the project outside itself, so that a sandbox can hold it alone.
"""
