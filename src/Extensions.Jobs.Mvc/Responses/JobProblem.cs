using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>An answer that says what is wrong: a problem document, whatever the caller accepts.</summary>
/// <param name="statusCode">The status.</param>
/// <param name="type">The end of the type's URI behind <see cref="JobsOptions.ProblemTypeBase"/>, or a whole URI.</param>
/// <param name="title">The same for every occurrence.</param>
internal sealed class JobProblem(int statusCode, string type, string title) : JobAnswer(statusCode)
{
    /// <summary>One that says no more than its status.</summary>
    public JobProblem(int statusCode, string title)
        : this(statusCode, GenericProblems.TypeOf(statusCode), title) { }

    public string? Detail { get; init; }

    /// <summary>The job that it is about, whose status is told; if it has not ended, when to ask again too.</summary>
    public JobStatus? Job { get; init; }

    public JobStatusError? Error { get; init; }

    public DateTimeOffset? Removed { get; init; }

    public int? Limit { get; init; }

    public string? Parameter { get; init; }

    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>Whether a link leads to where the type is explained.</summary>
    public bool IsDescribed { get; init; }

    /// <summary>A header that this problem alone has.</summary>
    public KeyValuePair<string, string>? Header { get; init; }

    protected override ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter)
    {
        var headers = http.Response.Headers;
        if (Header is { } header)
        {
            headers[header.Key] = header.Value;
        }

        if (IsTemporary)
        {
            presenter.TryAgain(headers);
        }

        if (IsDescribed)
        {
            headers.Append(HeaderNames.Link, $"<{presenter.ProblemType(type)}>; rel=\"describedby\"");
        }

        if (Job is { } job)
        {
            presenter.AskAgain(http, job);
            presenter.LinkToMonitor(http, job.Id);
        }

        http.Response.ContentType = MediaTypes.Problem;
        return JsonSerializer.SerializeToUtf8Bytes(
            Document(http, presenter),
            ProblemJsonContext.Default.ProblemDocument
        );
    }

    private ProblemDocument Document(HttpContext http, JobPresenter presenter) =>
        new()
        {
            Type = type.Contains(':', StringComparison.Ordinal) ? type : presenter.ProblemType(type),
            Title = title,
            Status = StatusCode,
            Detail = Detail,
            Instance = presenter.Links.Instance(http),
            TraceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier,
            JobStatus = Job?.Status,
            Error = presenter.Present(Error),
            Removed = Removed,
            Limit = Limit,
            Parameter = Parameter,
            Errors = Errors,
        };
}
