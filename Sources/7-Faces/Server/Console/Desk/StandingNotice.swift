import Regulation

/// Warns where the regulation is about to end, has ended or has not begun (效力提示).
struct StandingNotice {
    let desk: Desk

    func view(_ visit: Visit) -> PageFrame.Notice? {
        let texts = visit.texts
        let name = desk.profile.title[visit.language]
        return switch desk.profile.standing(on: desk.platform.today) {
        case .inForce: nil
        case .endingSoon(let until):
            PageFrame.Notice(
                tone: .warn, text: texts("standing.endingSoon", ["name": name, "date": until.description]))
        case .ended(let until):
            PageFrame.Notice(
                tone: .bad, text: texts("standing.ended", ["name": name, "date": until.description]))
        case .notYet(let from):
            PageFrame.Notice(
                tone: .warn, text: texts("standing.notYet", ["name": name, "date": from.description]))
        }
    }
}
