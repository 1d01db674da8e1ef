namespace Extensions.Jobs.Benchmarks;

internal static class EventStreams
{
    /// <summary>Ends with the first event that tells of progress.</summary>
    public static async Task ToldAsync(HttpClient http, string path, Action opened)
    {
        using var answer = await http.GetAsync($"{path}/events", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var isOpen = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                if (line.Contains("\"progress\"", StringComparison.Ordinal))
                {
                    return;
                }

                if (!isOpen)
                {
                    isOpen = true;
                    opened();
                }
            }
        }

        throw new InvalidOperationException("A stream has ended.");
    }
}
