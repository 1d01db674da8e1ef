using Extensions.Jobs.InMemory;

namespace Extensions.Jobs.Tests.InMemory;

public sealed class TimeIndexTests
{
    private static readonly DateTimeOffset _start = new(2026, 7, 28, 12, 0, 0, TimeSpan.Zero);
    private readonly TimeIndex _index = new(StoredJob.ByNumber);
    private readonly List<(DateTimeOffset Time, StoredJob Job)> _model = [];

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(100_000)]
    public void It_stays_sorted_while_thousands_come_and_go(int differentTimes)
    {
        var random = new Random(differentTimes);
        for (var i = 0; i < 8000; i++)
        {
            // Grows to 2,000 and shrinks to nothing, twice.
            if (random.Next(100) < (i % 4000 < 2000 ? 90 : 10))
            {
                Add(_start + TimeSpan.FromMilliseconds(random.Next(differentTimes)), i);
            }
            else
            {
                Remove(random);
            }

            if (i % 100 == 0)
            {
                Compare(random, differentTimes);
            }
        }

        while (_model.Count > 0)
        {
            Remove(random);
        }

        Compare(random, differentTimes);
    }

    [Fact]
    public void A_queue_is_taken_from_the_front_while_it_grows_at_the_end()
    {
        for (var i = 0; i < 3000; i++)
        {
            Add(_start + TimeSpan.FromMilliseconds(i), i);
            if (i % 3 != 0)
            {
                var first = _index.First!.Value;
                Assert.Equal(_model[0], first);
                _index.Remove(first.Time, first.Job);
                _model.RemoveAt(0);
            }
        }

        Assert.Equal(_model, _index.Ascending(DateTimeOffset.MaxValue));
    }

    private void Add(DateTimeOffset time, int number)
    {
        var job = JobTransitions.Create(
            new NewJob
            {
                Id = $"{number}",
                Name = "ping",
                Input = default,
            },
            time
        );
        var stored = new StoredJob(job, number, new JobsOfOwner("", new JobsOfName()));
        _index.Add(time, stored);
        var at = _model.FindLastIndex(other => other.Time <= time);
        _model.Insert(at + 1, (time, stored));
    }

    private void Remove(Random random)
    {
        if (_model.Count > 0)
        {
            var at = random.Next(_model.Count);
            _index.Remove(_model[at].Time, _model[at].Job);
            _model.RemoveAt(at);
        }
    }

    private void Compare(Random random, int differentTimes)
    {
        var time = _start + TimeSpan.FromMilliseconds(random.Next(-1, differentTimes + 1));
        var until = _model.TakeWhile(place => place.Time <= time).ToList();
        Assert.Equal(_model.Count, _index.Count);
        Assert.Equal(_model.Count == 0 ? null : _model[0], _index.First);
        Assert.Equal(until.Count, _index.CountTo(time));
        Assert.True(until.SequenceEqual(_index.Ascending(time)));
        Assert.True(Enumerable.Reverse(until).SequenceEqual(_index.Descending(time)));
    }
}
