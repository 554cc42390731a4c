import Catalogue
import Protection
import Regulation
import Standards

/// Contents that tests compile, submit and share (测试目录内容).
extension EntryContent {
    /// A complete entry of persons, shared conditionally on a stated basis.
    public static func persons(
        sharing: SharingType.ID = .conditional, basis: String = "《中华人民共和国居民身份证法》第十九条",
        conditions: String = "仅限履行法定职责的部门按批准的用途使用"
    ) -> EntryContent {
        EntryContent(
            name: "户籍人口基本信息", abstract: "本市户籍人口的姓名、身份证号码、住址和联系电话", classification: "101001",
            format: "3:MySQL",
            items: [
                Item(
                    number: 0, field: "id_number", name: "公民身份号码", type: .characters, length: 18,
                    isRequired: true, isKey: true, identifier: .citizenID, mask: .idNumber),
                Item(
                    number: 0, field: "name", name: "姓名", type: .characters, length: 50, isRequired: true,
                    mask: .name),
                Item(number: 0, field: "birth_date", name: "出生日期", type: .date, mask: .birthDate),
                Item(
                    number: 0, field: "phone", name: "联系电话", type: .characters, length: 20,
                    identifier: .mobilePhone, mask: .phone),
                Item(
                    number: 0, field: "address", name: "住址", type: .characters, length: 200, mask: .address),
            ],
            sharing: sharing, sharingConditions: conditions, sharingBasis: basis, opening: .none,
            updateCycle: .daily, sensitivity: .internal, grade: "general-3", sourceBusiness: "户籍登记",
            sourceSystem: "人口信息管理系统", usageRequirements: "不得用于批准用途之外",
            legalBasis: "《中华人民共和国户口登记条例》", secrecyAssessed: true, personalInformationAssessed: true)
    }

    /// A complete entry of bus stops, shared unconditionally.
    public static func stops() -> EntryContent {
        EntryContent(
            name: "公交站点", abstract: "本市公交站点的编号、名称和位置", classification: "301002", format: "2:xlsx",
            items: [
                Item(
                    number: 0, field: "stop_no", name: "站点编号", type: .characters, length: 10,
                    isRequired: true,
                    isKey: true),
                Item(
                    number: 0, field: "stop_name", name: "站点名称", type: .characters, length: 50,
                    isRequired: true),
                Item(number: 0, field: "lines", name: "线路数", type: .integer, length: 3),
            ],
            sharing: .unconditional, opening: .unconditional, updateCycle: .monthly, sensitivity: .public,
            grade: "general-1", legalBasis: "《城市公共交通条例》", secrecyAssessed: true,
            personalInformationAssessed: true)
    }
}
