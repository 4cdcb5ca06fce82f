"""What a program in Python sees of an ensemble: one function a promise, which says ok with its name when it is kept."""
import sys
import threading

from kazoo.client import KazooClient
from kazoo.exceptions import BadVersionError, NoAuthError, NodeExistsError, NoNodeError, RolledBackError
from kazoo.security import make_digest_acl

PATIENCE = 30
peers = sys.argv[1].split(",")


def connected(peer=None, **settings):
    client = KazooClient(hosts=peers[peer] if peer is not None else ",".join(peers), timeout=20, **settings)
    client.start(timeout=PATIENCE)
    return client


def refused(error, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except error:
        return
    raise AssertionError("expected %s of %s" % (error.__name__, call))


def ended(client):
    client.stop()
    client.close()


def persistent_nodes_are_written_read_and_deleted_at_any_peer():
    writer, reader = connected(0), connected(1)
    assert writer.create("/python/deep/node", b"one", makepath=True) == "/python/deep/node"
    refused(NodeExistsError, writer.create, "/python/deep/node")
    reader.sync("/python/deep/node")
    data, stat = reader.get("/python/deep/node")
    assert data == b"one" and stat.version == 0 and stat.dataLength == 3
    assert reader.set("/python/deep/node", b"two").version == 1
    refused(BadVersionError, writer.set, "/python/deep/node", b"late", version=0)
    path, made = writer.create("/python/\u00e4 \u20ac", b"", include_data=True)
    assert path == "/python/\u00e4 \u20ac" and made.czxid > stat.czxid
    assert sorted(writer.get_children("/python")) == ["deep", "\u00e4 \u20ac"]
    writer.delete("/python", recursive=True)
    refused(NoNodeError, writer.get, "/python")
    ended(writer)
    ended(reader)


def ephemeral_nodes_live_as_long_as_their_session():
    watcher, owner = connected(1), connected(2)
    path = owner.create("/ephemeral-", ephemeral=True, sequence=True)
    gone = threading.Event()
    watcher.sync(path)
    stat = watcher.exists(path, watch=lambda event: gone.set())
    assert stat.ephemeralOwner == owner.client_id[0]
    ended(owner)
    assert gone.wait(PATIENCE)
    assert watcher.exists(path) is None
    ended(watcher)


def only_one_at_a_time_holds_a_lock():
    clients = [connected(peer) for peer in range(3)]
    inside, most, turns = [0], [0], []
    guard = threading.Lock()

    def take_turns(client):
        lock = client.Lock("/lock", str(client.client_id[0]))
        for _ in range(5):
            with lock:
                with guard:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    turns.append(client)
                client.exists("/lock")
                with guard:
                    inside[0] -= 1

    threads = [threading.Thread(target=take_turns, args=(client,), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert most[0] == 1 and len(turns) == 15
    # The last place was given up at another peer.
    clients[0].sync("/lock")
    assert clients[0].get_children("/lock") == []
    for client in clients:
        ended(client)


def a_transaction_is_all_or_nothing():
    client = connected()
    client.create("/transaction", b"0")
    good = client.transaction()
    good.create("/transaction/a", b"1")
    good.set_data("/transaction", b"1", version=0)
    good.check("/transaction", 1)
    good.delete("/transaction/a")
    results = good.commit()
    assert results[0] == "/transaction/a" and results[1].version == 1 and results[2:] == [True, True], results
    bad = client.transaction()
    bad.create("/transaction/b")
    bad.check("/transaction", 7)
    bad.delete("/transaction")
    first, second, third = bad.commit()
    assert isinstance(first, RolledBackError) and isinstance(second, BadVersionError), (first, second)
    assert isinstance(third, Exception)
    assert client.exists("/transaction/b") is None and client.exists("/transaction") is not None
    ended(client)


def a_digest_opens_what_is_closed_to_others():
    owner = connected(0, auth_data=[("digest", "ann:secret")])
    stranger = connected(1)
    owner.create("/closed", b"x", acl=[make_digest_acl("ann", "secret", all=True)])
    stranger.sync("/closed")
    refused(NoAuthError, stranger.get, "/closed")
    # Kazoo takes the answer to an auth out of the same line as all others: it must come in its turn.
    waiting = [stranger.exists_async("/closed") for _ in range(20)]
    assert stranger.add_auth("digest", "ann:secret")
    assert stranger.get("/closed")[0] == b"x"
    for each in waiting:
        refused(NoAuthError, each.get, timeout=PATIENCE)
    acls, stat = stranger.get_acls("/closed")
    assert acls[0].id.id.startswith("ann:") and stat.aversion == 0
    ended(owner)
    ended(stranger)


def many_requests_without_waiting_are_answered_each_with_its_own():
    client = connected(2)
    client.create("/many")
    writes = [client.create_async("/many/%d" % i, b"%d" % i) for i in range(500)]
    reads = [client.get_async("/many/%d" % i) for i in range(500)]
    for i in range(500):
        assert writes[i].get(timeout=PATIENCE) == "/many/%d" % i
        assert reads[i].get(timeout=PATIENCE)[0] == b"%d" % i
    ended(client)


for promise in [
    persistent_nodes_are_written_read_and_deleted_at_any_peer,
    ephemeral_nodes_live_as_long_as_their_session,
    only_one_at_a_time_holds_a_lock,
    a_transaction_is_all_or_nothing,
    a_digest_opens_what_is_closed_to_others,
    many_requests_without_waiting_are_answered_each_with_its_own,
]:
    promise()
    print("ok", promise.__name__, flush=True)
