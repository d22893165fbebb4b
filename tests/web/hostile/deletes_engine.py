# any
import os
import shutil

for place in ("/engine", "/lib/python314.zip", "/packs"):
    if os.path.isdir(place):
        shutil.rmtree(place, ignore_errors=True)
    elif os.path.exists(place):
        os.remove(place)
