import Cases
import Catalogue
import Datasets
import Exchange
import Hummingbird
import HummingbirdCore
import Intake
import Ledger
import Logging
import Matters
import NIOCore
import Notices
import Parties
import Platform
import Projects
import Quality
import Regulation
import Roster
import Supervision
import Upkeep
import Workbooks

/// The HTTP face of a platform (服务应用): console, API, public ledger.
///
/// It holds no rule: every handler reads the request, calls the platform, and renders what it answers.
public struct ServerApplication: Sendable {
    public let platform: Platform
    public let settings: ServerSettings
    let shelf: PageShelf
    let book: ArticleBook

    /// Reads pages and assets; throws ``PagesError`` where one of them is at fault.
    public init(platform: Platform, settings: ServerSettings = ServerSettings()) throws {
        self.platform = platform
        self.settings = settings
        shelf = try PageShelf.bundled(libraries: [AssetShelf.chartLibrary: settings.chartLibrary])
        book = ArticleBook(articles: platform.profile.articles, titles: platform.regulationTitles)
    }

    /// Every reason that the platform can refuse with, of every module.
    public static let codes: [ReasonCode] =
        ServerCodes.all + PartiesCodes.all + NoticesCodes.all + CasesCodes.all + CaseBulkCodes.all
        + CatalogueCodes.all
        + WorkbookCodes.all + EntryWorkbookCodes.all + BulkCodes.all + DataStandardCodes.all
        + DatasetsCodes.all
        + IntakeCodes.all + MattersCodes.all + ProjectsCodes.all + RosterCodes.all + UpkeepCodes.all
        + QualityCodes.all
        + ExchangeCodes.all + UsageCodes.all + LedgerCodes.all
        + SupervisionCodes.all + APICodes.all

    /// What the ledger keeps, of every module.
    static let eventKinds: [EventKind] =
        LedgerEvents.all + PartiesEvents.all + NoticesEvents.all + CasesEvents.all + CatalogueEvents.all
        + EntryWorkbookEvents.all + DataStandardEvents.all + DatasetsEvents.all + IntakeEvents.all
        + MattersEvents.all + ProjectsEvents.all + RosterEvents.all + UpkeepEvents.all
        + QualityEvents.all + ExchangeEvents.all

    /// The application, ready to run within a service group or a test. `SIGTERM` and `SIGINT` end it gracefully:
    /// requests under way are answered first.
    public func build(logger: Logger) -> some ApplicationProtocol {
        Application(
            responder: responder(),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(settings.idleSecondsMax),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)
                )),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connectionsMax)),
            logger: logger)
    }

    /// Every operation of the API; the routes and the documentation come from these.
    var operations: [Operation] { API(platform).operations }

    /// The router, and ahead of it what answers the calls for data.
    func responder() -> some HTTPResponder<ServerContext> {
        CallResponder(operations, routes: routes, shell: shell, rest: router().buildResponder())
    }

    private var shell: AnswerShell {
        AnswerShell(
            failures: FailureAnswers(book: book, page: ErrorPage(desk: desk).answer),
            bodies: UnreadBodies(bytesReadAnyway: settings.jsonBytesMax),
            headers: SecurityHeaders(behindTLS: settings.behindTLS))
    }

    private var desk: Desk { Desk(platform: platform, shelf: shelf, settings: settings, book: book) }

    private var routes: OperationRoutes {
        OperationRoutes(settings: settings, identify: CallerDoor(platform: platform).identify)
    }

    private func router() -> Router<ServerContext> {
        let router = Router(context: ServerContext.self, options: [.autoGenerateHeadEndpoints])
        let desk = desk
        router.add(middleware: shell)
        shelf.assets.register(on: router)
        let operations = operations
        routes.register(operations, on: router)
        DocumentationPage(
            operations: operations, codes: Self.codes, shelf: shelf, frame: ErrorPage(desk: desk).openFrame
        )
        .register(on: router)
        registerConsole(on: router, desk: desk)
        return router
    }

    private func registerConsole(on router: Router<ServerContext>, desk: Desk) {
        let parties = platform.parties
        let door = ConsoleDoor(shelf: shelf, settings: settings) { token in
            try await parties.actor(forSession: token).map { ($0.actor, $0.csrf) }
        }
        let routes = ConsoleRoutes(router: router, door: door)
        router.get("/") { _, _ in Answers.seeOther("/console") }
        SignInPages(desk: desk).register(on: routes)
        AccountPages(desk: desk).register(on: routes)
        WorkPages(desk: desk).register(on: routes)
        CasePages(desk: desk).register(on: routes)
        CaseBulkPages(desk: desk).register(on: routes)
        MatterPages(desk: desk).register(on: routes)
        NoticePages(desk: desk).register(on: routes)
        ProjectPages(desk: desk).register(on: routes)
        StatementPages(desk: desk).register(on: routes)
        RosterPages(desk: desk).register(on: routes)
        CatalogueListPage(desk: desk).register(on: routes)
        DerivedPages(desk: desk).register(on: routes)
        ListPages(desk: desk).register(on: routes)
        BulkPages(desk: desk).register(on: routes)
        CompilePages(desk: desk).register(on: routes)
        WorkbookPages(desk: desk).register(on: routes)
        EntryPages(desk: desk).register(on: routes)
        StandardPages(desk: desk).register(on: routes)
        DivisionPages(desk: desk).register(on: routes)
        DeliveryPages(desk: desk).register(on: routes)
        MappingPages(desk: desk).register(on: routes)
        ApplicationPages(desk: desk).register(on: routes)
        GrantPages(desk: desk).register(on: routes)
        UsagePages(desk: desk).register(on: routes)
        LedgerPages(
            desk: desk,
            kinds: Dictionary(Self.eventKinds.map { ($0.name, $0.title) }) { first, _ in first }
        ).register(on: routes)
        CampaignPages(desk: desk).register(on: routes)
        UpdatePages(desk: desk).register(on: routes)
        QualityPages(desk: desk).register(on: routes)
        EntryQualityPages(desk: desk).register(on: routes)
        QualityRulePages(desk: desk).register(on: routes)
        RunPages(desk: desk).register(on: routes)
        DutyPages(desk: desk).register(on: routes)
        StatisticsPages(desk: desk).register(on: routes)
        RegulationPages(desk: desk).register(on: routes)
        BodyPages(desk: desk).register(on: routes)
        PersonPages(desk: desk).register(on: routes)
        SystemPages(desk: desk).register(on: routes)
    }
}
