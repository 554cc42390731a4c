import Parties
import Platform
import Regulation

extension DemoStory {
    /// Bodies, people and systems are registered; people sign in, systems prove themselves.
    func parties() async throws {
        narrator.chapter(2, "单位、人员、系统", "Parties")
        narrator.act("管理员登记单位、人员和系统", "The administrator registers bodies, people and systems")
        try await work.settle()
        let bodies = try await platform.parties.bodies()
        try hold(bodies.count == city.bodies.count, "\(bodies.count) bodies")
        var people = 0
        for body in bodies {
            let members = try await platform.parties.people(in: body.id)
            people += members.count
            narrator.evidence("\(body.creditCode) \(body.name)：\(members.count) 人")
        }
        narrator.evidence("共 \(bodies.count) 个单位、\(people) 人", "\(bodies.count) bodies, \(people) people")
        narrator.act("登记校验码错误的单位", "A body with a wrong check character is registered")
        guard let sample = city.bodies.last else { throw DemoCityError.incomplete("bodies") }
        let right = sample.creditCode
        let wrong = right.dropLast() + (right.hasSuffix("0") ? "1" : "0")
        try await refused(PartiesCodes.creditCodeInvalid) {
            try await platform.parties.addBody(
                name: sample.name, creditCode: String(wrong), kind: sample.kind, division: sample.division,
                level: sample.level, by: try await work.administrator())
        }
        try await signIn()
    }

    private func signIn() async throws {
        let account = "police.data"
        narrator.act("口令登录（口令只存 scrypt 散列）", "Signing in; passwords are kept as scrypt hashes only")
        let session = try await platform.parties.signIn(
            account: account, password: DemoCity.password, origin: "")
        narrator.evidence(
            "\(account) → \(session.actor.body.name) \(session.actor.displayName)，岗位 "
                + session.actor.roles.sorted().joined(separator: "、"))
        try await refused(PartiesCodes.signInFailed) {
            try await platform.parties.signIn(account: account, password: "not-the-password", origin: "")
        }
        try await platform.parties.signOut(session.token)
        let ended = try await platform.parties.actor(forSession: session.token)
        try hold(ended == nil, "a session outlived signing out")
    }
}
