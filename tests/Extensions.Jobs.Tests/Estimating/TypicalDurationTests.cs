namespace Extensions.Jobs.Tests.Estimating;

public sealed class TypicalDurationTests
{
    private readonly TypicalDuration _typical = new();

    [Fact]
    public void Nothing_is_typical_before_the_first_run() => Assert.Null(_typical.Value);

    [Fact]
    public void The_first_run_is_typical_until_there_are_more()
    {
        Learn(4);

        Assert.Equal(TimeSpan.FromSeconds(4), _typical.Value);
    }

    [Fact]
    public void One_run_that_strays_moves_nothing()
    {
        Learn(4, 4, 4, 4, 600);

        Assert.Equal(TimeSpan.FromSeconds(4), _typical.Value);
    }

    [Fact]
    public void A_lasting_change_is_followed_after_three_runs()
    {
        Learn(4, 4, 4, 4, 4, 4, 60, 60, 60);

        Assert.Equal(TimeSpan.FromSeconds(60), _typical.Value);
    }

    private void Learn(params int[] seconds)
    {
        foreach (var duration in seconds)
        {
            _typical.Learn(TimeSpan.FromSeconds(duration));
        }
    }
}
