using System.Diagnostics.CodeAnalysis;

namespace Extensions.Jobs;

/// <summary>Free text of a worker, brought into a form that every store and every JSON reader can keep.</summary>
internal static class JobText
{
    private const int MaxLength = 1000;
    private const char Replacement = '\uFFFD';

    /// <summary>Cut at 1,000 characters, never inside a surrogate pair; what no store can keep becomes U+FFFD.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > MaxLength)
        {
            text = text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        }

        return IsClean(text) ? text : Replace(text);
    }

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !IsPairAt(text, i++)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Replace(string text) =>
        string.Create(
            text.Length,
            text,
            static (target, source) =>
            {
                source.CopyTo(target);
                for (var i = 0; i < target.Length; i++)
                {
                    if (target[i] == '\0')
                    {
                        target[i] = Replacement;
                    }
                    else if (char.IsSurrogate(target[i]))
                    {
                        if (IsPairAt(source, i))
                        {
                            i++;
                        }
                        else
                        {
                            target[i] = Replacement;
                        }
                    }
                }
            }
        );

    private static bool IsPairAt(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
}
