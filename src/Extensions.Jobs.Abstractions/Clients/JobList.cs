namespace Extensions.Jobs;

/// <summary>Which jobs to list.</summary>
public sealed record JobListQuery
{
    /// <summary>In one of these states, by the constants of <see cref="JobStatus"/>. Default: null, in any.</summary>
    public IReadOnlyCollection<string>? Status { get; init; }

    /// <summary>Created at or after then. Default: null, at any time.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created at or before then. Default: null, at any time.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>So many at most, 1 to 200; more is lowered to 200. Default: null, the page size of the options, 50.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="JobList.Next"/> of the page before. Default: null, the first page.</summary>
    public string? Cursor { get; init; }
}

/// <summary>A page of jobs, newest first.</summary>
/// <param name="Items">The jobs, perhaps fewer than were asked for.</param>
/// <param name="Next">The cursor of the next page; null: this is the last.</param>
public sealed record JobList(IReadOnlyList<JobStatus> Items, string? Next);
