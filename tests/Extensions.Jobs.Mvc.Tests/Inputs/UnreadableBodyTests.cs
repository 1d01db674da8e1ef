using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

/// <summary>Bodies that the server itself cannot make sense of; on real sockets, byte by byte.</summary>
public sealed class UnreadableBodyTests
{
    [Theory]
    [InlineData("Content-Type: application/json")]
    [InlineData("Content-Type: application/json\nIdempotency-Key: a, b")]
    [InlineData("Accept: */*")]
    public async Task A_chunk_larger_than_any_number_is_the_callers_fault(string headers)
    {
        await using var app = await TakingApp<string>.StartAsync(new Setup { IsOnSocket = true });

        var answer = await RawHttp.SendAsync(
            app.App.Client.BaseAddress!,
            $"POST /jobs/take HTTP/1.1\n{headers}\nTransfer-Encoding: chunked\n\nFFFFFFFFFFFFFFFF\r\n"
        );

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", answer, StringComparison.Ordinal);
        Assert.Empty(app.Taken);
    }
}
