/// What enterprises are called and what they do (行业字号).
enum Trades {
    static let brands = WordPool(
        "恒 盛 宏 鑫 华 泰 丰 瑞 达 通 源 润 博 联 信 诚 远 科 创 智 安 康 嘉 美 佳 和 利 兴 隆 昌 永 顺 湘 楚 江 山 星 光")
    /// Each with its industry section by GB/T 4754 at the same place of ``industries``.
    static let names = WordPool(
        """
        轨道装备 硬质合金 机械制造 陶瓷制品 食品加工 服饰 建筑工程 商贸 物流 酒店管理 软件科技 信息技术 投资管理 \
        房地产开发 人力资源服务 新能源科技 环保科技 家政服务 教育咨询 医药 文化传媒 农业开发 电力工程 供应链
        """)
    static let industries = [
        "C", "C", "C", "C", "C", "C", "E", "F", "G", "H", "I", "I", "L", "K", "L", "M", "N", "O", "P", "F",
        "R", "A",
        "E", "G",
    ]
    static let forms = WordPool("有限公司 有限责任公司 股份有限公司 有限公司 有限公司")
    static let statuses = ["存续", "吊销", "注销", "迁出"]
}
