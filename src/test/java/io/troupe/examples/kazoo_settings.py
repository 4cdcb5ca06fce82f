"""A setting, written and watched from Python. The part between the marks is what the README shows."""
import sys

hosts = sys.argv[1]
# README
from kazoo.client import KazooClient

client = KazooClient(hosts=hosts)
client.start()
client.create("/settings/color", b"green", makepath=True)

@client.DataWatch("/settings/color")
def changed(data, stat):
    print("color is", data, "as of version", stat.version if stat else None)

client.set("/settings/color", b"blue")
client.stop()
# README
