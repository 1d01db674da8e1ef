using System.Threading.Channels;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>A worker in the hand of a test: it says that it runs, and ends as the test tells it, whatever its token says.</summary>
public sealed class HeldRuns(CancellationToken deadline)
{
    private readonly Channel<HeldRun> _started = Channel.CreateUnbounded<HeldRun>();
    private readonly CancellationTokenSource _letGo = new();

    public Work<Question, Answer> Work =>
        (question, job, cancellationToken) =>
        {
            var run = new HeldRun(question, job, cancellationToken, _letGo.Token, deadline);
            _started.Writer.TryWrite(run);
            return run.Result;
        };

    /// <summary>How many have started that the test has not asked for yet.</summary>
    public int Waiting => _started.Reader.Count;

    public ValueTask<HeldRun> NextAsync() => _started.Reader.ReadAsync(deadline);

    /// <summary>Nobody holds them any longer.</summary>
    public void LetGo() => _letGo.Cancel();
}

public sealed class HeldRun
{
    private readonly TaskCompletionSource<JobExecutionResult<Answer>> _result = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _deadline;

    public HeldRun(
        Question question,
        JobContext job,
        CancellationToken token,
        CancellationToken letGo,
        CancellationToken deadline
    )
    {
        _deadline = deadline;
        Question = question;
        Job = job;
        Token = token;
        token.Register(() => _told.TrySetResult());
        letGo.Register(() => _result.TrySetCanceled(CancellationToken.None));
    }

    public Question Question { get; }

    public JobContext Job { get; }

    public CancellationToken Token { get; }

    /// <summary>Completes when the worker is told to stop.</summary>
    public Task Told => _told.Task.WaitAsync(_deadline);

    public Task<JobExecutionResult<Answer>> Result => _result.Task;

    public void Return(JobExecutionResult<Answer> result) => _result.SetResult(result);

    public void Throw(Exception failure) => _result.SetException(failure);

    /// <summary>Does what its token says.</summary>
    public void Obey() => _result.SetCanceled(Token);
}
