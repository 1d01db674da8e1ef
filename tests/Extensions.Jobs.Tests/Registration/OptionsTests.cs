using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Tests.Registration;

/// <summary>Settings out of range are refused when the host starts, with a message that says the fix.</summary>
public sealed class OptionsTests : EngineTests
{
    private static readonly TimeSpan _never = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan _negative = TimeSpan.FromMinutes(-1);

    public static TheoryData<string, Action<JobOptions>, string> BadJobOptions =>
        new()
        {
            { "MaxConcurrency", job => job.MaxConcurrency = 0, "MaxConcurrency must be 1 or more." },
            { "MaxAttempts", job => job.MaxAttempts = 0, "MaxAttempts must be 1 or more: 1 means" },
            { "RetryDelay", job => job.RetryDelay = _negative, "RetryDelay must be 00:00:00 or more." },
            { "RetryDelay never", job => job.RetryDelay = _never, "RetryDelay must be 00:00:00 or more." },
            { "MaxRetryDelay", job => job.MaxRetryDelay = _never, "MaxRetryDelay must be 00:00:00 or more." },
            {
                "ExecutionTimeout",
                job => job.ExecutionTimeout = TimeSpan.Zero,
                "ExecutionTimeout must be 00:00:00.001 or more, or Timeout.InfiniteTimeSpan for never."
            },
            {
                "CancellationGracePeriod",
                job => job.CancellationGracePeriod = _negative,
                "CancellationGracePeriod must be 00:00:00 or more, or Timeout.InfiniteTimeSpan for never."
            },
            { "MaxInputBytes", job => job.MaxInputBytes = 0, "MaxInputBytes must be 1 or more." },
            { "MaxOutputBytes", job => job.MaxOutputBytes = 0, "MaxOutputBytes must be 1 or more." },
            { "MaxQueueLength", job => job.MaxQueueLength = 0, "MaxQueueLength must be 1 or more, or null" },
            {
                "MaxUnfinishedPerOwner",
                job => job.MaxUnfinishedPerOwner = 0,
                "MaxUnfinishedPerOwner must be 1 or more, or null"
            },
            { "SucceededRetention", job => job.SucceededRetention = _negative, "SucceededRetention must be" },
            { "FailedRetention", job => job.FailedRetention = _negative, "FailedRetention must be" },
            { "CancelledRetention", job => job.CancelledRetention = _negative, "CancelledRetention must be" },
        };

    public static TheoryData<string, Action<JobsOptions>, string> BadJobsOptions =>
        new()
        {
            { "RoutePrefix", jobs => jobs.RoutePrefix = "/jobs", "RoutePrefix must be path segments" },
            { "RoutePrefix parameter", jobs => jobs.RoutePrefix = "{tenant}", "without parameters" },
            { "RoutePrefix null", jobs => jobs.RoutePrefix = null!, "RoutePrefix" },
            { "SerializerOptions", jobs => jobs.SerializerOptions = null!, "SerializerOptions must be set" },
            {
                "LeaseDuration",
                jobs => jobs.LeaseDuration = TimeSpan.FromMilliseconds(999),
                "LeaseDuration must be 00:00:01 or more, and 1.00:00:00 or less."
            },
            { "LeaseDuration never", jobs => jobs.LeaseDuration = _never, "LeaseDuration must be 00:00:01" },
            { "LeaseDuration long", jobs => jobs.LeaseDuration = TimeSpan.FromDays(2), "LeaseDuration must be" },
            { "RecoveryInterval", jobs => jobs.RecoveryInterval = TimeSpan.Zero, "RecoveryInterval must be" },
            { "RequeueAfter", jobs => jobs.RequeueAfter = TimeSpan.Zero, "RequeueAfter must be" },
            { "PollingInterval", jobs => jobs.PollingInterval = TimeSpan.Zero, "PollingInterval must be 00:00:00.010" },
            { "PollingInterval never", jobs => jobs.PollingInterval = _never, "PollingInterval must be" },
            { "ShutdownGracePeriod", jobs => jobs.ShutdownGracePeriod = _negative, "ShutdownGracePeriod must be" },
            { "ShutdownGracePeriod never", jobs => jobs.ShutdownGracePeriod = _never, "ShutdownGracePeriod must be" },
            { "TombstoneLifetime", jobs => jobs.TombstoneLifetime = _negative, "TombstoneLifetime must be" },
            {
                "IdempotencyKeyLifetime",
                jobs => jobs.IdempotencyKeyLifetime = _never,
                "IdempotencyKeyLifetime must be"
            },
            { "MinRetryAfter", jobs => jobs.MinRetryAfter = -1, "MinRetryAfter must be 0 to 86,400 seconds." },
            { "MaxRetryAfter", jobs => jobs.MaxRetryAfter = 0, "MaxRetryAfter must be 1 to 86,400 seconds." },
            {
                "MinRetryAfter above",
                jobs => jobs.MinRetryAfter = 31,
                "MinRetryAfter must not be above JobsOptions.MaxRetryAfter"
            },
            {
                "PublicBaseUri",
                jobs => jobs.PublicBaseUri = new("/app", UriKind.Relative),
                "as https://example.com/app"
            },
            { "PublicBaseUri query", jobs => jobs.PublicBaseUri = new("https://a/?b"), "query and fragment" },
            { "PublicBaseUri scheme", jobs => jobs.PublicBaseUri = new("file:///app"), "http or https" },
            { "PublicBaseUri user", jobs => jobs.PublicBaseUri = new("https://a:b@c/"), "without user" },
            {
                "ProblemTypeBase",
                jobs => jobs.ProblemTypeBase = new("x", UriKind.Relative),
                "as https://example.com/problems#"
            },
            { "ProblemTypeBase null", jobs => jobs.ProblemTypeBase = null!, "ProblemTypeBase must be set" },
        };

    [Theory]
    [MemberData(nameof(BadJobOptions), DisableDiscoveryEnumeration = true)]
    public async Task Settings_of_a_type_out_of_range_are_refused(string what, Action<JobOptions> set, string message)
    {
        var failure = await RefusalAsync(services => services.AddWork(Scripts.Echo, set));

        Assert.True(failure.Contains(message, StringComparison.Ordinal), $"{what}: {failure}");
    }

    [Theory]
    [MemberData(nameof(BadJobsOptions), DisableDiscoveryEnumeration = true)]
    public async Task Settings_of_all_out_of_range_are_refused(string what, Action<JobsOptions> set, string message)
    {
        var failure = await RefusalAsync(services => services.AddWork(Scripts.Echo).Services.AddJobs(set));

        Assert.True(failure.Contains(message, StringComparison.Ordinal), $"{what}: {failure}");
    }

    [Fact]
    public async Task Never_is_a_setting_where_it_makes_sense()
    {
        var host = await StartAsync(
            Scripts.Echo,
            job =>
            {
                job.ExecutionTimeout = _never;
                job.CancellationGracePeriod = _never;
                job.SucceededRetention = _never;
                job.FailedRetention = _never;
                job.CancelledRetention = _never;
            },
            jobs => jobs.TombstoneLifetime = _never
        );

        var end = await host.RunAsync();

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Null(end.Expires);
    }

    [Fact]
    public async Task A_grace_period_that_does_not_fit_into_the_hosts_shutdown_is_refused()
    {
        var failure = await RefusalAsync(services =>
        {
            services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(24.999));
            services.AddJobs(jobs => jobs.ShutdownGracePeriod = TimeSpan.FromSeconds(20));
        });

        Assert.Contains(
            "lower the first, or raise the second by services.Configure<HostOptions>",
            failure,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(25)]
    [InlineData(-0.001)]
    public async Task A_grace_period_that_just_fits_or_a_shutdown_without_end_is_taken(double shutdownSeconds)
    {
        var host = Build(services =>
        {
            services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(shutdownSeconds));
            services.AddJobs(jobs => jobs.ShutdownGracePeriod = TimeSpan.FromSeconds(20));
        });

        await host.StartAsync();
    }

    [Fact]
    public async Task Settings_are_read_from_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Jobs:LeaseDuration"] = "00:00:45",
                    ["Jobs:Types:question:MaxConcurrency"] = "7",
                    ["Jobs:Types:question:MaxQueueLength"] = "",
                    ["Jobs:Types:question:Aliases:0"] = "riddle",
                    ["Jobs:Types:question:SucceededRetention"] = "-00:00:00.001",
                }
            )
            .Build();
        var host = await StartAsync(services =>
        {
            services.Configure<JobsOptions>(configuration.GetSection("Jobs"));
            services.Configure<JobOptions>("question", configuration.GetSection("Jobs:Types:question"));
            services.AddWork(Scripts.Echo);
        });

        var type = host.Services.GetRequiredService<JobCatalog>().Get(typeof(Question), typeof(Answer));

        Assert.Equal(7, type.Options.MaxConcurrency);
        Assert.Null(type.Options.MaxQueueLength);
        Assert.Equal(_never, type.Options.SucceededRetention);
        Assert.Equal(["riddle", "question"], type.Names);
        Assert.Equal(
            TimeSpan.FromSeconds(45),
            host.Services.GetRequiredService<IOptions<JobsOptions>>().Value.LeaseDuration
        );
    }

    [Fact]
    public async Task Bad_settings_from_configuration_are_refused_by_name()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["MaxAttempts"] = "0" })
            .Build();

        var failure = await RefusalAsync(services =>
        {
            services.AddWork(Scripts.Echo);
            services.Configure<JobOptions>("question", configuration);
        });

        Assert.Contains("question.MaxAttempts must be 1 or more", failure, StringComparison.Ordinal);
    }

    private async Task<string> RefusalAsync(Action<IServiceCollection> add)
    {
        var host = Build(add);
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message;
    }
}
