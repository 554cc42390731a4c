import Exchange
import Parties
import Platform
import Regulation

extension DemoStory {
    /// A system proves itself and calls: verification and query within the grant, refusals outside it.
    func exchange(_ grant: Grant) async throws {
        narrator.chapter(6, "核验和查询", "Exchange")
        let (_, code) = try await work.published("population")
        let principal = try await principal("pension")
        let person = pensioner()
        let key = ["id_number": person.idNumber]
        narrator.act("结果核验：姓名相符，出生日期不符", "Verification: the name matches, the birth date does not")
        let verified = try await answer(
            platform.exchange.verify(
                CallRequest(
                    key: key, expected: ["name": person.name, "birth_date": "1900-01-01"], person: "窗口 03"),
                code: code, by: principal))
        try hold(
            verified.contains("\"name\":\"match\"") && verified.contains("\"birth_date\":\"mismatch\""),
            "the verification is wrong")
        narrator.act("核验库中没有的人", "Somebody without a record")
        let unknown = try await answer(
            platform.exchange.verify(
                CallRequest(
                    key: ["id_number": city.persons.person(at: city.personRows + 7).idNumber],
                    expected: ["name": person.name]), code: code, by: principal))
        try hold(unknown.contains("\"name\":\"no-record\""), "a missing record was answered otherwise")
        narrator.act("数据查询：只给授权的信息项，按授权脱敏", "Query: granted items only, masked as granted")
        let queried = try await answer(
            platform.exchange.query(CallRequest(key: key), code: code, by: principal))
        try hold(
            !queried.contains(person.name) && !queried.contains(person.idNumber),
            "a masked value left in the clear")
        try await outside(grant, code: code, key: key, by: principal)
    }

    /// The first person of the data, without a defect, who is old enough for a pension.
    private func pensioner() -> DemoPerson {
        var row = city.persons.soundRow()
        while row < city.personRows, city.persons.person(at: row).birthDate.year > 1960 {
            row = city.persons.soundRow(from: row + 1)
        }
        return city.persons.person(at: row)
    }

    private func outside(
        _ grant: Grant, code: String, key: [String: String], by principal: SystemPrincipal
    ) async throws {
        narrator.act("查询授权以外的住址", "An item outside the grant")
        try await refused(ExchangeCodes.itemNotGranted) {
            try await platform.exchange.query(
                CallRequest(key: key, items: ["address"]), code: code, by: principal)
        }
        narrator.act("用于批准以外的用途", "Another purpose than the approved one")
        try await refused(ExchangeCodes.purposeOutsideGrant) {
            try await platform.exchange.query(
                CallRequest(key: key, purpose: "商业推广"), code: code, by: principal)
        }
        narrator.act("没有授权的系统调用", "A system without a grant")
        let stranger = try await self.principal("credit")
        try await refused(ExchangeCodes.grantMissing) {
            try await platform.exchange.query(CallRequest(key: key), code: code, by: stranger)
        }
        narrator.act("提供单位暂停授权后立即生效，随后恢复", "The provider suspends the grant, at once, and resumes it")
        let head = try await work.actor("police.head")
        try await platform.exchange.setState(.suspended, of: grant.id, reason: "核查使用情况", by: head)
        try await refused(ExchangeCodes.grantSuspended) {
            try await platform.exchange.query(CallRequest(key: key), code: code, by: principal)
        }
        try await platform.exchange.setState(.active, of: grant.id, reason: "核查完毕", by: head)
        _ = try await answer(
            platform.exchange.verify(
                CallRequest(key: key, expected: ["name": "张三"]), code: code, by: principal))
    }

    /// A system of the demo with a key of its own, proved by a token.
    private func principal(_ key: String) async throws -> SystemPrincipal {
        guard let planned = city.systems.first(where: { $0.key == key }) else {
            throw DemoCityError.incomplete(key)
        }
        let system = try await work.system(key)
        let issued = try await platform.parties.createKey(
            system: system.id, by: try await work.actor("\(planned.body).system"))
        let token = try await platform.parties.issueToken(keyID: issued.id, secret: issued.secret)
        let principal = try await platform.parties.verify(token.token)
        narrator.evidence(
            "“\(system.name)”以密钥 \(issued.id) 换得令牌，至 \(token.expiresAt.minuteText(offsetSeconds: platform.profile.utcOffsetSeconds)) 有效",
            "a key is exchanged for a short-lived token")
        return principal
    }

    private func answer(_ answer: CallAnswer) -> String {
        let text = String(decoding: answer.body, as: UTF8.self)
        narrator.evidence(text)
        return text
    }
}
