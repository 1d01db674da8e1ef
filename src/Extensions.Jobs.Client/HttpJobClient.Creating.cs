using System.Net;

namespace Extensions.Jobs;

internal sealed partial class HttpJobClient<TInput, TOutput>
{
    public async Task<JobStatus> CreateAsync(
        TInput input,
        CreateJobOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = JobRequests.Create(_payloads.Write(input), JobCreation.KeyOf(options));
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await SubmitAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelWithCallerAsync(request).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<JobStatus> SubmitAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var answer = await _exchange.AskAsync(request, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            // A default header of the host, or something on the way, may ask for no document (Prefer: return=minimal).
            { Status: HttpStatusCode.Accepted, Body.IsEmpty: true } when JobRequests.IdIn(answer.Location) is { } id =>
                await _polls.GetAsync(id, cancellationToken).ConfigureAwait(false),
            { Status: HttpStatusCode.Accepted } => _documents.Read(answer),
            _ => throw Refusals.OfInput(answer) ?? Refusals.Of(answer),
        };
    }
}
