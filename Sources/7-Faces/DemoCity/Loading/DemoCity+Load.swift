import Parties
import Platform
import Regulation

extension DemoCity {
    /// Loads the city into an empty store, or goes on where an earlier load was cut short.
    ///
    /// A store that holds anything but this city, or the whole of it already, is left as it is. Of several processes
    /// that start on one empty store, one loads and the others wait for it.
    /// - Parameter progress: is told each step before it is taken; what it throws ends the load there.
    /// - Returns: whether anything was loaded.
    @discardableResult
    public func load(
        into platform: Platform, progress: @Sendable (Bilingual) throws -> Void = { _ in }
    ) async throws -> Bool {
        let work = DemoCityAtWork(city: self, platform: platform)
        guard try await isWanted(work) else { return false }
        return try await platform.alone("demo-city") {
            guard try await isWanted(work) else { return false }
            try await load(work, progress: progress)
            return true
        }
    }

    private func isWanted(_ work: DemoCityAtWork) async throws -> Bool {
        if try await work.platform.isEmpty() { return true }
        guard try await isOurs(work.platform) else { return false }
        return try await !isComplete(work)
    }

    private func load(_ work: DemoCityAtWork, progress: @Sendable (Bilingual) throws -> Void) async throws {
        try progress(Bilingual("登记单位、人员和系统", "Registering bodies, people and systems"))
        try await work.settle()
        for entry in entries {
            try progress(
                Bilingual("编制目录、归集数据：\(entry.content.name)", "Compiling and collecting: \(entry.key)"))
            try await work.compile(entry)
        }
        for application in applications(on: work.platform.today) {
            try progress(Bilingual("申请共享：\(application.content.scene)", "Applying for \(application.entry)"))
            try await work.share(application)
        }
    }

    /// Whether the store is this city's: its first body is this city's authority.
    public func isOurs(_ platform: Platform) async throws -> Bool {
        guard let authority = body("authority") else { return false }
        let first = try await platform.parties.bodies(activeOnly: false, limit: 1).first
        return first?.creditCode == authority.creditCode
    }

    /// Whether the last thing that a load does is done.
    private func isComplete(_ work: DemoCityAtWork) async throws -> Bool {
        guard let last = applications(on: work.platform.today).last,
            let system = systems.first(where: { $0.key == last.system }), let planned = body(system.body),
            let body = try await work.platform.parties.body(creditCode: planned.creditCode)
        else { return false }
        let account = "\(system.body).data"
        guard try await work.platform.parties.people(in: body.id).contains(where: { $0.account == account })
        else {
            return false
        }
        let applicant = try await work.actor(account)
        // An authority sees the applications of others too.
        let applications = try await work.platform.exchange.applications(for: applicant, limit: 200)
        return applications.contains { $0.body == body.id }
    }
}
