using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Tests.Registration;

/// <summary>A payload that the serializer has no contract for is refused when the host starts, not when a job runs.</summary>
public sealed partial class PayloadContractTests : EngineTests
{
    public sealed record TwoOfOneName(
        [property: JsonPropertyName("a")] int First,
        [property: JsonPropertyName("a")] int Second
    );

    [JsonSerializable(typeof(Question))]
    private sealed partial class QuestionsAlone : JsonSerializerContext;

    [JsonSerializable(typeof(Question))]
    [JsonSerializable(typeof(Answer))]
    private sealed partial class QuestionsAndAnswers : JsonSerializerContext;

    [Fact]
    public async Task An_input_without_a_contract_is_refused()
    {
        var message = await RefusalAsync(services =>
            services.AddJobs().AddWorker<TwoOfOneName, Answer, ScriptedWorker<TwoOfOneName, Answer>>()
        );

        Assert.StartsWith("The job 'two-of-one-name' cannot store", message, StringComparison.Ordinal);
        Assert.Contains("teach JobsOptions.SerializerOptions to", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_without_a_contract_is_refused()
    {
        var message = await RefusalAsync(services =>
            services.AddJobs().AddWorker<Question, TwoOfOneName, ScriptedWorker<Question, TwoOfOneName>>()
        );

        Assert.StartsWith("The job 'question' cannot store", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_context_that_leaves_a_payload_out_is_refused()
    {
        var message = await RefusalAsync(services =>
            services
                .AddWork(Scripts.Echo)
                .Services.AddJobs(jobs => jobs.SerializerOptions.TypeInfoResolver = QuestionsAlone.Default)
        );

        Assert.Contains(nameof(Answer), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_context_is_enough_for_jobs_without_output()
    {
        var host = await StartAsync(services =>
        {
            services.AddJobs(jobs => jobs.SerializerOptions.TypeInfoResolver = QuestionsAlone.Default);
            services.AddWork<Question, NoOutput>(
                (_, _, _) => Task.FromResult<JobExecutionResult<NoOutput>>(NoOutput.Value)
            );
        });

        var end = await host.ClientOf<Question, NoOutput>().RunAsync(new Question(), Cancelled);

        Assert.Equal(JobStatus.Succeeded, end.Status);
    }

    [Fact]
    public async Task Payloads_are_stored_as_the_options_say_and_those_are_closed_then()
    {
        var host = await StartAsync(
            Scripts.Echo,
            jobs: jobs =>
                jobs.SerializerOptions = new JsonSerializerOptions
                {
                    PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper,
                    WriteIndented = true,
                    TypeInfoResolver = JsonTypeInfoResolver.Combine(QuestionsAndAnswers.Default),
                }
        );

        var end = await host.Client.RunAsync(new Question("so"), Cancelled);
        var output = await host.Client.GetOutputAsync(end.Id, Cancelled);

        Assert.Equal("""{"TEXT":"so"}"""u8, output.Json.Span);
        Assert.True(host.Services.GetRequiredService<IOptions<JobsOptions>>().Value.SerializerOptions.IsReadOnly);
    }

    private async Task<string> RefusalAsync(Action<IServiceCollection> add)
    {
        var host = Build(add);
        return (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync())).Message;
    }
}
