import Regulation

extension Problem {
    /// The form of problem details, as every operation documents them.
    static var schemaBody: Schema {
        .object([
            .init("type", Bilingual("代码说明的地址", "Where the code is described"), .text()),
            .init("title", Bilingual("错误名称", "What is wrong"), .text()),
            .init("titleEn", Bilingual("英文名称", "The same in English"), .text()),
            .init("status", Bilingual("HTTP 状态", "HTTP status"), .count),
            .init("code", Bilingual("稳定代码", "Stable code"), .text(64)),
            .init("detail", Bilingual("具体说明", "What exactly was wrong"), .text(), optional: true),
            .init("detailEn", Bilingual("英文说明", "The same in English"), .text(), optional: true),
            .init(
                "article", Bilingual("所依据的条文", "The article behind it"),
                .object([
                    .init("reference", Bilingual("条款编号", "Reference"), .text(100)),
                    .init("regulation", Bilingual("文件名称", "Regulation"), .text()),
                    .init("label", Bilingual("条", "Article"), .text(100)),
                    .init("text", Bilingual("条文", "Words of the article"), .text(20_000)),
                ]), optional: true),
            .init("remedy", Bilingual("如何处理", "What to do"), .text()),
            .init("remedyEn", Bilingual("英文", "The same in English"), .text()),
            .init(
                "reasons", Bilingual("全部理由", "Every reason"),
                .array(
                    .object([
                        .init("code", Bilingual("代码", "Code"), .text(64)),
                        .init("title", Bilingual("名称", "Title"), .text()),
                        .init("titleEn", Bilingual("英文名称", "Title in English"), .text()),
                        .init("field", Bilingual("字段", "Field"), .text(), optional: true),
                        .init("detail", Bilingual("说明", "Detail"), .text(), optional: true),
                        .init("detailEn", Bilingual("英文说明", "Detail in English"), .text(), optional: true),
                        .init("article", Bilingual("条款", "Article"), .text(100), optional: true),
                        .init("remedy", Bilingual("处理办法", "Remedy"), .text()),
                        .init("remedyEn", Bilingual("英文", "Remedy in English"), .text()),
                    ]), max: Problem.reasonsMax)),
            .init("requestID", Bilingual("请求编号", "Number of the request"), .text(64)),
        ])
    }
}
