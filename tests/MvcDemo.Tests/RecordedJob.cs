using System.Threading.Channels;
using Extensions.Jobs;

namespace MvcDemo.Tests;

/// <summary>A run that exists in a test alone and remembers what its worker reported.</summary>
public sealed class RecordedJob : JobContext
{
    private readonly Channel<Report> _reports = Channel.CreateUnbounded<Report>();

    public override string Id => "0190c5f0a5b87a3c9d2e4f6a8b0c1d2e";

    public override string Name => "recorded";

    public override string Owner => "";

    public override int Attempt => 1;

    public override int MaxAttempts => 3;

    public override JobStopCause StopCause => JobStopCause.None;

    public override void ReportProgress(double percent, string? message = null) =>
        _reports.Writer.TryWrite(new Report(percent, message));

    public override void ReportIssue(string message, string? code = null) =>
        throw new NotSupportedException("No worker of the demo has issues.");

    /// <summary>The next report, as soon as there is one.</summary>
    public ValueTask<Report> NextReportAsync(CancellationToken cancellationToken) =>
        _reports.Reader.ReadAsync(cancellationToken);

    /// <summary>All reports that nobody has read yet.</summary>
    public IReadOnlyList<Report> ReportsSoFar()
    {
        var reports = new List<Report>();
        while (_reports.Reader.TryRead(out var report))
        {
            reports.Add(report);
        }

        return reports;
    }

    public sealed record Report(double Percent, string? Message);
}
