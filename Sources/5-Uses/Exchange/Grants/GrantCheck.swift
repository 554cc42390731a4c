import Regulation

/// Whether a use keeps to its grant (授权检查): a pure ruling, decided in microseconds on every call.
///
/// Order of refusal: revoked, suspended, not yet in force, expired, form, purpose, items. Deny by default: what the
/// grant does not name, or the entry has no more, is refused.
struct GrantCheck {
    let article: ArticleReference?

    func callAsFunction(
        _ compiled: CompiledGrant, form: UseForm, fields: some Sequence<String>, purpose: String?,
        on today: LocalDate
    ) -> Ruling {
        let grant = compiled.grant
        switch grant.state {
        case .revoked: return refused(ExchangeCodes.grantRevoked)
        case .suspended: return refused(ExchangeCodes.grantSuspended)
        case .active: break
        }
        if today < grant.from { return refused(ExchangeCodes.grantNotYet) }
        if today > grant.until { return refused(ExchangeCodes.grantExpired) }
        if !grant.forms.contains(form) { return refused(ExchangeCodes.formNotGranted) }
        if let purpose, purpose != grant.purpose { return refused(ExchangeCodes.purposeOutsideGrant) }
        guard !compiled.items.isEmpty else { return refused(ExchangeCodes.itemNotGranted) }
        let outside = fields.filter { compiled.position(of: $0) == nil }
        guard outside.isEmpty else {
            return .refused(
                outside.prefix(20).map { field in
                    Reason(ExchangeCodes.itemNotGranted, article: article, field: String(field.prefix(63)))
                })
        }
        return .allowed
    }

    private func refused(_ code: ReasonCode) -> Ruling { .refused([Reason(code, article: article)]) }
}
