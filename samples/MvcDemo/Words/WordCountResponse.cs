namespace MvcDemo.Words;

/// <summary>What a text consists of.</summary>
/// <param name="Words">How many words.</param>
/// <param name="DistinctWords">How many different words.</param>
/// <param name="Lines">Line breaks (CRLF, LF or CR) and one; 0 for an empty text.</param>
/// <param name="Top">The most frequent words, the most frequent one first, equally frequent ones in ordinal order.</param>
public sealed record WordCountResponse(int Words, int DistinctWords, int Lines, IReadOnlyList<WordFrequency> Top);

/// <summary>A word and how often it stands in the text.</summary>
/// <param name="Word">The word, in lower case.</param>
/// <param name="Count">How often.</param>
public sealed record WordFrequency(string Word, int Count);
