using System.ComponentModel.DataAnnotations;

namespace Extensions.Jobs.OpenApi.Tests.Hosting;

public sealed record WorkRequest(
    [StringLength(80, MinimumLength = 2)] string Title,
    WorkPart? Part = null,
    [Range(1, 9)] int Times = 1,
    double Weight = 1.5
);

public sealed record WorkPart([RegularExpression("^[a-z]+$")] string Name, [MaxLength(3)] IReadOnlyList<long> Sizes);

public sealed record WorkResponse(string Title, long Size);

/// <summary>Ends as the title of its input says, or when it is told to stop.</summary>
public sealed class Worker : IWorker<WorkRequest, WorkResponse>
{
    public async Task<JobExecutionResult<WorkResponse>> ExecuteAsync(
        WorkRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        job.ReportProgress(40, "step 4 of 10");
        job.ReportIssue("Row 7 has no price.", "no-price");
        if (input.Title == "wait")
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return input.Title == "fail"
            ? JobExecutionResult.Failed(new JobError("Quota used up", "The daily quota is used up."))
            : new WorkResponse(input.Title, 17);
    }
}

public sealed record QuietRequest(string Title);

public sealed class QuietWorker : IWorker<QuietRequest, NoOutput>
{
    public Task<JobExecutionResult<NoOutput>> ExecuteAsync(
        QuietRequest input,
        JobContext job,
        CancellationToken cancellationToken
    ) => Task.FromResult<JobExecutionResult<NoOutput>>(NoOutput.Value);
}
