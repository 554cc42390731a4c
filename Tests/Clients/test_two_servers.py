"""Two server processes side by side on one PostgreSQL."""

import concurrent.futures
import shutil

import pytest

import people
import tlog
from city import City
from contents import persons
from server import Server, yuanliu
from test_ledger import fetcher, keys


@pytest.fixture(scope="module")
def pair(postgresql_template, tmp_path_factory):
    """Two nodes with data folders of their own and one master key."""
    folder = tmp_path_factory.mktemp("pair")
    first, database = postgresql_template.copy(folder)
    second = folder / "second"
    second.mkdir()
    shutil.copytree(first / "keys", second / "keys")
    with Server(first, database) as one, Server(second, database) as other:
        yield [City(server.base, postgresql_template.people) for server in (one, other)], first, database


@pytest.fixture
def nodes(pair):
    return pair[0]


def test_two_servers_share_one_database(nodes):
    one, other = nodes
    code = one.publish(persons("双机测试"))
    assert other.person("health.data").call("readEntry", entry=code)["state"] == "published"
    receipt = other.deliver(code, people.table(people.rows(1, 100)))
    assert one.person("police.data").call("readDelivery", delivery=receipt["id"])["good"] == 100
    session = one.person("social.data").token
    assert other.api.with_token(session).call("readSelf")["kind"] == "person"


def test_a_suspension_on_one_node_holds_on_the_other(nodes):
    one, other = nodes
    code = one.publish(persons("双机暂停"))
    one.deliver(code, people.table(people.rows(1, 10)))
    system = one.system("双机系统")
    grant = one.grant(code, system, ["name"])
    call = {"key": {"id_number": people.id_number(3)}}
    there = other.api.with_token(system.token())
    for _ in range(5):
        assert there.call("query", entry=code, json=call)["found"]
        one.person("police.data").call(
            "setGrantState", grant=grant["id"], json={"state": "suspended", "reason": "核查"}
        )
        assert there.refusal("query", entry=code, json=call)["code"] == "grant-suspended"
        other.person("police.data").call(
            "setGrantState", grant=grant["id"], json={"state": "active", "reason": "恢复"}
        )
    one.person("social.system").call("revokeKey", key=system.key)
    assert there.refusal("query", entry=code, json=call)["code"] == "token-revoked"


def test_work_on_both_nodes_at_once_loses_and_doubles_nothing(nodes, pair):
    def compile_one(number):
        city = nodes[number % 2]
        return city.person("civil.data").call("draftEntry", json=persons(f"并行{number}"))["id"]

    for city in nodes:
        city.person("civil.data")
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        drafts = list(pool.map(compile_one, range(24)))
    assert len(set(drafts)) == 24
    codes = [nodes[number].publish(persons(f"并行交付{number}")) for number in range(2)]
    files = [people.table(people.rows(1, 3000, seed=number)) for number in range(4)]

    def deliver(number):
        return nodes[number % 2].deliver(codes[number % 2], files[number % 2])

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        receipts = list(pool.map(deliver, range(2)))
    assert [receipt["inserted"] for receipt in receipts] == [3000, 3000]


def test_a_delivery_to_one_entry_from_both_nodes_is_stored_once(nodes):
    code = nodes[0].publish(persons("双机同件"))
    file = people.table(people.rows(1, 5000))

    def deliver(city):
        answer = city.person("police.data").send(
            "deliver", entry=code, data=file, headers={"Content-Type": "text/csv"}, timeout=300
        )
        return answer.status_code, answer.json()

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(deliver, nodes))
    assert all(status in (200, 201, 409) for status, _ in answers), answers
    receipt = nodes[0].deliver(code, file)
    assert receipt["repeated"] and (receipt["good"], receipt["inserted"]) == (5000, 5000)
    assert len(nodes[1].person("police.data").call("listDeliveries", entry=code)["receipts"]) == 1


def test_the_log_of_both_nodes_is_one_and_sound(nodes, pair):
    _, data, database = pair
    logs = [tlog.verify(fetcher(city), keys(city)) for city in nodes]
    shorter, longer = sorted(logs, key=lambda log: log[0].size)
    assert longer[1][: len(shorter[1])] == shorter[1]
    assert "台账完好" in yuanliu("ledger", "verify", data=data, database=database).stdout


def test_two_servers_that_start_at_once_on_an_empty_database_load_one_city(postgresql, tmp_path):
    database = postgresql.create("together")
    key = tmp_path / "master.key"
    key.write_bytes(bytes(range(32)))
    key.chmod(0o600)
    servers = [Server(tmp_path / name, database, YUANLIU_MASTER_KEY_FILE=key) for name in ("one", "other")]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(Server.start, servers))
    for server in servers:
        server.stop()
    assert postgresql.run("SELECT count(*) - count(DISTINCT account) FROM person", database) == "0"
    assert postgresql.run("SELECT count(*) - count(DISTINCT name) FROM entry", database) == "0"
