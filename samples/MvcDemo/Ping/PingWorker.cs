using System.Globalization;
using Extensions.Jobs;

namespace MvcDemo.Ping;

/// <summary>Takes its time, then answers, fails or crashes as the message asks.</summary>
public sealed class PingWorker(TimeProvider time) : IWorker<PingRequest, PingResponse>
{
    private const int Steps = 10;

    /// <inheritdoc />
    public async Task<JobExecutionResult<PingResponse>> ExecuteAsync(
        PingRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        for (var step = 1; step <= Steps; step++)
        {
            await Task.Delay(EstimateDuration(input)!.Value / Steps, time, cancellationToken);
            job.ReportProgress(
                100.0 * step / Steps,
                string.Create(CultureInfo.InvariantCulture, $"step {step} of {Steps}")
            );
        }

        return input.Message switch
        {
            "fail" => JobExecutionResult.Failed(new JobError("The ping failed", "Its message asked for that.")),
            "crash" => throw new InvalidOperationException("The ping crashed: its message asked for that."),
            _ => new PingResponse("pong"),
        };
    }

    /// <inheritdoc />
    public TimeSpan? EstimateDuration(PingRequest input) => TimeSpan.FromSeconds(input.Seconds);
}
