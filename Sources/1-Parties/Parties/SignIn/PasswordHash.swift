import Crypto
import CryptoExtras
import Foundation

/// The stored form of a password (口令散列): `$scrypt$ln=15,r=8,p=1$<salt>$<digest>`, a PHC string.
///
/// The parameters stand beside the digest, so that old hashes stay readable when the cost is raised.
struct PasswordHash: Sendable, Hashable {
    static let saltBytes = 16
    static let digestBytes = 32

    let cost: PasswordCost
    let salt: [UInt8]
    let digest: [UInt8]

    /// Hashes `password` with a fresh salt. An empty password has no hash.
    init(of password: String, cost: PasswordCost) throws {
        let salt = Secrets.randomBytes(Self.saltBytes)
        let key = try Self.derive(password, salt: salt, cost: cost)
        self.init(cost: cost, salt: salt, digest: key.withUnsafeBytes { Array($0) })
    }

    private init(cost: PasswordCost, salt: [UInt8], digest: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.digest = digest
    }

    /// A hash that no password has, at the same price: what is compared with where there is no account.
    static func unmatched(cost: PasswordCost) -> PasswordHash {
        PasswordHash(
            cost: cost, salt: Secrets.randomBytes(saltBytes), digest: Secrets.randomBytes(digestBytes))
    }

    /// Whether `password` is the one, in time that does not depend on the digest.
    func matches(_ password: String) throws -> Bool {
        try Self.derive(password, salt: salt, cost: cost) == SymmetricKey(data: digest)
    }

    private static func derive(_ password: String, salt: [UInt8], cost: PasswordCost) throws -> SymmetricKey {
        // The library reads the first byte of both.
        guard !password.isEmpty, !salt.isEmpty else { throw PartiesError.hashing }
        do {
            return try KDF.Scrypt.deriveKey(
                from: Array(password.utf8), salt: salt, outputByteCount: digestBytes, rounds: 1 << cost.log2N,
                blockSize: cost.blockSize, parallelism: cost.parallelism)
        } catch {
            throw PartiesError.hashing
        }
    }

    var text: String {
        "$scrypt$ln=\(cost.log2N),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.base64(salt))$\(Self.base64(digest))"
    }

    /// Reads exactly what ``text`` writes; nil for anything else, or for a cost beyond the bounds.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let pairs = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        guard pairs.count == 3, pairs[0].hasPrefix("ln="), pairs[1].hasPrefix("r="), pairs[2].hasPrefix("p="),
            let log2N = Int(pairs[0].dropFirst(3)), let blockSize = Int(pairs[1].dropFirst(2)),
            let parallelism = Int(pairs[2].dropFirst(2)),
            let salt = Self.bytes(parts[3]), let digest = Self.bytes(parts[4]),
            salt.count == Self.saltBytes, digest.count == Self.digestBytes
        else { return nil }
        let cost = PasswordCost(log2N: log2N, blockSize: blockSize, parallelism: parallelism)
        guard cost.log2N == log2N, cost.blockSize == blockSize, cost.parallelism == parallelism else {
            return nil
        }
        self.init(cost: cost, salt: salt, digest: digest)
    }

    /// Base64 without padding, as PHC strings have it.
    private static func base64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}
