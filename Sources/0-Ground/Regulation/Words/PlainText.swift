extension String {
    /// Whether it holds a control character that no text of an office needs (控制字符): U+0000 to U+001F and U+007F, but
    /// not tab, line feed and carriage return. Doors refuse such texts: one engine cuts them short, others
    /// show them as something else, and in a workbook each takes the room of seven.
    public var hasControlCharacters: Bool {
        utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }
    }
}
