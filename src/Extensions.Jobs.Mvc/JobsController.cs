using System.ComponentModel.DataAnnotations;
using Extensions.Jobs.Mvc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs;

/// <summary>
/// The HTTP API of one type of job. <c>AddJobs</c> adds it; nothing else is needed. To give a type attributes, filters or actions
/// of its own, derive a public class: it takes the place of this one, and keeps its routes unless it has a <c>[Route]</c>.
/// </summary>
/// <remarks>
/// It translates between HTTP and <see cref="IJobClient{TInput, TOutput}"/>. A <see cref="JobException"/> that leaves an action, one of
/// a derived class too, is answered as the problem that it stands for.
/// </remarks>
/// <typeparam name="TInput">The input of the worker: the body of the request that creates a job.</typeparam>
/// <typeparam name="TOutput">The output of the worker.</typeparam>
/// <param name="client">Submits the jobs and follows them.</param>
[JobsRoute]
public class JobsController<TInput, TOutput>(IJobClient<TInput, TOutput> client) : ControllerBase
    where TInput : notnull
{
    /// <summary>The jobs of the caller; an administrator sees all.</summary>
    private IJobClient<TInput, TOutput> Jobs => Caller.IsAdministrator ? client : client.For(Caller.Owner);

    private JobCaller Caller => JobCaller.Of(HttpContext);

    /// <summary>Whether the host stops: jobs may end with it, or start only when it is back.</summary>
    private bool IsStopping =>
        HttpContext
            .RequestServices.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.IsCancellationRequested;

    private EventStreams EventStreams => HttpContext.RequestServices.GetRequiredService<EventStreams>();

    private Waits Waits => HttpContext.RequestServices.GetRequiredService<Waits>();

    /// <summary>Creates a job.</summary>
    /// <param name="input">What the worker is given.</param>
    /// <param name="cancellationToken">Ends the wait; the job may have been accepted then.</param>
    [HttpPost]
    [EndpointSummary("Creates a job.")]
    [EndpointDescription("202: it is stored and will run; Location leads to it.")]
    public virtual async Task<IActionResult> Create([Required] TInput input, CancellationToken cancellationToken)
    {
        var terms = CreationTerms.Of(HttpContext);
        // Filters have looked at them and at the body already, unless another action of a derived class calls this one.
        if (terms.Refusal is { } refused)
        {
            return refused;
        }

        var creation = new CreateJobOptions
        {
            IdempotencyKey = terms.Key,
            IsInputSizeChecked = HttpContext.Features.Get<InputBody>() is not null,
            IsReplayOnly = IsStopping,
        };
        var jobs = client.For(Caller.Owner);
        var created = await jobs.CreateAsync(input, creation, cancellationToken);
        using var wait = Waits.Begin(HttpContext, isOver: created.IsFinal || created.IsRemoved);
        created = await wait.UntilEndAsync(jobs, created, HttpContext, cancellationToken);
        return JobDocument.Created(created, terms.Preferences);
    }

    /// <summary>Lists the caller's jobs, newest first.</summary>
    /// <param name="query">Which, and how many at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [HttpGet]
    [EndpointSummary("Lists the caller's jobs, newest first.")]
    [EndpointDescription(
        "A page may hold fewer than limit: only where there is no link to a next page is it the last. With a filter by status a job "
            + "may appear or vanish between pages."
    )]
    public virtual async Task<IActionResult> List(JobListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            return new JobListAnswer(await Jobs.ListAsync(query, cancellationToken), query.Cursor);
        }
        catch (ArgumentException) when (query.Cursor is not null)
        {
            return JobProblems.InvalidCursor();
        }
    }

    /// <summary>Tells how a job is getting on.</summary>
    /// <param name="id">The job.</param>
    /// <param name="redirect">False: never 303. Default over HTTP: true.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [HttpGet("{id}")]
    [EndpointSummary("Tells how a job is getting on.")]
    [EndpointDescription(
        "303 to the output once there is one, with the document as its body: a client that follows redirects gets the output "
            + "in place of the status. With redirect=false it is 200 always."
    )]
    public virtual async Task<IActionResult> GetStatus(string id, bool redirect, CancellationToken cancellationToken)
    {
        var known = Preconditions.Known(HttpContext);
        var status = await Jobs.GetStatusAsync(id, cancellationToken);
        using var wait = Waits.Begin(HttpContext, status.IsFinal);
        status = await wait.UntilNewsAsync(Jobs, status, known, HttpContext, cancellationToken);
        return JobDocument.Current(status, redirect, HttpContext);
    }

    /// <summary>Reads the output of a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [HttpGet("{id}/output")]
    [EndpointSummary("Reads the output of a job.")]
    [EndpointDescription(
        "200 when the job has succeeded, 204 if jobs of its type have none; until then 404 with Retry-After."
    )]
    public virtual async Task<IActionResult> GetOutput(string id, CancellationToken cancellationToken)
    {
        var isAccepted = Acceptance.OfJson(HttpContext);
        if (!Preconditions.AreAbsent(HttpContext) || Preferences.Of(HttpContext).Wait is not null)
        {
            var status = await Jobs.GetStatusAsync(id, cancellationToken);
            using var wait = Waits.Begin(HttpContext, status.IsFinal);
            status = await wait.UntilNewsAsync(Jobs, status, known: null, HttpContext, cancellationToken);
            // The output may be large: whether it is known is told without reading it.
            if (
                isAccepted
                && JobTags.OfOutput(status) is { } tag
                && Preconditions.Answer(HttpContext, tag, status) is { } answer
            )
            {
                return answer;
            }
        }

        var output = await Jobs.GetOutputAsync(id, Wait.After(HttpContext, cancellationToken));
        return output.Json.IsEmpty ? new EmptyAnswer()
            : isAccepted ? new OutputAnswer(output.Json, output.Version, output.Status)
            : GenericProblems.Of(StatusCodes.Status406NotAcceptable);
    }

    /// <summary>Pushes the status of a job: as it is, and after each change until it has ended.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    [HttpGet("{id}/events")]
    [EndpointSummary("Pushes the status of a job as server-sent events.")]
    [EndpointDescription(
        "Events are status, completed and deleted; the last two end the stream. 204 if Last-Event-ID says that there is nothing more."
    )]
    public virtual async Task<IActionResult> Events(string id, CancellationToken cancellationToken)
    {
        var status = await Jobs.GetStatusAsync(id, cancellationToken);
        return EventStreams.Open(HttpContext, status, watching => Jobs.WatchAsync(id, watching));
    }

    /// <summary>Cancels a job if need be, and removes it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [HttpDelete("{id}")]
    [EndpointSummary("Cancels a job if need be, and removes it.")]
    [EndpointDescription("204 when it is gone, 202 while its worker still has to stop. Deleting twice is harmless.")]
    public virtual async Task<IActionResult> Delete(string id, CancellationToken cancellationToken)
    {
        var stopping = await Preconditions.DeleteAsync(
            HttpContext,
            status => status.Version,
            JobTags.Of,
            version => Jobs.DeleteAsync(id, version, cancellationToken)
        );
        using var wait = Waits.Begin(HttpContext, isOver: stopping is null);
        stopping = stopping is null ? null : await wait.UntilGoneAsync(Jobs, stopping, HttpContext, cancellationToken);
        return stopping is null ? new EmptyAnswer() : JobDocument.Stopping(stopping);
    }

    /// <summary>Deletes the output of a finished job, and keeps its record.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [HttpDelete("{id}/output")]
    [EndpointSummary("Deletes the output of a finished job, and keeps its record.")]
    [EndpointDescription("204; 409 while the job has not ended. Deleting twice is harmless.")]
    public virtual async Task<IActionResult> DeleteOutput(string id, CancellationToken cancellationToken)
    {
        var left = await Preconditions.DeleteAsync(
            HttpContext,
            status => status.OutputVersion,
            JobTags.OfOutput,
            version => Jobs.DeleteOutputAsync(id, version, cancellationToken)
        );
        return JobDocument.WithoutOutput(left, Preferences.Of(HttpContext));
    }

    /// <summary>Cancels a job, and keeps its record.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [HttpPost("{id}/cancel")]
    [EndpointSummary("Cancels a job, and keeps its record.")]
    [EndpointDescription(
        "200 when it is cancelled, 202 while its worker still has to stop; 409 if it has succeeded or failed."
    )]
    public virtual async Task<IActionResult> Cancel(string id, CancellationToken cancellationToken)
    {
        var status = await Jobs.CancelAsync(id, cancellationToken);
        return status.IsFinal ? JobDocument.Final(status) : JobDocument.Stopping(status);
    }

    /// <summary>What a route of ours answers to a method that it does not have.</summary>
    internal IActionResult MethodNotAllowed() => GenericProblems.NotAllowed(JobEndpoint.Of(HttpContext).Allow);
}
