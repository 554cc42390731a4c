import COpenSSL

/// Owns one OpenSSL key.
// Unchecked: the key is never changed after it is made, OpenSSL counts its references atomically and its providers
// lock what they cache inside it.
final class KeyHandle: @unchecked Sendable {
    let key: OpaquePointer

    private init(owning key: OpaquePointer) { self.key = key }

    deinit { EVP_PKEY_free(key) }

    static func generate() throws(GuomiError) -> KeyHandle {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "SM2", nil) else { throw failure(.unavailable) }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_generate(context, &key) == 1, let key else {
            throw failure(.unavailable)
        }
        return KeyHandle(owning: key)
    }

    /// Takes in `04 || X || Y`; refuses points that are not on the curve.
    static func publicKey(_ point: [UInt8]) throws(GuomiError) -> KeyHandle {
        guard point.count == SM2.pointLength else { throw .wrongLength(expected: SM2.pointLength) }
        guard point[0] == 0x04 else { throw .notAKey }
        let handle = try assemble(point: point, scalar: nil, selection: openssl_public_selection)
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.key, nil) else {
            throw failure(.unavailable)
        }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_public_check(context) == 1 else { throw failure(.notAKey) }
        return handle
    }

    /// Takes in a scalar of 32 bytes from 1 to n-2 and works out its public point.
    static func privateKey(_ scalar: [UInt8]) throws(GuomiError) -> KeyHandle {
        guard scalar.count == SM2.scalarLength else { throw .wrongLength(expected: SM2.scalarLength) }
        guard let number = BN_secure_new() else { throw .unavailable }
        defer { BN_clear_free(number) }
        guard BN_bin2bn(scalar, Int32(scalar.count), number) != nil,
            let group = EC_GROUP_new_by_curve_name(NID_sm2)
        else { throw failure(.unavailable) }
        defer { EC_GROUP_free(group) }
        try hold(number, within: group)
        return try assemble(
            point: multiply(number, in: group), scalar: number, selection: openssl_keypair_selection)
    }

    private static func hold(_ number: OpaquePointer, within group: OpaquePointer) throws(GuomiError) {
        guard let last = BN_dup(EC_GROUP_get0_order(group)) else { throw failure(.unavailable) }
        defer { BN_free(last) }
        guard BN_sub_word(last, 2) == 1 else { throw failure(.unavailable) }
        guard BN_is_zero(number) == 0, BN_cmp(number, last) <= 0 else { throw .notAKey }
    }

    private static func multiply(
        _ number: OpaquePointer, in group: OpaquePointer
    ) throws(GuomiError) -> [UInt8] {
        guard let point = EC_POINT_new(group) else { throw failure(.unavailable) }
        defer { EC_POINT_free(point) }
        var bytes = [UInt8](repeating: 0, count: SM2.pointLength)
        guard EC_POINT_mul(group, point, number, nil, nil, nil) == 1,
            EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil)
                == SM2.pointLength
        else { throw failure(.unavailable) }
        return bytes
    }

    private static func assemble(
        point: [UInt8], scalar: OpaquePointer?, selection: Int32
    ) throws(GuomiError) -> KeyHandle {
        guard let builder = OSSL_PARAM_BLD_new() else { throw failure(.unavailable) }
        defer { OSSL_PARAM_BLD_free(builder) }
        guard OSSL_PARAM_BLD_push_utf8_string(builder, openssl_name_group(), openssl_name_sm2(), 0) == 1
        else {
            throw failure(.unavailable)
        }
        if let scalar {
            guard OSSL_PARAM_BLD_push_BN(builder, openssl_name_private(), scalar) == 1 else {
                throw failure(.unavailable)
            }
        }
        // The builder keeps the pointer to the point until the key is made, so all of that happens inside.
        var key: OpaquePointer?
        let made = point.withUnsafeBytes { point -> Bool in
            guard
                OSSL_PARAM_BLD_push_octet_string(
                    builder, openssl_name_public(), point.baseAddress, point.count) == 1,
                let parameters = OSSL_PARAM_BLD_to_param(builder)
            else { return false }
            defer { OSSL_PARAM_free(parameters) }
            guard let context = EVP_PKEY_CTX_new_from_name(nil, "SM2", nil) else { return false }
            defer { EVP_PKEY_CTX_free(context) }
            return EVP_PKEY_fromdata_init(context) == 1
                && EVP_PKEY_fromdata(context, &key, selection, parameters) == 1
        }
        guard made, let key else { throw failure(.notAKey) }
        return KeyHandle(owning: key)
    }

    /// `04 || X || Y`.
    func point() throws(GuomiError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: SM2.pointLength)
        var length = 0
        guard
            EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, &bytes, bytes.count, &length) == 1,
            length == SM2.pointLength, bytes[0] == 0x04
        else { throw failure(.unavailable) }
        return bytes
    }

    /// The private scalar of 32 bytes.
    func scalar() throws(GuomiError) -> [UInt8] {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1, let number else {
            throw failure(.unavailable)
        }
        defer { BN_clear_free(number) }
        var bytes = [UInt8](repeating: 0, count: SM2.scalarLength)
        guard BN_bn2binpad(number, &bytes, Int32(bytes.count)) == SM2.scalarLength else {
            throw failure(.unavailable)
        }
        return bytes
    }
}
