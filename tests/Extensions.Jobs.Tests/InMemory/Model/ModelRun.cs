using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Tests.InMemory.Model;

/// <summary>Plays a history on the store in memory and on the model; all answers must be the same.</summary>
internal sealed class ModelRun
{
    private static readonly string[] _names = ["ping", "pong"];
    private static readonly JobPolicy _policy = new() { MaxAttempts = 2, TombstoneLifetime = TimeSpan.FromHours(2) };
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 28, 12, 0, 0, TimeSpan.Zero));
    private readonly ModelStore _model = new();
    private readonly InMemoryJobStore _real;

    // Every snapshot that anybody has seen: an update may be made from any of them.
    private readonly List<JobHeader> _seen = [];
    private readonly HashSet<(string, long)> _versions = [];
    private readonly List<Job> _added = [];

    public ModelRun() => _real = new InMemoryJobStore(_time);

    private DateTimeOffset Now => _time.GetUtcNow();

    public void Play(ModelStep step)
    {
        switch (step.Act % 16)
        {
            case 0 or 1:
                Add(step);
                break;
            case 2:
                Repeat(step);
                break;
            case 3 or 4:
                Claim(step);
                break;
            case 5:
                _time.Advance(ModelStep.Pick(step.A, Ms(1), Ms(60_000), Ms(3_600_000), Ms(86_400_000)));
                break;
            case 6 or 7:
                Beat(step);
                break;
            case 8:
                Same(_real.Purge(Now, step.A % 4), _model.Purge(Now, step.A % 4));
                break;
            default:
                Update(step);
                break;
        }

        Compare(step);
    }

    private void Add(ModelStep step)
    {
        var job = JobTransitions.Create(
            new NewJob
            {
                Id = JobId.New(Now),
                Name = ModelStep.Pick(step.A, _names),
                Owner = ModelStep.Pick(step.B, "", "ada", "Ada"),
                Priority = ModelStep.Pick(step.C, JobPriority.Normal, JobPriority.High, JobPriority.Low),
                Key = step.A % 3 == 0 ? new JobKey(ModelStep.Pick(step.B, "k", "l"), "f", Now + Ms(7_200_000)) : null,
                Due = ModelStep.Pick(step.C, null, Now + Ms(60_000), Now - Ms(1), (DateTimeOffset?)null),
                Input = new[] { step.A },
            },
            Now
        );
        _added.Add(job);
        var limits = new JobLimits(ModelStep.Pick<int?>(step.B, null, 3), ModelStep.Pick<int?>(step.C, null, null, 2));
        Same(_real.Add(job, limits), _model.Add(job, limits));
    }

    private void Repeat(ModelStep step)
    {
        if (_added.Count > 0)
        {
            var job = ModelStep.Pick(step.A, [.. _added]);
            Same(_real.Add(job, JobLimits.None), _model.Add(job, JobLimits.None));
        }
    }

    private void Claim(ModelStep step)
    {
        var node = ModelStep.Pick(step.A, "a", "b", "c");
        JobDemand[] demand = ModelStep.Pick<JobDemand[]>(
            step.B,
            [new JobDemand(_names, 2)],
            [new JobDemand(["pong"], 1), new JobDemand(["ping"], 3)],
            [new JobDemand(["ping"], 0)]
        );
        var claimed = _real.Claim(node, demand, out var waiting);
        if (waiting is not null)
        {
            _real.StopWaiting(waiting);
        }

        SameAll(claimed.Select(Fields), _model.Claim(node, demand, Now).Select(Fields));
    }

    private void Beat(ModelStep step)
    {
        JobNode Node(byte id, int beat) => new(ModelStep.Pick(id, "a", "b", "c"), beat, NoWork);
        JobNode[] silent = step.C % 2 == 0 ? [] : [Node(step.C, step.A % 3)];
        var beat = step.B < 128 ? 0 : step.B % 3;
        var (real, model) = (_real.Beat(Node(step.A, beat), silent), _model.Beat(Node(step.A, beat), silent, Now));
        Same((real.Held, real.Now), (model.Held, model.Now));
        SameAll(real.Others.OrderBy(node => node.Id), model.Others.OrderBy(node => node.Id));
        SameAll(real.Requested.Order(), model.Requested.Order());
    }

    private void Update(ModelStep step)
    {
        if (_seen.Count > 0)
        {
            // Mostly of the newest snapshots; what is stale must be refused.
            var job = _seen[^(1 + (step.B % Math.Min(_seen.Count, 24)))];
            if (ModelTransitions.Of(step, job, _policy, Now) is { } update)
            {
                Same(_real.TryUpdate(update), _model.TryUpdate(update));
            }
        }
    }

    private void Compare(ModelStep step)
    {
        var ids = _added.Select(job => job.Header.Id).ToList();
        var real = _real.Find(ids, JobParts.Input | JobParts.Output);
        SameAll(
            real.OrderBy(job => job.Header.Id).Select(Fields),
            _model.All.OrderBy(job => job.Header.Id).Select(Fields)
        );
        _seen.AddRange(real.Select(job => job.Header).Where(job => _versions.Add((job.Id, job.Version))));
        foreach (var name in _names)
        {
            Same(_real.Count([name], Now).Single(), _model.Count(name, Now));
        }

        foreach (var query in ModelTransitions.Queries(step, _names, _seen, Now))
        {
            var (page, expected) = (_real.Query(query), _model.Query(query));
            var isOrdered = query.Set is not (JobSet.OfNode or JobSet.Orphaned);
            SameAll(InOrder(page, isOrdered), InOrder(expected, isOrdered));
            Same(page.Next, expected.Next);
        }
    }

    private static IEnumerable<JobHeader> InOrder(JobPage page, bool isOrdered) =>
        isOrdered ? page.Jobs : page.Jobs.OrderBy(job => job.Id);

    private static Dictionary<string, NodeWork> NoWork { get; } = [];

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static (JobHeader, string, string) Fields(Job job) =>
        (job.Header, Convert.ToHexString(job.Input.Span), Convert.ToHexString(job.Output.Span));

    private static void Same<T>(T real, T model) => Assert.Equal(model, real);

    private static void SameAll<T>(IEnumerable<T> real, IEnumerable<T> model)
    {
        var (left, right) = (real.ToList(), model.ToList());
        if (!left.SequenceEqual(right))
        {
            Assert.Equal(right, left);
        }
    }
}
