using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>An answer that carries the job document.</summary>
internal sealed class JobDocument : JobAnswer
{
    private readonly JobStatus _status;
    private readonly Kind _kind;
    private Preferences? _preferences;

    private JobDocument(JobStatus status, Kind kind, int statusCode)
        : base(statusCode)
    {
        _status = status;
        _kind = kind;
    }

    private enum Kind
    {
        Created,

        /// <summary>Created, and the caller wants no body.</summary>
        Accepted,
        Current,
        Redirect,
        Stopping,
        Final,
        Freed,
    }

    /// <summary>202: a job was accepted.</summary>
    public static JobDocument Created(JobStatus status, Preferences preferences) =>
        new(status, preferences.ReturnMinimal ? Kind.Accepted : Kind.Created, StatusCodes.Status202Accepted)
        {
            _preferences = preferences,
        };

    /// <summary>202: its worker was asked to stop.</summary>
    public static JobDocument Stopping(JobStatus status) => new(status, Kind.Stopping, StatusCodes.Status202Accepted);

    /// <summary>200: a request that changes jobs is done with.</summary>
    public static JobDocument Final(JobStatus status) => new(status, Kind.Final, StatusCodes.Status200OK);

    /// <summary>204, or, if the caller prefers it and the job itself is not gone, 200: the output is deleted.</summary>
    public static JobAnswer WithoutOutput(JobStatus? status, Preferences preferences) =>
        status is not null && preferences.ReturnRepresentation
            ? new JobDocument(status, Kind.Freed, StatusCodes.Status200OK) { _preferences = preferences }
            : new EmptyAnswer(preferences);

    /// <summary>200, or 303 to the output if there is one; a redirect goes before preconditions.</summary>
    /// <param name="status">The job.</param>
    /// <param name="redirect">False: never 303.</param>
    /// <param name="http">The request.</param>
    public static JobAnswer Current(JobStatus status, bool redirect, HttpContext http) =>
        redirect && status.Output.State == JobStatusOutput.Available
            ? new JobDocument(status, Kind.Redirect, StatusCodes.Status303SeeOther)
            : Preconditions.Answer(http, JobTags.Of(status), status)
                ?? new JobDocument(status, Kind.Current, StatusCodes.Status200OK);

    protected override ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter)
    {
        var headers = http.Response.Headers;
        var document = presenter.Present(http, _status);
        presenter.AskAgain(http, document);
        _preferences?.TellApplied(http, isCreation: _kind is not Kind.Freed);
        if (_kind is Kind.Created or Kind.Accepted)
        {
            headers.Location = document.Links!.Self;
        }

        if (_kind is Kind.Redirect)
        {
            headers.Location = document.Links!.Output;
        }

        if (_kind is Kind.Created or Kind.Accepted or Kind.Stopping)
        {
            presenter.LinkToMonitor(http, document.Id);
        }

        if (_kind is Kind.Created or Kind.Stopping or Kind.Freed)
        {
            headers.ContentLocation = document.Links!.Self;
        }

        if (_kind is Kind.Current or Kind.Redirect)
        {
            JobPresenter.TellExpiry(headers, document);
        }

        if (_kind is Kind.Current)
        {
            headers.ETag = JobTags.Of(_status);
            headers.CacheControl = Revalidate;
        }

        if (_kind is Kind.Accepted)
        {
            return null;
        }

        http.Response.ContentType = MediaTypes.Json;
        return JsonSerializer.SerializeToUtf8Bytes(document, JobStatusJsonContext.Default.JobStatus);
    }
}
