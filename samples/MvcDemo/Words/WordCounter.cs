using System.Runtime.InteropServices;

namespace MvcDemo.Words;

/// <summary>Counts the words and lines of a text.</summary>
public static class WordCounter
{
    /// <summary>Counts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="top">How many of the most frequent words to answer.</param>
    /// <param name="onProgress">Hears the percentage done, now and then, rising to 100.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public static WordCountResponse Count(
        string text,
        int top,
        Action<int> onProgress,
        CancellationToken cancellationToken
    )
    {
        var composed = CanonicalText.Compose(text, cancellationToken);
        var counts = CountWords(composed, onProgress, cancellationToken);
        var frequent = counts
            .OrderByDescending(word => word.Value)
            .ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(top)
            .Select(word => new WordFrequency(word.Key, word.Value))
            .ToList();

        onProgress(100);
        return new WordCountResponse(counts.Values.Sum(), counts.Count, CountLines(composed), frequent);
    }

    private static Dictionary<string, int> CountWords(
        ReadOnlySpan<char> text,
        Action<int> onProgress,
        CancellationToken cancellationToken
    )
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        // Looks a word up where it stands: only its first occurrence becomes a string.
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var lowered = Array.Empty<char>();
        var reported = 0;
        for (var words = new WordRuns(text); words.MoveNext(); )
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lowered.Length < words.Current.Length)
            {
                lowered = new char[2 * words.Current.Length];
            }

            var length = words.Current.ToLowerInvariant(lowered);
            CollectionsMarshal.GetValueRefOrAddDefault(lookup, lowered.AsSpan(0, length), out _)++;

            var percent = (int)(99L * words.Position / text.Length);
            if (percent > reported)
            {
                reported = percent;
                onProgress(percent);
            }
        }

        return counts;
    }

    private static int CountLines(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var lines = 1;
        for (var at = text.IndexOfAny('\r', '\n'); at >= 0; at = text.IndexOfAny('\r', '\n'))
        {
            lines++;
            text = text[(text[at..].StartsWith("\r\n") ? at + 2 : at + 1)..];
        }

        return lines;
    }
}
