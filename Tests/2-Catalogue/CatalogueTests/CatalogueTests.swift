// CatalogueTests
