# failed, headline
import threading

threading.Thread(target=print).start()
