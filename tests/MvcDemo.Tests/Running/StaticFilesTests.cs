using System.Net;
using System.Text.RegularExpressions;

namespace MvcDemo.Tests.Running;

public sealed partial class StaticFilesTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task The_page_and_all_that_it_needs_are_served(string environment)
    {
        await using var demo = new RunningDemo { Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment } };
        await demo.StartAsync();
        var wanted = new Queue<Uri>([new Uri(demo.Process.Address, "/")]);
        var served = new HashSet<Uri>();

        while (wanted.TryDequeue(out var file))
        {
            if (served.Add(file))
            {
                using var response = await demo.Client.GetAsync(file, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                Assert.Contains(
                    "'self'",
                    Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
                    StringComparison.Ordinal
                );
                var content = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.NotEmpty(content);
                // What the page of the API needs is a package's; a browser test looks at it.
                var isOurs = !file.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal);
                foreach (Match reference in References().Matches(isOurs ? content : ""))
                {
                    wanted.Enqueue(new Uri(file, reference.Groups[1].Value));
                }
            }
        }

        Assert.All(served, file => Assert.Equal(demo.Process.Address.Authority, file.Authority));
        Assert.Contains(served, file => file.AbsolutePath.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(served, file => file.AbsolutePath.EndsWith("/wording.js", StringComparison.Ordinal));
        Assert.Contains(served, file => file.AbsolutePath.EndsWith(".svg", StringComparison.Ordinal));
    }

    // What the HTML links to and the modules import, but not places within the page.
    [GeneratedRegex("""(?:href|src|from|import)[= ]"([^"#]+)["#]""")]
    private static partial Regex References();
}
