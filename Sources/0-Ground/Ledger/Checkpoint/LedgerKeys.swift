/// The public keys of a log, for those who verify it (台账公钥).
extension Ledger {
    /// As C2SP signed-note writes them; a verifier skips the lines of keys that it does not know.
    public var verifierKeys: [String] { signers.map(\.verifierKey) }

    /// Verifiers of the log's own keys.
    public func publicVerifiers() throws(LedgerError) -> [any CheckpointVerifier] {
        var verifiers: [any CheckpointVerifier] = []
        for key in verifierKeys {
            if let verifier = try? Ed25519Verifier(key) {
                verifiers.append(verifier)
            } else {
                verifiers.append(try SM2Verifier(key))
            }
        }
        return verifiers
    }
}
