namespace Extensions.Jobs.Chaos;

/// <summary>Types of jobs that nobody submits.</summary>
internal static class IdleJobs
{
    private static readonly Action<IJobsBuilder, string>[] _types =
    [
        Add<byte>,
        Add<sbyte>,
        Add<short>,
        Add<ushort>,
        Add<int>,
        Add<uint>,
        Add<long>,
        Add<ulong>,
        Add<float>,
        Add<double>,
    ];

    public const int MaxTypes = 10;

    public static void Add(IJobsBuilder jobs, int count)
    {
        for (var type = 0; type < count; type++)
        {
            _types[type](jobs, $"idle-{type}");
        }
    }

    private static void Add<TMark>(IJobsBuilder jobs, string name) =>
        jobs.AddWorker<IdleRequest<TMark>, NoOutput, IdleWorker<TMark>>(name);

    /// <typeparam name="TMark">Makes each a type of its own.</typeparam>
    private sealed record IdleRequest<TMark>;

    private sealed class IdleWorker<TMark> : IWorker<IdleRequest<TMark>, NoOutput>
    {
        public Task<JobExecutionResult<NoOutput>> ExecuteAsync(
            IdleRequest<TMark> input,
            JobContext job,
            CancellationToken cancellationToken
        ) => Task.FromResult(JobExecutionResult.Succeeded(NoOutput.Value));
    }
}
