import Regulation

extension Territory {
    /// Codes of GB/T 2260 and of the statistics office; Lukou was Zhuzhou County until June 2018.
    static let zhuzhou = Territory(
        division: "430200", province: "湖南省", city: "株洲市",
        counties: [
            county("430202", "荷塘区", "001月塘街道 002茨菇塘街道 003宋家桥街道 004桂花街道 005金山街道 100仙庾镇"),
            county("430203", "芦淞区", "001贺家土街道 002建设街道 003建宁街道 004董家塅街道 005庆云街道 006枫溪街道"),
            county("430204", "石峰区", "001田心街道 002响石岭街道 003清水塘街道 004铜塘湾街道 005井龙街道 102云田镇"),
            county("430211", "天元区", "001嵩山路街道 002泰山路街道 003栗雨街道 004马家河街道 101群丰镇 103三门镇"),
            county(
                "430212", "渌口区", "100渌口镇 101朱亭镇 106古岳峰镇 107淦田镇 108龙门镇 110南洲镇",
                former: LocalDate(year: 2018, month: 6, day: 19).map { Former(code: "430221", since: $0) }),
            county("430223", "攸县", "001联星街道 002江桥街道 003春联街道 102酒埠江镇 106网岭镇 109渌田镇"),
            county("430224", "茶陵县", "002下东街道 003思聪街道 004洣江街道 005云阳街道 103湖口镇 106高陇镇"),
            county("430225", "炎陵县", "100霞阳镇 101沔渡镇 102十都镇 103水口镇 105鹿原镇 200垄溪乡"),
            county("430281", "醴陵市", "002阳三石街道 003仙岳山街道 004国瓷街道 006来龙门街道 102白兔潭镇 107泗汾镇"),
        ])

    private static func county(
        _ code: String, _ name: String, _ streets: String, former: Former? = nil
    ) -> County {
        County(
            code: code, name: name, former: former,
            streets: streets.split(separator: " ").map {
                Street(code: code + $0.prefix(3), name: String($0.dropFirst(3)))
            })
    }
}
