"""The catalogue in Excel, as other programs and LibreOffice see it."""

import csv
import io
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from server import yuanliu

ACCOUNT = "police.data"


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def titles(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def recalculated(path, folder, form="csv"):
    """What LibreOffice makes of the workbook; a repair that it would ask for ends the conversion with an error."""
    program = shutil.which("soffice")
    assert program, "libreoffice-calc-nogui is not installed"
    done = subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", form]
        + ["--outdir", str(folder / "out"), str(path)],
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0 and "Error" not in done.stderr, done.stderr
    return folder / "out" / f"{path.stem}.{form.split(':')[0]}"


@pytest.fixture
def person(city):
    return city.person(ACCOUNT)


def test_the_template_offers_the_words_of_the_regulation(person):
    book = opened(person.call("readEntryTemplate"))
    assert book.sheetnames[:2] == ["目录", "填写说明"]
    sheet = book["目录"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    column = openpyxl.utils.get_column_letter(titles(sheet)["共享类型"])
    choices = book[offered[f"{column}2"].split("!")[0].strip("'")]
    assert choices.sheet_state == "hidden"
    letters = offered[f"{column}2"].split("$")[1]
    assert "不予共享" in [cell.value for cell in choices[letters]]


def test_an_export_goes_through_openpyxl_and_back_without_a_change(person):
    export = person.call("exportEntries", query={"state": "published"})
    sheet = opened(export)["目录"]
    body = person.call("readSelf")["body"]["name"]
    provider = titles(sheet)["提供单位"]
    starts = [row[0].row for row in sheet.iter_rows(min_row=2) if row[provider - 1].value]
    assert len(starts) > 3
    # Only the own body's entries may be imported again.
    book = opened(person.call("exportEntries", query={"body": person.call("readSelf")["body"]["id"]}))
    own = [row for row in book["目录"].iter_rows(min_row=2, values_only=True) if row[provider - 1]]
    assert own and {row[provider - 1] for row in own} == {body}
    outcome = person.call("importEntries", data=saved(book))
    assert outcome["faults"] == [] and outcome["unchanged"] == len(own)
    assert outcome["created"] == outcome["changed"] == 0


def test_long_numbers_and_formulas_stay_text(person):
    book = opened(person.call("exportEntries", query={"body": person.call("readSelf")["body"]["id"]}))
    for row in book["目录"].iter_rows(min_row=2):
        for cell in row:
            assert cell.value is None or cell.data_type == "s", cell.coordinate


def test_libreoffice_opens_what_the_platform_writes(person, tmp_path):
    book = opened(person.call("exportEntries"))
    sheet = book["目录"]
    sheet.cell(2, titles(sheet)["摘要"]).value = None
    answers = {
        "template": person.call("readEntryTemplate"),
        "export": person.call("exportEntries"),
        "report": person.call("reportEntries", data=saved(book)),
    }
    for name, data in answers.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(data)
        with open(recalculated(path, tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1"), newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0][:8] == ["序号", "类", "项", "目", "细目1", "细目1.1", "关联业务事项", "信息资源名称"], name
        assert len(rows) == (1 if name == "template" else sheet.max_row), name


def test_what_libreoffice_saves_is_read(person, tmp_path):
    path = tmp_path / "own.xlsx"
    path.write_bytes(person.call("exportEntries", query={"body": person.call("readSelf")["body"]["id"]}))
    again = recalculated(path, tmp_path, "xlsx")
    outcome = person.call("importEntries", data=again.read_bytes())
    assert outcome["faults"] == [] and outcome["entries"] == outcome["unchanged"] > 0


def test_the_report_comments_each_cell_at_fault(person):
    book = opened(person.call("exportEntries", query={"body": person.call("readSelf")["body"]["id"]}))
    sheet = book["目录"]
    place = titles(sheet)
    sheet.cell(2, place["摘要"]).value = "=1+1"
    sheet.cell(2, place["更新周期"]).value = "偶尔"
    sheet.cell(2, place["关联业务事项"]).value = 110105199003078888
    sheet.cell(3, place["共享类型"]).comment = Comment("mine", "me")
    last = sheet.max_row
    sheet.merge_cells(start_row=last, end_row=last, start_column=place["字段名"], end_column=place["字段名"] + 1)
    wrong = saved(book)
    outcome = person.call("importEntries", data=wrong)
    assert not outcome["isStored"]
    codes = {fault["cell"]: fault["reason"]["code"] for fault in outcome["faults"]}
    letter = openpyxl.utils.get_column_letter
    assert codes[f"{letter(place['摘要'])}2"] == "cell-formula"
    assert codes[f"{letter(place['更新周期'])}2"] == "cell-value-unknown"
    assert codes[f"{letter(place['关联业务事项'])}2"] == "cell-number-damaged"
    assert codes[f"{letter(place['字段名'])}{last}"] == "cell-merged"
    report = opened(person.call("reportEntries", data=wrong))["目录"]
    commented = {cell.coordinate: cell for row in report.iter_rows(min_row=2) for cell in row if cell.comment}
    assert set(commented) == set(codes)
    for cell in commented.values():
        assert cell.fill.start_color.rgb == "FFFFC7CE"
        assert "依据：" in cell.comment.text and "办法：" in cell.comment.text
    # The writing program had rounded the number already; what is left of it is shown in plain digits.
    assert report.cell(2, place["关联业务事项"]).value == "110105199003079000"
    assert report.cell(2, place["信息资源名称"]).value == sheet.cell(2, place["信息资源名称"]).value


def macro_book(book):
    """The workbook with a macro in it."""
    data = io.BytesIO(saved(book))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    return data.getvalue()


def bomb(book):
    source = zipfile.ZipFile(io.BytesIO(saved(book)))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<sheetData>", b"<sheetData>" + b" " * (64 << 20), 1)
            package.writestr(name, content)
    return data.getvalue()


def long_book(_):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("目录")
    for number in range(200_002):
        sheet.append([number])
    return saved(book)


@pytest.mark.parametrize(
    "code, make",
    [("workbook-has-macros", macro_book), ("workbook-too-large", bomb), ("workbook-columns-missing", long_book)],
)
def test_workbooks_of_other_programs_that_are_not_taken(person, code, make):
    problem = person.refusal("importEntries", data=make(opened(person.call("readEntryTemplate"))))
    assert problem["code"] == code


def test_the_command_line_exports_checks_and_imports(template, tmp_path):
    data, database = template.copy(tmp_path)
    path = tmp_path / "all.xlsx"
    listed = yuanliu("account", "list", data=data, database=database).stdout
    body = next(line.split("\t")[1] for line in listed.splitlines() if line.startswith(f"{ACCOUNT}\t"))
    yuanliu("catalogue", "export", path, "--body", body, data=data, database=database)
    done = yuanliu("catalogue", "import", path, "--as", ACCOUNT, data=data, database=database)
    assert "created 0" in done.stdout and "changed 0" in done.stdout
    book = openpyxl.load_workbook(path)
    sheet = book["目录"]
    sheet.cell(2, titles(sheet)["摘要"]).value = None
    book.save(path)
    report = tmp_path / "report.xlsx"
    done = yuanliu(
        "catalogue", "import", path, "--as", ACCOUNT, "--report", report, data=data, database=database, check=False
    )
    assert done.returncode == 1 and "entry-element-missing" in done.stdout and "nothing kept" in done.stdout
    assert openpyxl.load_workbook(report)["目录"].cell(2, titles(sheet)["摘要"]).comment
    yuanliu("catalogue", "template", tmp_path / "empty.xlsx", data=data, database=database)
    assert openpyxl.load_workbook(tmp_path / "empty.xlsx").sheetnames[0] == "目录"
