namespace Extensions.Jobs.Chaos;

/// <summary>One client with one job, from its submission on. Whoever gets no answer asks again.</summary>
internal sealed class Journey(JourneyPlan plan, JobApi api, EventLog log)
{
    private readonly Random _random = new(plan.Seed);
    private string? _id;

    /// <summary>The job, once it was accepted.</summary>
    public string? Id => _id;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        log.Write(new JobSubmitted(plan.Key, plan.Name, plan.Work));
        await SubmitAsync(cancellationToken);
        if (_id is null)
        {
            // Refused, which the checker will ask about.
            return;
        }

        if (plan.SubmitsTwice)
        {
            await SubmitAsync(cancellationToken);
        }

        switch (plan.Course)
        {
            case Course.Forget:
                break;
            case Course.Watch:
                await WatchAsync(cancellationToken);
                await LookAsync(cancellationToken);
                break;
            case Course.Cancel or Course.Delete:
                await Task.Delay(plan.After, TimeProvider.System, cancellationToken);
                await AskAsync(plan.Course == Course.Cancel ? Ask.Cancel : Ask.Delete, cancellationToken);
                await WatchAsync(cancellationToken);
                break;
            default:
                await WatchAsync(cancellationToken);
                await AskAsync(
                    plan.Course == Course.WatchThenDelete ? Ask.Delete : Ask.DeleteOutput,
                    cancellationToken
                );
                await LookAsync(cancellationToken);
                break;
        }
    }

    /// <summary>Looks once more, when everything is over.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await AskAsync(Ask.Status, cancellationToken);
        await AskAsync(Ask.Output, cancellationToken);
    }

    private async Task SubmitAsync(CancellationToken cancellationToken) =>
        _id = (await AskAsync(Ask.Submit, cancellationToken)).Id ?? _id;

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!IsOver(await AskAsync(Ask.Status, cancellationToken)))
        {
            await PauseAsync(cancellationToken);
        }
    }

    /// <summary>Asks until there is an answer other than "not now".</summary>
    private async Task<JobAnswered> AskAsync(Ask ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await api.AskAsync(ask, plan, _id, _random, cancellationToken);
            if (answer is { Code: not 503 })
            {
                return answer;
            }

            await PauseAsync(cancellationToken);
        }
    }

    private static bool IsOver(JobAnswered answer) =>
        answer.Code is 303 or >= 400 || answer.Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;

    private Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(_random.Next(50, 500)), TimeProvider.System, cancellationToken);
}
