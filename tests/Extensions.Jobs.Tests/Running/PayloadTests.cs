using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>Outputs that cannot be stored, and inputs that cannot be read: final, and told apart.</summary>
public sealed class PayloadTests : EngineTests
{
    [Fact]
    public async Task An_output_that_is_too_large_fails_the_job_without_a_retry()
    {
        // {"text":"…"} and 89 letters have 100 bytes.
        var host = await StartAsync(
            Scripts.Do((question, _) => new Answer(question.Text)),
            job => job.MaxOutputBytes = 100
        );

        using var request = new Activity("request").Start();
        var just = await host.Client.RunAsync(new Question(new string('a', 89)), Cancelled);
        var larger = await host.Client.RunAsync(new Question(new string('a', 90)), Cancelled);

        Assert.Equal(JobStatus.Succeeded, just.Status);
        Assert.Equal((JobStatus.Failed, JobErrorTypes.OutputTooLarge), (larger.Status, larger.Error!.Type));
        Assert.Equal("An output may have 100 bytes.", larger.Error.Detail);
        Assert.Equal(request.TraceId.ToString(), larger.Error.TraceId);
        Assert.Null(larger.Attempt);
    }

    [Fact]
    public async Task An_output_without_end_stops_at_the_limit()
    {
        var host = await StartAsync(services =>
            services.AddWork<Question, IEnumerable<int>>(
                (_, _, _) => Task.FromResult(JobExecutionResult.Succeeded(Endless()))
            )
        );

        var end = await host.ClientOf<Question, IEnumerable<int>>().RunAsync(new Question(), Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorTypes.OutputTooLarge), (end.Status, end.Error!.Type));
    }

    [Fact]
    public async Task An_output_with_a_cycle_is_invalid()
    {
        var output = new Ring();
        output.Next = output;

        await IsInvalidAsync(output);
    }

    [Fact]
    public async Task An_output_whose_getter_throws_is_invalid() => await IsInvalidAsync(new Thrower());

    [Fact]
    public async Task An_output_that_is_torn_down_while_it_is_written_is_invalid() =>
        await IsInvalidAsync(new Ring { Items = Torn() });

    [Fact]
    public async Task An_input_that_cannot_be_read_any_more_fails_its_job_for_good()
    {
        var host = await StartAsync(Scripts.Echo);
        var stored = JobTransitions.Create(
            new NewJob
            {
                Id = JobId.New(default),
                Name = "question",
                Input = """{"text":{"changed":"since"}}"""u8.ToArray(),
            },
            TimeProvider.System.GetUtcNow()
        );
        await host.Repository.AddAsync(stored, JobLimits.None, null, Cancelled);

        var end = await host.Client.WaitAsync(stored.Header.Id, Timeout.InfiniteTimeSpan, null, Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorTypes.InputUnreadable), (end.Status, end.Error!.Type));
        Assert.Null(end.Attempt);
    }

    [Fact]
    public async Task An_output_of_a_derived_type_keeps_its_discriminator()
    {
        var host = await StartAsync(services =>
            services.AddWork<Shape, Shape>((shape, _, _) => Task.FromResult(JobExecutionResult.Succeeded(shape)))
        );
        var client = host.ClientOf<Shape, Shape>();

        var end = await client.RunAsync(new Circle(3), Cancelled);
        var output = await client.GetOutputAsync(end.Id, Cancelled);

        Assert.Equal("""{"$type":"circle","radius":3}""", Encoding.UTF8.GetString(output.Json.Span));
        Assert.Equal(new Circle(3), output.Value);
    }

    [Fact]
    public async Task A_value_type_may_be_an_output()
    {
        var host = await StartAsync(services =>
            services.AddWork<Question, int?>((_, _, _) => Task.FromResult<JobExecutionResult<int?>>(0))
        );
        var client = host.ClientOf<Question, int?>();

        var end = await client.RunAsync(new Question(), Cancelled);

        Assert.Equal(0, (await client.GetOutputAsync(end.Id, Cancelled)).Value);
    }

    private async Task IsInvalidAsync(Shape output)
    {
        var host = await StartAsync(services =>
            services.AddWork<Question, Shape>((_, _, _) => Task.FromResult(JobExecutionResult.Succeeded(output)))
        );

        var end = await host.ClientOf<Question, Shape>().RunAsync(new Question(), Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorTypes.OutputInvalid), (end.Status, end.Error!.Type));
        Assert.Null(end.Attempt);
        Assert.Null(end.Error.Detail);
    }

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
        }
    }

    private static IEnumerable<int> Torn()
    {
        yield return 1;
        throw new ObjectDisposedException("the connection");
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Ring), "ring")]
    [JsonDerivedType(typeof(Thrower), "thrower")]
    public abstract record Shape;

    public sealed record Circle(int Radius) : Shape;

    public sealed record Ring : Shape
    {
        public Ring? Next { get; set; }

        public IEnumerable<int>? Items { get; init; }
    }

    public sealed record Thrower : Shape
    {
        public int? Side { get; init; }

        public int Area => Side ?? throw new InvalidOperationException("secret");
    }
}
