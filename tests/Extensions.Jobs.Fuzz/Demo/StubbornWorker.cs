namespace Extensions.Jobs.Fuzz;

/// <summary>What a stubborn worker shall do.</summary>
public sealed record StubbornRequest(string Message);

/// <summary>
/// For what the demo's own workers cannot show: a job that stays <c>cancelling</c>, one without output, one that expires at once.
/// </summary>
public sealed class StubbornWorker(Stubbornness stubbornness) : IWorker<StubbornRequest, NoOutput>
{
    public async Task<JobExecutionResult<NoOutput>> ExecuteAsync(
        StubbornRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        if (input.Message == "stay")
        {
            await stubbornness.IsOver.Task;
        }

        return input.Message == "fail" ? JobExecutionResult.Failed(new JobError("It failed", null)) : NoOutput.Value;
    }
}

/// <summary>Until when stubborn workers stay.</summary>
public sealed class Stubbornness
{
    public TaskCompletionSource IsOver { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
