using System.Collections;

namespace Extensions.Jobs.Abstractions.Tests;

public sealed class JobIssuesTests
{
    private static readonly JobIssue _first = new("first", JobStory.Now, "w1");
    private static readonly JobIssue _second = new("second", JobStory.Now);

    [Fact]
    public void Lists_of_equal_warnings_are_equal()
    {
        var one = JobIssues.Of([_first, _second]);
        var other = JobIssues.Of([_first with { }, _second with { }]);

        Assert.True(one.Equals(other));
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(JobStory.Queued() with { Issues = one }, JobStory.Queued() with { Issues = other });
    }

    [Fact]
    public void Other_lists_are_not()
    {
        var one = JobIssues.Of([_first, _second]);

        Assert.False(one.Equals(JobIssues.Of([_second, _first])));
        Assert.False(one.Equals(JobIssues.Of([_first])));
        Assert.False(one.Equals(JobIssues.None));
        Assert.False(one.Equals(null));
        Assert.False(one.Equals((object)"first"));
    }

    [Fact]
    public void Adding_makes_a_new_list_and_leaves_the_old_one()
    {
        var one = JobIssues.Of([_first]);

        var two = one.Add([_second]);

        Assert.Equal([_first], one);
        Assert.Equal([_first, _second], two);
        Assert.Same(one, one.Add([]));
        Assert.Same(JobIssues.None, JobIssues.Of([]));
    }

    [Fact]
    public void What_is_there_already_is_not_added_again()
    {
        var both = JobIssues.Of([_first, _second]);

        Assert.Same(both, both.Add([_first with { }]));
        Assert.Equal([_first, _second], JobIssues.Of([_first]).Add([_first, _second]));
        Assert.Equal(3, both.Add([new JobIssue("first", JobStory.Later, "w1")]).Count);
    }

    [Fact]
    public void It_holds_the_first_100()
    {
        var many = Enumerable.Range(0, 150).Select(i => new JobIssue($"{i}", JobStory.Now)).ToArray();

        var full = JobIssues.Of(many);

        Assert.Equal(many[..100], full);
        Assert.Same(full, full.Add([_first]));
        Assert.Equal("99", JobIssues.Of(many[..60]).Add(many[60..])[99].Message);
    }

    [Fact]
    public void It_reads_like_any_list()
    {
        var issues = JobIssues.Of([_first, _second]);

        Assert.Equal(2, issues.Count);
        Assert.Equal(_second, issues[1]);
        Assert.Equal([_first, _second], ((IEnumerable)issues).Cast<JobIssue>());
    }
}
