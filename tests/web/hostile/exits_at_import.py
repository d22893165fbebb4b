# headline
raise SystemExit
