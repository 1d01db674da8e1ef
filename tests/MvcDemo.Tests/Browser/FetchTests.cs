using MvcDemo.Tests.Running;

namespace MvcDemo.Tests.Browser;

/// <summary>The ways of a script to a finished job, as docs/http.md shows them.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed class FetchTests(DemoBrowser browser)
{
    [Fact]
    public async Task A_fetch_of_a_succeeded_job_is_the_output()
    {
        await using var demo = await browser.OpenAsync();
        var job = await browser.SubmitAsync("ping", new { message = "hello", seconds = 0 });
        await browser.UntilAsync(job, RunningDemo.IsFinal);

        var message = await demo.Page.EvaluateAsync<string>(
            """
            async job => {
              const output = await (await fetch(job)).json();
              return output.message;
            }
            """,
            job.ToString()
        );

        Assert.Equal("pong", message);
    }
}
