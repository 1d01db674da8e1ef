using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>What the settings must be to each other, and to the host's.</summary>
internal sealed class JobsOptionsRelationValidator(IOptions<HostOptions> host) : IValidateOptions<JobsOptions>
{
    public ValidateOptionsResult Validate(string? name, JobsOptions options)
    {
        List<string> failures = [];
        var shutdown = host.Value.ShutdownTimeout;
        if (
            shutdown != Timeout.InfiniteTimeSpan
            && options.ShutdownGracePeriod + ShutdownTimes.HandBackDelay > shutdown
        )
        {
            failures.Add(
                $"JobsOptions.ShutdownGracePeriod ({options.ShutdownGracePeriod}) and 5 seconds do not fit into "
                    + $"HostOptions.ShutdownTimeout ({shutdown}): lower the first, or raise the second by "
                    + "services.Configure<HostOptions>(options => options.ShutdownTimeout = …)."
            );
        }

        if (options.MinRetryAfter > options.MaxRetryAfter)
        {
            failures.Add("JobsOptions.MinRetryAfter must not be above JobsOptions.MaxRetryAfter.");
        }

        // The properties of a relative address throw: whether it is absolute stands first.
        if (
            options.PublicBaseUri
            is not null
                and not { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
        )
        {
            failures.Add(
                "JobsOptions.PublicBaseUri must be an absolute address, http or https, without user, query and fragment, as https://example.com/app."
            );
        }

        if (options.ProblemTypeBase is { IsAbsoluteUri: false })
        {
            failures.Add("JobsOptions.ProblemTypeBase must be an absolute address, as https://example.com/problems#.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
