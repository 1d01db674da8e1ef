using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>All types of jobs that this process knows. A singleton; made when first asked for, at the latest when the host starts.</summary>
internal sealed class JobCatalog
{
    private readonly Dictionary<string, JobType> _byName = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The declarations contradict each other; the message says how to mend that.</exception>
    public JobCatalog(
        IEnumerable<JobDeclaration> declarations,
        IOptionsMonitor<JobOptions> jobOptions,
        IOptions<JobsOptions> jobsOptions
    )
    {
        var options = jobsOptions.Value;
        options.SerializerOptions.MakeReadOnly(populateMissingResolver: true);
        foreach (var sameName in declarations.GroupBy(declaration => declaration.Name, StringComparer.Ordinal))
        {
            var type = JobTypeRules.Combine([.. sameName], jobOptions.Get(sameName.Key), options);
            JobTypeRules.CheckContracts(type, options.SerializerOptions);
            foreach (var name in type.Names)
            {
                if (!_byName.TryAdd(name, type))
                {
                    throw new InvalidOperationException(
                        $"The name '{name}' is given to two jobs. Rename one of them, or remove the alias."
                    );
                }
            }
        }

        Types = [.. _byName.Values.Distinct()];
        JobTypeRules.CheckPairs(Types);
    }

    public IReadOnlyList<JobType> Types { get; }

    /// <summary>Finds a type by its present name or an old one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out JobType? type) => _byName.TryGetValue(name, out type);

    /// <summary>The type of a pair of input and output.</summary>
    /// <exception cref="InvalidOperationException">It was not declared; the message says how to.</exception>
    public JobType Get(Type input, Type output) =>
        Types.FirstOrDefault(type => type.Input == input && type.Output == output)
        ?? throw new InvalidOperationException(
            $"No job takes {input} and makes {output}. Declare it: services.AddJobs<{input.Name}, {output.Name}, …>()."
        );
}
