// ProtectionTests
