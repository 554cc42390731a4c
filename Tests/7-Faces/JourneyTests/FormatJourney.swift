import Foundation
import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Forms of delivered files and column mappings by HTTP")
struct FormatJourney {
    static let cities = ["zhuzhou-2020", "guiyang-2017"]

    static let json = """
        [{"公民身份号码": "11010519491231002X", "姓名": "欧阳建国", "出生日期": "1949-12-31"},
         {"公民身份号码": "440524188001010014", "姓名": {"姓": "李"}, "出生日期": null}]
        """
    static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <data><total>1</total><rows>
        <row><id_number>11010519491231002X</id_number><name>欧阳建国</name></row>
        <row><id_number>440524188001010014</id_number></row>
        </rows></data>
        """

    @Test(
        "A JSON array and XML are delivered, and their problems cite the regulation of the city",
        arguments: cities)
    func forms(profile: String) async throws {
        try await City.run(profile: profile) { city in
            let entry = try await city.test.publish(
                .persons(sharing: .unconditional, basis: "", conditions: ""))
            let code = try #require(entry.code)
            let token = try await city.signIn("police.data-staff")
            let json = try await city.call(
                "deliver", ["entry": code], bytes: Array(Self.json.utf8), token: token)
            #expect(try json["format"].text == "json")
            #expect(try json["good"].int == 1)
            let nested = try await city.call(
                "listProblems", ["delivery": try json["id"].text], token: token)["problems"].list[0]
            #expect(try nested["line"].int == 2)
            #expect(try nested["item"].int == 2)
            #expect(try nested["rule"].text == "nested-value")
            let article = try #require(city.platform.profile.article(for: .deliveryQuality))
            #expect(try nested["article"]["reference"].text == article.description)
            let xml = try await city.call(
                "deliver", ["entry": code], bytes: Array(Self.xml.utf8), token: token)
            #expect(try xml["format"].text == "xml")
            #expect(try xml["rowElement"].text == "/data/rows/row")
            #expect(try xml["good"].int == 1)
            #expect(try xml["problems"].int == 1)
            let broken = try await city.call(
                "deliver", ["entry": code], bytes: Array("<!DOCTYPE a><a/>".utf8), token: token)
            #expect(broken.code == "xml-doctype")
            #expect(broken.status == 400)
        }
    }

    @Test("A workbook is delivered by a sheet that is named", arguments: TestEngine.available)
    func workbook(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let (_, code) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let book = try WorkbookJourney.book(
                [["姓名", "公民身份号码"], ["欧阳建国", "11010519491231002X"]], in: city)
            let receipt = try await city.call(
                "deliver", ["entry": code], query: ["sheet": "目录"], bytes: book, token: token)
            #expect(try receipt["format"].text == "xlsx")
            #expect(try receipt["sheet"].text == "目录")
            #expect(try receipt["good"].int == 1)
            let missing = try await city.call(
                "deliver", ["entry": code], query: ["sheet": "其他"], bytes: book, token: token)
            #expect(missing.code == "workbook-sheet-missing")
        }
    }

    @Test("A mapping is proposed, saved, used and told in the receipt", arguments: TestEngine.available)
    func mapping(engine: TestEngine) async throws {
        try await City.run(engine) { city in
            let (_, code) = try await city.publishPersons()
            let token = try await city.signIn("police.data-staff")
            let text = Array("SFZH\tXM\tBZ\n11010519491231002X\t欧阳建国\tx\n".utf8)
            let refused = try await city.call(
                "deliver", ["entry": code], query: ["mapping": "户籍系统"], bytes: text, token: token)
            #expect(refused.code == "mapping-not-found")
            let proposal = try await city.call("proposeMapping", ["entry": code], bytes: text, token: token)
            #expect(try proposal["columns"].list.map { try $0["ground"].text } == ["none", "none", "none"])
            #expect(try proposal["missing"].list.map { try $0.text } == ["id_number", "name"])
            let lacking = try await city.call(
                "saveMapping", ["entry": code, "source": "户籍系统"],
                json: ["columns": [["column": "XM", "item": "name"]]], token: token)
            #expect(lacking.code == "mapping-item-missing")
            let saved = try await city.call(
                "saveMapping", ["entry": code, "source": "户籍系统"],
                json: [
                    "columns": [
                        ["column": "SFZH", "item": "id_number"], ["column": "XM", "item": "name"],
                        ["column": "BZ"],
                    ], "constants": [["item": "address", "value": "湖南省株洲市"]],
                ], token: token)
            #expect(try saved["version"].int == 1)
            let receipt = try await city.call(
                "deliver", ["entry": code], query: ["mapping": "户籍系统"], bytes: text, token: token)
            #expect(try receipt["format"].text == "tsv")
            #expect(try receipt["good"].int == 1)
            #expect(try receipt["mapping"]["source"].text == "户籍系统")
            #expect(try receipt["mapping"]["version"].int == 1)
            let list = try await city.call("listMappings", ["entry": code], token: token)
            #expect(try list["mappings"].list.count == 1)
            let read = try await city.call(
                "readMapping", ["entry": code, "source": "户籍系统"], query: ["version": "1"], token: token)
            #expect(try read["constants"].list[0]["item"].text == "address")
            let stranger = try await city.signIn("social.data-staff")
            #expect(
                try await city.call("listMappings", ["entry": code], token: stranger).code
                    == "delivery-not-visible")
            #expect(
                try await city.call(
                    "saveMapping", ["entry": code, "source": "x"],
                    json: ["columns": [["column": "a", "item": "name"]]], token: stranger
                ).code == "delivery-not-yours")
            #expect(
                try await city.call("proposeMapping", ["entry": code], bytes: text, token: stranger).code
                    == "delivery-not-yours")
        }
    }
}
