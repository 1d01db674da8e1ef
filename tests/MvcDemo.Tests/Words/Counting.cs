using MvcDemo.Words;

namespace MvcDemo.Tests.Words;

/// <summary>Counts while the test may run.</summary>
public static class Counting
{
    public static WordCountResponse Count(string text, int top, Action<int>? onProgress = null) =>
        WordCounter.Count(text, top, onProgress ?? (_ => { }), TestContext.Current.CancellationToken);
}
