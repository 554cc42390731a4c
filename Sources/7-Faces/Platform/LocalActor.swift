import Catalogue
import Parties
import Regulation

extension Platform {
    /// Who acts at the machine's own command line: the person of `account`, or, where none is named, the command
    /// line itself as a system of the body that provides the entry; the ledger says which.
    ///
    /// Whoever reaches the data directory already holds the keys, so no password is asked.
    public func localActor(_ account: String?, deliveringTo code: String) async throws -> Actor {
        if let account { return try await parties.actor(account: account, channel: .commandLine) }
        let body = try await store.read { session in
            try parties.body(try catalogue.entry(code: code, in: session).body, in: session)
        }
        let system = InformationSystem(id: "command-line", name: "命令行", body: body.id, isActive: true)
        return Actor(identity: .system(system), body: body, channel: .commandLine)
    }
}
