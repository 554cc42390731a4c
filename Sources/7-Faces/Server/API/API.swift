import Platform
import Regulation

/// The interface for programs (接口): every operation over one platform, one group a file.
///
/// Handlers hold no rule. Each reads the request, calls the module that decides, and writes down what came of it;
/// the modules refuse, the shell turns refusals into problem details.
struct API: Sendable {
    let platform: Platform
    /// The words behind the articles that answers cite.
    let book: ArticleBook

    init(_ platform: Platform) {
        self.platform = platform
        book = ArticleBook(
            articles: platform.profile.articles, titles: platform.library.profiles.mapValues(\.title))
    }

    /// Every operation, in the order of the documentation.
    var operations: [Operation] {
        sessionOperations + tokenOperations + entryOperations + entryWritingOperations + bulkOperations
            + workbookOperations + derivedOperations + listOperations + similarOperations
            + standardOperations + divisionOperations + caseOperations
            + prolongationOperations + matterOperations + noticeOperations
            + projectOperations + rosterOperations
            + campaignOperations + updateOperations + qualityOperations
            + deliveryOperations + mappingOperations + applicationOperations + grantOperations
            + callOperations + bodyOperations
            + personOperations + systemOperations + keyOperations + ledgerFileOperations
            + ledgerReadingOperations + dutyOperations + statisticsOperations
            + profileOperations
    }
}
