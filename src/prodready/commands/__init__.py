"""One module per subcommand: its arguments, and the few lines that call the engine and print."""
