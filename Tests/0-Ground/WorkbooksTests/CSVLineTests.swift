import Testing
import Workbooks

@Suite("Lines of CSV files")
struct CSVLineTests {
    @Test(
        "Every field comes back as it was, and none of them is a formula",
        arguments: [
            (["公交站点", ""], "公交站点,\r\n"), (["a,b", "c\"d"], "\"a,b\",\"c\"\"d\"\r\n"),
            (["一\n二", "一\r\n二"], "\"一\n二\",\"一\r\n二\"\r\n"), (["=1+1", "@a"], "'=1+1,'@a\r\n"),
            (["-5", "+3.5"], "-5,+3.5\r\n"), (["-5a", "+"], "'-5a,'+\r\n"),
            (["\t=1", "\r\n=1"], "\"'\t=1\",\"'\r\n=1\"\r\n"),
        ])
    func lines(fields: [String], text: String) {
        #expect(CSVLine.text(fields) == text)
    }
}
