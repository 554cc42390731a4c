import ArgumentParser
import Foundation
import Platform
import Regulation

/// `yuanliu profile check | diff | show`: the regulations as data (规则档案).
struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "检查、比较规则档案 · check and compare regulation profiles",
        subcommands: [Check.self, Difference.self, Show.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "查出缺失的条款、不可能的期限、无处使用的用语 · find faults, with file and line")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await reporting {
                let (library, _) = try ProfileFolder.read(place.profilesFolder)
                for finding in library.findings { print(finding) }
                let errors = library.findings.filter { $0.severity == .error }.count
                print(
                    "\(library.ids.count) 份档案，\(errors) 个错误，\(library.findings.count - errors) 个提醒 · "
                        + "\(library.ids.count) profiles, \(errors) errors, \(library.findings.count - errors) warnings"
                )
                if errors > 0 { throw ExitCode(1) }
            }
        }
    }

    struct Difference: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff", abstract: "两份规则有何不同 · how two regulations differ")

        @Argument(help: "档案 · profile") var one: String
        @Argument(help: "档案 · profile") var other: String
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await reporting {
                let (library, _) = try ProfileFolder.read(place.profilesFolder)
                let (one, other) = (try profile(one, in: library), try profile(other, in: library))
                var topic: ProfileDifference.Topic?
                for difference in ProfileDifference.between(one, other) {
                    if difference.topic != topic {
                        topic = difference.topic
                        print("\n\(difference.topic.name.zh) · \(difference.topic.name.en)")
                    }
                    print("  \(difference.subject)")
                    print("    \(one.id): \(describe(difference.one))")
                    print("    \(other.id): \(describe(difference.other))")
                }
            }
        }

        private func describe(_ side: ProfileDifference.Side) -> String {
            let articles = side.articles.map(\.description).joined(separator: ", ")
            return "\(side.text.zh) · \(side.text.en)" + (articles.isEmpty ? "" : " [\(articles)]")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "列出职责与期限 · list duties and time limits")

        @Argument(help: "档案 · profile") var name: String
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await reporting {
                let (library, _) = try ProfileFolder.read(place.profilesFolder)
                let profile = try profile(name, in: library)
                print("\(profile.title.zh) · \(profile.title.en) \(profile.document)")
                let today = Surroundings.live.now().day(offsetSeconds: profile.utcOffsetSeconds)
                let standing = describe(profile.standing(on: today))
                print("  \(standing.zh) · \(standing.en)")
                for duty in profile.duties {
                    let limit = duty.deadline.map { " — \($0.text.zh) · \($0.text.en)" } ?? ""
                    print("  [\(duty.article)] \(duty.title.zh) · \(duty.title.en)\(limit)")
                }
            }
        }
    }
}

private func profile(_ id: String, in library: ProfileLibrary) throws -> Profile {
    guard let profile = library[id] else { throw ValidationError("没有这份档案 · no such profile: \(id)") }
    return profile
}
