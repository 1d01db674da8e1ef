using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MvcDemo.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed partial class PingPageTests(DemoBrowser browser)
{
    [Fact]
    public async Task A_ping_shows_its_progress_and_then_its_answer()
    {
        await using var page = await browser.OpenAsync();

        await page.Page.EvaluateAsync(
            """
            () => {
              window.seen = [];
              new MutationObserver(() => {
                const job = document.querySelector(".job[data-state=running]");
                const text = (selector) => job.querySelector(selector).textContent;
                if (job) {
                  seen.push([text(".facts"), text(".said"), text(".left"), job.querySelector("[aria-valuenow]")?.ariaValueNow].join("; "));
                }
              }).observe(document.body, { subtree: true, childList: true, attributes: true });
            }
            """
        );

        await page.StartPingAsync("hello", 8);

        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await Expect(page.Newest.GetByText("“pong”")).ToBeVisibleAsync();
        var seen = await page.Page.EvaluateAsync<string[]>("seen");
        Assert.Contains(seen, text => RunningText().IsMatch(text));
    }

    [Fact]
    public async Task A_running_ping_is_cancelled_and_kept()
    {
        await using var page = await browser.OpenAsync();
        await page.StartPingAsync("hello", 600);
        await DemoPage.UntilAsync(page.Newest, "running");

        await DemoPage.PressAsync(page.Newest, "Cancel");

        await DemoPage.UntilAsync(page.Newest, "cancelled");
        await Expect(page.Newest.GetByText("stopped after")).ToBeVisibleAsync();
        await Expect(page.Newest.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_running_ping_is_deleted_and_leaves_the_page_for_good()
    {
        await using var page = await browser.OpenAsync();
        await page.StartPingAsync("hello", 600);
        await DemoPage.UntilAsync(page.Newest, "running");

        await DemoPage.PressAsync(page.Newest, "Delete");

        await Expect(page.Jobs).ToHaveCountAsync(0);
        await page.Page.ReloadAsync();
        await Expect(page.Page.GetByText("No jobs yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_message_fail_shows_the_error()
    {
        await using var page = await browser.OpenAsync();

        await page.StartPingAsync("fail", 0);

        await DemoPage.UntilAsync(page.Newest, "failed");
        await Expect(page.Newest.GetByText("The ping failed")).ToBeVisibleAsync();
        await Expect(page.Newest.GetByText("Its message asked for that.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_message_crash_shows_the_attempts_and_the_error()
    {
        await using var page = await browser.OpenAsync();

        await page.StartPingAsync("crash", 0);

        await DemoPage.UntilAsync(page.Newest, "failed");
        await Expect(page.Newest.GetByText("attempt 3")).ToBeVisibleAsync();
        await Expect(page.Newest.GetByText("Trace")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_reload_keeps_jobs_that_run_and_jobs_that_have_ended()
    {
        await using var page = await browser.OpenAsync();
        await page.StartPingAsync("first", 0);
        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await page.StartPingAsync("second", 600);
        await DemoPage.UntilAsync(page.Newest, "running");

        await page.Page.ReloadAsync();

        await DemoPage.UntilAsync(page.Newest, "running");
        await Expect(page.Newest.GetByText("second")).ToBeVisibleAsync();
        await DemoPage.UntilAsync(page.Jobs.Nth(1), "succeeded");
        await Expect(page.Jobs.Nth(1).GetByText("“pong”")).ToBeVisibleAsync();
        await DemoPage.PressAsync(page.Newest, "Delete");
        await Expect(page.Jobs).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Several_jobs_are_watched_at_once()
    {
        await using var page = await browser.OpenAsync();

        await page.StartPingAsync("one", 3);
        await page.StartPingAsync("two", 2);
        await page.StartPingAsync("three", 1);

        await Expect(page.Jobs).ToHaveCountAsync(3);
        await Expect(page.Page.Locator(".job[data-state=succeeded]")).ToHaveCountAsync(3);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Delete finished" }).ClickAsync();
        await Expect(page.Jobs).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_a_person_wrote_is_never_read_as_HTML()
    {
        await using var page = await browser.OpenAsync();

        await page.StartPingAsync("<img src=x onerror=alert(1)><b>bold</b>", 0);

        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await Expect(page.Newest.Locator(".job-name")).ToContainTextAsync("<img src=x onerror=alert(1)><b>bold</b>");
        await Expect(page.Newest.Locator("img, .job-name b")).ToHaveCountAsync(0);
    }

    [GeneratedRegex("^running for [0-9] s; ([1-9]0) % · step [1-9] of 10; about [0-9] s left; \\1$")]
    private static partial Regex RunningText();
}
