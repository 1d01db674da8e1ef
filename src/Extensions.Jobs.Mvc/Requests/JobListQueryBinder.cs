using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Extensions.Jobs.Mvc;

/// <summary>Reads which jobs to list. What it does not know, or cannot read, is refused: a filter that is misspelt would list all.</summary>
internal sealed class JobListQueryBinder(IOptions<JobsOptions> options) : IModelBinder
{
    public const string Status = "status";
    public const string Created = "created";
    public const string Limit = "limit";
    public const string Cursor = "cursor";

    /// <summary>More than any page holds: that is lowered, not refused.</summary>
    private const int Many = 1_000;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var http = bindingContext.HttpContext;
        try
        {
            bindingContext.Result = ModelBindingResult.Success(Read(http.Request.Query));
        }
        catch (InvalidParameterException invalid)
        {
            ParameterRefusal.Set(http, invalid.Parameter, invalid.Message);
        }

        return Task.CompletedTask;
    }

    private JobListQuery Read(IQueryCollection query)
    {
        foreach (var name in query.Keys)
        {
            if (
                !Is(name, Status, Created, Limit, Cursor, "_")
                && !options.Value.IgnoredQueryParameters.Contains(name, StringComparer.OrdinalIgnoreCase)
            )
            {
                throw new InvalidParameterException(name, "A list does not take it.");
            }
        }

        var (from, to) = CreatedInterval.Parse(Single(query, Created));
        return new JobListQuery
        {
            Status = StatesOf(query[Status]),
            CreatedFrom = from,
            CreatedTo = to,
            Limit = LimitOf(Single(query, Limit)),
            Cursor = Single(query, Cursor),
        };
    }

    private static bool Is(string name, params ReadOnlySpan<string> known)
    {
        foreach (var each in known)
        {
            if (name.Equals(each, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Single(IQueryCollection query, string name) =>
        query[name] is var values && values.Count <= 1
            ? values
            : throw new InvalidParameterException(name, "It may be given once.");

    private static string[]? StatesOf(StringValues values) =>
        values.Count == 0 ? null
        : values.All(value => JobStatus.States.Contains(value)) ? [.. values.OfType<string>().Distinct()]
        : throw new InvalidParameterException(
            Status,
            $"It takes one of {string.Join(", ", JobStatus.States)}; give it several times for several."
        );

    private static int? LimitOf(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var isNumber = value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('0', '9');
        var digits = value.TrimStart('0');
        return isNumber && digits.Length > 0
            ? digits.Length > 3
                ? Many
                : int.Parse(digits, provider: null)
            : throw new InvalidParameterException(Limit, "It takes a whole number of 1 or more.");
    }
}
