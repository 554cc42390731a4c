import CXlsxWriter

/// The few looks of cells (单元格样式). All are text, so that a number of 18 digits stays what it is.
struct WorkbookStyles {
    typealias Format = UnsafeMutablePointer<lxw_format>

    let plain: Format
    let header: Format
    let requiredHeader: Format
    let wrong: Format

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) throws {
        plain = try Self.text(workbook)
        header = try Self.text(workbook)
        requiredHeader = try Self.text(workbook)
        wrong = try Self.text(workbook)
        for format in [header, requiredHeader] {
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, 0xBFC7D1)
        }
        format_set_bg_color(header, 0xE8EEF5)
        format_set_bg_color(requiredHeader, 0xFFE8B8)
        format_set_bg_color(wrong, 0xFFC7CE)
        format_set_font_color(wrong, 0x9C0006)
    }

    private static func text(_ workbook: UnsafeMutablePointer<lxw_workbook>) throws -> Format {
        guard let format = workbook_add_format(workbook) else {
            throw WorkbookError.library("workbook_add_format")
        }
        format_set_num_format_index(format, 49)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        return format
    }
}
