# any
import sys

sys.modules.clear()
sys.path.clear()
sys.meta_path.clear()
