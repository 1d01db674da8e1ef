using Microsoft.Playwright;
using MvcDemo.Tests.Running;

namespace MvcDemo.Tests.Browser;

/// <summary>A running demo, and a browser to look at it.</summary>
public sealed class DemoBrowser : RunningDemo
{
    private const string Variable = "JOBS_TEST_CHROMIUM";
    private const string UsualPlace = "/usr/bin/chromium";

    // Nothing that the browser would do for itself; as root it runs only without its sandbox.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public override async ValueTask InitializeAsync()
    {
        var executable = System.Environment.GetEnvironmentVariable(Variable) ?? UsualPlace;
        Assert.True(
            File.Exists(executable),
            $"There is no browser at {executable}. Run these tests by `eng/test.sh browser`, which brings one, or set {Variable}."
        );

        // A crash is tried again at once.
        Environment["Jobs__Types__ping__RetryDelay"] = "00:00:00.1";
        await base.InitializeAsync();
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments });
    }

    /// <summary>Opens the page as a browser that was never there before.</summary>
    public async Task<DemoPage> OpenAsync()
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = Process.Address.ToString() });
        var page = new DemoPage(await context.NewPageAsync(), Process.Address);
        await page.Page.GotoAsync("/");
        return page;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>The tests that share one browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<DemoBrowser>
{
    public const string Name = "Browser";
}
