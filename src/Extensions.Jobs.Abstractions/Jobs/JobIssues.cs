using System.Collections;

namespace Extensions.Jobs;

/// <summary>The warnings of one job, the first 100 of them. Immutable, and equal to another list with equal elements.</summary>
public sealed class JobIssues : IReadOnlyList<JobIssue>, IEquatable<JobIssues>
{
    /// <summary>How many warnings a job keeps.</summary>
    public const int Limit = 100;

    private readonly JobIssue[] _issues;

    private JobIssues(JobIssue[] issues) => _issues = issues;

    /// <summary>No warnings.</summary>
    public static JobIssues None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _issues.Length;

    /// <inheritdoc/>
    public JobIssue this[int index] => _issues[index];

    /// <summary>A list of the first 100 of these warnings.</summary>
    public static JobIssues Of(IEnumerable<JobIssue> issues)
    {
        var kept = issues.Take(Limit).ToArray();
        return kept.Length == 0 ? None : new JobIssues(kept);
    }

    /// <summary>
    /// These warnings and then those that are not among them yet, up to the limit: a write whose answer was lost may be repeated.
    /// </summary>
    public JobIssues Add(IReadOnlyCollection<JobIssue> more)
    {
        var added = more.Where(issue => !_issues.Contains(issue)).ToArray();
        return added.Length == 0 || Count == Limit ? this : Of(_issues.Concat(added));
    }

    /// <inheritdoc/>
    public bool Equals(JobIssues? other) => other is not null && _issues.AsSpan().SequenceEqual(other._issues);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JobIssues);

    /// <inheritdoc/>
    public override int GetHashCode() => _issues.Length == 0 ? 0 : HashCode.Combine(_issues.Length, _issues[0]);

    /// <inheritdoc/>
    public IEnumerator<JobIssue> GetEnumerator() => ((IEnumerable<JobIssue>)_issues).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
