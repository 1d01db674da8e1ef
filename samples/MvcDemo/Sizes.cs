namespace MvcDemo;

/// <summary>How large things may be, in bytes.</summary>
internal static class Sizes
{
    /// <summary>The body of a request: 4 MiB.</summary>
    public const int LargestInput = 4 * 1024 * 1024;

    /// <summary>
    /// A word count: 32 MiB. The whole text may be one word, and each of its characters become three by composition, which JSON
    /// writes with six bytes each.
    /// </summary>
    public const int LargestWordCount = 32 * 1024 * 1024;
}
