"""Rows of persons, made here and not by the product: identifiers by GB 11643, telephones, names."""

import csv
import io
import random

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
CHECKS = "10X98765432"
HEADER = ["id_number", "name", "gender", "birth_date", "phone", "address", "division", "updated_on"]


def id_number(serial, division="430204"):
    """A valid citizen ID number, another for each serial."""
    day = serial // 999
    birth = f"{1960 + day // 336 % 40}{day // 28 % 12 + 1:02d}{day % 28 + 1:02d}"
    body = f"{division}{birth}{serial % 999 + 1:03d}"
    return body + CHECKS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body)) % 11]


def person(serial, seed=0):
    chance = random.Random(serial * 1_000_003 + seed)
    number = id_number(serial)
    return [
        number,
        chance.choice("张王李赵陈杨黄周") + chance.choice("伟芳娜敏静磊洋勇"),
        "男" if int(number[16]) % 2 else "女",
        f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
        f"138{chance.randrange(10**8):08d}",
        f"株洲市石峰区响田路{chance.randrange(1, 900)}号",
        "430204",
        f"2025-0{chance.randrange(1, 10)}-1{chance.randrange(0, 10)}",
    ]


def rows(first, count, seed=0):
    return [person(serial, seed) for serial in range(first, first + count)]


def table(lines, header=HEADER):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if header:
        writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue().encode()
