import Crypto
import Foundation
import Regulation

/// The folder of regulation profiles and working-day notices (规则档案目录), read from disk.
public enum ProfileFolder {
    /// Every `*.yaml` of `path` in the order of names, and `calendar/*.csv` as one calendar.
    public static func read(_ path: String) throws -> (library: ProfileLibrary, calendar: WorkingCalendar) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw PlatformError.unreadable(path)
        }
        let files = try names.filter { $0.hasSuffix(".yaml") }.map { name in
            (file: "\(path)/\(name)", text: try text(of: "\(path)/\(name)"))
        }
        let library = ProfileLibrary.read(files) { text in
            SHA256.hash(data: Data(text.utf8)).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
        let (calendar, findings) = try notices(path + "/calendar")
        guard !findings.hasErrors else { throw PlatformError.unreadable("\(findings[0])") }
        return (library, calendar)
    }

    /// The lines of all files together, in the order of names; without any, only weekends are free and every result
    /// is provisional. A folder or file that is there and cannot be read is a fault.
    private static func notices(_ path: String) throws -> (WorkingCalendar, [Finding]) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return (.weekdaysOnly, [])
        } catch {
            throw PlatformError.unreadable(path)
        }
        let files = try names.filter { $0.hasSuffix(".csv") }.map { name in
            (file: "\(path)/\(name)", text: try text(of: "\(path)/\(name)"))
        }
        return WorkingCalendar.read(files)
    }

    /// A profile is at most 1 MiB; a larger file is not one.
    private static func text(of path: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw PlatformError.unreadable(path) }
        defer { try? handle.close() }
        guard let data = try handle.read(upToCount: (1 << 20) + 1),
            let text = String(data: data, encoding: .utf8)
        else { throw PlatformError.unreadable(path) }
        return text
    }
}
