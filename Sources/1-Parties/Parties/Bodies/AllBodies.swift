extension Parties {
    /// Every body in use, or ever registered, in the order of registration (全部单位): read ``listMax`` at a time, with no
    /// bound on the whole, so that no sum and no sweep leaves one out.
    public func allBodies(activeOnly: Bool = true) async throws -> [Body] {
        var bodies: [Body] = []
        while true {
            let page = try await self.bodies(
                activeOnly: activeOnly, after: bodies.last?.id ?? "", limit: Self.listMax)
            bodies += page
            guard page.count == Self.listMax else { return bodies }
        }
    }
}
