import HTTPTypes
import Hummingbird
import NIOCore
import Regulation
import Store

/// What went wrong with one request, in the one form that both faces render (失败).
struct Failure: Sendable {
    /// Never empty.
    let reasons: [Reason]
    let status: HTTPResponse.Status
    /// True for faults of the platform itself, which the log must hear of.
    let isFault: Bool

    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self.init(refusal)
        case let error as StoreError: self.init(error)
        case is NIOTooManyBytesError:
            self.init(Refusal(ServerCodes.bodyTooLarge))
        case let error as HTTPError where error.status == .notFound:
            self.init(Refusal(ServerCodes.noSuchPage))
        case let error as HTTPError where error.status.kind == .clientError:
            self.init(reasons: [Reason(ServerCodes.invalidField)], status: error.status, isFault: false)
        default:
            self.init(
                reasons: [Reason(ServerCodes.platformFault)], status: .internalServerError, isFault: true)
        }
    }

    init(_ refusal: Refusal) {
        self.init(reasons: refusal.reasons, status: Self.status(of: refusal.code), isFault: false)
    }

    private init(_ error: StoreError) {
        switch error {
        case .busy, .unavailable, .full:
            self.init(
                reasons: [Reason(ServerCodes.storeUnavailable)], status: .serviceUnavailable, isFault: true)
        case .constraint, .shape, .migration, .corrupt, .engine:
            self.init(
                reasons: [Reason(ServerCodes.platformFault)], status: .internalServerError, isFault: true)
        }
    }

    private init(reasons: [Reason], status: HTTPResponse.Status, isFault: Bool) {
        self.reasons = reasons
        self.status = status
        self.isFault = isFault
    }

    /// The status that faces answer with for a code.
    static func status(of code: ReasonCode) -> HTTPResponse.Status {
        if code == ServerCodes.methodNotAllowed { return .methodNotAllowed }
        if code == ServerCodes.unsupportedMediaType { return .unsupportedMediaType }
        if code == ServerCodes.bodyTooSlow { return .requestTimeout }
        return switch code.kind {
        case .malformed: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .missing: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .unlawful: .unprocessableContent
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}
