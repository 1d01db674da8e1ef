namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>A request that something was done to.</summary>
public sealed record BrokenRequest(FuzzRequest Request, IReadOnlyList<Fault> Faults)
{
    /// <summary>The request to this job.</summary>
    public string For(CastJob job) => Faults.Aggregate(Request.For(job), (text, fault) => fault.Do(text));

    public override string ToString() => $"{Request}\n{string.Join(", ", Faults)}";
}

/// <summary>What is done to a request, with numbers that say where.</summary>
public sealed record Fault(string Name, Func<string, string> Do)
{
    public override string ToString() => Name;
}
