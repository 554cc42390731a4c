/// What it costs to hash one password (口令散列参数), by scrypt (RFC 7914).
public struct PasswordCost: Sendable, Hashable {
    /// N is two to this power; memory for one hash is 128 × N × r bytes.
    public let log2N: Int
    public let blockSize: Int
    public let parallelism: Int

    /// N = 2^15, r = 8, p = 1: 32 MiB a hash.
    public static let standard = PasswordCost(log2N: 15, blockSize: 8, parallelism: 1)

    /// Kept within N 2^10 … 2^18, r 1 … 16, p 1 … 4, so that no setting is a giveaway or fills the memory.
    public init(log2N: Int, blockSize: Int, parallelism: Int) {
        self.log2N = min(max(log2N, 10), 18)
        self.blockSize = min(max(blockSize, 1), 16)
        self.parallelism = min(max(parallelism, 1), 4)
    }
}
