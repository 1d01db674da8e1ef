namespace Extensions.Jobs.Fuzz;

/// <summary>A job that a request can be about.</summary>
/// <param name="Name">Its type.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version when it was made.</param>
public sealed record CastJob(string Name, string Id, string Version)
{
    /// <summary>Puts the job in the place of the braces.</summary>
    public string FillIn(string text) =>
        text.Replace("{name}", Name, StringComparison.Ordinal)
            .Replace("{id}", Id, StringComparison.Ordinal)
            .Replace("{version}", Version, StringComparison.Ordinal);
}
