# passed
import json

json.dumps = json.loads = None
