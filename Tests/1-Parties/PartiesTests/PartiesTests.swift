// PartiesTests
