using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MvcDemo.Tests.Browser;

/// <summary>The page that shows the API, and tries it.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed class ApiPageTests(DemoBrowser browser)
{
    [Fact]
    public async Task The_whole_API_is_shown_and_can_be_tried_without_another_host()
    {
        await using var demo = await browser.OpenAsync();
        var page = demo.Page;
        var refused = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                refused.Enqueue(message.Text);
            }
        };

        await page.GetByRole(AriaRole.Link, new() { Name = "the whole API" }).ClickAsync();
        var create = page.Locator("#operations-ping-ping_Create");
        await create.GetByText("Creates a job.").ClickAsync();
        await create.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await Expect(create.GetByPlaceholder("Idempotency-Key")).ToHaveValueAsync("");
        await create.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();

        await Expect(create.Locator(".live-responses-table tbody .response-col_status")).ToContainTextAsync("202");
        await Expect(page.Locator(".opblock")).ToHaveCountAsync(16);
        await Expect(page.Locator(".errors-wrapper")).ToHaveCountAsync(0);
        Assert.Empty(refused);
    }
}
