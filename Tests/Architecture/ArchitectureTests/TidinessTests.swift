import Testing

@Suite("Tidiness of the sources")
struct TidinessTests {
    @Test("No source reaches 400 lines", arguments: SourceTree.sources)
    func length(_ file: ProjectFile) {
        #expect(file.lines.count < 400)
    }

    @Test("No city is named in the code: regulations are data", arguments: SourceTree.sources)
    func cities(_ file: ProjectFile) {
        guard file.module != "DemoCity" else { return }
        let pattern = /株洲|台江|荆州|贵阳|贵安|zhuzhou|taijiang|jingzhou|guiyang|guian/.ignoresCase()
        let text = file.swift.withoutComments
        #expect(ProjectFile.places(of: pattern, in: text, path: file.path) == [])
    }

    @Test("Nothing in the sources ends the process or trusts without looking", arguments: SourceTree.sources)
    func traps(_ file: ProjectFile) {
        // An exclamation mark after a name or a bracket unwraps by force; before a name it negates.
        let pattern = /\btry!|\bas!|\bfatalError\(|unsafelyUnwrapped|[\w)\]}>"]!(?!=)/
        let code = file.swift.code
        #expect(ProjectFile.places(of: pattern, in: code, path: file.path) == [])
    }

    @Test("No name hides what a thing does", arguments: SourceTree.sources)
    func names(_ file: ProjectFile) {
        let vague = /\b\w*(?:Manager|Helper|Helpers|Utils|Utilities|Common)\b/
        let declared =
            file.swift.code
            .matches(of: /\b(?:struct|enum|class|actor|protocol|extension|typealias) ([\w.]+)/)
            .map { String($0.output.1) }
        for name in declared + [String(file.name.dropLast(".swift".count))] {
            #expect(name.wholeMatch(of: vague) == nil)
        }
    }

    @Test("Who sees everything is decided in one place", arguments: SourceTree.sources)
    func overseers(_ file: ProjectFile) {
        guard file.name != "Actor.swift" else { return }
        let found = ProjectFile.places(
            of: /\("auditor"\)/, in: file.swift.withoutComments, path: file.path)
        #expect(found == [])
    }

    @Test("No test waits for time to pass", arguments: SourceTree.tests)
    func sleeping(_ file: ProjectFile) {
        let pattern = /\bTask\.sleep\b|\bThread\.sleep\b|\busleep\(|\bnanosleep\(/
        let code = file.swift.code
        #expect(ProjectFile.places(of: pattern, in: code, path: file.path) == [])
    }

    @Test(
        "No file names a place of one machine",
        arguments: SourceTree.sources + SourceTree.tests + SourceTree.scripts + SourceTree.documents)
    func machinePaths(_ file: ProjectFile) {
        let pattern = /(?:^|[^\w.:\/}*])\/(?:work|root|home|build|Users)\/\w[\w.\/]*/
        #expect(ProjectFile.places(of: pattern, in: file.text, path: file.path) == [])
    }
}
