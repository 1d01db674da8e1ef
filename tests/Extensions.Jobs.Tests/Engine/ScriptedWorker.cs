namespace Extensions.Jobs.Tests.Engine;

public sealed record Question(string Text = "?");

public sealed record Answer(string Text = "!");

/// <summary>What the worker of a test does; each test brings its own.</summary>
public delegate Task<JobExecutionResult<TOutput>> Work<TInput, TOutput>(
    TInput input,
    JobContext job,
    CancellationToken cancellationToken
);

public sealed class ScriptedWorker<TInput, TOutput>(Work<TInput, TOutput> work) : IWorker<TInput, TOutput>
    where TInput : notnull
{
    public Task<JobExecutionResult<TOutput>> ExecuteAsync(
        TInput input,
        JobContext job,
        CancellationToken cancellationToken
    ) => work(input, job, cancellationToken);
}

public static class Scripts
{
    /// <summary>Answers at once with what was asked.</summary>
    public static Work<Question, Answer> Echo { get; } = Do((question, _) => new Answer(question.Text));

    /// <summary>Goes on until it is told to stop, and then does.</summary>
    public static Work<Question, Answer> Obedient { get; } =
        async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new Answer();
        };

    public static Work<Question, Answer> Do(Func<Question, JobContext, JobExecutionResult<Answer>> act) =>
        (question, job, _) => Task.FromResult(act(question, job));

    public static Work<Question, Answer> Do(Func<JobContext, JobExecutionResult<Answer>> act) =>
        (_, job, _) => Task.FromResult(act(job));
}
