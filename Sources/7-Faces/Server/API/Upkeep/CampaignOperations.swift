import Cases
import Catalogue
import Hummingbird
import Parties
import Regulation
import Upkeep

/// The full maintenance of the catalogue (目录全面维护).
extension API {
    var campaignOperations: [Operation] {
        [readCampaign, listMaintainedEntries, confirmEntries, remindBodies]
    }

    static let confirmationErrors = [
        CasesCodes.procedureNotYours, UpkeepCodes.nothingChosen, UpkeepCodes.tooMany, CatalogueCodes.notFound,
        UpkeepCodes.notYours, CatalogueCodes.notInForce, CatalogueCodes.inReview, UpkeepCodes.waiting,
        CatalogueCodes.changedMeanwhile, CasesCodes.reasonsRequired, CasesCodes.noteTooLong,
        PartiesCodes.seatVacant,
    ]

    private struct ConfirmJSON: Decodable {
        let entries: [SeenEntryJSON]
        let note: String?

        static let schema = Schema.object([
            .init("entries", Bilingual("条目及所见的修订号", "Entries as they were seen"), SeenEntryJSON.list),
            .init("note", Bilingual("说明", "A note"), .text(10_000), optional: true),
        ])
    }

    private struct RemindJSON: Decodable {
        let bodies: [String]

        static let schema = Schema.object([
            .init(
                "bodies", Bilingual("单位编号", "Ids of the bodies"),
                .array(.text(64, min: 1), max: Upkeep.bodiesMax))
        ])
    }

    private var readCampaign: Operation {
        Operation(
            .get, "/api/v1/upkeep/campaign", "readCampaign",
            Bilingual("本期全面维护及进度：本单位，或各单位", "The full maintenance and how far it is, of your body or of all"),
            tag: .catalogue, security: .any, parameters: Operation.Parameter.bodyPages,
            answer: .json(CampaignProgressJSON.schema), errors: [UpkeepCodes.notSet]
        ) { call in
            let (actor, upkeep) = (try call.actor, platform.upkeep)
            let seesAll = upkeep.seesAll(actor)
            let own = try await upkeep.progress(for: actor)
            let all =
                seesAll ? try await upkeep.progresses(for: actor) : [(body: actor.body, progress: own)]
            let portion = call.portion(of: all)
            let reminders = seesAll ? try await upkeep.reminders(for: actor) : [:]
            guard let campaign = upkeep.campaign else { throw Refusal(UpkeepCodes.notSet) }
            return Answers.json(
                CampaignProgressJSON(
                    campaign: CampaignJSON(campaign, book), total: portion.total,
                    bodies: portion.lines.map { one in
                        ProgressJSON(
                            one.progress, body: NamedJSON(id: one.body.id, name: one.body.name),
                            remindedOn: reminders[one.body.id])
                    }))
        }
    }

    private var listMaintainedEntries: Operation {
        Operation(
            .get, "/api/v1/upkeep/entries", "listMaintainedEntries",
            Bilingual("一个单位的维护清单", "The entries of a body in the full maintenance"), tag: .catalogue,
            security: .any,
            parameters: [
                .query("body", Bilingual("单位编号，缺省为本单位", "Id of the body; your own by default"), .id),
                .query(
                    "show", Bilingual("待维护（缺省）、已维护或全部", "Left (unless set), done or all"),
                    .oneOf(MaintainedEntry.Show.self)),
                .page(max: Upkeep.pageMax),
                .pageSize(max: Upkeep.pageSizeMax),
            ],
            answer: .json(MaintainedEntriesJSON.schema),
            errors: [UpkeepCodes.notSet, UpkeepCodes.notYours, PartiesCodes.bodyNotFound]
        ) { call in
            let page = try await platform.upkeep.entries(
                of: call["body"], show: call.word("show", as: MaintainedEntry.Show.self) ?? .left,
                page: call.integer("page") ?? 1, pageSize: call.integer("pageSize") ?? 50,
                for: try call.actor)
            return Answers.json(MaintainedEntriesJSON(page, book))
        }
    }

    private var confirmEntries: Operation {
        Operation(
            .post, "/api/v1/upkeep/confirmations", "confirmEntries",
            Bilingual("确认目录条目无变化，一条或多条", "Confirm entries unchanged, one or many"), tag: .catalogue,
            security: .person, body: .json(ConfirmJSON.schema), answer: .json(ConfirmationJSON.schema),
            errors: [UpkeepCodes.notSet] + Self.confirmationErrors
        ) { call in
            let given = try await call.decode(ConfirmJSON.self)
            return Answers.json(
                ConfirmationJSON(
                    try await platform.upkeep.confirm(
                        given.entries.map(\.seen), note: given.note ?? "", by: try call.actor)))
        }
    }

    private var remindBodies: Operation {
        Operation(
            .post, "/api/v1/upkeep/reminders", "remindBodies",
            Bilingual("催办尚未完成的单位", "Remind bodies that are not done"), tag: .catalogue,
            security: .person, body: .json(RemindJSON.schema), answer: .json(RemindersJSON.schema),
            errors: [
                UpkeepCodes.notSet, UpkeepCodes.notAuthority, UpkeepCodes.nothingChosen, UpkeepCodes.tooMany,
                PartiesCodes.bodyNotFound, UpkeepCodes.reminderNotNeeded, UpkeepCodes.remindedToday,
            ]
        ) { call in
            let given = try await call.decode(RemindJSON.self)
            let outcome = try await platform.upkeep.remind(given.bodies, by: try call.actor)
            return Answers.json(RemindersJSON(outcome, book))
        }
    }
}
