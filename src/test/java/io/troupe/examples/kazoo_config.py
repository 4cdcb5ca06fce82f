"""A persistent and an ephemeral /config made, changed and deleted from Python."""
import sys

from kazoo.client import KazooClient

client = KazooClient(hosts=sys.argv[1])
client.start()
for ephemeral in (True, False):
    client.create("/config", b"one", ephemeral=ephemeral)
    owner = client.get("/config")[1].ephemeralOwner
    assert (owner == client.client_id[0]) == ephemeral, owner
    stat = client.set("/config", b"two", version=0)
    assert client.get("/config")[0] == b"two" and stat.version == 1
    client.delete("/config", version=1)
    assert client.exists("/config") is None
    print("ephemeral" if ephemeral else "persistent", "ok")
client.stop()
client.close()
