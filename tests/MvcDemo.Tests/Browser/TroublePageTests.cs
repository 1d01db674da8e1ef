using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MvcDemo.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed class TroublePageTests(DemoBrowser browser)
{
    [Fact]
    public async Task What_the_server_does_not_accept_is_said_beside_the_field()
    {
        await using var page = await browser.OpenAsync();

        await page.StartPingAsync("hello", 3601);

        await Expect(page.Page.GetByText("The seconds must be between 0 and 3600.")).ToBeVisibleAsync();
        await Expect(page.Page.GetByLabel("Seconds 0 to 3600")).ToBeFocusedAsync();
        await Expect(page.Page.GetByLabel("Seconds 0 to 3600")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.StartPingAsync("hello", 0);
        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await Expect(page.Page.GetByText("The seconds must be between 0 and 3600.")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(503, "The server cannot take this now. It asks to wait 7 s.")]
    [InlineData(429, "You have too many jobs at once. It asks to wait 7 s.")]
    public async Task A_server_that_takes_no_job_says_when_to_ask_again(int status, string words)
    {
        await using var page = await browser.OpenAsync();
        await page.Page.RouteAsync("**/jobs/ping", route => route.FulfillAsync(Answer(status, retryAfter: "7")));

        await page.StartPingAsync("hello", 0);

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(words);
        await page.Page.UnrouteAsync("**/jobs/ping");
        await page.StartPingAsync("hello", 0);
        await DemoPage.UntilAsync(page.Newest, "succeeded");
    }

    [Fact]
    public async Task A_repeated_start_after_a_lost_answer_makes_one_job()
    {
        await using var page = await browser.OpenAsync();
        var keys = new List<string?>();
        await page.Page.RouteAsync(
            "**/jobs/ping",
            async route =>
            {
                keys.Add(await route.Request.HeaderValueAsync("Idempotency-Key"));
                await (keys.Count == 1 ? route.AbortAsync() : route.ContinueAsync());
            }
        );

        await page.StartPingAsync("hello", 0);
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No answer from the server.");
        await page.StartPingAsync("hello", 0);

        await DemoPage.UntilAsync(page.Newest, "succeeded");
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[0], keys[1]);
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_ends_by_itself()
    {
        await using var page = await browser.OpenAsync();
        await page.StartPingAsync("hello", 600);
        await DemoPage.UntilAsync(page.Newest, "running");
        var notice = page.Page.GetByText("No connection to the server.");

        await page.Page.Context.SetOfflineAsync(true);
        await Expect(notice).ToBeVisibleAsync();
        await page.Page.Context.SetOfflineAsync(false);

        await Expect(notice).ToBeHiddenAsync();
        await DemoPage.PressAsync(page.Newest, "Delete");
        await Expect(page.Jobs).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_busy_server_is_said_and_asked_again()
    {
        await using var page = await browser.OpenAsync();
        await page.StartPingAsync("hello", 600);
        await page.Page.RouteAsync("**/jobs/ping/*?redirect=false", route => route.FulfillAsync(Answer(503, "1")));

        await Expect(page.Page.GetByText("The server is busy")).ToBeVisibleAsync();
        await page.Page.UnrouteAsync("**/jobs/ping/*?redirect=false");

        await Expect(page.Page.GetByText("The server is busy")).ToBeHiddenAsync();
        await DemoPage.UntilAsync(page.Newest, "running");
        await DemoPage.PressAsync(page.Newest, "Delete");
        await Expect(page.Jobs).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_job_that_was_deleted_elsewhere_is_said_to_be_gone()
    {
        await using var page = await browser.OpenAsync();
        await page.StartPingAsync("hello", 0);
        await DemoPage.UntilAsync(page.Newest, "succeeded");
        var job = await page.Newest.GetAttributeAsync("data-url");

        using var response = await browser.Client.DeleteAsync(job, TestContext.Current.CancellationToken);
        await page.Page.ReloadAsync();

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await DemoPage.UntilAsync(page.Newest, "gone");
        await Expect(page.Newest.GetByText("It was deleted.")).ToBeVisibleAsync();
        await DemoPage.PressAsync(page.Newest, "Remove");
        await Expect(page.Jobs).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_job_that_the_server_does_not_know_is_said_to_be_gone()
    {
        await using var page = await browser.OpenAsync();
        await page.Page.EvaluateAsync(
            """
            localStorage.setItem("extensions-jobs-demo", JSON.stringify(
              [{ url: "/jobs/ping/00000000000070008000000000000000", type: "ping", name: "lost", created: 0 }]))
            """
        );

        await page.Page.ReloadAsync();

        await DemoPage.UntilAsync(page.Newest, "gone");
        await Expect(page.Newest.GetByText("The server does not know it.")).ToBeVisibleAsync();
    }

    private static RouteFulfillOptions Answer(int status, string retryAfter) =>
        new()
        {
            Status = status,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter },
            Body = "{}",
        };
}
