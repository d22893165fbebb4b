"""Grading inside the learner's own pytest: collection under the learner's paths, readable failures, a watchdog."""
