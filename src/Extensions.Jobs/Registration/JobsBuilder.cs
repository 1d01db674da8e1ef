using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs;

internal sealed record JobsBuilder(IServiceCollection Services) : IJobsBuilder;
