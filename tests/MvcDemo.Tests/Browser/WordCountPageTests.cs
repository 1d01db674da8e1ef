using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MvcDemo.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed class WordCountPageTests(DemoBrowser browser)
{
    [Fact]
    public async Task A_pasted_text_is_counted()
    {
        await using var page = await browser.OpenAsync();
        await page.OpenWordCountAsync();

        await page.Page.GetByLabel("Text", new() { Exact = true }).FillAsync("the cat\nthe dog\n");
        await page.CountWordsAsync();

        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await Expect(page.Newest.Locator(".figures dd")).ToHaveTextAsync(["4", "3", "3"]);
        await Expect(page.Newest.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["the", "cat", "dog"]);
        await Expect(page.Newest.GetByRole(AriaRole.Row).First).ToContainTextAsync("2");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_file_is_counted(string encodingName)
    {
        await using var page = await browser.OpenAsync();
        await page.OpenWordCountAsync();
        var encoding = Encoding.GetEncoding(encodingName);

        await ChooseAsync(page, [.. encoding.Preamble, .. encoding.GetBytes("Ünï Ünï code")]);
        await Expect(page.Page.GetByText("words.txt")).ToBeVisibleAsync();
        await page.CountWordsAsync();

        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await Expect(page.Newest.GetByText("words.txt")).ToBeVisibleAsync();
        await Expect(page.Newest.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["ünï", "code"]);
    }

    [Fact]
    public async Task A_removed_file_leaves_the_pasted_text()
    {
        await using var page = await browser.OpenAsync();
        await page.OpenWordCountAsync();
        await page.Page.GetByLabel("Text", new() { Exact = true }).FillAsync("pasted");

        await ChooseAsync(page, Encoding.UTF8.GetBytes("chosen"));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the file" }).ClickAsync();
        await page.CountWordsAsync();

        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await Expect(page.Newest.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["pasted"]);
    }

    [Fact]
    public async Task All_words_are_shown_on_demand()
    {
        await using var page = await browser.OpenAsync();
        await page.OpenWordCountAsync();
        await page.Page.GetByLabel("Text", new() { Exact = true }).FillAsync(string.Join(' ', Enumerable.Range(1, 25)));
        await page.Page.GetByLabel("Most frequent words").FillAsync("20");

        await page.CountWordsAsync();
        await DemoPage.UntilAsync(page.Newest, "succeeded");
        await Expect(page.Newest.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(10);
        await DemoPage.PressAsync(page.Newest, "Show all 20");

        await Expect(page.Newest.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task A_text_that_is_too_large_is_refused_in_clear_words()
    {
        await using var page = await browser.OpenAsync();
        await page.OpenWordCountAsync();

        await ChooseAsync(page, new string('x', 5 * 1024 * 1024).Select(letter => (byte)letter).ToArray());
        await page.CountWordsAsync();

        await Expect(page.Page.GetByRole(AriaRole.Alert))
            .ToHaveTextAsync("This is too large: 5.00 MiB. The server takes 4 MiB.");
        await Expect(page.Jobs).ToHaveCountAsync(0);
    }

    private static Task ChooseAsync(DemoPage page, byte[] content) =>
        page
            .Page.GetByLabel("Choose a file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "words.txt",
                    MimeType = "text/plain",
                    Buffer = content,
                }
            );
}
