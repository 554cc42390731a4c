// RegulationTests
