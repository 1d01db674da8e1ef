using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Tests.Registration;

/// <summary>What declarations must keep: a host that breaks it does not start, and says what to do.</summary>
public sealed class DeclarationTests : EngineTests
{
    public sealed record Riddle(string Text);

    public sealed class SecondWorker : IWorker<Question, Answer>
    {
        public Task<JobExecutionResult<Answer>> ExecuteAsync(
            Question input,
            JobContext job,
            CancellationToken cancellationToken
        ) => Task.FromResult<JobExecutionResult<Answer>>(new Answer("second"));
    }

    [Fact]
    public async Task Two_workers_for_one_job_are_refused()
    {
        var message = await RefusalAsync(services =>
        {
            services.AddWork(Scripts.Echo);
            services.AddJobs().AddWorker<Question, Answer, SecondWorker>();
        });

        Assert.StartsWith("The job 'question' has two workers", message, StringComparison.Ordinal);
        Assert.Contains("Keep one of them", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_client_of_the_same_types_is_refused_at_once()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IJobClient<Question, Answer>>(_ => throw new NotSupportedException());

        var failure = Assert.Throws<InvalidOperationException>(() => services.AddWork(Scripts.Echo));

        Assert.StartsWith("There is another IJobClient<Question, Answer>", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_name_for_two_pairs_of_types_is_refused()
    {
        var message = await RefusalAsync(services =>
        {
            services.AddWork(Scripts.Echo);
            services.AddJobs().AddWorker<Riddle, Answer, ScriptedWorker<Riddle, Answer>>("question");
        });

        Assert.StartsWith("Two jobs are called 'question'", message, StringComparison.Ordinal);
        Assert.Contains("AddJobs<…>(\"another-name\")", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_names_for_one_pair_of_types_are_refused()
    {
        var message = await RefusalAsync(services =>
        {
            services.AddWork(Scripts.Echo);
            services.AddJobs().AddWorker<Question, Answer, ScriptedWorker<Question, Answer>>("other");
        });

        Assert.StartsWith("The jobs 'question' and 'other' have the same types", message, StringComparison.Ordinal);
        Assert.Contains("Declare a record of its own", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_that_is_another_jobs_name_is_refused()
    {
        var message = await RefusalAsync(services =>
        {
            services.AddWork(Scripts.Echo, job => job.Aliases.Add("riddle"));
            services.AddJobs().AddWorker<Riddle, Answer, ScriptedWorker<Riddle, Answer>>();
        });

        Assert.Equal("The name 'riddle' is given to two jobs. Rename one of them, or remove the alias.", message);
    }

    [Fact]
    public async Task An_alias_that_two_jobs_share_is_refused()
    {
        var message = await RefusalAsync(services =>
        {
            services.AddWork(Scripts.Echo, job => job.Aliases.Add("enigma"));
            services
                .AddJobs()
                .AddWorker<Riddle, Answer, ScriptedWorker<Riddle, Answer>>(job => job.Aliases.Add("enigma"));
        });

        Assert.StartsWith("The name 'enigma' is given to two jobs.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_that_is_no_name_is_refused()
    {
        var message = await RefusalAsync(services =>
            services.AddWork(Scripts.Echo, job => job.Aliases.Add("Old Name"))
        );

        Assert.StartsWith("'Old Name' is no name for a job", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_declaration_again_changes_nothing()
    {
        var host = await StartAsync(services => services.AddWork(Scripts.Echo).Services.AddWork(Scripts.Echo));

        Assert.Equal(JobStatus.Succeeded, (await host.RunAsync()).Status);
    }

    [Fact]
    public async Task AddJobs_again_adds_its_settings_and_nothing_else()
    {
        var host = await StartAsync(services =>
        {
            services.AddWork(Scripts.Echo);
            var before = services.Count;
            services.AddJobs();
            Assert.Equal(before, services.Count);
            services.AddJobs(jobs => jobs.RoutePrefix = "tasks");
        });

        var options = host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<JobsOptions>>();
        Assert.Equal("tasks", options.Value.RoutePrefix);
        Assert.Single(host.Services.GetServices<IHostedService>().OfType<WorkerInvoker>());
    }

    [Fact]
    public async Task A_type_that_was_not_declared_has_no_client()
    {
        var host = await StartAsync(services => services.AddJobs());

        Assert.Null(host.Services.GetService<IJobClient<Question, Answer>>());
        var failure = Assert.Throws<InvalidOperationException>(() =>
            host.Services.GetRequiredService<JobCatalog>().Get(typeof(Question), typeof(Answer))
        );
        Assert.Contains("services.AddJobs<Question, Answer, …>()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_that_differ_in_their_output_alone_are_two_jobs()
    {
        var host = await StartAsync(services =>
        {
            services.AddWork(Scripts.Echo);
            services.AddSingleton<Work<Question, int>>(
                (question, _, _) => Task.FromResult<JobExecutionResult<int>>(question.Text.Length)
            );
            services.AddJobs().AddWorker<Question, int, ScriptedWorker<Question, int>>("length");
        });
        var client = host.ClientOf<Question, int>();

        var end = await client.RunAsync(new Question("four"), Cancelled);

        Assert.Equal("length", end.Type);
        Assert.Equal(4, (await client.GetOutputAsync(end.Id, Cancelled)).Value);
        Assert.Equal("question", (await host.RunAsync()).Type);
    }

    private async Task<string> RefusalAsync(Action<IServiceCollection> add)
    {
        var host = Build(add);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());
        Assert.True(failure is InvalidOperationException or ArgumentException, failure.ToString());
        return failure.Message;
    }
}
