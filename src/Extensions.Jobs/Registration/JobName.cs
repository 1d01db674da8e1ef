using System.Text;
using System.Text.RegularExpressions;

namespace Extensions.Jobs;

/// <summary>The name of a type of job: how its routes and its rows in the store call it.</summary>
internal static partial class JobName
{
    private const int MaxLength = 64;
    private static readonly string[] _suffixes = ["Request", "Input", "Command"];

    /// <summary>The input type's name, less its suffix, in kebab case: <c>PingRequest</c> is <c>ping</c>.</summary>
    public static string Of(Type input)
    {
        if (
            input.IsGenericType
            || input.IsArray
            || input.Namespace is "System"
            || input.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true
        )
        {
            throw new ArgumentException(
                $"A name cannot be made of the input type {input}: give one, as in AddJobs<…>(\"my-job\")."
            );
        }

        var name = input.Name;
        foreach (var suffix in _suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                name = name[..^suffix.Length];
                break;
            }
        }

        return Check(ToKebabCase(name));
    }

    /// <summary>The same name, if it is one.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= MaxLength && Pattern().IsMatch(name)
            ? name
            : throw new ArgumentException(
                $"'{name}' is no name for a job: use lower-case letters, digits and single hyphens between them, "
                    + $"{MaxLength} characters at most, as 'word-count'.",
                nameof(name)
            );
    }

    private static string ToKebabCase(string name)
    {
        var kebab = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord =
                i > 0
                && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && kebab[^1] != '-')
            {
                kebab.Append('-');
            }

            kebab.Append(name[i] == '_' ? '-' : char.ToLowerInvariant(name[i]));
        }

        return kebab.ToString();
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Pattern();
}
