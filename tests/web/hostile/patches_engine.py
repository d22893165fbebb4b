# any
import prodready.kit.host.host as host
import prodready.kit.judge as judge

judge.judge = host.Host.respond = None
