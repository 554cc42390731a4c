/// A fault in the files that the pages are made of (页面资源故障): found when the server starts.
public enum PagesError: Error, Sendable, Hashable {
    /// A file is missing or not in its form.
    case unreadable(String)
    /// A text lacks one of the two languages.
    case untranslated(String)
    /// A template uses a text or a part that does not exist: `template: name`.
    case unknownName(String)
}
