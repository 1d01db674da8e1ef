using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MvcDemo.Tests.Browser;

/// <summary>The page, as a person uses it. When it is closed it must have asked no other host and have thrown nothing.</summary>
public sealed class DemoPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();

    public DemoPage(IPage page, Uri address)
    {
        Page = page;
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != address.Authority)
            {
                _faults.Enqueue($"asked {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The jobs, newest first.</summary>
    public ILocator Jobs => Page.Locator(".job");

    /// <summary>The newest job.</summary>
    public ILocator Newest => Jobs.First;

    public async Task StartPingAsync(string message, double seconds)
    {
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Ping" }).ClickAsync();
        await Page.GetByLabel("Message", new() { Exact = true }).FillAsync(message);
        await Page.GetByLabel("Seconds 0 to 3600").FillAsync(FormattableString.Invariant($"{seconds}"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start ping" }).ClickAsync();
    }

    public async Task OpenWordCountAsync() =>
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Word count" }).ClickAsync();

    public async Task CountWordsAsync() =>
        await Page.GetByRole(AriaRole.Button, new() { Name = "Count words" }).ClickAsync();

    /// <summary>Presses a button of a job.</summary>
    public static async Task PressAsync(ILocator job, string button) =>
        await job.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    /// <summary>Waits until a job is in this state.</summary>
    public static async Task UntilAsync(ILocator job, string state) =>
        await Expect(job).ToHaveAttributeAsync("data-state", state);

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(_faults);
    }
}
