"""One city's data from the catalogue entry to a verified answer, by API, on both stores."""

import hashlib

import pytest

import people
from api import Refused
from city import eventually
from contents import PERSON_ITEMS, item, persons


@pytest.fixture(scope="module")
def story(running):
    """An entry with a hundred persons and three problem rows, and a grant of two of its items."""
    city = running.city
    code = city.publish(persons("测试人口信息"))
    good = people.rows(1, 100)
    bad = [
        ["430204199001011234", *good[0][1:]],
        [good[1][0].replace("19", "20", 1), *good[1][1:]],
        [people.id_number(900), "", *people.person(900)[2:]],
    ]
    file = people.table(good + bad)
    receipt = city.deliver(code, file)
    system = city.system("待遇资格核验系统")
    grant = city.grant(code, system, ["id_number", "name", "birth_date"])
    return Story(city, code, good, file, receipt, system, grant)


class Story:
    def __init__(self, city, code, good, file, receipt, system, grant):
        self.city, self.code, self.good, self.file = city, code, good, file
        self.receipt, self.system, self.grant = receipt, system, grant

    def key(self, index):
        return {"id_number": self.good[index][0]}


def test_an_entry_goes_through_the_chain_of_the_regulation(city):
    compiler = city.person("health.data")
    entry = compiler.call("draftEntry", json=persons("链条测试"))
    assert entry["state"] == "draft" and "code" not in entry
    case = compiler.call("submitEntry", entry=entry["id"], json={})
    assert [step["role"] for step in case["steps"]] == ["department-head", "authority-reviewer"]
    assert [step["article"]["reference"] for step in case["steps"]] == ["national-2025#13", "zhuzhou-2020#13"]
    problem = city.person("authority.review").refusal("decideCase", case=case["id"], json={"act": "approve"})
    assert problem["code"] == "case-not-your-step"
    returned = city.person("health.head").call(
        "decideCase", case=case["id"], json={"act": "return", "note": "请补充来源系统"}
    )
    assert returned["state"] == "returned"
    again = compiler.call("submitEntry", entry=entry["id"], json={"note": "已补充"})
    problem = city.person("health.head").refusal(
        "decideCase", case=again["id"], json={"act": "return", "note": "再补充"}
    )
    assert problem["code"] == "supplement-already-asked"
    assert city.approve(again)["state"] == "approved"
    entry = compiler.call("readEntry", entry=entry["id"])
    assert entry["state"] == "published" and entry["code"].startswith("307001/")
    timeline = compiler.call("readCase", case=case["id"])["timeline"]
    assert [line["kind"] for line in timeline][:3] == ["opened", "returned", "resubmitted"]


def test_restricted_sharing_without_a_basis_is_refused_with_its_article(city):
    compiler = city.person("police.data")
    entry = compiler.call("draftEntry", json=persons("缺少依据", sharingBasis=""))
    problem = compiler.refusal("submitEntry", entry=entry["id"], json={})
    assert (problem["code"], problem["article"]["reference"]) == ("basis-required", "zhuzhou-2020#18")


def test_a_receipt_tells_counts_and_digest(story):
    receipt = story.receipt
    assert receipt["digest"] == hashlib.sha256(story.file).hexdigest()
    assert (receipt["rowsRead"], receipt["good"], receipt["problems"]) == (103, 100, 3)
    assert (receipt["inserted"], receipt["updated"], receipt["state"]) == (100, 0, "finished")


def test_problems_are_kept_with_line_item_rule_and_article_and_without_the_value(story):
    provider = story.city.person("police.data")
    found = provider.call("listProblems", delivery=story.receipt["id"])["problems"]
    assert [problem["line"] for problem in found] == [102, 103, 104]
    text = provider.call("exportProblems", delivery=story.receipt["id"]).decode()
    for row in found:
        assert row["article"] and row["rule"]
    assert "430204199001011234" not in text and "430204199001011234" not in str(found)


def test_the_same_delivery_again_changes_nothing(story):
    again = story.city.deliver(story.code, story.file)
    assert again["repeated"] and again["id"] == story.receipt["id"]
    changed = story.city.deliver(story.code, people.table(story.good))
    assert (changed["inserted"], changed["updated"], changed["unchanged"]) == (0, 0, 100)


def test_another_department_neither_delivers_nor_sees_the_receipts(story):
    other = story.city.person("health.data")
    assert other.refusal("deliver", entry=story.code, data=story.file)["code"] == "delivery-not-yours"
    assert other.refusal("readDelivery", delivery=story.receipt["id"])["code"] == "delivery-not-visible"


def test_verification_answers_match_mismatch_and_no_record(story):
    person = story.good[7]
    answer = story.system.verify(
        story.code, story.key(7), {"name": person[1], "birth_date": "1900-01-01"}
    )
    assert answer["found"] and answer["results"] == {"name": "match", "birth_date": "mismatch"}
    assert person[3] not in str(answer)
    nobody = story.system.verify(story.code, {"id_number": people.id_number(5000)}, {"name": "张伟"})
    assert not nobody["found"] and nobody["results"] == {"name": "no-record"}


def test_a_query_gives_the_granted_items_masked_as_granted(story):
    person = story.good[3]
    answer = story.system.query(story.code, story.key(3))
    assert answer["found"] and sorted(answer["items"]) == ["birth_date", "id_number", "name"]
    assert answer["items"]["name"][0] == person[1][0] and answer["items"]["name"] != person[1]
    assert answer["items"]["id_number"] != person[0]
    assert person[4] not in str(answer)


def test_what_lies_outside_the_grant_is_refused_and_recorded(story):
    problem = story.system.refusal("query", story.code, key=story.key(0), items=["name", "phone"])
    assert (problem["code"], problem["status"]) == ("item-not-granted", 403)
    assert problem["article"]["reference"].startswith("zhuzhou-2020#")
    assert [reason["field"] for reason in problem["reasons"]] == ["phone"]
    problem = story.system.refusal("verify", story.code, key=story.key(0), expected={"name": "x"}, purpose="催收")
    assert problem["code"] == "purpose-outside-grant"
    other = story.city.system("无授权系统")
    assert other.refusal("query", story.code, key=story.key(0))["code"] == "grant-missing"
    for code in ("item-not-granted", "purpose-outside-grant", "grant-missing"):
        assert record_of(story, lambda record: record["refusal"] == code and record["outcome"] == "refused")


def record_of(story, wanted):
    """The newest usage record that is wanted."""
    auditor = story.city.person("authority.review")

    def find():
        records = auditor.call("listUsages", query={"entry": story.code})["usages"]
        return next((record for record in records if wanted(record)), None)

    return eventually(find)


def test_every_access_leaves_the_facts_of_the_regulation_and_no_personal_value(story):
    answer = story.system.query(story.code, story.key(42), person="王经办")
    record = record_of(story, lambda record: record["id"] == answer["record"])
    assert record["outcome"] == "answered" and record["rows"] == 1
    assert record["purpose"] == "核验待遇领取人身份"
    assert "王经办" in record["user"] and record["approver"] and record["content"]
    assert (record["means"], record["medium"]) == ("query", "interface")
    for value in story.good[42]:
        if len(value) > 3:
            assert value not in str(record)


def test_a_suspended_grant_is_dead_at_once_and_lives_again(story):
    system = story.city.system("暂停测试系统")
    grant = story.city.grant(story.code, system, ["name"])
    provider = story.city.person("police.data")

    def become(state):
        provider.call("setGrantState", grant=grant["id"], json={"state": state, "reason": "核查"})

    assert system.query(story.code, story.key(1))["found"]
    become("suspended")
    assert system.refusal("query", story.code, key=story.key(1))["code"] == "grant-suspended"
    become("active")
    assert system.query(story.code, story.key(1))["found"]
    become("revoked")
    assert system.refusal("query", story.code, key=story.key(1))["code"] == "grant-revoked"
    assert provider.refusal("setGrantState", grant=grant["id"], json={"state": "active", "reason": "恢复"})["code"]


def test_a_reviewer_narrows_an_application(story):
    system = story.city.system("收窄测试系统")
    application = story.city.apply(story.code, system, ["name", "birth_date"])
    case = story.city.person("social.data").call("readCase", case=application["caseID"])["case"]
    reviewer = story.city.person(story.city.whose_turn(case))
    narrowed = [{"field": "name", "transform": "mask:name"}]
    case = reviewer.call("decideCase", case=case["id"], json={"act": "approve", "amendment": narrowed})
    wider = {"act": "approve", "amendment": narrowed + [{"field": "phone", "transform": "none"}]}
    provider = story.city.person(story.city.whose_turn(case))
    assert provider.refusal("decideCase", case=case["id"], json=wider)["code"] == "amendment-widens"
    assert story.city.approve(case)["state"] == "approved"
    assert sorted(system.query(story.code, story.key(2))["items"]) == ["name"]


def test_data_that_is_not_shared_cannot_be_applied_for(city):
    entry = city.entry("未成年人犯罪记录封存登记")
    system = city.system("不予共享测试系统")
    with pytest.raises(Refused) as refused:
        city.apply(entry["code"], system, [entry["content"]["items"][0]["field"]])
    assert refused.value.code == "entry-not-shared"
    assert refused.value.problem["article"]["reference"] == "zhuzhou-2020#17"


def test_a_new_version_adds_an_item_and_keeps_the_rows(story):
    compiler = story.city.person("police.data")
    code = story.city.publish(persons("版本测试"))
    story.city.deliver(code, people.table(people.rows(1, 5)))
    entry = compiler.call("readEntry", entry=code)
    wider = {**persons("版本测试"), "items": entry["content"]["items"] + [item("note", "备注", length=100)]}
    compiler.call("saveEntry", entry=code, json={"revision": entry["revision"], "content": wider})
    stale = compiler.refusal("saveEntry", entry=code, json={"revision": entry["revision"], "content": wider})
    assert stale["code"] == "entry-changed-meanwhile"
    case = compiler.call("submitEntry", entry=code, json={})
    assert story.city.approve(case)["state"] == "approved"
    assert compiler.call("readEntry", entry=code)["version"] == 2
    header = people.HEADER + ["note"]
    receipt = story.city.deliver(code, people.table([[*people.person(3), "补"]], header))
    assert (receipt["inserted"], receipt["updated"]) == (0, 1)


def test_two_deliveries_of_other_columns_touch_only_those(story):
    code = story.city.publish(persons("部分列测试"))
    story.city.deliver(code, people.table(people.rows(1, 2)))
    some = [index for index, one in enumerate(PERSON_ITEMS) if one.get("isRequired")]
    header = [people.HEADER[index] for index in some]
    line = people.person(1)
    line[1] = "改名"
    receipt = story.city.deliver(code, people.table([[line[index] for index in some]], header))
    assert (receipt["updated"], receipt["unchanged"]) == (1, 0)
    system = story.city.system("部分列系统")
    story.city.grant(code, system, ["phone", "name"])
    answer = system.verify(code, {"id_number": line[0]}, {"phone": line[4], "name": "改名"})
    assert answer["results"] == {"phone": "match", "name": "match"}
