namespace Extensions.Jobs.Providers;

/// <summary>What a node can run of one type.</summary>
/// <param name="Names">The names of the type; its old names stand first. They share the slots.</param>
/// <param name="Slots">How many jobs it can take now, 0 or more.</param>
public sealed record JobDemand(IReadOnlyList<string> Names, int Slots);
