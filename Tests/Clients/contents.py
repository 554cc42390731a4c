"""What departments write about their data, for tests."""


def item(field, name, type="C", length=None, **more):
    return {"field": field, "name": name, "type": type, **({"length": length} if length else {}), **more}


def content(name, items, **more):
    """A complete entry that is shared without conditions."""
    return {
        "name": name,
        "abstract": f"{name},供核验与查询。",
        "classification": "307001",
        "format": "3:Dm",
        "items": items,
        "sharing": "unconditional",
        "opening": "none",
        "updateCycle": "daily",
        "sensitivity": "internal",
        "grade": "general-3",
        "sourceBusiness": "登记业务",
        "sourceSystem": "登记系统",
        "usageRequirements": "仅用于履行职责",
        "legalBasis": "《中华人民共和国户口登记条例》",
        "secrecyAssessed": True,
        "personalInformationAssessed": True,
        **more,
    }


def conditional(name, items, **more):
    restricted = {
        "sharing": "conditional",
        "sharingBasis": "《中华人民共和国个人信息保护法》第三十四条",
        "sharingConditions": "范围:依法核实身份的部门;深度:单个居民;时限:一年以内",
        "grade": "general-4",
    }
    return content(name, items, **{**restricted, **more})


PERSON_ITEMS = [
    item("id_number", "公民身份号码", length=18, isRequired=True, isKey=True, identifier="citizen-id", mask="id-number"),
    item("name", "姓名", length=50, isRequired=True, mask="name"),
    item("gender", "性别", length=1, isRequired=True),
    item("birth_date", "出生日期", type="D", isRequired=True, mask="birth-date"),
    item("phone", "联系电话", length=11, identifier="mobile-phone", mask="phone"),
    item("address", "居住地址", length=200, mask="address"),
    item("division", "行政区划", length=6, identifier="division-code"),
    item("updated_on", "更新日期", type="D", isRequired=True),
]


def persons(name, items=PERSON_ITEMS, **more):
    return conditional(name, items, **more)
