/// Roads and estates as addresses name them (路名小区).
enum Places {
    static let roads = WordPool(
        """
        建设路 人民路 解放路 新华路 长江路 黄河路 珠江路 泰山路 天台路 神农大道 炎帝大道 衡山路 华山路 庐山路 黄山路 \
        沿江路 滨江路 文化路 红旗路 车站路 学府路 健康路 公园路 和平路 友谊路 团结路 光明路 迎宾路 工业大道 向阳路
        """)
    static let estates = WordPool(
        """
        阳光花园 翠竹苑 锦绣家园 滨江花园 金域华府 书香名邸 紫金苑 湘江一品 惠民小区 幸福里 桂花苑 朝阳小区 和谐家园 \
        银杏苑 时代广场 湖畔雅居 丽景湾 康乐小区 新城国际 万丰家园
        """)
    /// The first three digits of mobile numbers that operators have issued.
    static let mobilePrefixes = [
        130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 147, 150, 151, 152, 153, 155, 156, 157, 158, 159,
        166, 173,
        175, 176, 177, 178, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 191, 193, 198, 199,
    ]
}
