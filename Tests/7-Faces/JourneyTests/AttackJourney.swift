import HTTPTypes
import NIOCore
import TestCity
import Testing

@testable import Server

@Suite("Attacks by HTTP")
struct AttackJourney {
    @Test(
        "An application that the provider takes no part in does not close the provider's list of applications"
    )
    func providersList() async throws {
        try await City.run(profile: "taijiang-2022") { city in
            let entry = try await city.test.publish(.stops())
            let (system, _) = try await city.test.system(of: "social.system-staff", name: "待遇系统")
            let applicant = try await city.signIn("social.data-staff")
            let made = try await city.call(
                "apply", json: City.application(entry: entry.id, system: system.id, fields: ["stop_no"]),
                token: applicant)
            #expect(made.status == 201)
            let provider = try await city.signIn("police.data-staff")
            let headers: HTTPFields = [.cookie: "yuanliu-session=\(provider)"]
            for page in ["/console/applications", "/console/applications/\(try made["id"].text)"] {
                let reply = try await city.send(.get, page, headers: headers)
                #expect(reply.status == 200, "\(page)")
            }
        }
    }

    @Test("U+0000 is refused in every text, and opens no second name of an account")
    func zero() async throws {
        try await City.run { city in
            let reply = try await city.call(
                "signIn", json: ["account": "police.data-staff\0", "password": .string(TestCity.password)])
            #expect(reply.status == 400)
            #expect(try reply["code"].text == "invalid-field")
            let search = try await city.call(
                "searchEntries", query: ["words": "\0"], token: try await city.signIn("police.data-staff"))
            #expect(search.status == 400)
        }
    }
}
