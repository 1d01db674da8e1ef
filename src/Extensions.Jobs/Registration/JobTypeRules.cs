using System.Text.Json;

namespace Extensions.Jobs;

/// <summary>What declarations of jobs must keep; each failure says the fix. Refused when the host starts.</summary>
internal static class JobTypeRules
{
    /// <summary>Declarations of one name must agree on its types, and on one worker.</summary>
    public static JobType Combine(JobDeclaration[] declarations, JobOptions options, JobsOptions common)
    {
        var first = declarations[0];
        foreach (var other in declarations)
        {
            if (other.Input != first.Input || other.Output != first.Output)
            {
                throw new InvalidOperationException(
                    $"Two jobs are called '{first.Name}': {first.Input} → {first.Output} and {other.Input} → {other.Output}. "
                        + "Give one of them another name, as in AddJobs<…>(\"another-name\")."
                );
            }
        }

        var workers = declarations.Where(declaration => declaration.Worker is not null).ToArray();
        if (workers.FirstOrDefault(worker => worker.Worker != workers[0].Worker) is { } second)
        {
            throw new InvalidOperationException(
                $"The job '{first.Name}' has two workers, {workers[0].Worker} and {second.Worker}. Keep one of them, or declare "
                    + "another input type and with it another job."
            );
        }

        if (options is { AllowAnonymous: true, AuthorizationPolicy: not null })
        {
            throw new InvalidOperationException(
                $"The job '{first.Name}' has the policy '{options.AuthorizationPolicy}' and lets everybody call: set one of "
                    + "JobOptions.AuthorizationPolicy and JobOptions.AllowAnonymous."
            );
        }

        return new JobType
        {
            Name = first.Name,
            Input = first.Input,
            Output = first.Output,
            HasFront = declarations.Any(declaration => declaration.HasFront),
            Work = workers.FirstOrDefault()?.Work,
            Names = [.. options.Aliases.Select(JobName.Check), first.Name],
            Options = options,
            Policy = new JobPolicy
            {
                MaxAttempts = options.MaxAttempts,
                SucceededRetention = options.SucceededRetention,
                FailedRetention = options.FailedRetention,
                CancelledRetention = options.CancelledRetention,
                TombstoneLifetime = common.TombstoneLifetime,
            },
        };
    }

    /// <summary>One name per pair of types: by the pair a client and a controller find their job.</summary>
    public static void CheckPairs(IEnumerable<JobType> types)
    {
        foreach (var pair in types.GroupBy(type => (type.Input, type.Output)))
        {
            if (pair.Skip(1).FirstOrDefault() is { } second)
            {
                throw new InvalidOperationException(
                    $"The jobs '{pair.First().Name}' and '{second.Name}' have the same types, {pair.Key.Input} → {pair.Key.Output}. "
                        + "Declare a record of its own as the input of one of them."
                );
            }
        }
    }

    /// <summary>Both payloads must be such as the serializer has a contract for.</summary>
    public static void CheckContracts(JobType type, JsonSerializerOptions serializer)
    {
        foreach (var payload in type.HasOutput ? [type.Input, type.Output] : (Type[])[type.Input])
        {
            try
            {
                serializer.GetTypeInfo(payload);
            }
            catch (Exception failure) when (failure is NotSupportedException or InvalidOperationException)
            {
                throw new InvalidOperationException(
                    $"The job '{type.Name}' cannot store {payload}: {failure.Message} Use a type that System.Text.Json reads and "
                        + "writes, or teach JobsOptions.SerializerOptions to (a converter, or its TypeInfoResolver).",
                    failure
                );
            }
        }
    }
}
