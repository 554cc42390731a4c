/// The parameters that every use of SM2 (SM2 椭圆曲线公钥密码算法), GB/T 32918 and GB/T 35276, shares.
public enum SM2 {
    /// The identifier of the signer where parties agree on no other: `1234567812345678`, GB/T 35276.
    ///
    /// OpenSSL 3 takes an empty one by default, so it is set in every call.
    public static let defaultIdentifier = [UInt8]("1234567812345678".utf8)

    /// The most bytes of an identifier, by OpenSSL; the standard keeps its length in bits in 16 bits.
    public static let identifierBytesMax = 8190

    /// The most bytes that are encrypted with a public key; meant for keys and short secrets.
    public static let plaintextBytesMax = 65_536

    /// The bytes before `04 || X || Y` in a SubjectPublicKeyInfo.
    static let publicKeyPrefix: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x81,
        0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00,
    ]

    static let scalarLength = 32
    static let pointLength = 65
}
