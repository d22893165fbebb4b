# headline
while True:
    pass
